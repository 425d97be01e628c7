"""What must be true of bytes whenever nothing is on its way: none lost, none changed, none freed too early."""

import hashlib

from app.core.db import session
from app.files.queries import needed_from
from app.files.store import current_store, kept_path
from tests.machine.invariants import rows


class Bytes:
    """Phones, tables and store side by side."""

    def files_agree(self):
        """Ask phones, tables and store about every file."""
        session.rollback()
        everybody = [*self.devices, *self.gone]
        held = {sha for device in everybody for sha in device.album.photos}
        freed = {(device.ward, sha) for device in everybody for sha in device.album.freed}
        lost = {sha for device in everybody for sha in device.album.lost}
        self.nothing_waits_for_what_is_held(held, freed, lost)
        self.what_is_stored_is_what_was_taken(freed)
        for device in self.devices:
            unsent = [photo.sha256 for photo in device.album.photos.values() if photo.stored_at is None]
            assert not unsent, f"a phone of {device.role} could not send {unsent}"
            assert not set(needed_from(self.enrolment_of(device))) & held, "the list of needed files names a sent one"
        session.rollback()

    def nothing_waits_for_what_is_held(self, held, freed, lost):
        """Whoever still has the bytes has delivered them; whoever has not has lost all, and not freed them."""
        for use in rows("SELECT DISTINCT ward, sha256 FROM file_use WHERE arrived_at IS NULL"):
            assert use.sha256 not in held, f"a phone has {use.sha256}, for which the server waits"
            assert (use.ward, use.sha256) not in freed, f"{use.sha256} was freed too early"
            assert use.sha256 in lost, f"{use.sha256} is nowhere"

    def what_is_stored_is_what_was_taken(self, freed):
        """Every stored file has the bytes of its name, and every freed one is stored."""
        store, stored = current_store(), set()
        for row in rows("SELECT ward, sha256, size FROM stored_file"):
            content = store.get(kept_path(row.ward, row.sha256))
            assert (len(content), hashlib.sha256(content).hexdigest()) == (row.size, row.sha256), row
            stored.add((row.ward, row.sha256))
        assert not freed - stored, f"freed on phones and not here: {freed - stored}"
