"""What must be true whenever nothing is on its way (docs/bad-luck.md), read from the tables as they are."""

import json
from collections import Counter, defaultdict
from uuid import UUID

from sqlalchemy import text

from app.accounts.keys import is_signed
from app.core import audit
from app.core.changes import sha256
from app.core.db import session

RECORDS = """
SELECT r.number, r.command_id, r.body, r.body_sha256, r.signature, r.type, r.ward, r.actor_id, r.enrolment_id, r.seq,
       r.status, r.code, r.receipt_number, r.review_id, e.user_id AS owner_id, i.resolution
FROM command_record r LEFT JOIN enrolment e ON e.id = r.enrolment_id LEFT JOIN review_item i ON i.id = r.review_id
ORDER BY r.number
"""
NOT_OURS = {"unreadable", "sealed-unreadable", "bad-signature", "device-unknown", "actor-mismatch"}
"""Work that nobody can read, or of which nobody knows whose it is: kept for a person, under nobody's name."""
REFUSED = {"rejected", "conflict", "late", "parked"}


class Books:
    """The server's tables at a quiet moment."""

    def __init__(self, dups=frozenset()):
        self.dups = dups  # (device id, seq) of numbers that were answered by an answer given before
        self.records = [Record(row) for row in session.execute(text(RECORDS))]
        self.by_command = defaultdict(list)
        for record in self.records:
            self.by_command[record.id].append(record)

    def find(self, command_id, body):
        """Return the record of exactly this command, or None."""
        wanted = sha256(body)
        return next((r for r in self.records if r.sha == wanted and r.id in {command_id, None}), None)

    def check(self):
        """Check all that can be seen without asking a phone."""
        self.one_effect_for_an_id()
        self.every_number_is_answered_or_declared()
        self.sequences_have_no_holes()
        self.versions_are_unique()
        self.nobody_waits_for_what_is_decided()
        self.refused_bodies_are_kept()
        self.authors_own_their_keys()
        self.leased_numbers_are_unique()
        self.receipts_rise()
        self.the_audit_chain_is_whole()
        session.rollback()

    def one_effect_for_an_id(self):
        seen = Counter((r.id, r.sha) for r in self.records if r.enrolment_id)
        twice = {place for place, count in seen.items() if count > 1}
        assert not twice, f"stored twice: {[r for r in self.records if (r.id, r.sha) in twice]}"
        applied = Counter(r.id for r in self.records if r.status == "applied" and r.id)
        assert not [name for name, count in applied.items() if count > 1], "one id was applied twice"
        moved = rows(TRANSFERRED_TWICE)
        assert not moved, "one transfer moved a paper twice"

    def every_number_is_answered_or_declared(self):
        answered = defaultdict(set)
        for record in self.records:
            answered[record.enrolment_id].add(record.seq)
        for gap in rows("SELECT enrolment_id, first, last FROM declared_gap"):
            answered[as_uuid(gap.enrolment_id)] |= set(range(gap.first, gap.last + 1))
        for phone in rows("SELECT id, device_id, last_seq FROM enrolment"):
            unanswered = set(range(1, phone.last_seq + 1)) - answered[as_uuid(phone.id)]
            missing = {seq for seq in unanswered if (phone.device_id, seq) not in self.dups}
            assert not missing, f"numbers {sorted(missing)} of a phone have neither answer nor declaration"

    def sequences_have_no_holes(self):
        drawn = defaultdict(list)
        for change in rows("SELECT ward, seq FROM change ORDER BY ward, seq"):
            drawn[change.ward].append(change.seq)
        heads = {row.ward: row.last for row in rows("SELECT ward, last FROM ward_sequence")}
        for ward, head in heads.items():
            assert drawn[ward] == list(range(1, head + 1)), f"the sequence of {ward} has holes"

    def versions_are_unique(self):
        versions = defaultdict(list)
        for change in rows("SELECT kind, entity_id, version, seq FROM change ORDER BY seq"):
            versions[(change.kind, as_uuid(change.entity_id))].append((change.version, change.seq))
        states = {(s.kind, as_uuid(s.entity_id)): (s.version, s.seq) for s in rows(STATES)}
        for place, made in versions.items():
            assert [version for version, _ in made] == list(range(1, len(made) + 1)), f"versions of {place}: {made}"
        assert states == {place: made[-1] for place, made in versions.items()}, "a state is not its last change"

    def nobody_waits_for_what_is_decided(self):
        known = {f"{s.kind}:{as_uuid(s.entity_id)}" for s in rows(STATES)}
        for child in (r for r in self.records if r.status == "held"):
            waits = [
                w.waits_for for w in rows("SELECT waits_for FROM held_wait WHERE command_number = :n", n=child.number)
            ]
            assert waits, f"{child} is held and waits for nothing"
            assert not [name for name in waits if name in known], f"{child} waits for what is there"
            for name in (name for name in waits if ":" not in name):
                self.one_parent_of(child, self.by_command[UUID(name)])

    def one_parent_of(self, child, namesakes):
        """A parent that came is refused, and then the child is in its review; or it is held itself."""
        states = {parent.status for parent in namesakes}
        assert "applied" not in states, f"{child} waits for {namesakes}"
        if states & REFUSED and "held" not in states:
            assert child.review_id in {parent.review_id for parent in namesakes}, (
                f"{child} is not reviewed with {namesakes}"
            )
            assert not all(parent.resolution for parent in namesakes), f"{child} waits for decided {namesakes}"

    def refused_bodies_are_kept(self):
        for record in (r for r in self.records if r.enrolment_id and r.status != "applied"):
            assert sha256(record.body) == record.sha, f"{record} lost its body"
            assert record.review_id, f"nobody is asked about {record}"
        parked = [r for r in self.records if r.status == "parked" and r.code not in NOT_OURS]
        assert not parked, f"the server met something that it did not expect: {parked}"

    def authors_own_their_keys(self):
        phones = {p.device_id: p for p in rows("SELECT device_id, user_id, public_key FROM enrolment")}
        for record in (r for r in self.records if r.enrolment_id and r.status == "applied"):
            body = json.loads(record.body)
            maker = phones.get(body["device_id"])
            if maker is None:  # a restored server has never met that phone, and a person has decided
                assert record.resolution == "apply_as_is", record
                assert UUID(body["actor"]) == record.actor_id, f"{record}: wrong author"
                continue
            key = maker.public_key if isinstance(maker.public_key, dict) else json.loads(maker.public_key)
            assert is_signed(key, record.body, record.signature or ""), f"{record} is not signed by its maker"
            assert UUID(body["actor"]) == record.actor_id == as_uuid(maker.user_id), f"{record}: wrong author"

    def leased_numbers_are_unique(self):
        twice = rows("SELECT key FROM number_ledger GROUP BY number_kind, key HAVING count(*) > 1")
        assert not twice, "a number stands twice in the ledger"
        codes = Counter(code for lease in leases() for code in lease.codes)
        assert not [code for code, count in codes.items() if count > 1], "a number was leased twice"

    def receipts_rise(self):
        seen = Counter((r.actor_id, r.receipt) for r in self.records if r.receipt is not None)
        assert not [place for place, count in seen.items() if count > 1], "two answers share a receipt number"

    def the_audit_chain_is_whole(self):
        for ward in rows("SELECT ward FROM ward_sequence"):
            assert audit.find_break(ward.ward) is None, audit.find_break(ward.ward)
        told = {
            (e.command_number, e.status, e.code) for e in rows("SELECT command_number, status, code FROM audit_entry")
        }
        for r in self.records:
            assert (r.number, r.status, r.code or "") in told, f"the answer to {r} was never audited"


class Record:
    """One stored command, the same on both databases."""

    def __init__(self, row):
        self.number, self.type, self.ward, self.seq = row.number, row.type, row.ward, row.seq
        self.id, self.actor_id, self.enrolment_id, self.owner_id, self.review_id = (
            as_uuid(value) for value in (row.command_id, row.actor_id, row.enrolment_id, row.owner_id, row.review_id)
        )
        self.body, self.sha, self.signature = bytes(row.body), row.body_sha256, row.signature
        self.status, self.code, self.receipt = row.status, row.code, row.receipt_number
        self.resolution = row.resolution

    def __repr__(self):
        return f"{self.number}: {self.type or 'unreadable'} {self.id} no. {self.seq} ({self.status} {self.code or ''})"


class Lease:
    """A block of numbers with its codes."""

    def __init__(self, row):
        self.id = as_uuid(row.id)
        self.codes = row.codes if isinstance(row.codes, list) else json.loads(row.codes)


def leases():
    """Return every block of numbers that was given out in this life of the database."""
    return [Lease(row) for row in rows("SELECT id, codes FROM number_lease")]


def rows(query, **values):
    """Run plain SQL."""
    return session.execute(text(query), values).all()


def as_uuid(value):
    """SQLite keeps ids as hex, PostgreSQL as ids."""
    return value if value is None or isinstance(value, UUID) else UUID(value)


TRANSFERRED_TWICE = """
SELECT t.command_id FROM custody_transfer t JOIN command_record r ON r.command_id = t.command_id
WHERE r.type = 'dossiers.transfer_custody' AND r.status = 'applied' GROUP BY t.command_id HAVING count(*) > 1
"""
STATES = "SELECT kind, entity_id, version, seq FROM entity_state"
