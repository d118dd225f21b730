-- What all alternatives write. Every server makes it at its start; the lock keeps two of them apart.
SELECT pg_advisory_xact_lock(7301);

CREATE TABLE IF NOT EXISTS deals (
    deal_id      integer PRIMARY KEY CHECK (deal_id > 0),
    title        text    NOT NULL,
    stock        integer NOT NULL CHECK (stock > 0),
    max_quantity integer NOT NULL CHECK (max_quantity > 0),
    available    integer NOT NULL CHECK (available >= 0),
    decided      bigint  NOT NULL DEFAULT 0
) WITH (fillfactor = 20); -- a hot row changes thousands of times a second: its versions stay on the page

-- One row for each decision.
CREATE TABLE IF NOT EXISTS orders (
    order_id uuid     PRIMARY KEY,
    deal_id  integer  NOT NULL,
    shopper  text     NOT NULL,
    quantity integer  NOT NULL,
    status   text     NOT NULL CHECK (status IN ('RESERVED', 'REJECTED')),
    sequence bigint   NOT NULL, -- place in the deal's line, or in the line of one instance where each has its own
    instance smallint NOT NULL  -- that took the order
);

-- Stock as rows, for the alternative that gives each unit one.
CREATE TABLE IF NOT EXISTS units (
    deal_id  integer NOT NULL,
    unit     integer NOT NULL,
    order_id uuid,
    PRIMARY KEY (deal_id, unit)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

-- Only free units: the search for the next one must not wade through what is sold.
CREATE INDEX IF NOT EXISTS free_units ON units (deal_id, unit) WHERE order_id IS NULL;
