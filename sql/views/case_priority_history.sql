-- What the priorities' rows held at what time, the SLA among it.
-- Grain: one row for each version of a priority's row. `t >= valid_from AND t < valid_to` gives those that held at t.
-- Unit: hours, as text.
-- Time: business-local, as the events' times; the first version of a key is valid from the beginning of time, a later one
-- from the batch run that found it. The KPI views use the current row.
CREATE VIEW care.case_priority_history AS
SELECT
  -- Key of the priority, such as P1
  h.priority_key,
  -- Level: Highest, High, Medium, Low or Loweset (the source spells it so)
  h.priority,
  -- Severity: Critical, High, Moderate, Minor or None
  h.severity,
  -- Hours until a case must be closed, as text; NA where there is no SLA
  h.sla,
  -- From when it held, the moment included
  h.valid_from,
  -- Until when it held, the moment not included; 9999-12-31 for what still holds
  h.valid_to,
  -- Whether it still holds
  h.is_current
FROM dim.case_priority_history h
