"""The command line of the server's memory: `flask backup`, `flask restore`, `flask audit`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.errors import Refusal, Rejected, reason_text
from app.upkeep import chain, checkpoints, place, shelf, signing
from app.upkeep.restoring import Returned, restore
from app.upkeep.taking import back_up
from app.upkeep.ward_key import make_key, read_identities

audit = AppGroup("audit", help="The audit log.")
A_FILE = click.Path(dir_okay=False, path_type=Path)


class FolderOrCommand(AppGroup):
    """`flask backup [FOLDER]`: what is no command's name is the folder of `now`."""

    def parse_args(self, context: click.Context, words: list[str]) -> list[str]:
        """Put the unsaid command in front."""
        is_said = bool(words) and (words[0] in self.commands or words[0].startswith("--help"))
        return super().parse_args(context, words if is_said else ["now", *words])


group = FolderOrCommand("backup", help="Backups: `flask backup [FOLDER]` takes one now.")


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Say a refusal in both languages and end with 1."""
    try:
        yield
    except Refusal as refusal:
        details = ", ".join(f"{name}: {value}" for name, value in refusal.details.items())
        click.echo(f"{reason_text(refusal.code, 'vi')}\n{reason_text(refusal.code, 'en')}", err=True)
        click.echo(f"({refusal.code}{': ' + details if details else ''})", err=True)
        raise SystemExit(1) from None


@group.command("now")
@click.argument("folder", required=False)
def take_one(folder: str | None) -> None:
    """Take a backup into FOLDER, or where the setting BACKUP_URL says; everybody may go on working."""
    with in_plain_words():
        note = back_up(folder)
    click.echo(f"{note.stamp}: {note.size / 1e6:.1f} MB, {note.files} files of which {note.new_files} new")


@group.command("keygen")
@click.argument("file", type=A_FILE, default=Path("tan-nha-backup-key.txt"))
@click.option("--replace", is_flag=True, help="Encrypt to a new key from now on; the old file stays needed.")
def make_ward_key(file: Path, replace: bool) -> None:
    """Make the ward's backup key. FILE opens all backups: take it off this machine, keep it twice."""
    with in_plain_words():
        public = make_key(file, replace=replace)
    click.echo(f"Backups are encrypted to {public}.\n{file} opens them: move it to two USB sticks and print it.")
    click.echo("This machine does not need it and must not keep it. Without it no backup can be read, by nobody.")


@group.command("list")
@click.argument("folder", required=False)
def show_backups(folder: str | None) -> None:
    """List the snapshots in FOLDER, oldest first."""
    for note in shelf.read_notes(shelf.open_shelf(folder)):
        signed = "" if note.is_genuine() else "  SIGNATURE WRONG"
        click.echo(
            f"{note.stamp}  {note.size / 1e6:8.1f} MB  {note.files} files  {note.database} {note.revision}{signed}"
        )


@click.command("restore")
@click.argument("folder", metavar="BACKUP")
@click.option("--key", "key_file", required=True, type=A_FILE, help="The ward's key file; may hold several keys.")
@click.option("--at", "stamp", help="Which snapshot; see `flask backup list`. The newest by default.")
@click.option("--signed-by", help="Only a backup signed by this key id, as the weekly minutes have it.")
@click.option("--yes", is_flag=True, help="Replace what is here; it is set aside, not deleted.")
def restore_backup(folder: str, key_file: Path, stamp: str | None, signed_by: str | None, yes: bool) -> None:
    """Bring a backup back. Stop web and worker first."""
    with in_plain_words():
        backups = shelf.open_shelf(folder)
        note = shelf.find_note(backups, stamp)
        signer = signing.key_id(note.signed_by)
        if signed_by is not None and signed_by != signer:
            raise Rejected("backup-of-another-signer", signed_by=signer)
        returned = restore(backups, note, read_identities(key_file), replace=yes)
    tell(returned)
    place.let_go()
    if returned.problems or returned.files_lost or returned.files_unread:
        raise SystemExit(1)


def tell(returned: Returned) -> None:
    """Print what came back, and what a person has to do now."""
    note = returned.note
    click.echo(f"Backup of {note.taken_at:%Y-%m-%d %H:%M} UTC, signed by key {signing.key_id(note.signed_by)}.")
    for name, count in returned.rows.items():
        if count:
            click.echo(f"  {name:28}{count:>10}")
    click.echo(
        f"  {'files written':28}{returned.files_written:>10}\n  {'files already here':28}{returned.files_here:>10}\n"
        f"  {'files of later hours':28}{returned.files_later:>10}"
    )
    click.echo(f"Generation {returned.generation} has begun: phones will offer again what the backup lacks.")
    if returned.set_aside:
        click.echo(f"What was here is set aside: {returned.set_aside}")
    for path in returned.files_lost:
        click.echo(f"LOST, awaited from phones again: {path}")
    for path in returned.files_unread:
        click.echo(f"NOT READ, a later photo under a key that was not given, or damaged: {path}")
    for problem in returned.problems:
        click.echo(f"PROBLEM: {problem}")
    click.echo(
        "Do again by hand what pages, not phones, did after that moment, above all: phones revoked, accounts closed."
    )


@audit.command("verify")
@click.option("--checkpoints", "files", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--public-key", "keys", multiple=True, help="Also trust lines signed by this key (see `audit key`).")
def verify(files: tuple[Path, ...], keys: tuple[str, ...]) -> None:
    """Walk every ward's chain and hold it against signed checkpoints; exit 1 if anything is wrong.

    Give the lines that have left this machine: the backup's checkpoints.txt, or what was scanned from paper.
    """
    points = checkpoints.read_lines(checkpoints.checkpoints_path(), *files)
    trusted = [signing.public_key(), *keys]
    problems = {ward: chain.find_problem(ward, points, trusted) for ward in chain.wards()}
    for ward, problem in problems.items():
        count = sum(point.ward == ward for point in points)
        click.echo(f"{ward}: {problem or f'whole, {count} checkpoints'}")
    lost = sorted({point.ward for point in points} - set(problems))
    for ward in lost:
        click.echo(f"{ward}: the whole log is gone, but there are checkpoints of it")
    if lost or any(problems.values()):
        raise SystemExit(1)


@audit.command("checkpoint")
def write_checkpoint() -> None:
    """Sign where every ward's chain stands now."""
    click.echo(f"{checkpoints.write_all()} lines written to {checkpoints.checkpoints_path()}")


@audit.command("key")
def show_key() -> None:
    """Print the public key that checkpoints and backups are signed with: write it down away from this machine."""
    public = signing.public_key()
    click.echo(f"{public}\nkey id {signing.key_id(public)}")
