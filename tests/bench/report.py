"""Figures beside their budgets, as lines for a terminal and as docs/performance.md."""

from dataclasses import dataclass
from pathlib import Path

from app.visits.cli import put_between

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
KB, MB = 1000, 1_000_000
MOST_OF_PEER = {"first sync of 10,000 dossiers": "0.33"}
SERVER_MS = {"SQLite": 1.2, "PostgreSQL": 2.2}


@dataclass(frozen=True)
class Verdict:
    """A figure against the most that its budget allows."""

    what: str
    database: str
    measured: str
    allowed: str
    ratio: float


def verdicts(figures):
    """Return what the budgets speak about, in the order measured."""
    return [verdict for figure in figures for verdict in _judge(figure)]


def _judge(figure):
    what, where = figure.what, figure.database
    if figure.what.startswith("first sync of 10,000"):
        yield Verdict(f"{what}: down", where, _size(figure.bytes_down), "4.00 MB", figure.bytes_down / (4 * MB))
        yield Verdict(f"{what}: requests", where, str(figure.requests), "12", figure.requests / 12)
    if figure.what.startswith("push of 1,000 edits"):
        yield Verdict(f"{what}: up", where, _size(figure.bytes_up), "150 KB", figure.bytes_up / (150 * KB))
        yield Verdict(f"{what}: requests", where, str(figure.requests), "20", figure.requests / 20)
    if figure.what.startswith("push of"):
        most = SERVER_MS[where]
        yield Verdict(f"{what}: server, each", where, f"{each_ms(figure):.2f} ms", f"{most} ms", each_ms(figure) / most)
    if figure.what.startswith("echo of 1,000"):
        yield Verdict(what, where, _size(figure.bytes_down), "10 KB", figure.bytes_down / (10 * KB))
    if "drag" in figure.what:
        yield Verdict(f"{what}: server, each", where, f"{each_ms(figure):.1f} ms", "50 ms", each_ms(figure) / 50)
    if "idle" in figure.what:
        body = figure.bytes_down / figure.count
        yield Verdict("idle poll: body", where, f"{body:.0f} B", "800 B", body / 800)
        yield Verdict("idle poll: server", where, f"{each_ms(figure):.2f} ms", "3 ms", each_ms(figure) / 3)


def each_ms(figure):
    """Return the server's processor milliseconds for each thing."""
    return figure.server_seconds * 1000 / figure.count


def _size(count):
    return f"{count / MB:.2f} MB" if count >= MB else f"{count / KB:.1f} KB"


def tables(figures, comparisons):
    """Return the tables as Markdown, ratios first: they survive a busy machine."""
    parts = (_beside(comparisons), _against_budgets(figures), _absolute(figures))
    return "\n\n".join("\n".join(lines) for lines in parts)


def _beside(comparisons):
    yield "| beside PouchDB, in one browser | database | ours / PouchDB | allowed | ours | PouchDB |"
    yield "|---|---|---|---|---|---|"
    for c in comparisons:
        allowed = MOST_OF_PEER.get(c.what, "")
        yield f"| {c.what} | {c.database} | {c.ratio:.2f} | {allowed} | {c.ours:.2f} s | {c.peer:.2f} s |"


def _against_budgets(figures):
    yield "| measured | database | ratio | is | allowed |"
    yield "|---|---|---|---|---|"
    for v in verdicts(figures):
        yield f"| {v.what} | {v.database} | {v.ratio:.2f} | {v.measured} | {v.allowed} |"


def _absolute(figures):
    yield "| step | database | requests | up | down | server, each | server, all | wall |"
    yield "|---|---|---|---|---|---|---|---|"
    for f in figures:
        yield (
            f"| {f.what} | {f.database} | {f.requests} | {_size(f.bytes_up)} | {_size(f.bytes_down)} "
            f"| {each_ms(f):.2f} ms | {f.server_seconds:.2f} s | {f.wall_seconds:.1f} s |"
        )


def write(figures, comparisons):
    """Write the tables anew between the page's marks; what the page says about them is written by people."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(put_between(page, "tables", tables(figures, comparisons)), encoding="utf-8")
