"""Who may change things with nothing but a cookie: only our own pages.

Page forms carry a signed token. Cookie calls to the API carry a header that a foreign page cannot set.
Bearer calls need neither: no browser adds that header by itself.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Request, abort, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
API_BODY_TYPES = frozenset(
    {"application/json", "application/octet-stream", "application/offset+octet-stream", "image/jpeg"}
)
OPEN_PATHS = frozenset({"/csp-reports"})

protection = CSRFProtect()


def init_app(app: Flask) -> None:
    # Our own order of checks, below. No time limit: a form left open over lunch must still work.
    # No Referer check: our own policy is that browsers send none.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = False
    protection.init_app(app)
    app.before_request(refuse_null_characters)
    app.before_request(check_origin_of_change)


def refuse_null_characters() -> None:
    """No person types one, and no database column can hold it."""
    if "\x00" in request.path:
        abort(HTTPStatus.NOT_FOUND)
    typed = [request.args] if request.path.startswith("/api/") else [request.args, request.form]
    if any("\x00" in value for values in typed for value in values.values()):
        abort(HTTPStatus.BAD_REQUEST)


def check_origin_of_change() -> None:
    if request.method in SAFE_METHODS or request.path in OPEN_PATHS or request.endpoint is None:
        return
    if request.path.startswith("/api/"):
        check_api_call(request)
        return
    check_same_site(request)
    if current_app.config.get("WTF_CSRF_ENABLED", True):
        protection.protect()


def check_api_call(asked: Request) -> None:
    if asked.authorization is not None and asked.authorization.type == "bearer":
        return
    if not {current_app.config["SESSION_COOKIE_NAME"], current_app.config["STAFF_COOKIE"]} & set(asked.cookies):
        return
    if asked.headers.get("X-Ung-Dung") != "1":
        raise CSRFError("header missing")
    if asked.content_length and asked.mimetype not in API_BODY_TYPES:
        raise CSRFError("content type")
    if "Sec-Fetch-Site" not in asked.headers and not is_own_origin(asked):
        raise CSRFError("origin")
    check_same_site(asked)


def check_same_site(asked: Request) -> None:
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        raise CSRFError("cross-site")
    origin = asked.headers.get("Origin")
    # Under Referrer-Policy no-referrer a browser names its origin "null" in form posts: the token decides.
    if site is None and origin not in {None, "null"} and not is_own_origin(asked):
        raise CSRFError("origin")


def is_own_origin(asked: Request) -> bool:
    return urlsplit(asked.headers.get("Origin", "")).netloc == asked.host
