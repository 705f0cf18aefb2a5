('{{run_id}}', '{{rule}}', '{{severity}}', {{offending_rows}}, NULLIF(:{{samples}}, '-'), GETDATE())
