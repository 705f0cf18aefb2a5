LEFT JOIN metrics.call_center cc ON cc.call_center_id = c.call_center_id
LEFT JOIN metrics.agent ag ON ag.employee_key = c.created_employee_key
LEFT JOIN metrics.product pr ON pr.product_id = c.product_code
LEFT JOIN metrics.country co ON co.country_cd = UPPER(c.country_cd)
