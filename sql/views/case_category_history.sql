-- What the categories' rows held at what time, the priority they led to among it.
-- Grain: one row for each version of a category's row. `t >= valid_from AND t < valid_to` gives those that held at t.
-- Unit: none.
-- Time: business-local, as the events' times; the first version of a key is valid from the beginning of time, a later one
-- from the batch run that found it. The KPI views use the current row.
CREATE VIEW care.case_category_history AS
SELECT
  -- Key of the category, such as CAT1
  h.category_key,
  -- Key of the sub-category, such as SCAT1
  h.sub_category_key,
  -- The category in words
  h.category_description,
  -- The sub-category in words
  h.sub_category_description,
  -- Key of the priority, such as P1
  h.priority,
  -- From when it held, the moment included
  h.valid_from,
  -- Until when it held, the moment not included; 9999-12-31 for what still holds
  h.valid_to,
  -- Whether it still holds
  h.is_current
FROM dim.case_category_history h
