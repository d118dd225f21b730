package io.fairline.perf.fairness;

/** A deal as the database holds it. */
public record DealRow(int dealId, long sequence, int stock, int available, int held, int sold) {}
