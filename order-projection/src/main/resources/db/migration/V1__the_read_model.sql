-- The read model. Every row below follows from order-events alone: an empty database filled again is the same.

-- Timestamps arrive as the wire has them, in epoch milliseconds.
CREATE FUNCTION at_millis(millis bigint) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_timestamp(millis / 1000.0::double precision);

-- One row: what this database was made for.
CREATE TABLE projection_identity (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- Names the cache's keys, so that a database filled anew never meets the entries of the one before.
    database_id     uuid    NOT NULL DEFAULT gen_random_uuid(),
    -- For life: another count would send a deal's next event to another line.
    partition_count integer NOT NULL CHECK (partition_count > 0)
);

-- How far each partition has been applied. The row is the fence too: whoever applies a batch must find
-- next_offset as expected, and holds its lock until the batch is committed.
CREATE TABLE partitions (
    partition       integer PRIMARY KEY CHECK (partition >= 0),
    next_offset     bigint  NOT NULL DEFAULT 0 CHECK (next_offset >= 0),
    -- Highest offset of order-commands whose events have been applied; -1: none yet.
    applied_command bigint  NOT NULL DEFAULT -1 CHECK (applied_command >= -1)
) WITH (fillfactor = 20); -- changes with every batch: room for new row versions on the same page

CREATE TABLE orders (
    order_id         uuid        PRIMARY KEY,
    deal_id          integer     NOT NULL,
    quantity         integer     NOT NULL,
    shopper          text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('RESERVED', 'CONFIRMED', 'REJECTED', 'CANCELLED')),
    reason           text,
    place_in_line    bigint,
    hold_until       timestamptz,
    placed_at        timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    -- The deal's sequence at the last event about the order: rows only ever go forward.
    version          bigint      NOT NULL,
    cause_offset     bigint      NOT NULL,
    refused_command  text,
    refused_reason   text,
    refused_by       text,
    refused_at       timestamptz
) WITH (fillfactor = 85); -- a status changes no indexed column, so a new version fits beside the old one (HOT)

-- Own orders, newest first.
CREATE INDEX orders_of_shopper ON orders (shopper, placed_at DESC, order_id DESC);

CREATE TABLE deals (
    deal_id                integer     PRIMARY KEY CHECK (deal_id > 0),
    title                  text        NOT NULL,
    phase                  text        NOT NULL CHECK (phase IN ('OPEN', 'CLOSED')),
    available              integer     NOT NULL CHECK (available >= 0),
    held                   integer     NOT NULL CHECK (held >= 0),
    sold                   integer     NOT NULL CHECK (sold >= 0),
    max_quantity_per_order integer     NOT NULL,
    hold_seconds           integer     NOT NULL,
    opens_at               timestamptz,
    opened_at              timestamptz NOT NULL,
    sequence               bigint      NOT NULL,
    refused_command        text,
    refused_reason         text,
    refused_by             text,
    refused_at             timestamptz
) WITH (fillfactor = 40);

-- Deals, newest first.
CREATE INDEX deals_newest_first ON deals (opened_at DESC, deal_id DESC);

-- One row for each event that moved stock or changed a deal. Written once, never changed.
CREATE TABLE stock_ledger (
    deal_id         integer     NOT NULL,
    sequence        bigint      NOT NULL,
    kind            text        NOT NULL
                    CHECK (kind IN ('OPENED', 'ADJUSTED', 'CLOSED', 'RESERVED', 'CONFIRMED', 'CANCELLED')),
    units           integer     NOT NULL,
    order_id        uuid,
    actor           text        NOT NULL,
    reason          text,
    available       integer     NOT NULL CHECK (available >= 0),
    held            integer     NOT NULL CHECK (held >= 0),
    sold            integer     NOT NULL CHECK (sold >= 0),
    cause_partition integer     NOT NULL,
    cause_offset    bigint      NOT NULL,
    at              timestamptz NOT NULL,
    PRIMARY KEY (deal_id, sequence)
);

-- Numbers the times at which somebody began to write a partition's part of the cache; see docs/adr.
CREATE SEQUENCE cache_epochs;
