"""How a person likes to see pages: text size and light or dark, kept in cookies, no account needed."""

from flask import Flask, Response, request

from app.web.headers import is_https
from app.web.i18n import LANGUAGES, YEAR_SECONDS

CHOICES: dict[str, tuple[str, ...]] = {
    "size": ("normal", "large", "largest"),
    "theme": ("auto", "light", "dark"),
    "lang": tuple(LANGUAGES),
}


def init_app(app: Flask) -> None:
    app.jinja_env.globals["display_choice"] = display_choice


def display_choice(name: str) -> str:
    """The kept choice, or the first one."""
    kept = request.cookies.get(name)
    return kept if kept in CHOICES[name] else CHOICES[name][0]


def keep_choices(response: Response) -> None:
    for name, allowed in CHOICES.items():
        chosen = request.form.get(name)
        if chosen in allowed:
            response.set_cookie(name, chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=is_https())


def own_path(asked: str | None) -> str:
    """Where to go back to: a path of this site and nothing else."""
    safe = asked is not None and asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if safe and asked is not None else "/"
