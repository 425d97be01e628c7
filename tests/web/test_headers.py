"""The headers of every answer, pinned one by one."""

import pytest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types app lit-html; report-to csp"
)
PINNED = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Reporting-Endpoints": 'csp="/csp-reports"',
}


@pytest.mark.parametrize("path", ["/display", "/no-such-page", "/api/no-such-call", "/static/styles/base.css"])
def test_every_answer_carries_the_security_headers(visitor, path):
    headers = visitor.get(path).headers

    assert {name: headers.get(name) for name in PINNED} == PINNED


def test_pages_are_not_kept_by_browsers(visitor):
    assert visitor.get("/display").headers["Cache-Control"] == "no-store"


def test_https_is_remembered_only_over_https(visitor, site):
    assert "Strict-Transport-Security" not in visitor.get("/display").headers

    secure = visitor.get("/display", base_url="https://localhost").headers
    assert secure["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"

    site.config["HTTPS"] = True
    assert "Strict-Transport-Security" in visitor.get("/display").headers


def test_reports_of_blocked_content_are_taken_without_their_query(visitor, caplog):
    report = [
        {
            "type": "csp-violation",
            "body": {"documentURL": "https://x/tra-cuu?code=482#t", "effectiveDirective": "img-src"},
        }
    ]

    assert visitor.post("/csp-reports", json=report).status_code == 204
    assert "/tra-cuu" in caplog.text
    assert "482" not in caplog.text
    assert visitor.post("/csp-reports", data=b"x" * 20_000).status_code == 413
    assert visitor.post("/csp-reports", data=b"not json").status_code == 204
