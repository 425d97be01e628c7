"""The post's work: on its round with a phone, and what the office does for it."""

import json

from sqlalchemy import select

from app.core.db import session
from app.core.ids import new_id
from app.dossiers.commands import AttachResult, ChooseDelivery
from app.dossiers.models import Dossier
from app.postal.commands import MakeManifest, SignManifest
from app.postal.models import Manifest
from tests.machine.work import parents, photographed, pick, seen
from tests.make import WARD

NAME = "Lê Văn Phát"


def sign(device, world, n):
    """Count the envelopes, now and then wrongly, and sign for the own side."""
    manifest = seen(device, "manifest", n)
    if manifest is None:
        return None
    listed = len(device.rows[("manifest", manifest)]["body"]["item_ids"])
    side = "post" if device.role == "postal" else "centre"
    args = {"manifest_id": manifest, "side": side, "count": listed + (n % 5 == 0), "name": NAME}
    return device.save("postal.sign_manifest", args, **parents(device, manifest))


def pick_up(device, world, n):
    """This envelope is in hand."""
    return report(device, n, "postal.pick_up")


def attempt(device, world, n):
    """Nobody opened."""
    return report(device, n, "postal.record_attempt", attempt_id=str(new_id()), reason="nobody-home")


def deliver(device, world, n):
    """The daughter took it, and a photo of the slip shows both signatures."""
    more = photographed(device, n, role="signature")
    signed = more["files"][0]["sha256"] if more else None
    return report(
        device,
        n,
        "postal.deliver",
        more,
        to_name="Bùi Thị Con",
        relation="con",
        signature_file=signed,
        given_signature=signed,
    )


def bring_back(device, world, n):
    """It is at the centre again."""
    return report(device, n, "postal.return", reason="two-attempts", count=2)


def report(device, n, type, more=None, **args):
    """Save what happened to one envelope."""
    item = seen(device, "postal_item", n)
    if item is None:
        return None
    return device.save(type, {"item_id": item} | args, **parents(device, item), **(more or {}))


def correct(device, world, n):
    """The name of whoever took the envelope was misheard."""
    own = [*device.sent.values(), *device.outbox]
    reports = [json.loads(c["body"]) for c in own if '"postal.deliver"' in c["body"] and not c.get("foreign")]
    body = pick(reports, n)
    if body is None:
        return None
    args = {
        "item_id": body["args"]["item_id"],
        "command_id": body["id"],
        "reason": "nghe nhầm",
        "fields": {"to_name": {"from": body["args"]["to_name"], "to": "Bùi Thị Cháu"}},
    }
    return device.save("postal.correct_fact", args, after=[body["id"]])


ROUND = (sign, pick_up, attempt, deliver, deliver, bring_back, correct)


def list_for_post(world, n, act):
    """A result that is there goes into an envelope, on a new list."""
    dossier = pick(session.scalars(select(Dossier).where(Dossier.ward == WARD).order_by(Dossier.id)).all(), n)
    if dossier is None:
        return
    dossier_id, papers = dossier.id, [{"name": "Bản sao trích lục", "count": 2}]
    act(world, WARD, AttachResult(dossier_id=dossier_id, result_id=new_id(), papers=papers))
    act(world, WARD, ChooseDelivery(dossier_id=dossier_id, way="post", address="Số 5, tổ 14"))
    items = [{"item_id": new_id(), "dossier_id": dossier_id}]
    act(world, WARD, MakeManifest(manifest_id=new_id(), post_office_id=world.post_office_id, items=items))


def sign_for_centre(world, n, act):
    """The coordinator counts and signs."""
    manifest = pick(session.scalars(select(Manifest).where(Manifest.ward == WARD).order_by(Manifest.id)).all(), n)
    if manifest is not None:
        counted = SignManifest(manifest_id=manifest.id, side="centre", count=len(manifest.items), name="Điều Phối")
        act(world, WARD, counted)
