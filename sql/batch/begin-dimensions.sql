-- No other run publishes dimensions beside this one. Its first statement: the snapshot begins after the wait.
LOCK dim.employee_history;
