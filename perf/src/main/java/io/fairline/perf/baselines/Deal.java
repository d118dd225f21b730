package io.fairline.perf.baselines;

/** What is on sale. Nothing of it changes once the deal is open. */
public record Deal(int dealId, String title, int stock, int maxQuantity) {}
