"""Wards, neighbourhoods, post offices, addresses old and new, distances."""

from flask import Flask

from app.places.queries import find_ward


def init_app(app: Flask) -> None:
    """Let every sheet say which place it comes from, whoever prints it."""
    app.jinja_env.globals["place_of"] = find_ward
