-- What the employees' rows held at what time.
-- Grain: one row for each version of an employee's row. `t >= valid_from AND t < valid_to` gives those that held at t.
-- Unit: none.
-- Time: business-local, as the events' times; the first version of a key is valid from the beginning of time, a later one
-- from the batch run that found it. Names, e-mail and ldap are personal data: *** for who may not see them.
CREATE VIEW care.employee_history AS
SELECT
  -- Key of the employee
  h.emp_key,
  -- First name; *** for who may not see personal data
  h.first_name,
  -- Last name; *** for who may not see personal data
  h.last_name,
  -- E-mail address; *** for who may not see personal data
  h.email,
  -- Gender as the source has it
  h.gender,
  -- Log-in name; *** for who may not see personal data
  h.ldap,
  -- Day of hire
  h.hire_date,
  -- Key of the manager, an employee
  h.manager,
  -- From when it held, the moment included
  h.valid_from,
  -- Until when it held, the moment not included; 9999-12-31 for what still holds
  h.valid_to,
  -- Whether it still holds
  h.is_current
FROM dim.employee_history h
