"""Staff, their roles and areas, sign-in, and the phones they have enrolled."""

from flask import Flask

from app.accounts.navigation import navigation


def init_app(app: Flask) -> None:
    """Give every staff page the links of its reader's role."""
    app.context_processor(navigation)
