b.call_center_key,
b.agent_key,
b.channel_key,
b.category_key,
b.product_department,
b.country_key
