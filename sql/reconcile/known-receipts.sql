-- Receipts that the warehouse knows, whose archive objects arrived on or after a day. Grain: one row a receipt.
SELECT DISTINCT receipt_key
FROM ops.receipt
WHERE SUBSTRING(archive_key, POSITION('arrival_date=' IN archive_key) + 13, 10) >= :since;
