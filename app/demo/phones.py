"""A phone of somebody in the demo ward: an enrolled key of its own signs, push answers, as with every phone."""

import base64
import json
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app.accounts.devices import enrol, find_device, make_code
from app.accounts.queries import get_user
from app.accounts.tokens import Caller
from app.core.clock import now
from app.core.commands import Actor
from app.core.ids import new_id
from app.core.installation import generation
from app.demo.staff import DemoError
from app.sync.push import push
from app.sync.shapes import PushRequest, WireCommand

APP = "demo"
BOOT = "demo"
SINCE_START_MS = 60_000


class Phone:
    """A phone of somebody in the demo ward: has a key of its own, numbers what it makes, sends it."""

    def __init__(self, owner: Actor) -> None:
        if owner.id is None:
            raise DemoError("a phone belongs to a person")
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.device_id, self.seq = str(new_id()), 0
        point = self.key.public_key().public_numbers()
        public_key = {"kty": "EC", "crv": "P-256"} | {
            name: _text(number.to_bytes(32, "big")) for name, number in (("x", point.x), ("y", point.y))
        }
        code = make_code(owner.id)
        enrol(code=code, device_id=self.device_id, public_key=public_key, app=APP, persisted=True, standalone=True)
        self.owner, self.ward = owner.id, owner.ward

    def make(
        self, command_type: str, args: dict[str, Any], *, made_at: datetime, skip: int = 0, is_running: bool = False
    ) -> WireCommand:
        """Return what the phone keeps until it is sent; `skip` numbers before it are lost; `is_running` notes
        the running clock too, which tells when the wall clock is wrong."""
        self.seq += 1 + skip
        envelope = {
            "id": str(new_id()),
            "type": command_type,
            "v": 1,
            "device_id": self.device_id,
            "actor": str(self.owner),
            "ward": self.ward,
            "at": made_at.isoformat(),
            "mono": 0 if is_running else None,
            "boot": BOOT if is_running else None,
            "args": args,
        }
        body = json.dumps(envelope, ensure_ascii=False, default=str)
        r, s = decode_dss_signature(self.key.sign(body.encode(), ec.ECDSA(SHA256())))
        signature = _text(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return WireCommand(seq=self.seq, body=body, sig=signature)

    def send(self, *commands: WireCommand) -> list[str]:
        """Send these, with the running clock of a phone that was started a minute ago; return the answers."""
        enrolment = find_device(self.device_id)
        if enrolment is None:
            raise DemoError(self.device_id)
        request = PushRequest(
            protocol=1,
            app=APP,
            device_id=self.device_id,
            generation=generation(),
            sent_at=now(),
            mono=SINCE_START_MS,
            boot=BOOT,
            high_seq=self.seq,
            commands=list(commands),
        )
        return [str(one["status"]) for one in push(Caller(enrolment, get_user(self.owner)), request).results]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
