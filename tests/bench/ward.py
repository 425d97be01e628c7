"""A ward's rows for measuring: people by their commands, dossiers in batches through the log that all commands write.

Running ten thousand officers' commands would measure nothing new and take minutes, so the dossiers of a batch share one
command; rows, snapshots, keys, sequence numbers and changes are what the handlers would have left.
"""

import hashlib
from datetime import date, timedelta

from app.catalogue.queries import all_newest
from app.core.answer import conclude
from app.core.changes import sha256
from app.core.clock import now
from app.core.context import Context
from app.core.db import session, writing
from app.core.execute import lock_wards
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.core.publish import publish
from app.core.records import CommandRecord
from app.demo.people import full_name, someone
from app.dossiers.models import Dossier, DossierComponent, DossierFile, DossierSignature, HomeReceipt, StatusChange
from app.dossiers.models.progress import FeePayment
from app.places.queries import get_neighbourhood
from tests.make import WARD, done
from tests.make_requests import registration

BATCH = 500


def make_dossiers(officer_id, citizen_ids, count, random):
    """Put `count` dossiers of this officer into the ward, each with its papers, photos, receipt and signature."""
    procedures = all_newest()
    for first in range(0, count, BATCH):
        _put(officer_id, citizen_ids, procedures, range(first, min(count, first + BATCH)), random)


def _put(officer_id, citizen_ids, procedures, serials, random):
    with writing():
        sequence = lock_wards([WARD])[WARD]
        record, context = _command(officer_id)
        author = {"command_id": context.command_id, "by_id": officer_id, "by_name": "Nguyễn Văn Thử", "at": context.at}
        for serial in serials:
            row = _dossier(serial, random.choice(citizen_ids), random.choice(procedures), author, random)
            session.add(row)
            context.record("recorded", row)
        record.entities = publish(context, record)
        conclude(record, sequence)


def _command(officer_id):
    moment, name = now(), new_id()
    record = CommandRecord(
        command_id=name, body_sha256=sha256(str(name)), body=b"{}", type="dossiers.record", ward=WARD,
        actor_id=officer_id, actor_role="officer", made_at=moment, received_at=moment, decided_at=moment,
        status="applied", details={}, flags=[], entities=[],
    )  # fmt: skip
    session.add(record)
    session.flush()
    return record, Context(command_id=name, actor=None, ward=WARD, at=moment, now=moment)


def _dossier(serial, citizen_id, procedure, author, random):
    owner = {"name": full_name(random, female=random.random() < 0.6), "birth_year": random.randrange(1934, 1962)}
    owner["identity_last4"] = f"{random.randrange(10_000):04d}"
    submitter = {
        "name": full_name(random, female=True),
        "relation": "con gái",
        "phone": f"09{random.randrange(10**8):08d}",
    }
    components, files = _papers(procedure, author, random)
    status = random.choice((1, 2, 4, 4, 9, 10))
    row = Dossier(
        id=new_id(), ward=WARD, visit_id=None, citizen_id=citizen_id, procedure_version_id=procedure.id,
        procedure_code=procedure.code, procedure_name=procedure.facts.name, frozen={}, case_key=None,
        roles={"owner": owner, "submitter": submitter, "helper": None}, copies=random.choice((1, 1, 2)), note="",
        recorded_at=author["at"], recorded_by=author["by_id"], recorded_command=author["command_id"], status=status,
        delivery_way=random.choice(("home", "post")), delivery_address=None, official_code=None,
        due_on=date(2026, 12, 1), components=components, files=files,
    )  # fmt: skip
    _settle(row, serial, submitter["name"], author, random)
    row.history = [StatusChange(status=step, reason="", **author) for step in (1, 2, 4, 9, 10) if step <= status]
    row.renew_search_key()
    return row


def _papers(procedure, author, random):
    components, files = [], []
    for paper in procedure.facts.cases[0].papers if procedure.facts.cases else ():
        components.append(
            DossierComponent(
                key=paper.key, name=paper.name, kind=paper.kind, count=1, note="", **author,
                state="received" if paper.kind == "hand_in" else "seen",
                form="copy" if paper.kind == "hand_in" else None,
            )
        )  # fmt: skip
    for page, component in enumerate(components[:2], start=1):
        place = {"role": "component", "component_key": component.key, "page": page, "state": "stored"}
        files.append(DossierFile(sha256=some_hash(random), **place, **author))
    return components, files


def _settle(row, serial, submitter, author, random):
    shown = some_hash(random)
    row.receipts = [
        HomeReceipt(
            number=receipt_number(WARD, 2026, serial + 1), shown="", shown_sha256=shown, taken_at=author["at"],
            counted_from=date(2026, 11, 23), due_on=row.due_on + timedelta(days=random.randrange(20)),
            rule_version="2026-11", qr=None, checked=None, **author,
        )
    ]  # fmt: skip
    row.signatures = [
        DossierSignature(
            who="citizen", way="pad", name=submitter, relation="con gái", over_sha256=shown, file=some_hash(random),
            signed_at=author["at"], **author,
        )
    ]  # fmt: skip
    row.payments = [FeePayment(amount=8000, exempt=False, exempt_reason=None, way="cash", slip=None, **author)]


def some_hash(random):
    """Return the hash of bytes that nobody has seen."""
    return hashlib.sha256(random.randbytes(16)).hexdigest()


def some_registration(neighbourhood_id, random):
    """Return the command by which somebody asks for a visit."""
    who = someone(random, get_neighbourhood(neighbourhood_id))
    contact = {"name": who.relative, "relation": who.relation, "phone": phone(random)}
    told = {
        name: who.told[name] for name in ("full_name", "birth_year", "sex", "address", "directions", "access_notes")
    }
    told |= {"phone": phone(random), "contacts": [contact]}
    return registration(neighbourhood_id=neighbourhood_id, told=told, requester=contact)


def phone(random):
    """Return a mobile number."""
    return f"0912 {random.randrange(1000):03d} {random.randrange(1000):03d}"


def make_people(execute_as, neighbourhood_id, count, random):
    """Register `count` people as a coordinator would; return their citizens' ids."""
    wishes = [some_registration(neighbourhood_id, random) for _ in range(count)]
    for wish in wishes:
        done(execute_as(wish))
    return [wish.citizen_id for wish in wishes]
