"""The office's view of everything: a weekend in numbers, who did what, one story found by any code. Writes nothing."""
