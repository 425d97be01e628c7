"""A name that a template wants and nobody gave: in tests an error, on a ward's machine a line in the log.

A page with a hole is of more use to whoever stands at the counter than no page; a test wants no hole at all.
"""

from flask import Flask
from jinja2 import StrictUndefined, make_logging_undefined


def init_app(app: Flask) -> None:
    """Choose by the setting STRICT_TEMPLATES."""
    app.config.setdefault("STRICT_TEMPLATES", False)
    strict = app.config["STRICT_TEMPLATES"]
    app.jinja_env.undefined = StrictUndefined if strict else make_logging_undefined(app.logger)
