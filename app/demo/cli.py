"""`flask demo seed` makes the demo ward, `sign-ins` tells how to enter it, `practice` makes one to train in."""

import json
from datetime import timedelta
from random import Random

import click
from flask import current_app
from flask.cli import AppGroup

from app.catalogue.shipped import load_shipped
from app.core.clock import today
from app.demo.past import make_past
from app.demo.practice import current_practice_ward, leave, make_practice_ward, new_password
from app.demo.review import make_review
from app.demo.scenes import ALL, SHARES, at, how_many, make_coming_visits, make_neighbours, make_requests
from app.demo.staff import PASSWORD, SIGN_INS, add_shifts, add_staff, is_seeded
from app.demo.weekend import make_weekend_plan, rest_on_sunday
from app.places.cli import DEMO_WARD, load_places

LONG_AGO = 60
"""Days for which the catalogue has been in force, so that last weekend's dossiers find it."""

group = AppGroup("demo", help="A ward of synthetic people to try things on.")


@group.command("seed")
@click.option(
    "--size",
    type=click.IntRange(min=1),
    default=ALL,
    show_default=True,
    help="How many requests; people follow from it.",
)
@click.option("--random-seed", default=2026, show_default=True, help="The same number makes the same ward.")
@click.option("--if-empty", is_flag=True, help="Do nothing when somebody works here already.")
def seed(size: int, random_seed: int, if_empty: bool) -> None:
    """Make the demo ward: places, procedures, staff, people, requests in every state, last weekend's work."""
    places = json.loads(DEMO_WARD.read_text(encoding="utf-8"))
    ward = places["ward"]["code"]
    if is_seeded(ward):
        if if_empty:
            return
        raise click.ClickException("Somebody works here already; the demo is for an empty database.")
    with at(today() - timedelta(days=LONG_AGO), 8):
        load_places(places)
        load_shipped()
    town = add_staff(ward, Random(random_seed))  # noqa: S311 - a repeatable demo, no secret
    add_shifts(town)
    rest_on_sunday(town)
    steps = sum(how_many(state, size) for state in SHARES)
    with click.progressbar(length=steps, label="Demo ward") as bar:
        make_past(town, size, lambda: bar.update(1))
        make_coming_visits(town, size, lambda: bar.update(1))
        accepted = make_requests(town, size, lambda: bar.update(1))
    make_neighbours(town, size)
    make_review(town, accepted)
    make_weekend_plan(town, size)


@group.command("sign-ins")
def sign_ins() -> None:
    """Print one sign-in for each role."""
    if not current_app.config.get("DEMO"):
        raise click.ClickException("Sign-ins are printed for the demo only.")
    for username, role in SIGN_INS:
        click.echo(f"  {username:12} {PASSWORD:14} {role}")


@group.command("practice")
@click.option("--anew", is_flag=True, help="Leave the practice ward there is, and begin an empty one.")
@click.option("--password", default=None, help="For everybody in it; a fresh one is made up and printed otherwise.")
def practice(anew: bool, password: str | None) -> None:
    """Make a ward for training beside the real one, with sign-ins of its own, marked on every page and slip."""
    before = current_practice_ward()
    if before is not None and not anew:
        raise click.ClickException(f"There is a practice ward already: {before}. --anew leaves it and begins another.")
    if before is not None:
        leave(before)
    word = password or new_password()
    code, prefix = make_practice_ward(current_app.config["WARD"], word)
    click.echo(f"TẬP HUẤN {code}")
    for username, role in SIGN_INS:
        click.echo(f"  {prefix + username:18} {word:18} {role}")
