"""What the server itself says about bytes: they are here, they are no picture, they are late, they are wrong."""

from collections import Counter
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.core.reviewing import FILE_MISSING, FLAG
from app.core.roles import Role
from app.files.models import StoredFile
from app.files.queries import find_stored, get_stored, overdue_uses, waiting_uses
from app.files.rules import overdue_before
from app.files.unopened import RESCUE_TYPE

UNOPENED = "file-unopened"
SYSTEM_ONLY = frozenset({Role.SYSTEM})
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class KeepFile(Command):
    """The bytes with this hash are in the store; whoever waited for them has them."""

    type: ClassVar[str] = "files.keep"
    allowed: ClassVar[frozenset[Role]] = SYSTEM_ONLY
    fact: ClassVar[bool] = True

    file_id: UUID
    sha256: Sha256
    size: int
    media_type: str


class ShowFile(Command):
    """The picture was drawn anew for pages, or cannot be shown for this reason."""

    type: ClassVar[str] = "files.show"
    allowed: ClassVar[frozenset[Role]] = SYSTEM_ONLY
    fact: ClassVar[bool] = True

    file_id: UUID
    refused: str | None = None


class ReportOverdue(Command):
    """Bytes named two days ago have not come: somebody should ask after them."""

    type: ClassVar[str] = "files.report_overdue"
    allowed: ClassVar[frozenset[Role]] = SYSTEM_ONLY
    fact: ClassVar[bool] = True


class ReportWrongBytes(Command):
    """A phone has sent three times bytes that do not have the hash it named."""

    type: ClassVar[str] = "files.report_wrong_bytes"
    allowed: ClassVar[frozenset[Role]] = SYSTEM_ONLY
    fact: ClassVar[bool] = True

    sha256: Sha256
    enrolment_id: UUID


@handles(KeepFile)
def keep_file(command: KeepFile, context: Context) -> None:
    """Higher features react by recording those of their entities that `arrivals` names."""
    for use in waiting_uses(context.ward, command.sha256):
        use.arrived_at = context.now
    if find_stored(context.ward, command.sha256) is not None:
        return
    stored = StoredFile(
        id=command.file_id,
        ward=context.ward,
        sha256=command.sha256,
        size=command.size,
        type=command.media_type,
        shown=UNOPENED if command.media_type == RESCUE_TYPE else "waiting",
        stored_at=context.now,
    )
    context.add(stored)
    context.record("stored", stored)
    if stored.shown == UNOPENED:
        _ask(context, FILE_MISSING, UNOPENED, f"file:{stored.id}", sha256=stored.sha256)


@handles(ShowFile)
def show_file(command: ShowFile, context: Context) -> None:
    stored = get_stored(command.file_id)
    stored.shown = command.refused or "ready"
    context.record("shown" if command.refused is None else "not-shown", stored)
    if command.refused is not None:
        _ask(context, FLAG, command.refused, f"file:{stored.id}", sha256=stored.sha256)


@handles(ReportOverdue)
def report_overdue(command: ReportOverdue, context: Context) -> None:
    missing: Counter[tuple[str, UUID | None]] = Counter()
    for use in overdue_uses(context.ward, overdue_before(context.now)):
        use.overdue_at = context.now
        missing[(f"{use.kind}:{use.entity_id}", use.named_by)] += 1
    for (subject, author_id), count in missing.items():
        _ask(context, FILE_MISSING, "file-overdue", subject, author_id, count=count)


@handles(ReportWrongBytes)
def report_wrong_bytes(command: ReportWrongBytes, context: Context) -> None:
    uses = waiting_uses(context.ward, command.sha256)
    subject = f"{uses[0].kind}:{uses[0].entity_id}" if uses else ""
    _ask(
        context,
        FILE_MISSING,
        "file-bytes-wrong",
        subject,
        uses[0].named_by if uses else None,
        sha256=command.sha256,
        enrolment=str(command.enrolment_id),
    )


def _ask(context: Context, reason: str, code: str, subject: str, author_id: UUID | None = None, **details: Any) -> None:
    """Put a question to the office: no phone's command stands behind it that could carry a flag."""
    context.add(
        ReviewItem(
            id=new_id(),
            ward=context.ward,
            reason=reason,
            code=code,
            details=details,
            subject=subject,
            author_id=author_id,
            opened_at=context.now,
        )
    )
