"""A phone that keeps everything docs/protocol.md (on the phone) tells it to keep: outbox, sent box, snapshots, cursors.

It decides nothing by itself: each step is one request, so that bad luck can fall between any two of them.
"""

import json
from copy import deepcopy

from cryptography.hazmat.primitives.asymmetric import ec

from app.accounts.devices import make_code
from app.core.clock import now
from app.core.ids import new_id
from tests.machine.photos import Album, Photographing
from tests.machine.reading import OutOfRights, Reading
from tests.phone import Phone

ROUNDS = 12
"""Requests after which a phone that never gets on is a phone that is stuck."""


class Device(Photographing, Reading, Phone):
    """One enrolment with its durable state."""

    def __init__(self, client, user, dups):
        self.dups = dups  # (device id, seq) of every number that the server answered with an earlier answer
        self.user, self.role, self.outbox, self.sent, self.lost = user.id, user.role, [], {}, []
        self.protocol, self.album, self.read_at = 1, Album(), None
        super().__init__(client, user)

    # ------------------------------------------------------------------------------------ saving

    def save(self, type, args, **more):
        """Write a command into the outbox, as the screen says that it is saved; return its id."""
        command = self.make(type, args, at=now(), **more)
        command["id"] = json.loads(command["body"])["id"]
        self.outbox.append(command)
        for file in more.get("files", ()):
            self.album.photos[file["sha256"]].command_id = command["id"]
        return command["id"]

    def post_batch(self, commands, **frame):
        """Send commands; the answer may be thrown away by whoever calls."""
        wire = [{name: command[name] for name in ("seq", "body", "sig")} for command in commands]
        answer = super().push(*wire, sent_at=now().isoformat(), **frame)
        if answer.status_code == 200:
            self.dups |= {(self.device_id, result["seq"]) for result in answer.json["results"] if result["dup"]}
        return answer

    # ------------------------------------------------------------------------------------ pushing

    def push_once(self, size=50):
        """Send one batch and do what the answer says; return the results that came."""
        commands = sorted(self.outbox, key=lambda command: command["seq"])[:size]
        return self.take(self.post_batch(commands), commands)

    def take(self, answer, commands):
        """Take over the server's answer to these commands."""
        if answer.status_code == 200:
            return self._settle(answer.json, commands)
        if answer.status_code in {401, 403}:
            raise OutOfRights(answer.status_code)
        assert answer.status_code == 409, (answer.status_code, answer.json)
        repair = {"seq-gap": self._fill_gap, "seq-fork": self._leave_clone, "generation": self._hear_of_restore}
        repair[answer.json["error"]](answer.json["details"])
        return []

    def _settle(self, answer, commands):
        for result, command in zip(answer["results"], commands, strict=False):
            assert result["id"] in {command["id"], None}
            self.outbox = [c for c in self.outbox if c["id"] != command["id"] or c["body"] != command["body"]]
            self.sent[(command["id"], command["body"])] = command | {"result": result}
        return list(zip(commands, answer["results"], strict=False))

    def _fill_gap(self, details):
        """Offer what the server lacks from the sent box; own up to what is nowhere."""
        expected = details["expected"]
        known = [c for c in self.sent.values() if c["seq"] >= expected and not c.get("foreign")]
        if known:
            self._offer_again(known)
        if any(command["seq"] == expected for command in self.outbox):
            return
        first_kept = min([c["seq"] for c in self.outbox if c["seq"] > expected], default=self.seq + 1)
        for command in self.outbox:
            command["seq"] += command["seq"] >= first_kept
        self.seq = max(self.seq + 1, first_kept)
        self.save_at(first_kept, "sync.declare_gap", {"from": expected, "to": first_kept - 1, "reason": "mất dữ liệu"})

    def save_at(self, seq, type, args):
        """Write a command under a number that has been made free for it."""
        counter = self.seq
        command = self.make(type, args, at=now(), seq=seq)
        self.seq = counter
        self.outbox.append(command | {"id": json.loads(command["body"])["id"]})

    def _leave_clone(self, details):
        """Another phone has this one's key: become a new one and renumber what is unsent."""
        for command in self.sent.values():
            command["foreign"] = True
        self.device_id, self.key = str(new_id()), ec.generate_private_key(ec.SECP256R1())
        self.enrol(make_code(self.user))
        self._void_snapshots()
        self.renumber(0)

    def leave_enrolment(self):
        """The phone was revoked and has delivered everything: its person enrols it anew."""
        self._leave_clone({})

    def note_kept(self, command, result):
        """The server has kept this sealed command."""
        self.outbox = [c for c in self.outbox if (c["id"], c["body"]) != (command["id"], command["body"])]
        self.sent[(command["id"], command["body"])] = command | {"result": result}

    def renumber(self, last_seq):
        """Give what waits the numbers behind `last_seq`: they stand outside of what was signed."""
        self.outbox.sort(key=lambda command: command["seq"])
        for place, command in enumerate(self.outbox, start=last_seq + 1):
            command["seq"] = place
        self.seq = last_seq + len(self.outbox)

    def _hear_of_restore(self, details):
        self.greet()

    # ------------------------------------------------------------------------------------ hello, restore

    def greet(self):
        """Ask where the server stands; a restored one is offered everything above its last number again."""
        answer = self.hello()
        if answer.status_code == 401:
            return self._sign_in_again()
        if answer.status_code == 403:
            raise OutOfRights(403)
        told = answer.json
        if told["generation"] != self.generation:
            self._begin_generation(told["generation"], told["device"]["last_seq"])
        elif told["device"]["last_seq"] > self.seq:
            self._leave_clone({})
        self.learn_key(told["sealing_kid"])
        self.free_photos(told)
        return told

    def learn_key(self, kid):
        """What is saved from now on is sealed to the server's newest key, and what waits is sealed anew."""
        if self.enrolled["sealing_key"]["kid"] != kid:
            self.enrolled["sealing_key"] = self.client.get("/api/sync/v1/sealing-key").json
        self.seal_photos_anew(kid)

    def _sign_in_again(self):
        """The restored server has never met this phone: the same key and device id enrol again."""
        self.enrol(make_code(self.user))
        self._begin_generation(self.generation, 0)
        return self.greet()

    def _begin_generation(self, generation, last_seq):
        self.generation = generation
        self._void_snapshots()
        self.offer_photos_again()
        self._offer_again([c for c in self.sent.values() if c.get("foreign") or c["seq"] > last_seq])

    def _offer_again(self, commands):
        waiting = {(command["id"], command["body"]) for command in self.outbox}
        for command in sorted(commands, key=lambda c: (not c.get("foreign"), c["seq"])):
            place = (command["id"], command["body"])
            del self.sent[place]
            if place in waiting:
                continue
            again = {name: command[name] for name in ("id", "seq", "body", "sig")}
            if command.get("foreign"):  # its number belonged to an enrolment that was left behind
                self.seq += 1
                again["seq"] = self.seq
            self.outbox.append(again)

    def _void_snapshots(self):
        self.rows, self.cursors, self.read_at = {}, {}, None

    # ------------------------------------------------------------------------------------ the whole loop, accidents

    def deliver(self):
        """hello → push until nothing waits."""
        self.greet()
        for _ in range(ROUNDS + len(self.outbox)):
            if not self.outbox:
                return
            self.push_once()
        raise AssertionError(f"stuck: {[command['seq'] for command in self.outbox]} are never answered")

    def clone(self, client):
        """Return a second phone with the same store, key and tokens."""
        twin = object.__new__(type(self))
        shared = {"client": client, "key": self.key, "user": self.user, "dups": self.dups}
        kept = {name: value for name, value in vars(self).items() if name not in shared}
        vars(twin).update(deepcopy(kept), **shared)
        return twin

    def lose_storage(self):
        """The browser threw the store away; number, key and tokens are kept elsewhere."""
        self.lost += [*self.outbox, *self.sent.values()]
        self.outbox, self.sent = [], {}
        self.lose_photos()
        self._void_snapshots()

    def dig_up(self):
        """The journal beside the store still has what was lost."""
        self._offer_again_lost([command for command in self.lost if not command.get("foreign")])
        self.lost = [command for command in self.lost if command.get("foreign")]

    def _offer_again_lost(self, commands):
        self.outbox += [{name: command[name] for name in ("id", "seq", "body", "sig")} for command in commands]
