"""`python -m tests.bench`: measures and writes docs/performance.md; sizes and databases by option."""

import argparse
import logging
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from app import create_app
from app.core.cli import upgrade_database
from app.core.db import db, session
from tests.bench import report
from tests.bench.measure import Bench
from tests.bench.server import Server
from tests.conftest import settings
from tests.tools.databases import shared_server

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main():
    """Measure each database in turn, print and write the tables."""
    asked = parse()
    began, figures, comparisons = time.monotonic(), [], []
    for kind in asked.databases.split(","):
        with scratch(kind) as (folder, url):
            measured, compared = measure(folder, url, kind, asked)
            figures, comparisons = figures + measured, comparisons + compared
    print(report.tables(figures, comparisons))
    if not asked.dry:
        report.write(figures, comparisons)
    print(f"\n{time.monotonic() - began:.0f} s")


def parse():
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", default="sqlite,postgresql", help="which, with commas")
    parser.add_argument("--sizes", default="1000,10000", help="dossiers of the first syncs")
    parser.add_argument("--commands", type=int, default=1000, help="edits that wait on the phone")
    parser.add_argument("--beside", type=int, default=1000, help="edits and new requests in a browser, beside PouchDB")
    parser.add_argument("--dry", action="store_true", help="write no page")
    return parser.parse_args()


@contextmanager
def scratch(kind):
    """Give a folder and a database URL, and take both away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="tan-nha-bench-"))
    try:
        yield folder, f"sqlite:///{folder / 'tan-nha.db'}" if kind == "sqlite" else _postgresql(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql(folder):
    return shared_server(folder).replace("postgresql://", "postgresql+psycopg://")


def measure(folder, url, kind, asked):
    """Return the figures of one database."""
    app = create_app(settings(folder, url))
    with app.app_context():
        upgrade_database()
        logging.disable(logging.INFO)
        server = Server(folder, url)
        try:
            server.wait()
            bench = Bench(server, NAMES[kind], folder)
            bench.prepare()
            bench.desk()
            bench.push_queue(asked.commands)
            for size in asked.sizes.split(","):
                bench.first_sync(int(size))
            bench.compare_pushes(asked.beside)
        finally:
            server.stop()
            session.remove()
            db.engine.dispose()
    return bench.figures, bench.peers.comparisons


main()
