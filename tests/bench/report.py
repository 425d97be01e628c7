"""Figures beside their budgets, as lines for a terminal and as docs/performance.md."""

from dataclasses import dataclass
from pathlib import Path

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


ABOUT = """# Performance

`make bench` writes this page. It needs nothing prepared: a scratch folder and database, a real gunicorn on loopback,
the protocol's own phone with counted bytes (bodies, gzip), and Chromium. Look at the ratios, which were
measured in one run; absolute times are of one machine with two cores, in that hour.

**Against the budgets.** Server time is the processor time of the web process by `/proc`, user and system,
signature and audit included; on PostgreSQL the database's own time is not in it. A ratio of 1 is the budget; the one
for edits is laid on new requests too, which write four rows each. A dossier here has its procedure's papers, two
photos, a receipt, a signature, a fee and up to five steps. The edits are a leader's, eight at each of 125 doors, half
new pins, half corrections of an address; each names the row's version and the unsent edits it is stacked on. The new
requests are whole registrations with leased codes.

**Beside PouchDB.** The peer is PouchDB 9 with its own server, everything of it in memory, in the same Chromium and
with the same dossiers in IndexedDB. Ours signs in, has its vault open, encrypts each pack of 100 rows and writes
strictly. Seconds are the browser's clock: of a first sync from the call to the last row stored; of a push one round
with everything in it, the echo of our own rows included, against one replication. Saving is one command after the
other: ours is signed, encrypted, sealed a second time, written strictly and noted in the journal file; the peer's is a
`put`. The peer edits as many dossiers, and adds the arguments of our registrations as documents.

"""

WHERE = """

## Where the time goes, and what would help next

- **First sync of 10,000.** The server takes about 52 µs a row, a third of it gzip: zlib-ng has halved what it was
  (decision 0191). The tables above may be older than that. On a machine busier than ever the ratio was 0.22 to 0.34
  since. The phone parses, packs, encrypts and writes while the next page is on its way, which it asks for once it has
  read this one. Next: asking as soon as an answer's head tells where the next page begins; rows whose JSON is encrypted
  as it came.
- **A push on the server.** A registration asks nine questions for a whole batch (decision 0140), and what a batch
  writes is plain values (decision 0172). Of what is left a third is the handler's own work, a sixth answering what was
  foreseen and reading shapes (telephone numbers most of it), a tenth making the ORM's objects, a sixth writing rows
  together, two in a hundred the signature. Next: new rows that are not mapped objects while they wait.
- **Saving on the phone** takes as long with a thousand commands waiting as with none: about 18 ms here, where the
  thousandth took 120 ms before (decision 0190; a test counts the records read). Most of it is the strict write and its
  transactions. Next: fewer notes read for each save. A push reads what waits again for each batch.
"""


def write(figures, comparisons):
    """Write the page."""
    PAGE.write_text(ABOUT + tables(figures, comparisons) + WHERE, encoding="utf-8")
