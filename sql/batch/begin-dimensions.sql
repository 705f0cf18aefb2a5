-- No load, replay or other publication runs beside this one: what they write is rolled up anew here. Its first statement: the
-- snapshot begins after the wait.
LOCK ops.writer_lock;
