"""A sheet's HTML as PDF. Nothing is fetched: pictures are in the text, the one stylesheet is handed over.

WeasyPrint needs Pango, which is no Python package (tools/print.sh); without it this refuses, and papers are
printed from the browser.
"""

import base64
from functools import cache
from pathlib import Path
from typing import Any

from app.core.errors import Rejected
from app.files.queries import find_stored
from app.files.store import current_store, shown_path

STYLES = Path(__file__).parents[3] / "static" / "styles" / "components" / "legal.css"


def pdf_of(html: str) -> bytes:
    """Return the sheet as PDF, or refuse where this machine cannot make any."""
    weasyprint = _weasyprint()
    fetcher = weasyprint.URLFetcher(allowed_protocols={"data"})
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    made: bytes = document.write_pdf(stylesheets=[_styles()])
    return made


def _weasyprint() -> Any:
    """It is loaded when the first PDF is wanted: it takes a second, and may not be there."""
    try:
        import weasyprint
    except (ImportError, OSError) as missing:
        raise Rejected("pdf-unavailable") from missing
    return weasyprint


@cache
def _styles() -> Any:
    return _weasyprint().CSS(string=STYLES.read_text(encoding="utf-8"))


def picture_in_text(ward: str, sha256: str) -> str:
    """Return a signature's picture as the text of an address; empty while its bytes are on their way."""
    stored = find_stored(ward, sha256)
    if stored is None or stored.shown != "ready":
        return ""
    with current_store().open(shown_path(ward, sha256, "thumb")) as picture:
        return "data:image/jpeg;base64," + base64.b64encode(picture.read()).decode()
