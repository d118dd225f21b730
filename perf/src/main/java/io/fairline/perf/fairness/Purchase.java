package io.fairline.perf.fairness;

/** What a client wants once, however often it is sent: told by its key, or else by the one call itself. */
record Purchase(String shopper, int dealId, Object keyOrCall) {

    static Purchase of(Call call) {
        String key = call.key();
        return new Purchase(call.shopper(), call.dealId(), key == null ? call : key);
    }
}
