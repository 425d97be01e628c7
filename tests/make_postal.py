"""Builders for the post: a result that goes by post, a manifest signed or not, a postal worker."""

from datetime import UTC, datetime, timedelta

from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import ChooseDelivery
from app.dossiers.queries import get_dossier
from app.postal.commands import DeliverItem, MakeManifest, RecordAttempt, ReturnItem, SignManifest
from app.postal.queries import get_item, get_manifest
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import make_dossier, make_result

MONDAY = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
"""Nine in the morning in Vietnam, Monday 30 November 2026: no holiday near."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def make_postal(post_office, **values):
    """Return somebody of this post office."""
    return make_user(Role.POSTAL, post_office_id=post_office.id, **({"name": "Lê Văn Phát"} | values))


def make_posted_dossier(officer=None, **values):
    """Return a dossier with a result that its owner wants by post."""
    dossier = make_dossier(officer or make_officer(), **values)
    make_result(dossier)
    choice = ChooseDelivery(dossier_id=dossier.id, way="post", address="Số 5, tổ 14, phường Hòa Bình")
    done(execute(choice, actor=make_coordinator().as_actor()))
    return get_dossier(dossier.id)


def listing(post_office, *dossiers, **values):
    """Return the command that lists these dossiers' results for the post."""
    items = [{"item_id": new_id(), "dossier_id": dossier.id} for dossier in dossiers]
    return MakeManifest(**({"manifest_id": new_id(), "post_office_id": post_office.id, "items": items} | values))


def signing(manifest, side, *, count=None, **values):
    """Return one side's signature of a manifest, by default with the right count."""
    name = "Lê Văn Phát" if side == "post" else "Trần Thị Điều Phối"
    counted = len(manifest.items) if count is None else count
    return SignManifest(**({"manifest_id": manifest.id, "side": side, "count": counted, "name": name} | values))


def make_manifest(post_office, *dossiers, signed=True, at=MONDAY):
    """Return a manifest of these dossiers, signed by both sides unless told otherwise."""
    coordinator = make_coordinator().as_actor()
    command = listing(post_office, *(dossiers or [make_posted_dossier()]))
    done(execute(command, actor=coordinator, at=at))
    manifest = get_manifest(command.manifest_id, ward=WARD)
    for side in ("centre", "post") if signed else ():
        done(execute(signing(manifest, side), actor=coordinator, at=at))
    return get_manifest(command.manifest_id, ward=WARD)


def make_item(post_office, *, signed=True, at=MONDAY, **values):
    """Return one envelope, by default with the post."""
    manifest = make_manifest(post_office, make_posted_dossier(**values), signed=signed, at=at)
    return get_item(manifest.items[0].id, ward=WARD)


def failing(item, **values):
    """Return the command by which an attempt is reported."""
    return RecordAttempt(
        **({"attempt_id": new_id(), "item_id": item.id, "reason": "nobody-home", "slip_no": "PM-001"} | values)
    )


def delivering(item, **values):
    """Return the command by which the delivery to the daughter is reported."""
    args = {"item_id": item.id, "to_name": "Bùi Thị Con", "relation": "con gái", "identity_last4": "9876"}
    return DeliverItem(**(args | values))


def returning(item, **values):
    """Return the command by which the envelope is brought back."""
    args = {"item_id": item.id, "reason": "two-attempts", "count": item.paper_count}
    return ReturnItem(**(args | values))
