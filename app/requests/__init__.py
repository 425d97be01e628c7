"""Somebody asks for a home visit: from the request to the place on the coordinator's list."""
