"""How a dossier's state moves: one row of its history for each step, whoever takes it."""

from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.dossiers.commands.authorship import signed
from app.dossiers.models import Dossier, StatusChange
from app.dossiers.models.shapes import Standing, Status
from app.dossiers.rules import money, steps

PAID = "Đã nộp"
"""Stands before what was paid for; the phone foresees the same (`static/client/dossiers/previews.js`)."""


def step(
    context: Context,
    dossier: Dossier,
    status: Status,
    reason: str = "",
    *,
    ground: str = "",
    asked_by: str | None = None,
) -> None:
    """Move the state and say so in the history."""
    dossier.status = status
    dossier.history.append(step_row(context, status, reason, ground=ground, asked_by=asked_by))


def step_row(
    context: Context,
    status: Status,
    reason: str = "",
    *,
    ground: str = "",
    asked_by: str | None = None,
    standing: Standing = Standing.IN_FORCE,
) -> StatusChange:
    """Return one line of the history."""
    return StatusChange(
        status=status, reason=reason, ground=ground, asked_by=asked_by, standing=standing, **signed(context)
    )


def is_at_the_door(context: Context) -> bool:
    """Say whether an officer reports what has happened; the desk only wishes. What a person has judged, stands."""
    return context.actor.role is Role.OFFICER or context.by_review


def step_or_lay_beside(
    context: Context, dossier: Dossier, status: Status, reason: str, *, ground: str = "", asked_by: str | None = None
) -> bool:
    """Take the step if it follows. Else the desk is refused; a fact from the door lies beside for a person to judge."""
    if steps.follows(dossier, status) or context.by_review:
        step(context, dossier, status, reason, ground=ground, asked_by=asked_by)
        return True
    if not is_at_the_door(context):
        raise Conflict("status-not-next", now=dossier.status, asked=int(status))
    context.flag("status-not-next", now=dossier.status, asked=int(status))
    beside = step_row(context, status, reason, ground=ground, asked_by=asked_by, standing=Standing.BESIDE)
    dossier.history.append(beside)
    return False


def let_step_count(context: Context, dossier: Dossier) -> bool:
    """A person has decided that what this command reported holds: its step is taken now."""
    for row in dossier.history:
        if row.command_id == context.command_id and row.standing == Standing.BESIDE:
            row.standing = Standing.IN_FORCE
            dossier.status = row.status
            return True
    return False


def go_on_when_paid(context: Context, dossier: Dossier) -> None:
    """What was asked for has come in full: work goes on by itself, and the history says what was paid."""
    duty = money.settled_duty(dossier)
    if duty is not None:
        step(context, dossier, Status.IN_PROCESS, f"{PAID}: {duty.what_for}")
