"""Sealed work and photos on their way: by the phone itself or by a colleague's, whole, cut, lost, twice, damaged."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.core.changes import canonical
from app.core.clock import now
from app.core.db import session
from app.core.sealing import b64url, from_b64url
from tests.machine.photos import KeyLost
from tests.machine.reading import OutOfRights
from tests.machine.work import pick
from tests.sealing import deliver, seal_command

N = st.integers(0, 40)
SEALED = ["ok", "lost", "twice", "damaged"]
SENDING = ["ok", "cut", "lost", "wrong", "crossed"]


class Carrying:
    """What travels beside push and pull."""

    @rule(n=N, m=N, skip=st.integers(0, 3), how=st.sampled_from(SEALED))
    def carry(self, n, m, skip, how):
        """Somebody's phone delivers sealed copies of what waits on somebody's phone, not always from the first on."""
        author, carrier = pick(self.devices, n), pick(self.devices, m)
        batch = sorted(author.outbox, key=lambda command: command["seq"])[skip : skip + 4]
        if batch:
            wire = [{name: command[name] for name in ("seq", "body", "sig")} for command in batch]
            sealed = [seal_command(author, command) for command in wire]
            if how == "damaged":
                sealed = [damaged(one) for one in sealed]
                self.damaged |= {canonical(one) for one in sealed}
            self._deliver_sealed(carrier, batch, sealed, how if self.can_open(author) else "damaged")

    def _deliver_sealed(self, carrier, batch, sealed, how):
        answers = [self._post_sealed(carrier, sealed) for _ in range(2 if how == "twice" else 1)]
        if answers[0].status_code == 401:  # a restored server has never met this carrier
            assert self.enrolment_of(carrier) is None or self.has_old_token(carrier)
            return
        assert answers[0].status_code == 200, answers[0].json
        if how == "twice":
            self.same_sealed_answers(*answers)
        if how in {"ok", "twice"}:
            for command, result in zip(batch, answers[0].json["results"], strict=True):
                self.remember(command, result)

    def _post_sealed(self, carrier, sealed):
        return deliver(carrier, *sealed, sent_at=now().isoformat())

    def same_sealed_answers(self, first, second):
        """The same bytes again: kept once, answered alike."""
        for one, again in zip(first.json["results"], second.json["results"], strict=True):
            assert again["dup"], again
            assert one["id"] == again["id"]
            assert one["status"] == again["status"] or one["status"] == "held", (one, again)

    @rule(n=N, m=N, how=st.sampled_from(SENDING))
    def upload(self, n, m, how):
        """A photo goes up, as far as the network lets it."""
        device = pick(self.devices, n)
        photo = pick(device.unsent_photos(), m)
        if photo:
            try:
                device.send_photo(photo, how)
            except KeyLost:
                assert not self.can_open_photo(photo)
            except OutOfRights:
                assert self.enrolment_of(device) is None or self.has_old_token(device)

    @rule(n=N, m=N)
    def carry_photo(self, n, m):
        """A colleague's phone delivers a photo that it cannot open."""
        device = pick(self.devices, n)
        colleague = pick([other for other in self.devices if other.ward == device.ward], m)
        photo = pick(device.unsent_photos(), m)
        if photo:
            photo.url = None  # an upload belongs to the phone that announced it
            try:
                device.send_photo(photo, carrier=colleague)
            except KeyLost:
                assert not self.can_open_photo(photo)
            except OutOfRights:
                assert self.enrolment_of(colleague) is None or self.has_old_token(colleague)
            photo.url = None

    def has_old_token(self, device):
        """Say whether the server knows this phone by other tokens: those of before a restore, or of a twin."""
        session.rollback()
        return device.hello().status_code == 401


def damaged(sealed):
    """The same sealed command with one bit turned."""
    content = bytearray(from_b64url(sealed["ct"]))
    content[0] ^= 1
    return sealed | {"ct": b64url(bytes(content))}
