"""Visits: teams and their shifts, planning into minutes, and what happened at the door."""
