"""`flask rescue import FILE`: takes over what a phone could not send."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.core.errors import reason_text
from app.core.roles import Role
from app.sync.rescue import import_rescue
from app.sync.sealed import Carrier

group = AppGroup("rescue", help="Work that phones could not send.")


@group.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ward", default=None, help="Whose review list shows what cannot be read.")
def import_file(path: Path, ward: str | None) -> None:
    """Take over a rescue file. Doing it again changes nothing."""
    carrier = Carrier(ward or current_app.config["WARD"], Role.ADMIN)
    with path.open("rb") as source:
        report = import_rescue(source, carrier)
    for row in report.rows:
        why = f"  {reason_text(row.code)}" if row.code else ""
        click.echo(f"{row.kind:8}{row.name:66}{row.status:10}{'known' if row.was_known else 'new':6}{why}")
    click.echo(f"{len(report.rows)} rows, {report.count('applied')} applied, {report.for_review} for review")
    if report.damage:
        raise click.ClickException(reason_text(report.damage))
