-- The employees whose keys the cases carry.
-- Grain: one row for each employee key of the dimension; of contradicting rows the first in the order of their texts.
-- Unit: none.
-- Time: none; as the last batch run found them. Names, e-mail and ldap are personal data: *** for who may not see them.
CREATE VIEW care.agent AS
WITH k AS (
  SELECT
    CAST(e.emp_key AS VARCHAR(32)) AS agent_key,
    e.first_name,
    e.last_name,
    e.email,
    e.ldap,
    e.manager
  FROM dim.employee e
  WHERE e.emp_key IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY e.emp_key ORDER BY e.last_name, e.first_name, e.email, e.ldap, e.manager
  ) = 1
)
SELECT
  -- Member key of kpi_by_agent
  k.agent_key,
  -- First name; *** for who may not see personal data
  k.first_name,
  -- Last name; *** for who may not see personal data
  k.last_name,
  -- E-mail address; *** for who may not see personal data
  k.email,
  -- Name in the company's directory; *** for who may not see personal data
  k.ldap,
  -- Agent key of the manager
  k.manager AS manager_key
FROM k
