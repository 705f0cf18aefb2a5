c.created_employee_key,
c.call_center_id,
c.category,
c.sub_category,
c.communication_mode,
c.country_cd,
c.product_code
