"""Figures beside their budgets, as lines for a terminal and as docs/performance.md."""

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
KB, MB = 1000, 1_000_000
SERVER_MS = {"SQLite": 1.2, "PostgreSQL": 2.2}


@dataclass(frozen=True)
class Verdict:
    """A figure against the most that PROTOCOL section 7 allows."""

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
    """Return the tables as Markdown."""
    lines = ["| measured | database | allowed | is | ratio |", "|---|---|---|---|---|"]
    lines += [f"| {v.what} | {v.database} | {v.allowed} | {v.measured} | {v.ratio:.2f} |" for v in verdicts(figures)]
    lines += [
        "",
        "| step | database | requests | up | down | server, each | server, all | wall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {f.what} | {f.database} | {f.requests} | {_size(f.bytes_up)} | {_size(f.bytes_down)} "
        f"| {each_ms(f):.2f} ms | {f.server_seconds:.2f} s | {f.wall_seconds:.1f} s |"
        for f in figures
    ]
    lines += ["", "| beside PouchDB, in one browser | database | allowed | ours | PouchDB | ours / PouchDB |"]
    lines += ["|---|---|---|---|---|---|"]
    lines += [
        f"| {c.what} | {c.database} | 0.33 | {c.ours:.2f} s | {c.peer:.2f} s | {c.ratio:.2f} |" for c in comparisons
    ]
    return "\n".join(lines)


ABOUT = """# Performance

`make bench` writes this page: a real gunicorn on loopback, a scratch database, the protocol's own phone with counted
bytes (bodies, gzip). Server time is the processor time of the web process by `/proc`, user and system, signature and
audit included; on PostgreSQL the database's own time is not in it. A ratio of 1 is the budget of PROTOCOL section 7.

A dossier here has its procedure's papers, two photos, a receipt, a signature, a fee and up to five steps. The edits are
a leader's, eight at each of 125 doors, half new pins, half corrections of an address; each names the row's version and
the unsent edits it is stacked on. The new requests are whole registrations. On a busy machine processor time grows by
half and more: compare figures of one run.

The peer is PouchDB 9 with its own server, everything of it in memory, in the same Chromium and with the same dossiers
in IndexedDB; ours signs in, has its vault open and encrypts each pack of 100 rows before a strict write. Seconds are
the browser's clock from the call to the last row stored.

"""


def write(figures, comparisons):
    """Write the page."""
    PAGE.write_text(ABOUT + tables(figures, comparisons) + "\n", encoding="utf-8")
