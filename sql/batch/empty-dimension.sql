-- One dimension, replaced inside the transaction that replaces all eight.
DELETE FROM dim.{{table}};
