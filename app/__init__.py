"""Tận Nhà: weekend home visits of a ward's Public Administrative Service Centre.

`FEATURES` is the table of contents, lowest first: a feature may import those before it.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

import config
from app.core import cli as core_cli
from app.core import worker
from app.core.db import db
from app.core.errors import declare_words
from app.core.naming import declare_fields

FEATURES = (
    "core",
    "web",
    "accounts",
    "places",
    "notices",
    "files",
    "upkeep",
    "catalogue",
    "citizens",
    "requests",
    "visits",
    "dossiers",
    "postal",
    "feedback",
    "public",
    "office",
    "sync",
    "demo",
)

PARTS = ("reasons", "fields", "models", "commands", "effects", "duties", "routes", "cli")
"""The modules of a feature that register something by being imported, in this order."""


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Return the application. `settings` replaces the environment's, for tests."""
    app = Flask(__name__, static_folder="../static", static_url_path="/static")
    app.config.from_mapping(settings if settings is not None else config.from_environment())
    db.init_app(app)
    _load_features(app)
    worker.init_app(app)
    core_cli.init_app(app)
    return app


def _load_features(app: Flask) -> None:
    parts = {part: _import_part(part) for part in PARTS}
    for module in parts["reasons"]:
        words = {part.lower(): getattr(module, part, {}) for part in ("REASONS", "CHANGES", "COMMANDS")}
        declare_words(**words)
    for module in parts["fields"]:
        declare_fields(**{part.lower(): getattr(module, part, {}) for part in ("FIELDS", "VALUES", "UNREAD")})
    for name in FEATURES:
        feature = import_module(f"app.{name}")
        if hasattr(feature, "init_app"):
            feature.init_app(app)
    _register_pages(app, parts["routes"])
    for module in parts["cli"]:
        app.cli.add_command(module.group)


def _register_pages(app: Flask, modules: list[Any]) -> None:
    for module in modules:
        for blueprint in getattr(module, "blueprints", None) or [module.blueprint]:
            if blueprint.name not in app.blueprints:
                app.register_blueprint(blueprint)
    app.extensions["navigation"] = [link for module in modules for link in getattr(module, "NAVIGATION", [])]


def _import_part(part: str) -> list[Any]:
    names = [f"app.{feature}.{part}" for feature in FEATURES if feature != "core" or part in {"reasons", "fields"}]
    return [import_module(name) for name in names if find_spec(name)]
