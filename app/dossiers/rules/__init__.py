"""What is allowed and what looks odd in a dossier: pure functions that return, or raise a refusal."""
