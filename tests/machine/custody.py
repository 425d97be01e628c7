"""Originals on their way: what phones report about them, and what the desk does."""

import json
from datetime import timedelta

from sqlalchemy import select

from app.core.db import session
from app.core.ids import new_id
from app.dossiers.commands import SettlePaper, TransferCustody
from app.dossiers.models import CustodyPaper
from app.visits.commands import TakeOver
from tests.machine.work import parents, pick, seen
from tests.machine.world import coming_saturday
from tests.make import WARD

CITIZEN = {"kind": "citizen", "id": None, "name": "Bùi Thị Con"}
CENTRE = {"kind": "centre", "id": None, "name": "Trung tâm"}


def officer(person_id):
    """An officer as a holder."""
    return {"kind": "officer", "id": str(person_id), "name": "Cán bộ"}


def who(holder):
    """Who it is, whatever name was written."""
    return holder["kind"], holder["id"] if holder["kind"] in {"officer", "post"} else None


def sides(world, ward):
    """Everybody who may hold an original of this ward."""
    colleagues = [officer(person.id) for person in world.officers(ward)]
    post = [{"kind": "post", "id": str(world.post_office_id), "name": "Bưu điện"}] if ward == WARD else []
    return [CENTRE, CITIZEN, *colleagues, *post]


def papers_on(device):
    """Return id → (dossier, holder) of the papers that this phone shows: its rows with its own unsent work on top."""
    known = {
        id: (row["body"]["dossier_id"], row["body"]["holder"]) for (k, id), row in device.rows.items() if k == "paper"
    }
    for command in sorted(device.outbox, key=lambda c: c["seq"]):
        if '"dossiers.transfer_custody"' in command["body"]:
            args = json.loads(command["body"])["args"]
            known[args["paper_id"]] = (args["dossier_id"], args["to"])
    return known


def pass_on(device, world, n):
    """An original goes into other hands; every fourth time the phone is wrong about whose those were."""
    known = papers_on(device)
    paper = pick(sorted(known), n)
    if paper is None:
        return None
    dossier, holder = known[paper]
    everybody = sides(world, device.ward)
    giver = pick(everybody, n // 4) if n % 4 == 0 else holder
    taker = pick([side for side in everybody if who(side) != who(giver)], n // 3)
    args = transfer(paper, dossier, giver, taker, count=1 + (n % 7 == 0))
    return device.save("dossiers.transfer_custody", args, **parents(device, paper, dossier))


def transfer(paper, dossier, giver, taker, **values):
    """Return the arguments of a transfer."""
    args = {"transfer_id": str(new_id()), "paper_id": paper, "dossier_id": dossier, "from": giver, "to": taker}
    return args | {"given_by": giver["name"], "taken_by": taker["name"]} | values


def bring_in(device, world, n):
    """What is in the officer's own hands goes to the centre, as on every Monday."""
    mine = {id: known for id, known in papers_on(device).items() if who(known[1]) == ("officer", device.user_id)}
    paper = pick(sorted(mine), n)
    if paper is None:
        return None
    args = transfer(paper, mine[paper][0], mine[paper][1], CENTRE)
    return device.save("dossiers.transfer_custody", args, **parents(device, paper, mine[paper][0]))


def report_paper(device, world, n):
    """An original is lost or damaged."""
    paper = seen(device, "paper", n)
    if paper is None:
        return None
    args = {"incident_id": str(new_id()), "paper_id": paper, "what": pick(("lost", "damaged"), n), "how": "ướt mưa"}
    return device.save("dossiers.report_paper", args, **parents(device, paper))


# ---------------------------------------------------------------------------------------- the desk


def hand_at_desk(world, n, act):
    """Both sides stand at the desk: the centre takes an original, or gives it out."""
    paper = pick(_papers(), n)
    if paper is None:
        return
    holder = paper.holder.model_dump(mode="json")
    taker = CENTRE if holder["kind"] != "centre" else pick(sides(world, paper.ward)[1:], n // 2)
    args = transfer(str(paper.id), str(paper.dossier_id), holder, taker)
    act(world, paper.ward, TransferCustody.model_validate(args))


def settle_paper(world, n, act):
    """What was lost is made good."""
    paper = pick(_papers(), n)
    if paper is not None:
        amends = SettlePaper(paper_id=paper.id, outcome="found", responsible="Cán bộ", apology="Xin lỗi bà.")
        act(world, paper.ward, amends)


def take_over(world, n, act):
    """A phone has died on a Saturday: a colleague goes, and is to fetch the originals."""
    absent, stand_in = pick(world.officers(), n), pick(world.officers(), n + 1)
    day = coming_saturday() - timedelta(days=7 * (n % 2))
    act(world, WARD, TakeOver(from_officer_id=absent.id, to_officer_id=stand_in.id, date=day, reason="máy hỏng"))


def _papers():
    return session.scalars(select(CustodyPaper).order_by(CustodyPaper.id)).all()
