CASE
  WHEN NVL(c.resolution_seconds, DATEDIFF(second, c.create_timestamp, {{include now}})) > k.sla_seconds THEN 1
  ELSE 0
END AS is_sla_breached
