CONVERT_TIMEZONE('UTC', '{{business_timezone}}', GETDATE())
