-- 0 to 999,999, since there is no generate_series over tables: what gap-free periods are made from.
-- A million hours are 114 years.
CREATE TABLE metrics.number (
  n INTEGER NOT NULL
)
DISTSTYLE ALL
SORTKEY (n);

INSERT INTO metrics.number (n) VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);

INSERT INTO metrics.number (n)
SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n + 100000 * f.n
FROM metrics.number a
CROSS JOIN metrics.number b
CROSS JOIN metrics.number c
CROSS JOIN metrics.number d
CROSS JOIN metrics.number e
CROSS JOIN metrics.number f
WHERE b.n + c.n + d.n + e.n + f.n > 0;
