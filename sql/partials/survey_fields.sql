s.survey_id,
s.case_no,
s.survey_timestamp,
s.q1,
s.q2,
s.q3,
s.q4,
s.q5
