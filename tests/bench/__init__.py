"""Measures sync on a real server over loopback and holds it against the budgets: `python -m tests.bench`."""
