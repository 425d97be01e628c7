"""What people do: commands as their phones would save them, with real arguments for what they see."""

import json

from app.core.clock import now
from app.core.ids import new_id
from app.core.numbers import new_tracking_code

NAMES = ("Bùi Văn Thử", "Trần Thị Thử", "Đinh Văn Thử")


def pick(items, n):
    """Return one of these, the n-th if it went round and round; None of nothing."""
    listed = list(items)
    return listed[n % len(listed)] if listed else None


def seen(device, kind, n):
    """Return the id of something that this phone holds, or holds in its own unsent work."""
    return pick(sorted(id for k, id in device.rows if k == kind), n)


def parents(device, *ids):
    """Return the unsent commands that made these entities: a phone names them in `after`."""
    made = [c["id"] for c in device.outbox if any(str(id) in c["body"] for id in ids if id)]
    return {"after": made[-3:]} if made else {}


def register(device, world, n):
    """Somebody asks for a visit."""
    areas = world.areas[device.ward]
    person = {
        "full_name": pick(NAMES, n),
        "birth_year": 1948,
        "neighbourhood_id": str(pick(areas, n)),
        "address": "Số nhà 12",
    }
    args = {
        "request_id": str(new_id()),
        "citizen_id": str(new_id()),
        "person": person,
        "for_whom": "relative",
        "tracking_code": new_tracking_code(),
        "visit_word": "hoa sen",
        "consent": {"given": True, "by": "relative", "text_version": "2026-11"},
    }
    return device.save("requests.register", args)


def photographed(device, n, role="photo"):
    """Every second time there is a photo with it: return what names it."""
    return {"files": [device.take_photo(role)]} if n % 2 else {}


def known_citizen(device, n):
    """A citizen on the phone, or one of the phone's own unsent registrations."""
    unsent = [json.loads(c["body"])["args"] for c in device.outbox if '"requests.register"' in c["body"]]
    return pick(sorted(id for k, id in device.rows if k == "citizen") + [a["citizen_id"] for a in unsent], n)


def pin(device, world, n):
    """The house is here."""
    citizen = known_citizen(device, n)
    if citizen is None:
        return None
    args = {"citizen_id": citizen, "lat": 20.83, "lon": 105.35 + n / 10**4, "accuracy_m": 12}
    return device.save("citizens.place_pin", args, **parents(device, citizen))


def correct(device, world, n):
    """The person lives in another neighbourhood."""
    citizen = seen(device, "citizen", n)
    row = device.rows.get(("citizen", citizen))
    if row is None:
        return None
    before, after = row["body"]["neighbourhood_id"], str(pick(world.areas[device.ward], n))
    fields = {"neighbourhood_id": {"from": before, "to": after}}
    return device.save("citizens.correct", {"citizen_id": citizen, "fields": fields, "reason": "thử"})


def start(device, world, n):
    """At the door."""
    visit = seen(device, "visit", n)
    return device.save("visits.start", {"visit_id": visit}, **parents(device, visit)) if visit else None


def close(device, world, n):
    """What happened at the door."""
    visit = seen(device, "visit", n)
    if visit is None:
        return None
    outcome = pick(("met", "nobody-home"), n)
    args = {"visit_id": visit, "outcome": outcome, "reason": None if outcome == "met" else "không có ai"}
    base = {"generation": device.generation, "version": device.rows[("visit", visit)]["version"]}
    return device.save("visits.close", args, base=base, **parents(device, visit), **photographed(device, n))


def record(device, world, n):
    """A dossier is taken, with or without a visit, and a paper with it."""
    visit = seen(device, "visit", n) if n % 3 else None
    citizen = device.rows[("visit", visit)]["body"]["citizen_id"] if visit else known_citizen(device, n)
    if citizen is None:
        return None
    args = {
        "dossier_id": str(new_id()),
        "visit_id": visit,
        "citizen_id": citizen,
        "procedure_version_id": str(world.procedure_id),
        "procedure_code": "2.000635",
        "roles": {"owner": {"name": "Bùi Văn Thử"}, "submitter": {"name": "Bùi Thị Con"}},
    }
    made = device.save("dossiers.record", args, **parents(device, visit, citizen), **photographed(device, n // 2))
    if n % 2:
        take_paper(device, args["dossier_id"], parent=made)
    return made


def take_paper(device, dossier, parent=None):
    """The family gives an original into the officer's hands."""
    args = {
        "transfer_id": str(new_id()),
        "paper_id": str(new_id()),
        "dossier_id": dossier,
        "paper": {"name": "Giấy chứng nhận kết hôn"},
        "from": {"kind": "citizen", "id": None, "name": "Bùi Thị Con"},
        "to": {"kind": "officer", "id": device.user_id, "name": "Cán bộ"},
        "given_by": "Bùi Thị Con",
        "taken_by": "Cán bộ",
    }
    more = {"after": [parent]} if parent else {}
    return device.save("dossiers.transfer_custody", args, **more, **photographed(device, device.seq, "custody"))


def paper(device, world, n):
    """A paper of a dossier that the phone already holds."""
    dossier = seen(device, "dossier", n)
    return take_paper(device, dossier) if dossier else None


def add_files(device, world, n):
    """One more photo for a dossier."""
    dossier = seen(device, "dossier", n)
    if dossier is None:
        return None
    file = device.take_photo("paper")
    args = {"dossier_id": dossier, "files": [{"sha256": file["sha256"], "role": "paper"}]}
    return device.save("dossiers.add_files", args, files=[file], **parents(device, dossier))


def hand_over(device, world, n):
    """The officer brings a result to the door."""
    dossier = seen(device, "dossier", n)
    result = device.rows[("dossier", dossier)]["body"]["result"] if dossier else None
    if not result:
        return None
    more = photographed(device, n, "handing")
    args = {
        "dossier_id": dossier,
        "result_id": result["id"],
        "to": {"name": "Bùi Thị Con", "relation": "con gái"},
        "signature": {"way": "pad", "file": None, "name": "Bùi Thị Con"},
        "given_signature": more["files"][0]["sha256"] if more else None,
        "papers_returned": own_papers(device, dossier),
    }
    return device.save("dossiers.hand_over", args, **parents(device, dossier), **more)


def own_papers(device, dossier):
    """Return the originals of this dossier that the officer carries."""
    rows = [(id, row["body"]) for (kind, id), row in sorted(device.rows.items()) if kind == "paper"]
    return [id for id, body in rows if body["dossier_id"] == dossier and body["holder"]["id"] == device.user_id]


def lease(device, world, n):
    """Numbers to give away without a network."""
    return device.save("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1 + n % 4})


def refused(device, world, n):
    """Something that no server may carry out, and a child that builds on it."""
    parent = device.save("visits.start", {"visit_id": "no id"})
    citizen = known_citizen(device, n)
    if citizen:
        args = {"citizen_id": citizen, "lat": 20.83, "lon": 105.35, "accuracy_m": 9}
        device.save("citizens.place_pin", args, after=[parent])
    return parent


def unknown_visit(device, world, n):
    """A fact about an entity that the server has never met: it waits."""
    return device.save("visits.start", {"visit_id": str(new_id())})


def unreadable(device):
    """Bytes that are no command at all."""
    device.seq += 1
    body = '{"oops": ' + str(new_id())
    device.outbox.append({"id": None, "seq": device.seq, "body": body, "sig": device.sign(body)})


def forged(device):
    """Signed over other bytes."""
    lease(device, None, 1)
    device.outbox[-1]["sig"] = device.sign("something else")


def borrowed(device, other):
    """A colleague's command under this phone's own number: carrying it lends no authorship."""
    command = other.make("sync.lease_numbers", lease_args(), at=now(), seq=1)
    device.seq += 1
    device.outbox.append(command | {"seq": device.seq, "id": json.loads(command["body"])["id"]})


def lease_args():
    """Arguments that anybody on a phone may send."""
    return {"lease_id": str(new_id()), "kind": "receipt", "count": 1}


def reused(device):
    """The id of an earlier command on another body."""
    earlier = pick([c for c in [*device.sent.values(), *device.outbox] if c["id"]], 0)
    if earlier:
        device.save("sync.lease_numbers", lease_args(), id=earlier["id"])
