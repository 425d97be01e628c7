"""Every question about manifests and postal items."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from app.core.changes import Change
from app.core.db import session
from app.core.errors import Unknown
from app.postal.models import Manifest, ManifestSignature, PostalAttempt, PostalDelivery, PostalItem
from app.postal.models.words import ENDED, OUT

LIST_LIMIT = 200


def find_item(item_id: UUID) -> PostalItem | None:
    """Return the item, or None."""
    return session.get(PostalItem, item_id)


def get_item(item_id: UUID, *, ward: str) -> PostalItem:
    """Return the ward's item."""
    item = find_item(item_id)
    if item is None or item.ward != ward:
        raise Unknown("postal_item", item_id)
    return item


def items_of_dossier(dossier_id: UUID) -> list[PostalItem]:
    """Return the envelopes that were made for this dossier, oldest first."""
    return list(session.scalars(_items().where(PostalItem.dossier_id == dossier_id).order_by(PostalItem.id)))


def items_under_way(ward: str) -> list[PostalItem]:
    """Return the ward's envelopes that are on their way, oldest first."""
    query = _items().where(PostalItem.ward == ward, PostalItem.state.in_(OUT))
    return list(session.scalars(query.order_by(PostalItem.id).limit(LIST_LIMIT)))


def items_ended(ward: str, since: datetime) -> list[PostalItem]:
    """Return envelopes that came to an end and were listed, or taken off their list, since then, newest first."""
    ended = select(Change.number).where(
        Change.kind == PostalItem.kind, Change.entity_id == PostalItem.id, Change.at >= since
    )
    off_the_list = PostalItem.manifest_id.is_(None) & ended.exists()
    query = _items().outerjoin(Manifest, Manifest.id == PostalItem.manifest_id)
    query = query.where(
        PostalItem.ward == ward, PostalItem.state.in_(ENDED), or_(Manifest.made_at >= since, off_the_list)
    )
    return list(session.scalars(query.order_by(PostalItem.id.desc()).limit(LIST_LIMIT)))


def find_items_by_code(ward: str, code: str) -> list[PostalItem]:
    """Return the ward's items that bear this slip number."""
    return list(
        session.scalars(_items().where(PostalItem.ward == ward, PostalItem.code == code).order_by(PostalItem.id))
    )


def find_manifest(manifest_id: UUID) -> Manifest | None:
    """Return the manifest, or None."""
    return session.get(Manifest, manifest_id)


def get_manifest(manifest_id: UUID, *, ward: str) -> Manifest:
    """Return the ward's manifest."""
    manifest = find_manifest(manifest_id)
    if manifest is None or manifest.ward != ward:
        raise Unknown("manifest", manifest_id)
    return manifest


def manifests_of(ward: str) -> list[Manifest]:
    """Return the ward's manifests, newest first."""
    query = select(Manifest).where(Manifest.ward == ward).order_by(Manifest.year.desc(), Manifest.serial.desc())
    return list(session.scalars(query.limit(LIST_LIMIT)))


def next_serial(ward: str, year: int) -> int:
    """Return the manifest's running number; the caller holds the ward's lock."""
    query = select(func.max(Manifest.serial)).where(Manifest.ward == ward, Manifest.year == year)
    return (session.execute(query).scalar_one() or 0) + 1


def find_attempt(attempt_id: UUID) -> PostalAttempt | None:
    """Return the attempt with this id, or None."""
    return session.scalars(select(PostalAttempt).where(PostalAttempt.id == attempt_id)).one_or_none()


def delivery_of(command_id: UUID) -> PostalDelivery | None:
    """Return the delivery that this command reported."""
    return session.scalars(select(PostalDelivery).where(PostalDelivery.command_id == command_id)).first()


def find_report(item: PostalItem, command_id: UUID) -> PostalAttempt | PostalDelivery | None:
    """Return what this command reported about the item, or None."""
    reports: list[PostalAttempt | PostalDelivery] = [*item.attempts, *item.deliveries]
    return next((row for row in reports if row.command_id == command_id), None)


def signature_of(command_id: UUID) -> ManifestSignature | None:
    """Return the signature that this command brought."""
    return session.scalars(select(ManifestSignature).where(ManifestSignature.command_id == command_id)).first()


def _items() -> Select[tuple[PostalItem]]:
    return select(PostalItem)
