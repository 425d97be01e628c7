"""Public procedures by version and channel: what to bring, what it costs, how long; and the days that are worked."""
