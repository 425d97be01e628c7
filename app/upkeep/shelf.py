"""How backups lie in their place: a folder, or a bucket by the setting BACKUP_URL.

snapshots/<moment>/snapshot.zip.age   database, keys, list of files; encrypted to the ward's key
snapshots/<moment>/snapshot.json      what it is, signed; written last: without it the rest does not count
files/<key name>/<path>.age           photos, each once, for all snapshots
checkpoints.txt                       signed lines of the audit log; nothing is ever taken out
"""

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app
from pydantic import AwareDatetime, BaseModel, ValidationError

from app.core.errors import Rejected
from app.files.store import ByteStore
from app.upkeep import rules, signing
from app.upkeep.checkpoints import checkpoints_path

STAMP = "%Y%m%dT%H%M%SZ"
CHECKPOINTS = "checkpoints.txt"


class Note(BaseModel):
    """What snapshot.json says, and nothing about people."""

    form: int = 1
    stamp: str
    taken_at: AwareDatetime
    generation: str
    database: str
    revision: str
    size: int
    sha256: str
    files: int
    new_files: int
    encrypted_to: list[str]
    signed_by: str
    signature: str = ""

    def said(self) -> str:
        """Return the part that is signed."""
        return self.model_dump_json(exclude={"signature"})

    def signed(self) -> "Note":
        """Return the note with this installation's signature."""
        return self.model_copy(update={"signature": signing.sign(self.said())})

    def is_genuine(self) -> bool:
        """Say whether the key that it names has signed it; whose key that is, a person must know."""
        return signing.is_signed(self.signed_by, self.said(), self.signature)


def shelf_url(folder: str | None = None) -> str:
    """Return the address of the place that was asked for, else the setting's, else a folder beside the data."""
    asked = folder or current_app.config.get("BACKUP_URL") or str(Path(current_app.config["DATA_DIR"]) / "backups")
    return asked if "://" in asked else f"file://{Path(asked).resolve()}"


def open_shelf(folder: str | None = None) -> ByteStore:
    """Return the place of the backups."""
    return ByteStore(shelf_url(folder))


def stamp_of(moment: datetime) -> str:
    """Return a moment as a folder's name."""
    return moment.astimezone(UTC).strftime(STAMP)


def snapshot_folder(stamp: str) -> str:
    """Where one snapshot lies."""
    return f"snapshots/{stamp}"


def content_path(stamp: str) -> str:
    """Where a snapshot's encrypted content lies."""
    return f"{snapshot_folder(stamp)}/snapshot.zip.age"


def note_path(stamp: str) -> str:
    """Where a snapshot's note lies."""
    return f"{snapshot_folder(stamp)}/snapshot.json"


def file_path(key_name: str, path: str) -> str:
    """Where one encrypted file lies."""
    return f"files/{key_name}/{path}.age"


def read_notes(shelf: ByteStore) -> list[Note]:
    """Return the notes of all whole snapshots, oldest first."""
    stamps = sorted({name.split("/")[0] for name in shelf.names("snapshots") if name.endswith("/snapshot.json")})
    return [note for stamp in stamps if (note := _read_note(shelf, stamp))]


def _read_note(shelf: ByteStore, stamp: str) -> Note | None:
    try:
        return Note.model_validate_json(shelf.get(note_path(stamp)))
    except (ValidationError, FileNotFoundError):
        return None


def find_note(shelf: ByteStore, stamp: str | None) -> Note:
    """Return the snapshot that was asked for, the newest by default."""
    notes = [note for note in read_notes(shelf) if stamp in (None, note.stamp)]
    if not notes:
        raise Rejected("backup-none-here")
    return notes[-1]


def prune(shelf: ByteStore) -> int:
    """Drop the snapshots that nobody will miss, and what broke off; return how many went."""
    notes = read_notes(shelf)
    kept = {stamp_of(moment) for moment in rules.worth_keeping([note.taken_at for note in notes])}
    here = {name.split("/")[0] for name in shelf.names("snapshots")}
    going = {stamp for stamp in here - kept if notes and stamp <= notes[-1].stamp}
    for stamp in going:
        shelf.drop(snapshot_folder(stamp))
    return len(going)


def merge_checkpoints(shelf: ByteStore) -> None:
    """Add this machine's signed lines to those that have left it, which stay whatever happened here."""
    here = checkpoints_path().read_text(encoding="ascii").splitlines() if checkpoints_path().exists() else []
    there = read_kept_checkpoints(shelf).splitlines()
    new = [line for line in here if line not in set(there)]
    if new:
        shelf.put(CHECKPOINTS, "".join(f"{line}\n" for line in [*there, *new]).encode())


def read_kept_checkpoints(shelf: ByteStore) -> str:
    """Return the lines that lie with the backups."""
    try:
        return shelf.get(CHECKPOINTS).decode("ascii", errors="replace")
    except FileNotFoundError:
        return ""
