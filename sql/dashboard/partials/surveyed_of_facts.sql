COUNT(*) AS surveys,
SUM(f.positive_responses) AS positive_responses,
SUM(f.neutral_responses) AS neutral_responses,
SUM(f.negative_responses) AS negative_responses,
SUM(f.is_promoter) AS promoters,
SUM(f.is_detractor) AS detractors,
SUM(f.is_nps_answer) AS nps_answers
