"""Phones that are revoked, wiped or lost: what they still hold arrives sealed, and then they are gone."""

import json
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.accounts.commands import ReportLostPhone, RevokeDevice, SettleBreach, WipeDevice
from app.accounts.devices import find_device
from app.accounts.lost_phones import find_lost_phone_of, lost_phones
from app.accounts.models import REVOKED, WIPE
from app.core.clock import now
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.installation import generation
from app.core.sealing_keys import has_key
from tests.machine.device import Device
from tests.machine.invariants import rows
from tests.machine.oracle import SHARED
from tests.machine.work import pick
from tests.machine.world import tick
from tests.make import WARD
from tests.sealing import deliver, seal_command

N = st.integers(0, 40)
LOOK_BACK = timedelta(days=14)
ENDINGS = {REVOKED: RevokeDevice, WIPE: WipeDevice, "lost": ReportLostPhone}
BATCH = 50


class Ended:
    """`gone` are phones that have erased themselves: what they knew of photos is still asked for."""

    gone = ()

    @rule(n=N, how=st.sampled_from(sorted(ENDINGS)))
    def end_phone(self, n, how):
        """The desk cuts a phone off; it hears of it whenever it next asks."""
        tick()
        device = pick(self.devices, n)
        enrolment = self.enrolment_of(device)
        if enrolment is None:
            return
        command = ENDINGS[how](**self._said(enrolment, how))
        receipt = execute(command, actor=system_actor(device.ward))
        if how == "lost" and receipt.is_applied:
            self.the_record_names_what_was_on_it(device, enrolment)

    def _said(self, enrolment, how):
        loss = {"lost_id": new_id(), "discovered_at": now() - timedelta(hours=2)} if how == "lost" else {}
        return {"enrolment_id": enrolment, "reason": "thử"} | loss

    def the_record_names_what_was_on_it(self, device, enrolment):
        """Whatever lies on the phone that was lost stands in the record of its loss."""
        session.rollback()
        if device.generation == str(generation()) and device.read_at and device.read_at > now() - LOOK_BACK:
            named = {id for ids in find_lost_phone_of(enrolment).inventory.values() for id in ids}
            held = {id for kind, id in device.rows if kind not in SHARED}
            assert not held - named, f"on the phone of a {device.role} and not in the record: {held - named}"
        session.rollback()

    @rule(n=N, is_sent=st.booleans())
    def settle_breach(self, n, is_sent):
        """The authority was told of a loss, or need not be."""
        session.rollback()
        lost_id = pick([lost.id for lost in lost_phones(WARD)], n)
        if lost_id:
            sent = {"outcome": "sent", "sent_at": now(), "sent_to": "A05"} if is_sent else {"outcome": "not-needed"}
            command = SettleBreach(lost_id=lost_id, reason="thử", **sent)
            execute(command, actor=self.stage.world.coordinator().actor)

    @rule()
    def rotate(self):
        """The ward seals to a new key from now on; older ones open what was sealed to them."""
        tick()
        done = self.stage.flask("sealing", "rotate")
        assert done.exit_code == 0, done.output

    # ------------------------------------------------------------------------------------ leaving

    def let_ended_phones_leave(self):
        """Each ended phone delivers what it holds, sealed, and is replaced by one that enrols anew."""
        for place, device in enumerate(self.devices):
            session.rollback()
            enrolment = find_device(device.device_id)
            if enrolment is not None and enrolment.status in {REVOKED, WIPE}:
                self.devices[place] = self._leave(device, is_wiped=enrolment.status == WIPE)

    def _leave(self, device, *, is_wiped):
        self._deliver_all_sealed(device)
        device.deliver_photos(unopened=is_wiped)
        if not is_wiped:
            device.leave_enrolment()
            return device
        device.lose_photos()
        self.gone = (*self.gone, device)
        person = next(one for one in self.stage.world.people.values() if str(one.id) == device.user_id)
        return Device(self.client, person, self.dups)

    def _deliver_all_sealed(self, device):
        """Everything that waits, and after a restore everything that was answered before it, in the phone's order."""
        waiting = sorted(device.outbox, key=lambda command: command["seq"])
        if device.generation != str(generation()):
            waiting = sorted([*device.sent.values(), *waiting], key=lambda command: command["seq"])
        carrier = self._with_a_token(device)
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            wire = [{name: command[name] for name in ("seq", "body", "sig")} for command in batch]
            answer = deliver(carrier, *[seal_command(device, one) for one in wire], sent_at=now().isoformat())
            assert answer.status_code == 200, answer.json
            for command, result in zip(batch, answer.json["results"], strict=True):
                if self.can_open(device):
                    self.remember(command, result)
                device.note_kept(command, result)

    def _with_a_token(self, device):
        """A phone whose own tokens are of before a restore is helped by a colleague's."""
        return device if not self.has_no_token(device) else next(d for d in self.devices if not self.has_no_token(d))

    def what_was_sealed_to_us_opens(self):
        """Only what was damaged, or sealed to a key that a restore has taken, could not be opened."""
        for row in rows("SELECT body FROM command_record WHERE code = 'sealed-unreadable'"):
            text = bytes(row.body).decode()
            assert text in self.damaged or not has_key(json.loads(text)["kid"]), text
        session.rollback()

    def can_open_photo(self, photo):
        """Say whether the server has the key to which this photo is sealed."""
        session.rollback()
        return has_key(photo.sealed_key["kid"])

    def can_open(self, device):
        """Say whether the server has the key that this phone seals to; a restore may have taken it (0130)."""
        session.rollback()
        return has_key(device.enrolled["sealing_key"]["kid"])

    def has_no_token(self, device):
        """Say whether the server knows nobody by this phone's token."""
        session.rollback()
        return device.hello().status_code == 401
