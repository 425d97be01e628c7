"""`flask accounts …`: enrolment codes and passwords from the server's own console."""

import click
from flask.cli import AppGroup

from app.accounts.commands import SetPassword, hash_password
from app.accounts.devices import make_code
from app.accounts.queries import find_user_by_name
from app.accounts.rules import check_password
from app.core.commands import system_actor
from app.core.errors import Rejected, reason_text
from app.core.execute import execute

group = AppGroup("accounts", help="Staff and their phones.")


@group.command("enrol-code")
@click.argument("username")
def enrol_code(username: str) -> None:
    """Print a one-time code with which this person's phone can enrol within ten minutes."""
    user = find_user_by_name(username)
    if user is None:
        raise click.ClickException(reason_text("unknown-staff"))
    click.echo(make_code(user.id))


@group.command("set-password")
@click.argument("username")
@click.password_option()
def set_password(username: str, password: str) -> None:
    """Give this person a new password."""
    user = find_user_by_name(username)
    if user is None:
        raise click.ClickException(reason_text("unknown-staff"))
    try:
        check_password(password, username)
    except Rejected as refusal:
        raise click.ClickException(reason_text(refusal.code)) from refusal
    command = SetPassword(user_id=user.id, password_hash=hash_password(password))
    click.echo(execute(command, actor=system_actor(user.ward)).status)
