"""What every page shares: base templates, macros, headers, languages, error pages, static files."""

from flask import Flask

from app.core.ids import new_id
from app.core.practice import is_practice
from app.web import (
    assets,
    csrf,
    display,
    errors,
    form_words,
    formats,
    headers,
    i18n,
    large_bodies,
    missing_names,
    routes,
)


def init_app(app: Flask) -> None:
    """Wire the shared parts of all pages into an application."""
    app.config.setdefault("SITE_NAME", "Tận Nhà")
    app.config.setdefault("WARD_NAME", "Phường Hòa Bình")
    app.config.setdefault("HOTLINE", "18001096")
    app.config.setdefault("STAFF_COOKIE", "phien")
    missing_names.init_app(app)
    i18n.init_app(app)
    form_words.init_app(app)
    formats.init_app(app)
    assets.init_app(app)
    large_bodies.init_app(app)
    csrf.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    display.init_app(app)
    app.jinja_env.globals["new_command_id"] = new_id
    app.jinja_env.globals["is_practice"] = is_practice
    app.register_blueprint(routes.blueprint)
