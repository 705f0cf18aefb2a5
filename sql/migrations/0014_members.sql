-- The one row of each key of the two large dimensions, which the views join facts with (docs/adr/0029): the transaction that
-- publishes dimensions chooses it, so that no query has to look through 300,000 employees for keys that stand twice.
CREATE TABLE dim.member (
  -- employee or product
  dimension VARCHAR(16) NOT NULL,
  -- The key as events write it.
  member_id VARCHAR(80) NOT NULL,
  -- Null for employees, as what follows.
  department VARCHAR(400),
  brand VARCHAR(400),
  commodity_desc VARCHAR(400),
  sub_commodity_desc VARCHAR(400)
)
DISTSTYLE ALL SORTKEY (dimension, member_id);

GRANT SELECT, INSERT, DELETE ON dim.member TO ROLE batch;
