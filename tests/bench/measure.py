"""One ward on one database: first syncs, a long queue pushed, its echo, and a phone that has nothing to do."""

import time
from dataclasses import dataclass
from random import Random

from app.accounts.queries import get_user
from app.catalogue.shipped import load_shipped
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import LONGEST_BLOCK
from app.core.roles import Role
from app.requests.commands import RegisterRequest
from tests.bench import peers
from tests.bench import ward as wards
from tests.bench.desk import measure_desk
from tests.bench.phone import BenchPhone
from tests.bench.wire import Wire
from tests.make import make_coordinator, make_leader
from tests.make_places import make_neighbourhood

PEOPLE = 125
POLLS = 200
SEED = 2026


@dataclass(frozen=True)
class Figure:
    """One thing measured: how many, over how many requests and bytes, for how much processor time."""

    what: str
    database: str
    count: int
    requests: int
    bytes_up: int
    bytes_down: int
    server_seconds: float
    wall_seconds: float


class Bench:
    """Measures against one running server; its rows are made in the same database."""

    def __init__(self, server, database, folder):
        self.server, self.database = server, database
        self.peers = peers.Peers(server, database, folder)
        self.random, self.said, self.officers = Random(SEED), {}, {}
        self.figures = []

    def prepare(self):
        """Make the ward's people, procedures and the officer whose phone we are."""
        load_shipped()
        self.place_id, coordinator = make_neighbourhood().id, make_coordinator().as_actor()
        self.citizens = wards.make_people(
            lambda wish: execute(wish, actor=coordinator), self.place_id, PEOPLE, self.random
        )

    def desk(self):
        """The coordinator's desk on a full weekend."""
        for what, count, size, work, wall in measure_desk():
            self.figures.append(
                Figure(
                    what=what, database=self.database, count=count, requests=count, bytes_up=0, bytes_down=size,
                    server_seconds=work, wall_seconds=wall,
                )
            )  # fmt: skip

    def first_sync(self, count):
        """A new phone of an officer who has `count` dossiers: by the protocol alone, then in a browser."""
        officer_id = peers.make_person(f"officer{count}", Role.OFFICER)
        wards.make_dossiers(officer_id, self.citizens, count, self.random)
        wire = Wire(self.server.port)
        phone = BenchPhone(wire, get_user(officer_id))
        with self._timed(f"first sync of {count:,} dossiers", count, wire):
            phone.hello()
            phone.sync_first()
        held = len(phone.bodies("dossier"))
        assert held == count, f"{held} dossiers arrived"
        session.rollback()
        self.peers.first_sync(f"officer{count}", officer_id, count)
        self.officers[count] = officer_id

    def push_queue(self, count):
        """A leader's phone with `count` unsent edits of citizens, then with `count` new requests."""
        wire = Wire(self.server.port)
        phone = BenchPhone(wire, make_leader(self.place_id, username="pushes"))
        phone.sync_first()
        self._push(phone, wire, f"push of {count:,} edits", phone.make_waiting(self._edits(count)))
        with self._timed(f"echo of {count:,} edits", count, wire):
            phone.get("pull", ward=phone.ward, cursor=phone.cursors[phone.ward], scope_epoch=1)
        codes = self._lease(phone, count)
        self._push(phone, wire, f"push of {count:,} new requests", phone.make_waiting(self._creates(codes)))
        with self._timed(f"{POLLS} idle polls", POLLS, wire):
            for _ in range(POLLS):
                phone.hello()

    def compare_pushes(self, count):
        """The same queues in a browser, beside the peer's."""
        peers.make_person("leader", Role.LEADER, self.place_id)
        edits = [_for_app(*command) for command in self._edits(count)]
        session.rollback()
        dossiers = self.officers[min(self.officers)]
        self.peers.push("leader", dossiers, edits, lambda codes: [_for_app(*one) for one in self._creates(codes)])

    def _push(self, phone, wire, what, rows):
        wire.take()
        with self._timed(what, len(rows), wire):
            statuses = phone.push_all(rows)
        assert statuses.count("applied:None") == len(rows), set(statuses)

    def _edits(self, count):
        """Eight edits at each door: pins placed anew, and the way to the house put right."""
        for number in range(count):
            citizen_id = self.citizens[number * PEOPLE // count]
            yield self._pin(citizen_id) if number % 2 else self._correct(citizen_id)

    def _pin(self, citizen_id):
        lat, lon = (round(middle + self.random.uniform(-0.01, 0.01), 6) for middle in (20.83, 105.357))
        args = {"citizen_id": str(citizen_id), "lat": lat, "lon": lon, "accuracy_m": self.random.randrange(4, 40)}
        return "citizens.place_pin", "citizen", citizen_id, args

    def _correct(self, citizen_id):
        way = f"Ngõ {self.random.randrange(1, 90)}, cạnh trường tiểu học"
        was, self.said[citizen_id] = self.said.get(citizen_id, ""), way
        change = {"old_address": {"from": was, "to": way}}
        return "citizens.correct", "citizen", citizen_id, {
            "citizen_id": str(citizen_id), "fields": change, "reason": "Gia đình nói lại",
        }  # fmt: skip

    def _lease(self, phone, count):
        """Return tracking codes that the phone may give away."""
        for left in range(count, 0, -LONGEST_BLOCK):
            args = {"lease_id": str(new_id()), "kind": "tracking", "count": min(left, LONGEST_BLOCK)}
            assert phone.send("sync.lease_numbers", args)["status"] == "applied"
        phone.pull()
        return [code for block in phone.bodies("number_lease").values() for code in block["codes"]]

    def _creates(self, codes):
        for code in codes:
            wish = wards.some_registration(self.place_id, self.random).model_copy(update={"tracking_code": code})
            args = RegisterRequest.model_dump(wish, mode="json", exclude_none=True)
            yield "requests.register", "service_request", wish.request_id, args

    def _timed(self, what, count, wire):
        return Timed(self, what, count, wire)


class Timed:
    """Measures what happens inside `with`."""

    def __init__(self, bench, what, count, wire):
        self.bench, self.what, self.count, self.wire = bench, what, count, wire

    def __enter__(self):
        self.wire.take()
        self.processor, self.clock = self.bench.server.processor_seconds(), time.perf_counter()

    def __exit__(self, *problem):
        took = self.wire.take()
        self.bench.figures.append(
            Figure(
                what=self.what,
                database=self.bench.database,
                count=self.count,
                requests=took.requests,
                bytes_up=took.body_up,
                bytes_down=took.body_down,
                server_seconds=self.bench.server.processor_seconds() - self.processor,
                wall_seconds=time.perf_counter() - self.clock,
            )
        )


def _for_app(type, kind, entity_id, args):
    """Return a command as the app's `send` takes it."""
    return [type, args, {"kind": kind, "id": str(entity_id)}]
