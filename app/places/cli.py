"""`flask places load FILE`: sets up a ward, its neighbourhoods and post offices from a JSON file."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.core.commands import Command, system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.places import queries
from app.places.commands import AddNeighbourhood, AddPostOffice, AddWard

DEMO_WARD = Path(__file__).parent / "data" / "hoa_binh.json"

group = AppGroup("places", help="Wards, neighbourhoods and post offices.")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, path_type=Path), default=DEMO_WARD)
def load(file: Path) -> None:
    """Add what FILE holds and the database does not; the demo ward without FILE."""
    click.echo(f"{load_places(json.loads(file.read_text(encoding='utf-8')))} added")


def load_places(places: dict[str, Any]) -> int:
    """Add the ward, neighbourhoods and post offices that are missing; return how many."""
    missing = [*_missing_ward(places["ward"]), *_missing_parts(places)]
    for command in missing:
        receipt = execute(command, actor=system_actor(), command_id=new_id(), ward=places["ward"]["code"])
        if receipt.status != "applied":
            raise click.ClickException(f"{command.type}: {receipt.message('en')}")
    return len(missing)


def _missing_ward(ward: dict[str, Any]) -> list[Command]:
    return [] if queries.find_ward(ward["code"]) else [AddWard(ward_id=new_id(), **ward)]


def _missing_parts(places: dict[str, Any]) -> list[Command]:
    ward = places["ward"]["code"]
    old_names = {old["code"]: old["name"] for old in places["old_wards"]}
    known = {(n.old_ward_code, n.name) for n in queries.neighbourhoods_of(ward)}
    offices = {office.name for office in queries.post_offices_of(ward)}
    return [
        *(
            AddNeighbourhood(neighbourhood_id=new_id(), old_ward_name=old_names[row["old_ward_code"]], **row)
            for row in places["neighbourhoods"]
            if (row["old_ward_code"], row["name"]) not in known
        ),
        *(
            AddPostOffice(post_office_id=new_id(), **row)
            for row in places["post_offices"]
            if row["name"] not in offices
        ),
    ]
