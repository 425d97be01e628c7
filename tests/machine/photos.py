"""The photos of a phone: named by a command, sent by tus sealed and in pieces, freed when a backup has them."""

import hashlib
import io
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from PIL import Image

from app.core.clock import now
from tests.files.make_upload import Tus, b64
from tests.machine.reading import OutOfRights
from tests.sealing import seal_file

UNHEARD = {401, 403}
KEY_LOST = 422
GONE = {404, 410}
SECOND = timedelta(seconds=1)
"""The server's answer says when, without the fraction of the second."""
numbers = count(1)


class KeyLost(OutOfRights):
    """A restore has taken the key to which the photo is sealed: it waits until it can be sealed anew."""


@dataclass
class Photo:
    """Bytes that must not be lost, sealed as they lie on the phone."""

    content: bytes
    stream: bytes
    sealed_key: dict
    command_id: str = ""
    url: str | None = None
    stored_at: datetime | None = None

    @property
    def sha256(self):
        """The name of the bytes as they were taken."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def metadata(self):
        """What the phone announces."""
        return f"sha256 {b64(self.sha256)},type {b64('image/jpeg')},sealed {b64(json.dumps(self.sealed_key))}"


@dataclass
class Album:
    """What a phone holds, and what it has freed because somebody else keeps it."""

    photos: dict[str, Photo] = field(default_factory=dict)
    freed: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)


class Photographing:
    """The part of a phone that takes care of bytes."""

    def take_photo(self, role="photo"):
        """Return the reference by which a command names a new photo."""
        out = io.BytesIO()
        Image.new("RGB", (8, 8), "teal").save(out, "JPEG", comment=f"{next(numbers)}".encode())
        content = out.getvalue()
        photo = Photo(content, *seal_file(self.enrolled["sealing_key"], content))
        self.album.photos[photo.sha256] = photo
        return {"sha256": photo.sha256, "size": len(content), "type": "image/jpeg", "role": role}

    def lose_photos(self):
        """The store is gone, and the bytes in it."""
        self.album.lost |= set(self.album.photos)
        self.album.photos.clear()

    def offer_photos_again(self):
        """Another generation of the server: nobody knows what it has."""
        for photo in self.album.photos.values():
            photo.url, photo.stored_at = None, None

    def free_photos(self, told):
        """Drop what is stored, once a backup is later than that."""
        if told["backed_up_at"]:
            limit = datetime.fromisoformat(told["backed_up_at"])
            safe = {p.sha256 for p in self.album.photos.values() if p.stored_at and p.stored_at < limit}
            self.album.freed |= safe
            self.album.photos = {sha: photo for sha, photo in self.album.photos.items() if sha not in safe}

    def unsent_photos(self):
        """Photos that may go: their command was answered, or never will be here."""
        waiting = {command["id"] for command in self.outbox}
        unsent = [photo for photo in self.album.photos.values() if photo.stored_at is None]
        return [photo for photo in unsent if photo.command_id not in waiting]

    def seal_photos_anew(self, kid):
        """An open phone seals whatever waits to the key of now."""
        for photo in self.album.photos.values():
            if photo.stored_at is None and photo.sealed_key["kid"] != kid:
                photo.stream, photo.sealed_key = seal_file(self.enrolled["sealing_key"], photo.content)
                photo.url = None

    def send_photo(self, photo, how="ok", carrier=None, unopened=False):
        """One try to send a photo, as far as luck lets it go; `carrier` is another phone that delivers it sealed."""
        tus = Tus(self.client, carrier or self)
        url, offset = self._where(tus, photo, ",unopened MQ==" if unopened else "")
        if how == "wrong":
            return self._send_wrong(tus, photo, url, offset)
        rest = photo.stream[offset:]
        piece = rest[: len(rest) // 2] if how == "cut" else rest
        answer = tus.send(url, piece, offset)
        if how == "crossed":
            assert tus.send(url, piece, offset).status_code in {204, 409, 413}
        assert answer.status_code == 204, (answer.status_code, answer.json)
        if how not in {"cut", "lost"}:
            photo.stored_at = now() + SECOND
        return answer

    def _where(self, tus, photo, more=""):
        """Return the upload's address and how far it is; announce it if the server knows of none."""
        if photo.url:
            answer = tus.offset(photo.url)
            if answer.status_code == 200:
                return photo.url, int(answer.headers["Upload-Offset"])
            assert answer.status_code in UNHEARD | GONE, answer.status_code
        answer = tus.announce(photo.stream, Upload_Metadata=photo.metadata + more)
        if answer.status_code in UNHEARD:
            raise OutOfRights(answer.status_code)
        if answer.status_code == KEY_LOST:
            raise KeyLost(KEY_LOST)
        assert answer.status_code == 201, answer.json
        photo.url = answer.headers["Location"]
        return photo.url, 0

    def _send_wrong(self, tus, photo, url, offset):
        """The disk has turned a bit; nothing of it may stay."""
        rest = photo.stream[offset:]
        if rest:
            answer = tus.send(url, rest[:-1] + bytes([rest[-1] ^ 1]), offset)
            assert answer.status_code == 460, answer.status_code
        photo.url = None

    def deliver_photos(self, **how):
        """Send every photo to its end."""
        for photo in self.unsent_photos():
            self.send_photo(photo, **how)
