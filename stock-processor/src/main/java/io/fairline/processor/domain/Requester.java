package io.fairline.processor.domain;

/**
 * Who asks for something to be done to an order.
 *
 * @param name subject of their token
 * @param authority the capacity in which they ask
 */
public record Requester(String name, Authority authority) {

    boolean mayConfirm(Order order) {
        return owns(order) || authority.confirmsForOthers();
    }

    boolean mayCancel(Order order) {
        return owns(order) || authority.cancelsForOthers();
    }

    private boolean owns(Order order) {
        return order.shopper().equals(name);
    }
}
