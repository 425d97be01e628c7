"""The state machine: people work, the network fails, the office replans, servers come back from backups.

`quiet` lets every phone deliver and pull, and then checks everything that docs/bad-luck.md promises.
"""

import gzip
import json
import threading
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.core.clock import Clock, now
from app.core.db import session
from app.core.worker import run_duties
from tests.machine import office, work
from tests.machine.accidents import Accidents
from tests.machine.backups import Backups
from tests.machine.carrying import Carrying
from tests.machine.device import Device
from tests.machine.ended import Ended
from tests.machine.file_checks import Bytes
from tests.machine.law_checks import Law
from tests.machine.reading import OutOfRights
from tests.machine.roles import WORK
from tests.machine.settling import Settling
from tests.machine.work import pick
from tests.machine.world import START, tick

N = st.integers(0, 40)
SEVERAL = st.lists(N, min_size=1, max_size=4)
PHONE_ACCIDENTS = ["clone", "second_phone", "lose_storage", "dig_up", "upgrade"]
EXPIRY = timedelta(days=15)


class Luck(Accidents, Backups, Bytes, Carrying, Ended, Law, Settling, RuleBasedStateMachine):
    """`stage` is set by the test: the application, the world, its backups."""

    stage = None

    def __init__(self):
        super().__init__()
        self.stage.begin()
        Clock.fixed = START + timedelta(hours=1)
        self.client = self.stage.app.test_client()
        self.vanished, self.codes, self.damaged = set(), {}, set()
        self.devices, self.dups = [], set()

    @initialize(whats=st.lists(N, min_size=6, max_size=9))
    def begin(self, whats):
        """Each officer, the leader, a coordinator, the post and another ward have a phone, and have worked."""
        for name in ("officer-1", "officer-2", "leader", "coordinator", "far-officer", "postal"):
            self.devices.append(Device(self.client, self.stage.world.people[name], self.dups))
        self.first_saturday()
        self.morning([0, 0, *whats])

    def first_saturday(self):
        """Some visits are planned, and each officer has taken a dossier with an original: something to be lost."""
        world, (*officers, leader) = self.stage.world, self.devices[:3]
        for n in range(3):
            work.register(leader, world, n)
        leader.push_once()
        for n in range(3):
            office.plan(world, n)
        for n, officer in enumerate(officers):
            officer.pull_all()
            work.lease(officer, world, n)
            work.record(officer, world, 1)
            officer.push_once()
            officer.pull_all()

    # ------------------------------------------------------------------------------------ people

    @rule(n=N, whats=SEVERAL)
    def save(self, n, whats):
        """Somebody saves one thing, or a few that build on each other."""
        for what in whats:
            tick()
            device = pick(self.devices, n)
            doing = pick(WORK[device.role], what)
            if doing:
                doing(device, self.stage.world, n + what)

    @rule(whats=st.lists(N, min_size=4, max_size=8))
    def morning(self, whats):
        """A morning of work on all phones, with the network as good as it gets."""
        for n, what in enumerate(whats):
            self.save(n, [what, what + 1])
            self.push(n, 50, "ok")
            self.upload(n, what, "ok")
            self.office_works(what, pick(office.DEEDS, n + what))
            self.pull(n, "ok", 3, what)

    @rule(n=N, how=st.sampled_from(["unreadable", "forged", "borrowed", "reused"]))
    def save_oddly(self, n, how):
        """A phone that lies, or a store whose bytes have turned."""
        device = pick(self.devices, n)
        others = [other for other in self.devices if other.user_id != device.user_id]
        getattr(work, how)(*([device, pick(others, n)] if how == "borrowed" else [device]))

    # ------------------------------------------------------------------------------------ pushing

    @rule(n=N, size=st.integers(1, 6), how=st.sampled_from(["ok", "lost", "twice", "cut", "reordered"]))
    def push(self, n, size, how):
        """One batch goes up; its answer may not come down."""
        tick()
        device = pick(self.devices, n)
        batch = sorted(device.outbox, key=lambda command: command["seq"])[:size]
        if batch:
            getattr(self, f"_push_{how}")(device, batch)

    def _push_ok(self, device, batch):
        self.take(device, device.post_batch(batch), batch)

    def _push_lost(self, device, batch):
        device.post_batch(batch)

    def _push_twice(self, device, batch):
        first, second = device.post_batch(batch), device.post_batch(batch)
        self.same_answers(first, second)
        self.take(device, second, batch)

    def _push_cut(self, device, batch):
        whole = gzip.compress(json.dumps({"commands": [command["body"] for command in batch]}).encode())
        headers = device.headers(device.send_token) | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        answer = self.client.post("/api/sync/v1/push", data=whole[: len(whole) // 2], headers=headers)
        assert answer.status_code in {400, 401, 403}, answer.status_code

    def _push_reordered(self, device, batch):
        """Later ones first: refused as a whole, or named as a hole, and nothing of it is kept."""
        if len(batch) > 1:
            assert device.post_batch(batch[::-1]).status_code in {400, 401, 403}
            self.take(device, device.post_batch(batch[1:]), batch[1:])
        self.take(device, device.post_batch(batch), batch)

    @rule(ns=st.lists(N, min_size=2, max_size=4))
    def push_at_once(self, ns):
        """Phones push in the same moment, one of them perhaps twice."""
        chosen = [pick(self.devices, n) for n in ns]
        jobs = [(device, sorted(device.outbox, key=lambda c: c["seq"])[:6]) for device in chosen]
        answers = at_once(self.stage.app, [lambda d=d, b=b: d.post_batch(b) for d, b in jobs if b])
        for (device, batch), answer in zip([job for job in jobs if job[1]], answers, strict=True):
            waiting = {command["id"] for command in device.outbox}
            if all(command["id"] in waiting for command in batch):
                self.take(device, answer, batch)

    # ------------------------------------------------------------------------------------ pulling

    @rule(n=N, how=st.sampled_from(["ok", "lost", "pages"]), limit=st.integers(1, 3), m=N)
    def pull(self, n, how, limit, m):
        """Snapshots come down, or get lost, or change while they come page by page."""
        device = pick(self.devices, n)
        try:
            if how == "lost":
                device.pull_page(device.ward, limit)
            elif how == "pages":
                changes = iter(range(3))
                device.pull_all(limit, between=lambda: next(changes, None) is not None and self._meanwhile(m))
            else:
                device.pull_all()
        except OutOfRights:
            assert not device.rows or device.protocol == 0 or self.is_shut_out(device)

    def _meanwhile(self, m):
        office.anything(self.stage.world, m)

    # ------------------------------------------------------------------------------------ the office

    @rule(n=N, what=st.sampled_from(office.DEEDS))
    def office_works(self, n, what):
        """The coordinator plans, moves, gives to another team, takes back, decides what waits."""
        tick()
        what(self.stage.world, n)

    @rule(n=N, what=st.sampled_from(["grant", "end_account", "suspend"]), is_on=st.booleans())
    def rights(self, n, what, is_on):
        """What somebody may see or send changes."""
        getattr(self, what)(n, is_on)

    # ------------------------------------------------------------------------------------ accidents

    @rule(n=N, what=st.sampled_from(PHONE_ACCIDENTS))
    def accident(self, n, what):
        """Something happens to a phone."""
        getattr(self, what)(n)

    @rule()
    def expire(self):
        """Two weeks go by: leases end, visits leave the phones' window, the worker does its duties."""
        Clock.fixed = now() + EXPIRY
        session.remove()
        run_duties(minute=0)

    # ------------------------------------------------------------------------------------ quiet

    @rule()
    def quiet(self):
        """Everything that can arrive has arrived; then everything must be true."""
        self.settle()

    def teardown(self):
        """The end is quiet too."""
        try:
            if self.devices:
                self.settle()
        finally:
            Clock.fixed = None


def at_once(app, jobs):
    """Run these in threads that start together; return what each returned."""
    session.remove()
    barrier, answers = threading.Barrier(max(1, len(jobs))), [None] * len(jobs)

    def run(place, job):
        with app.app_context():
            barrier.wait(30)
            answers[place] = job()
            session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers
