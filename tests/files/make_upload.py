"""Builders for uploads: a phone with its tokens, a photo, the headers of tus."""

import base64
import hashlib
import io

from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image

from app.accounts.devices import enrol, make_code
from app.core.clock import now
from app.core.commands import FileRef, Origin, system_actor
from app.core.context import Context
from app.core.db import writing
from app.core.ids import new_id
from app.files.queries import await_files


def b64(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def photo(color: str = "teal", size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return out.getvalue()


def make_phone(user):
    """Return a fresh enrolment of this person, with its two tokens."""
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    key = {
        "kty": "EC",
        "crv": "P-256",
        "x": base64.urlsafe_b64encode(numbers.x.to_bytes(32, "big")).rstrip(b"=").decode(),
        "y": base64.urlsafe_b64encode(numbers.y.to_bytes(32, "big")).rstrip(b"=").decode(),
    }
    return enrol(
        code=make_code(user.id),
        device_id=str(new_id()),
        public_key=key,
        app="test",
        persisted=True,
        standalone=True,
    )


class Tus:
    """A phone that speaks tus by hand, to be as wrong as a test wants."""

    def __init__(self, client, phone):
        self.client = client
        self.token = phone.send_token

    def _call(self, method, url, body=b"", **headers):
        named = {name.replace("_", "-"): str(value) for name, value in headers.items() if value is not None}
        named = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {self.token}"} | named
        return self.client.open(url, method=method, data=body, headers=named)

    def announce(self, content, *, body=b"", media_type="image/jpeg", **headers):
        metadata = f"sha256 {b64(sha256(content))},type {b64(media_type)}"
        given = {"Upload_Length": len(content), "Upload_Metadata": metadata}
        if body:
            given["Content_Type"] = "application/offset+octet-stream"
        return self._call("POST", "/api/uploads", body, **(given | headers))

    def send(self, url, piece, offset, **headers):
        given = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": offset}
        return self._call("PATCH", url, piece, **(given | headers))

    def offset(self, url):
        return self._call("HEAD", url)

    def forget(self, url):
        return self._call("DELETE", url)

    def needed(self):
        return self._call("GET", "/api/sync/v1/files/needed").json["needed"]

    def deliver(self, content, **values):
        """Send a whole file in one piece; return the last response."""
        url = self.announce(content, **values).headers["Location"]
        return self.send(url, content, 0)


def name_file(entity, phone, content, *, role="photo", media_type="image/jpeg", at=None, actor=None):
    """Let an entity name a file, as the handler of a phone's command does."""
    enrolment = phone.enrolment
    with writing():
        context = Context(
            command_id=new_id(),
            actor=actor or system_actor(entity.ward),
            ward=entity.ward,
            at=at or now(),
            now=at or now(),
            origin=Origin(enrolment_id=enrolment.id, device_id=enrolment.device_id),
        )
        return await_files(context, entity, [FileRef(sha256(content), len(content), media_type, role)])
