"""Which weekend the address of a desk's page asks for."""

from datetime import date

from flask import request

from app.core.clock import today
from app.visits import rules


def asked_weekend() -> date:
    """Return the Saturday that the address asks for, else this weekend's."""
    try:
        return rules.weekend_of(date.fromisoformat(request.args.get("weekend", "")))[0]
    except ValueError:
        return rules.weekend_of(today())[0]
