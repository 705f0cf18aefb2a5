-- Cases registered before period_end and not closed before it
k.backlog
