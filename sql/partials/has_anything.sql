SUM(m.cases_received) > 0 OR SUM(m.cases_closed) > 0 OR SUM(m.surveys) > 0
