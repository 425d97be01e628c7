"""Whatever happens to phones, years and the database: no number twice, every number accounted for."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, insert, select

from app.core.clock import VN, Clock
from app.core.db import migrating, session
from app.core.ids import new_id
from app.core.installation import begin_generation
from app.core.ledger import STATES, blocks_of, faults, sums
from app.core.numbers import LedgerEntry, NumberLease, NumberSeries
from app.sync.duties import settle_numbers
from app.sync.queries import find_device
from tests.make import WARD, make_officer, set_status
from tests.phone import Phone

TABLES = (NumberLease, LedgerEntry, NumberSeries)
KINDS = st.sampled_from(["receipt", "receipt", "tracking"])
BEGIN = datetime(2026, 12, 20, 8, 0, tzinfo=VN)


class Numbers(RuleBasedStateMachine):
    """Phones that lease, give numbers away, are lost, cloned; a year that ends; a server that is restored."""

    def __init__(self, client):
        super().__init__()
        self.client, self.now, self.phones = client, BEGIN, []
        Clock.fixed = self.now
        self.ever, self.backup = [], None
        self.enrol()

    def teardown(self):
        Clock.fixed = None
        with migrating():
            for table in (LedgerEntry, NumberLease, NumberSeries):
                session.execute(delete(table))
            session.commit()

    def enrol(self):
        self.phones.append(Phone(self.client, make_officer()))

    def send(self, phone, type, args, **more):
        return phone.push(phone.make(type, args, at=self.now, **more), sent_at=self.now.isoformat()).json["results"][0]

    def pick(self, which):
        return self.phones[which % len(self.phones)]

    @rule(which=st.integers(0, 2), blocks=st.lists(st.tuples(KINDS, st.integers(1, 30)), min_size=1, max_size=3))
    def lease(self, which, blocks):
        for kind, count in blocks:
            args = {"lease_id": str(new_id()), "kind": kind, "count": count}
            result = self.send(self.pick(which), "sync.lease_numbers", args)
            assert result["status"] == "applied", result
            self.ever += session.get(NumberLease, UUID(args["lease_id"])).codes

    @rule(which=st.integers(0, 2), is_clone=st.booleans())
    def a_phone_is_lost_or_cloned(self, which, is_clone):
        phone = self.pick(which)
        if is_clone and phone.seq:
            answer = phone.push(phone.make("sync.lease_numbers", {}, seq=1), sent_at=self.now.isoformat())
            assert answer.json["error"] == "seq-fork"
        else:
            set_status(find_device(phone.device_id).id, "revoked")
            self.phones.remove(phone)
        settle_numbers()
        self.enrol()

    @rule(days=st.integers(1, 20))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        Clock.fixed = self.now
        settle_numbers()

    @rule()
    def back_up(self):
        self.lease(0, [("receipt", 2)])
        self.backup = {t: [dict(row._mapping) for row in session.execute(select(t.__table__))] for t in TABLES}

    @precondition(lambda self: self.backup is not None)
    @rule(minutes=st.integers(1500, 5000))
    def restore(self, minutes):
        """The number tables are as they were; the phones begin anew, as after `generation` they do."""
        self.now += timedelta(minutes=minutes)
        Clock.fixed = self.now
        with migrating():
            for table in reversed(TABLES):
                session.execute(delete(table))
            for table in TABLES:
                if self.backup[table]:
                    session.execute(insert(table.__table__), self.backup[table])
            session.commit()
        begin_generation()
        self.phones = []
        self.enrol()
        self.lease(0, [("receipt", 3)])

    @invariant()
    def no_number_was_ever_leased_twice(self):
        assert len(self.ever) == len(set(self.ever))

    @invariant()
    def every_number_is_accounted_for(self):
        session.rollback()
        assert list(faults(WARD)) == []
        total = sums(blocks_of(WARD))
        assert set(total) <= set(STATES)
        leased = {code for row in session.scalars(select(NumberLease)) for code in row.codes}
        receipts = {code for code in leased if code.startswith("TN")}
        assert total.total() == len(receipts)


@pytest.mark.timeout(300)
def test_no_number_twice_and_every_number_accounted_for(app, client):
    chosen = settings(
        max_examples=12,
        stateful_step_count=14,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(lambda: Numbers(client), settings=chosen)
