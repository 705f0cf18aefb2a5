-- First moment of the window, business-local
k.period_start,
-- First moment after the window, business-local
k.period_end
