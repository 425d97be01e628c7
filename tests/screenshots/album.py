"""The pictures' folder, and one page to leaf through them."""

from html import escape
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE

SIZES = {"phone": PHONE, "desk": DESK}
WHOLE_HEIGHT = "Math.min(document.documentElement.scrollHeight, 6000)"
HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>body{font:16px sans-serif;margin:2rem}section{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}
img{border:1px solid #999;max-width:100%}img[alt*=phone]{height:480px}img[alt*=desk]{height:360px}</style>
<h1>Screens</h1>
"""


class Album:
    """Takes pictures into a folder, one folder a person, and writes index.html in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: dict[str, list[Path]] = {}

    def take(self, page: Page, who: str, name: str, size: str, look: str = "") -> None:
        """Take the whole page at this size."""
        page.set_viewport_size(SIZES[size])
        # A taller window rather than a longer picture: bars that stick to the edges then stand at the edges.
        page.set_viewport_size(SIZES[size] | {"height": max(SIZES[size]["height"], page.evaluate(WHOLE_HEIGHT))})
        path = Path(who) / f"{name}.{size}{look}.png"
        page.screenshot(path=self.folder / path, animations="disabled")
        page.set_viewport_size(SIZES[size])
        self.taken.setdefault(who, []).append(path)

    def write_index(self) -> Path:
        """Write the page that shows all of them."""
        parts = [HEAD]
        for who, paths in self.taken.items():
            figures = "\n".join(_figure(path) for path in sorted(paths))
            parts.append(f"<h2>{escape(who)}</h2>\n<section>\n{figures}\n</section>\n")
        index = self.folder / "index.html"
        index.write_text("".join(parts), encoding="utf-8")
        return index


def _figure(path: Path) -> str:
    address = escape(path.as_posix())
    name = escape(path.stem)
    picture = f'<img loading="lazy" src="{address}" alt="{name}">'
    return f'<figure><a href="{address}">{picture}</a><figcaption>{name}</figcaption></figure>'
