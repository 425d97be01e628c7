"""Which files are known, who uses them, and which bytes are still on their way."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.core.commands import FileRef
from app.core.context import Context
from app.core.db import Entity, session
from app.core.errors import Unknown
from app.core.ids import new_id
from app.files.models import AWAITED, STORED, FileUse, StoredFile, Upload


def find_stored(ward: str, sha256: str) -> StoredFile | None:
    """Return the file of this ward with this content, if its bytes are here."""
    return session.scalars(select(StoredFile).where(StoredFile.ward == ward, StoredFile.sha256 == sha256)).one_or_none()


def get_stored(file_id: UUID) -> StoredFile:
    """Return the file; the log knows no other."""
    stored = session.get(StoredFile, file_id)
    if stored is None:
        raise Unknown("file", file_id)
    return stored


def uses_of(sha256: str) -> list[FileUse]:
    """Return every use of this content, oldest first."""
    return list(session.scalars(select(FileUse).where(FileUse.sha256 == sha256).order_by(FileUse.awaited_at)))


def waiting_uses(ward: str, sha256: str) -> list[FileUse]:
    """Return the uses in this ward that still wait for these bytes."""
    query = select(FileUse).where(FileUse.ward == ward, FileUse.sha256 == sha256, FileUse.arrived_at.is_(None))
    return list(session.scalars(query.order_by(FileUse.id)))


def wards_awaiting(sha256: str) -> set[str]:
    """Return the wards in which somebody waits for these bytes."""
    query = select(FileUse.ward).where(FileUse.sha256 == sha256, FileUse.arrived_at.is_(None)).distinct()
    return set(session.scalars(query))


def needed_from(enrolment_id: UUID) -> list[str]:
    """Return the hashes that the server still waits for from this enrolment, in order of naming."""
    query = (
        select(FileUse.sha256)
        .where(FileUse.enrolment_id == enrolment_id, FileUse.arrived_at.is_(None))
        .group_by(FileUse.sha256)
        .order_by(func.min(FileUse.awaited_at), FileUse.sha256)
    )
    return list(session.scalars(query))


def entities_using(ward: str, sha256: str, kind: str) -> list[UUID]:
    """Return the entities of this kind that name this file: those to record when its bytes come."""
    query = select(FileUse.entity_id).where(FileUse.ward == ward, FileUse.sha256 == sha256, FileUse.kind == kind)
    return list(session.scalars(query.distinct().order_by(FileUse.entity_id)))


def overdue_uses(ward: str, awaited_before: datetime) -> list[FileUse]:
    """Return uses whose bytes are long awaited and of which nobody was told yet."""
    query = select(FileUse).where(
        FileUse.ward == ward,
        FileUse.arrived_at.is_(None),
        FileUse.overdue_at.is_(None),
        FileUse.awaited_at < awaited_before,
    )
    return list(session.scalars(query.order_by(FileUse.awaited_at, FileUse.id)))


def wards_with_overdue(awaited_before: datetime) -> list[str]:
    """Return the wards in which somebody should be told of missing bytes."""
    query = select(FileUse.ward).where(
        FileUse.arrived_at.is_(None), FileUse.overdue_at.is_(None), FileUse.awaited_at < awaited_before
    )
    return sorted(set(session.scalars(query)))


def states_of(ward: str, hashes: Iterable[str]) -> dict[str, str]:
    """Return `stored` or `awaited` for each of these hashes."""
    wanted = list(hashes)
    if not wanted:
        return {}
    query = select(StoredFile.sha256).where(StoredFile.ward == ward, StoredFile.sha256.in_(wanted))
    here = set(session.scalars(query))
    return {sha256: STORED if sha256 in here else AWAITED for sha256 in wanted}


def find_use(entity: Entity, sha256: str, role: str) -> FileUse | None:
    """Return this entity's use of the file in this role, if it named it before."""
    query = select(FileUse).where(
        FileUse.sha256 == sha256,
        FileUse.kind == entity.kind,
        FileUse.entity_id == entity.id,
        FileUse.role == role,
    )
    return session.scalars(query).one_or_none()


def await_files(context: Context, entity: Entity, files: Iterable[FileRef] | None = None) -> dict[str, str]:
    """Remember, inside a handler, that this entity uses these files (those of the command by default).

    Returns the state of each: bytes that this ward holds already are `stored` at once, others `awaited`.
    """
    named = {(file.sha256, file.role): file for file in (context.files if files is None else files)}
    states = states_of(entity.ward, [sha256 for sha256, _ in named])
    for (sha256, role), file in named.items():
        if find_use(entity, sha256, role) is None:
            context.add(_new_use(context, entity, file, states[sha256]))
    return states


def stored_refs(ward: str, hashes: Iterable[str], role: str) -> list[FileRef]:
    """Name files whose bytes came first: scans and signatures from a page's form, papers that are reused."""
    found = [find_stored(ward, sha256) for sha256 in dict.fromkeys(hashes)]
    return [FileRef(stored.sha256, stored.size, stored.type, role) for stored in found if stored is not None]


def _new_use(context: Context, entity: Entity, file: FileRef, state: str) -> FileUse:
    return FileUse(
        id=new_id(),
        ward=entity.ward,
        sha256=file.sha256,
        size=file.size,
        type=file.type,
        role=file.role,
        kind=entity.kind,
        entity_id=entity.id,
        named_by=context.actor.id,
        enrolment_id=context.origin.enrolment_id,
        awaited_at=context.now,
        arrived_at=context.now if state == STORED else None,
    )


def find_upload(upload_id: UUID, enrolment_id: UUID) -> Upload | None:
    """Return a running upload of this enrolment; those of others do not exist for it."""
    upload = session.get(Upload, upload_id, populate_existing=True)
    return upload if upload is not None and upload.enrolment_id == enrolment_id else None


def bytes_announced_since(enrolment_id: UUID, since: datetime) -> int:
    """Return how many bytes this enrolment has announced since then, finished or not."""
    query = select(func.coalesce(func.sum(Upload.length), 0)).where(
        Upload.enrolment_id == enrolment_id, Upload.created_at >= since
    )
    return int(session.execute(query).scalar_one())


def wrong_times_of(enrolment_id: UUID, sha256: str) -> int:
    """Return how often this enrolment has sent other bytes under this hash."""
    query = select(func.coalesce(func.sum(Upload.wrong_times), 0)).where(
        Upload.enrolment_id == enrolment_id, Upload.sha256 == sha256
    )
    return int(session.execute(query).scalar_one())


def expired_uploads(at: datetime) -> list[Upload]:
    """Return uploads past their time, oldest first, at most a thousand."""
    return list(session.scalars(select(Upload).where(Upload.expires_at < at).order_by(Upload.expires_at).limit(1000)))
