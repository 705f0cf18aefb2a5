-- Cases registered in the window
NVL(k.cases_received, 0) AS cases_received,
-- Of the cases registered in the window, the ones that are Open now
NVL(k.cases_open, 0) AS cases_open,
-- Cases closed in the window, whenever they were registered
NVL(k.cases_closed, 0) AS cases_closed,
-- Of the cases registered in the window, the ones that are Closed now
NVL(k.received_and_closed, 0) AS received_and_closed
