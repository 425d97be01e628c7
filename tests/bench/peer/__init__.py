"""PouchDB doing the same work in the same browser: the peer that the budgets name."""
