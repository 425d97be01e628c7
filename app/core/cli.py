"""The command line that belongs to no feature: database, commands table, worker."""

from pathlib import Path

import click
from alembic import command as alembic
from alembic.config import Config
from flask import Flask, current_app
from flask.cli import AppGroup

from app.core.changes import canonical
from app.core.commands import all_commands, reactions_to
from app.core.db import db, migrating, session
from app.core.effects import run_effects
from app.core.installation import Installation, begin_generation
from app.core.sealing_keys import current_kid, make_sealing_key
from app.core.worker import run_duties

database = AppGroup("db", help="The database's tables.")
worker = AppGroup("worker", help="Effects and duties.")
sealing = AppGroup("sealing", help="The keys that phones seal their work to.")


def migrations_config() -> Config:
    """Return Alembic's configuration; there is no ini file, `migrations/env.py` asks the app."""
    config = Config()
    config.set_main_option("script_location", str(Path(current_app.root_path).parent / "migrations"))
    return config


def upgrade_database() -> None:
    """Bring the tables to the newest revision; begin the first generation and make the first sealing key."""
    Path(current_app.config["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    with migrating():
        alembic.upgrade(migrations_config(), "head")
    if session.get(Installation, 1) is None:
        begin_generation()
    current_kid()
    session.rollback()


@database.command("upgrade")
def upgrade() -> None:
    """Bring the tables to the newest revision."""
    upgrade_database()


@database.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from what the models say; read it before you commit it."""
    number = len(list((Path(current_app.root_path).parent / "migrations" / "versions").glob("[0-9]*.py"))) + 1
    with migrating():
        alembic.revision(migrations_config(), message, autogenerate=True, rev_id=f"{number:04d}")


@database.command("check")
def check() -> None:
    """Fail if models and migrations differ."""
    with migrating():
        alembic.check(migrations_config())


@worker.command("run")
def run_worker() -> None:
    """Run the worker until it is told to stop."""
    current_app.extensions["slow_effects"].start()
    current_app.extensions["queue"].create_consumer(workers=1, periodic=True, initial_delay=0.2, max_delay=2.0).run()


@worker.command("once")
def run_once() -> None:
    """Run every duty and everything that is due, once."""
    run_duties(minute=0)
    click.echo(f"{run_effects()} changes looked at")


@sealing.command("rotate")
def rotate_sealing_key() -> None:
    """Make a new key for phones to seal to; older ones go on opening what was sealed to them."""
    click.echo(f"{make_sealing_key()}: phones take it at their next contact. Make a backup now.")


@click.command("commands")
@click.option("--schemas", is_flag=True, help="Print the JSON Schema of every command's args instead.")
def list_commands(schemas: bool) -> None:
    """Print every command: offline or not, fact or wish, who may send it, what reacts to it."""
    if schemas:
        click.echo(canonical({command.type: command.model_json_schema(by_alias=True) for command in all_commands()}))
        return
    for command in all_commands():
        marks = f"{'offline' if command.offline else 'online':8}{'fact' if command.fact else 'wish':6}"
        click.echo(f"{command.type:32}{marks}{' '.join(sorted(command.allowed))}")
        for reaction in reactions_to(command):
            click.echo(f"    then {reaction.__module__}.{getattr(reaction, '__name__', reaction)}")


def init_app(app: Flask) -> None:
    """Add these commands to `flask`."""
    for group in (database, worker, sealing, list_commands):
        app.cli.add_command(group)
    app.teardown_appcontext(lambda _: db.session.remove())
