"""Wards, neighbourhoods, post offices, addresses old and new, distances."""
