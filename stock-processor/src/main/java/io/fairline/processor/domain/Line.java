package io.fairline.processor.domain;

/**
 * Units of one deal in an order.
 *
 * @param dealId the deal the units are from
 * @param quantity units; as asked for, so possibly nonsense until an order is reserved
 */
public record Line(int dealId, int quantity) {}
