"""Quiet points: all phones deliver and pull, then phones, tables and the oracle must agree."""

from uuid import UUID

from app.accounts.commands import SetActive
from app.accounts.devices import find_device
from app.accounts.models import ACTIVE, SUSPENDED
from app.accounts.queries import get_user
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.records import HELD
from tests.machine.invariants import Books, leases, rows
from tests.machine.oracle import what_may_be_seen
from tests.machine.reading import OutOfRights
from tests.make import set_status


class Settling:
    """The checking half of the state machine."""

    def take(self, device, answer, batch):
        """Take over an answer; a phone that is shut out keeps its work."""
        before = {command["id"]: command for command in batch}
        try:
            for command, result in device.take(answer, batch):
                self.remember(command, result)
        except OutOfRights:
            assert self.is_shut_out(device)
        waiting = {(c["id"], c["body"]) for c in device.outbox} | set(device.sent)
        assert all((c["id"], c["body"]) in waiting for c in before.values()), "a phone dropped unanswered work"

    def remember(self, command, result):
        """An answered command is the server's to keep."""
        place = (command["id"], command["body"])
        self.acknowledged.setdefault(place, result["status"])

    @property
    def acknowledged(self):
        """(id, body) → the first status that a phone was told."""
        return self.__dict__.setdefault("_acknowledged", {})

    def same_answers(self, first, second):
        """The same push again: the same answers, marked as such."""
        assert first.status_code == second.status_code, (first.status_code, second.status_code)
        if first.status_code != 200:
            return
        for one, again in zip(first.json["results"], second.json["results"], strict=True):
            assert again["dup"], again
            assert (one["id"], one["seq"]) == (again["id"], again["seq"])
            assert one["status"] == again["status"] or one["status"] == HELD, (one, again)

    def is_shut_out(self, device):
        """Say whether the office has ended this account or suspended this phone."""
        session.rollback()
        enrolment = find_device(device.device_id)
        return enrolment is None or enrolment.status != ACTIVE or not get_user(device.user).is_active

    def enrolment_of(self, device):
        """Return the id of the phone's enrolment, None if the restored server has never met it."""
        session.rollback()
        enrolment = find_device(device.device_id)
        return enrolment.id if enrolment else None

    def stored_commands(self):
        """Return (id, hash of the body) of everything that the server keeps."""
        session.rollback()
        found = {
            (str(row.command_id), row.body_sha256) for row in rows("SELECT command_id, body_sha256 FROM command_record")
        }
        session.rollback()
        return found

    def note_codes(self):
        """Remember which block each number was given out in, in this life of the database or an earlier one."""
        for lease in leases():
            for code in lease.codes:
                assert self.codes.setdefault(code, lease.id) == lease.id, f"{code} was leased twice"
        session.rollback()

    # ------------------------------------------------------------------------------------ settling

    def settle(self):
        """Let everybody in again, deliver everything, pull everything, check everything."""
        self.let_everybody_in()
        self.let_ended_phones_leave()
        for device in self.devices:
            device.protocol = 1
            device.deliver()
            device.deliver_photos()
            for place, kept in device.sent.items():
                self.acknowledged.setdefault(place, kept["result"]["status"])
        for device in self.devices:
            device.pull_all()
        books = Books(self.dups)
        books.check()
        self.acknowledged_is_stored(books)
        self.answers_are_told(books)
        self.note_codes()
        self.files_agree()
        self.the_law_holds()
        self.what_was_sealed_to_us_opens()
        for device in self.devices:
            self.phone_holds_what_it_may(device)

    def let_everybody_in(self):
        """Ended accounts and suspended phones would rightly stay behind."""
        for device in self.devices:
            enrolment = self.enrolment_of(device)
            if enrolment and find_device(device.device_id).status == SUSPENDED:
                set_status(enrolment, ACTIVE)
            user = get_user(device.user)
            if not user.is_active:
                command = SetActive(user_id=user.id, is_active=True, reason="thử")
                execute(command, actor=system_actor(device.ward))

    def acknowledged_is_stored(self, books):
        """Whatever a phone was answered about is kept, unless restore and eviction together took every copy."""
        kept = {place for device in self.devices for place in device.sent}
        for command_id, body in self.acknowledged:
            if books.find(UUID(command_id) if command_id else None, body) is None:
                assert (command_id, body) not in kept, f"the server lost {command_id}, which a phone still has"
                assert self.vanished, f"the server lost {command_id} without any restore"

    def answers_are_told(self, books):
        """`receipts` tells each person every answer, whichever phone sent the command."""
        for device in self.devices:
            told = self.receipts(device)
            for record in books.records:
                if record.enrolment_id and str(record.actor_id) == device.user_id:
                    assert told.get(record.receipt) == (str(record.id) if record.id else None, record.status), record

    def receipts(self, device):
        """Return r → (id, status) of all answers."""
        told, after, more = {}, 0, True
        while more:
            page = device.get("receipts", device.send_token, after=after).json
            told |= {row["r"]: (row["id"], row["status"]) for row in page["receipts"]}
            after, more = max(told, default=0), page["more"]
        return told

    def phone_holds_what_it_may(self, device):
        """The store, a fresh phone's store, and the plain SQL must be one and the same."""
        fresh = device.clone(device.client)
        fresh.rows = {}
        fresh.compare()
        bodies = {place: (row["version"], row["sha"]) for place, row in device.rows.items()}
        wanted = {place: (row["version"], row["sha"]) for place, row in fresh.rows.items()}
        missing, stale = wanted.keys() - bodies.keys(), bodies.keys() - wanted.keys()
        assert bodies == wanted, f"a phone of {device.role} lacks {missing}, keeps {stale}"
        expected = what_may_be_seen(device.user)
        shown, hidden = set(wanted) - expected, expected - set(wanted)
        assert not shown | hidden, f"{device.role}: the server shows {told(shown)}, hides {told(hidden)}"


def told(places):
    """Return each place with what happened to it."""
    query = "SELECT what FROM change WHERE kind = :kind AND entity_id = :id ORDER BY version"
    return {f"{kind} {id}": [row.what for row in rows(query, kind=kind, id=id.replace("-", ""))] for kind, id in places}
