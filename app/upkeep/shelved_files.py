"""The photos that lie with the backups, under each of the keys that the ward has had."""

import re
from collections import defaultdict

from pyrage.x25519 import Identity

from app.core.errors import Rejected
from app.files.store import ByteStore
from app.upkeep.taking import is_sound
from app.upkeep.ward_key import decrypt

FOLDER = "files"
WHOLE = re.compile(r"\w+/(.+)\.age")
"""What broke off while it was being written ends otherwise."""


class ShelvedFiles:
    """Finds a file by its path in our own store, and opens the copy that one of these keys can open."""

    def __init__(self, backups: ByteStore, identities: list[Identity]) -> None:
        self._backups, self._identities = backups, identities
        self._copies: dict[str, list[str]] = defaultdict(list)
        for name in sorted(backups.names(FOLDER)):
            if found := WHOLE.fullmatch(name):
                self._copies[found[1]].append(f"{FOLDER}/{name}")

    @property
    def paths(self) -> set[str]:
        """Return the path of every file that lies here, whichever key opens it."""
        return set(self._copies)

    def read(self, path: str) -> bytes | None:
        """Return the file; None when it is not here, not sound, or under other keys."""
        copies = (self._open(copy) for copy in self._copies.get(path, ()))
        return next((content for content in copies if content is not None and is_sound(path, content)), None)

    def _open(self, copy: str) -> bytes | None:
        try:
            return decrypt(self._backups.get(copy), self._identities)
        except (FileNotFoundError, Rejected):
            return None
