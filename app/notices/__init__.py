"""Telling people: the call list first, web push where a phone has agreed to it."""
