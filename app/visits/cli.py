"""`flask plan simulate`: a year of weekends with made-up demand, to see whether planning is fair."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

group = AppGroup("plan", help="Planning weekends.")


@group.command("simulate")
@click.option("--weeks", type=click.IntRange(1, 520), default=52, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same table.")
@click.option("--into", type=click.Path(exists=True, path_type=Path), help="A page whose table is written anew.")
def simulate(weeks: int, seed: int, into: Path | None) -> None:
    """Play WEEKS weekends: served share, waits by group and neighbourhood, travel, overtime."""
    from app.visits.planning.year import play, table_of  # the solvers take a second to load

    with click.progressbar(length=weeks, label="weekends", file=sys.stderr) as bar:
        table = table_of(play(weeks, seed, lambda week: bar.update(1)))
    click.echo(table)
    if into:
        into.write_text(put_between(into.read_text(encoding="utf-8"), "simulate", table), encoding="utf-8")


def put_between(page: str, name: str, table: str) -> str:
    """Return the page with what stands between its two marks of this name replaced."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, rest = page.split(begin)
    return f"{before}{begin}\n{table}\n{end}{rest.split(end)[1]}"
