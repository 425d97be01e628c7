"""`flask receipts …`: is a receipt genuine, and what became of every number?"""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.core.errors import reason_text
from app.core.ledger import STATES, blocks_of, faults, sums
from app.dossiers.queries import receipt_faults
from app.dossiers.receipt_keys import check_receipt

group = AppGroup("receipts", help="Home receipts: whether they are genuine, and what became of each number.")


@group.command("verify")
@click.argument("text_or_file")
@click.option("--words", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The receipt's own words.")
def verify(text_or_file: str, words: Path | None) -> None:
    """Judge a QR text, or each line of a file of them; exit 1 unless all are genuine."""
    said = words.read_text(encoding="utf-8") if words else ""
    judged = [check_receipt(line, str(current_app.config["WARD"]), said) for line in _lines(text_or_file)]
    for one in judged:
        click.echo(
            f"{one.verdict:16} {one.number or '-':20} {one.day or '-':10} {reason_text(f'receipt-{one.verdict}')}"
        )
    if not judged or not all(one.is_genuine for one in judged):
        raise SystemExit(1)


@group.command("ledger")
def show_ledger() -> None:
    """Account for every number that was ever leased; exit 1 if one is missing, twice, or without its receipt."""
    ward = str(current_app.config["WARD"])
    blocks = blocks_of(ward)
    for block in blocks:
        told = " ".join(f"{state} {block.counts[state]}" for state in STATES)
        span = f"{block.first} to {block.last}" if block.first else f"{len(block.lease.codes)} tracking codes"
        click.echo(f"{span}: {told}")
    found = [*faults(ward), *receipt_faults(ward)]
    for fault in found:
        click.echo(fault, err=True)
    total = sums(blocks)
    click.echo(f"receipts leased {total.total()} = " + " + ".join(f"{state} {total[state]}" for state in STATES))
    if found:
        raise SystemExit(1)


def _lines(text_or_file: str) -> list[str]:
    """A QR text holds bars, and no file of ours is called so."""
    is_file = "|" not in text_or_file and Path(text_or_file).is_file()
    text = Path(text_or_file).read_text(encoding="utf-8") if is_file else text_or_file
    return [line for line in text.splitlines() if line.strip()]
