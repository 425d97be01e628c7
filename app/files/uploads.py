"""A running upload: announced, continued piece by piece, checked against its hash at the end.

Each piece is one object in the store and one number on the upload's row, so that any of several
machines can take the next one. The row advances only when the piece is safely stored; a response lost
on its way is healed by asking for the offset again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, update

from app.core.commands import system_actor
from app.core.db import bookkeeping
from app.core.execute import execute
from app.core.ids import new_id
from app.core.sealing import CannotOpen, Sealed
from app.core.sealing_keys import has_key
from app.files import rules, tus
from app.files.arrived import Arrived, Parts, arrived, in_blocks
from app.files.commands import KeepFile, ReportWrongBytes
from app.files.models import Upload
from app.files.queries import bytes_announced_since, expired_uploads, find_upload, wards_awaiting, wrong_times_of
from app.files.store import ByteStore, keep, piece_path, pieces_folder
from app.files.unopened import RESCUE_TYPE, as_rescue

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sender:
    """Whose phone is sending."""

    enrolment_id: UUID
    ward: str


def begin(sender: Sender, creation: tus.Creation, now: datetime) -> Upload:
    """Open an upload; nothing is stored yet."""
    seal = creation.seal
    if seal and not has_key(seal.kid) and not tus.is_handed_over(creation.metadata):
        raise tus.TusRefusal(tus.KEY_LOST, "sealing-key-lost")
    announced = bytes_announced_since(sender.enrolment_id, now - timedelta(days=1))
    if rules.is_over_quota(announced, creation.length):
        raise tus.TusRefusal(429, "file-quota")
    upload = Upload(
        id=new_id(),
        enrolment_id=sender.enrolment_id,
        ward=sender.ward,
        sha256=creation.sha256,
        type=creation.media_type,
        request_metadata=creation.metadata,
        length=creation.length,
        offset=0,
        pieces=[],
        wrong_times=0,
        created_at=now,
        expires_at=now + rules.UPLOAD_LIFE,
    )
    with bookkeeping() as opened:
        opened.add(upload)
    return upload


def get(sender: Sender, upload_id: UUID, now: datetime) -> Upload:
    """Return the sender's upload, or say that it is gone."""
    upload = find_upload(upload_id, sender.enrolment_id)
    if upload is None:
        raise tus.TusRefusal(404, "upload-not-found")
    if upload.expires_at <= now:
        raise tus.TusRefusal(410, "upload-expired")
    return upload


def add_piece(store: ByteStore, upload: Upload, piece: bytes) -> int:
    """Store the piece and return the new offset; with the last byte the whole is checked and kept."""
    end = upload.offset + len(piece)
    if end > upload.length:
        raise tus.TusRefusal(413, "tus-too-much")
    if not piece and upload.length:
        return upload.offset
    if end == upload.length:
        _finish(store, upload, piece)
    else:
        store.put(piece_path(upload.id, upload.offset, len(piece)), piece)
    _advance(upload.id, start=upload.offset, pieces=[*upload.pieces, len(piece)], end=end)
    if end == upload.length:
        store.drop(pieces_folder(upload.id))
    return end


def terminate(store: ByteStore, upload: Upload) -> None:
    """Forget a running upload at its sender's wish; a file that is kept stays kept."""
    upload_id = upload.id
    with bookkeeping() as opened:
        opened.execute(delete(Upload).where(Upload.id == upload_id))
    store.drop(pieces_folder(upload_id))


def forget_expired(store: ByteStore, now: datetime) -> int:
    """Drop uploads past their time with their pieces; return how many."""
    expired = [upload.id for upload in expired_uploads(now)]
    for upload_id in expired:
        store.drop(pieces_folder(upload_id))
    with bookkeeping() as opened:
        opened.execute(delete(Upload).where(Upload.id.in_(expired)))
    return len(expired)


def keep_whole(store: ByteStore, *, wards: set[str], media_type: str, file: Arrived) -> None:
    """Put the bytes into each ward's store, then let the log know. Doing it again changes nothing."""
    for ward in sorted(wards):
        keep(store, ward=ward, sha256=file.sha256, size=file.size, parts=file.parts())
        command = KeepFile(file_id=new_id(), sha256=file.sha256, size=file.size, media_type=media_type)
        receipt = execute(command, actor=system_actor(ward), ward=ward)
        if not receipt.is_applied:
            raise RuntimeError(f"a checked file was not recorded: {receipt.code}")


def _finish(store: ByteStore, upload: Upload, last: bytes) -> None:
    starts = [sum(upload.pieces[:place]) for place in range(len(upload.pieces))]
    paths = [piece_path(upload.id, start, size) for start, size in zip(starts, upload.pieces, strict=True)]
    parts, seal = in_blocks(store, paths, last), tus.read_seal(upload.request_metadata)
    if seal and not has_key(seal.kid) and tus.is_handed_over(upload.request_metadata):
        _keep_unopened(store, upload, parts, seal)
        return
    file = _measure(parts, seal)
    if file is None or file.sha256 != upload.sha256:
        _start_again(store, upload)
        raise tus.TusRefusal(tus.WRONG_BYTES, "file-wrong-bytes")
    wards = wards_awaiting(upload.sha256) | {upload.ward}
    keep_whole(store, wards=wards, media_type=upload.type, file=file)


def _keep_unopened(store: ByteStore, upload: Upload, parts: Parts, seal: Sealed) -> None:
    """Nothing of it is lost, and a person is told; the phone that can do no more for it may forget it."""
    log.error("a file sealed to a key that we have lost is kept unopened: %s, key %s", upload.sha256, seal.kid)
    length = upload.length
    file = as_rescue(parts, seal, sha256=upload.sha256, media_type=upload.type, length=length)
    keep_whole(store, wards={upload.ward}, media_type=RESCUE_TYPE, file=file)


def _measure(parts: Parts, sealed: Sealed | None) -> Arrived | None:
    try:
        return arrived(parts, sealed)
    except CannotOpen:
        return None


def _advance(upload_id: UUID, *, start: int, pieces: list[int], end: int) -> None:
    """Move the offset, unless another request has moved it meanwhile."""
    with bookkeeping() as opened:
        moved = opened.execute(
            update(Upload).where(Upload.id == upload_id, Upload.offset == start).values(offset=end, pieces=pieces)
        )
        if moved.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise tus.TusRefusal(409, "tus-offset")


def _start_again(store: ByteStore, upload: Upload) -> None:
    """Bytes that are not what they were said to be help nobody: back to offset 0."""
    upload_id, sha256, ward, enrolment_id = upload.id, upload.sha256, upload.ward, upload.enrolment_id
    with bookkeeping() as opened:
        opened.execute(
            update(Upload).where(Upload.id == upload_id).values(offset=0, pieces=[], wrong_times=Upload.wrong_times + 1)
        )
    store.drop(pieces_folder(upload_id))
    if wrong_times_of(enrolment_id, sha256) == rules.WRONG_TIMES:
        command = ReportWrongBytes(sha256=sha256, enrolment_id=enrolment_id)
        execute(command, actor=system_actor(ward), ward=ward)
