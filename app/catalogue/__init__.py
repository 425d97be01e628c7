"""Public procedures by version and channel: what to bring, what it costs, how long; and the days that are worked."""

from datetime import time

from flask import Flask

from app.catalogue.deadlines import OfficeHours


def init_app(app: Flask) -> None:
    """Take the cut-off of same-day procedures from the settings: HH:MM."""
    OfficeHours.cut_off = time.fromisoformat(app.config.get("SAME_DAY_CUT_OFF", "15:00"))
