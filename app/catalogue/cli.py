"""`flask catalogue import FILE …` and `flask catalogue load`: procedures in, a report of every row out."""

from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import AppGroup

from app.catalogue.importing import REFUSED, Outcome, count, import_rows
from app.catalogue.reading.files import ReadRow, UnreadableFileError, read_file
from app.catalogue.shipped import PROCEDURES, load_days
from app.core.commands import system_actor

group = AppGroup("catalogue", help="Procedures, their versions and the work calendar.")

UNREADABLE, SOME_REFUSED = 2, 1


@group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_files(files: tuple[Path, ...]) -> None:
    """Import procedures from FILES (CSV or JSON) and report every row.

    Ends with 1 when a row was refused (the others are taken), with 2 when a file cannot be read (nothing is taken).
    """
    try:
        read = {file: read_file(file) for file in files}
    except UnreadableFileError as error:
        click.echo(f"Cannot read {error}", err=True)
        raise SystemExit(UNREADABLE) from error
    outcomes = [outcome for file, rows in read.items() for outcome in _import(rows, file.name)]
    if any(outcome.result == REFUSED for outcome in outcomes):
        raise SystemExit(SOME_REFUSED)


@group.command("load")
def load() -> None:
    """Load the procedures and days that come with the product; a second time changes nothing."""
    days = load_days(system_actor())
    outcomes = _import(read_file(PROCEDURES), PROCEDURES.name)
    click.echo(f"{days} days declared.")
    if any(outcome.result == REFUSED for outcome in outcomes):
        raise SystemExit(SOME_REFUSED)


def _import(rows: list[ReadRow], name: str) -> list[Outcome]:
    with click.progressbar(import_rows(rows, system_actor()), length=len(rows), label=name) as bar:
        outcomes = list(bar)
    _report(outcomes, name)
    return outcomes


def _report(outcomes: Iterable[Outcome], name: str) -> None:
    outcomes = list(outcomes)
    for outcome in outcomes:
        click.echo(outcome.line)
    summary = ", ".join(f"{number} {result}" for result, number in count(outcomes).items())
    click.echo(f"{name}: {len(outcomes)} rows: {summary}")
