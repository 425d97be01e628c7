"""Security headers of every answer.

One policy for pages, API and static files: nothing from elsewhere, nothing inline, no string turned
into markup or code. Answers are not stored by browsers unless a route says that nothing personal is in them.
"""

import re

from flask import Flask, Response, current_app, request

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types app lit-html; report-to csp"
)

KEY_DERIVATION = re.compile(r"^/static/(~[0-9a-f]+/)?client/core/vault/stretch\.worker\.js$")
"""The one file that may compile WebAssembly: Argon2id over a PIN, in its own worker."""

KEY_DERIVATION_CSP = CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")

SECURITY_HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Reporting-Endpoints": 'csp="/csp-reports"',
}

HSTS = "max-age=31536000; includeSubDomains"


def init_app(app: Flask) -> None:
    app.after_request(add_security_headers)


def add_security_headers(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if is_https():
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def is_https() -> bool:
    """By this connection, or by setting where a proxy in front speaks HTTPS. HSTS on plain HTTP means nothing."""
    return request.is_secure or bool(current_app.config.get("HTTPS"))


def nothing_personal(response: Response) -> Response:
    """Let a browser keep this page, but ask each time whether it changed."""
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def allow_images_from(response: Response, origin: str) -> Response:
    """Let this one page load pictures from there as well."""
    response.headers["Content-Security-Policy"] = CSP.replace("img-src 'self'", f"img-src 'self' {origin}")
    return response
