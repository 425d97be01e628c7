"""Who is asking: the member of staff behind the cookie, for pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import abort, current_app, redirect, request
from werkzeug.wrappers import Response

from app.accounts.models import User
from app.accounts.sign_in import find_session_user
from app.core.commands import Actor
from app.core.roles import Role

F = TypeVar("F", bound=Callable[..., Any])
POLLED = "X-Polled"
"""A page that asks by itself says so: an empty chair keeps no session alive."""


def cookie_name() -> str:
    """Return the cookie's name; `__Host-` binds it to this host, and browsers accept that over https only."""
    return str(current_app.config["STAFF_COOKIE"])


def find_current_user() -> User | None:
    """Return who is signed in at this browser, or None."""
    token = request.cookies.get(cookie_name())
    return find_session_user(token, is_person=POLLED not in request.headers) if token else None


def current_user() -> User:
    """Return who is signed in; pages behind `staff()` always have somebody."""
    user = find_current_user()
    if user is None:
        abort(401)
    return user


def current_actor() -> Actor:
    """Return the author of commands sent by this page."""
    return current_user().as_actor()


def staff(*roles: Role) -> Callable[[F], F]:
    """Let only these roles open a page; others get 403, strangers the sign-in page."""

    def guard(view: F) -> F:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            user = find_current_user()
            if user is None:
                return _ask_to_sign_in()
            if Role(user.role) not in roles:
                abort(403)
            return view(*args, **kwargs)

        guarded.staff_roles = frozenset(roles)  # type: ignore[attr-defined]  # read by the promise test
        return guarded  # type: ignore[return-value]  # same signature as the view

    return guard


def _ask_to_sign_in() -> Response:
    if request.method != "GET":
        abort(401)
    target = request.full_path.rstrip("?")
    return redirect(f"/sign-in?{urlencode({'next': target})}")
