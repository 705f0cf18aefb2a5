SELECT
  c.case_no,
  c.create_timestamp,
  c.created_employee_key,
  c.call_center_id,
  c.category,
  c.sub_category,
  c.communication_mode,
  c.country_cd,
  c.product_code,
  c.closed_at,
  DATE_TRUNC('day', c.closed_at) AS closed_day,
  c.resolution_seconds,
  {{include case_measures}},
  NVL(cc.call_center_id, 'Unknown') AS call_center_key,
  NVL(ag.employee_key, 'Unknown') AS agent_key,
  CASE WHEN c.communication_mode IN ('Call', 'Chat', 'Email') THEN c.communication_mode ELSE 'Unknown' END AS channel_key,
  NVL(k.category_key || '/' || k.sub_category_key, 'Unknown') AS category_key,
  NVL(pr.department, 'Unknown') AS product_department,
  NVL(co.country_cd, 'Unknown') AS country_key
FROM cases c
LEFT JOIN metrics.category k ON k.category_key = c.category AND k.sub_category_key = c.sub_category
{{include member_joins}}
