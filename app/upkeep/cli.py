"""The command line of the server's memory: `flask audit …`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.upkeep import chain, checkpoints, signing

group = AppGroup("audit", help="The audit log.")


@group.command("verify")
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


@group.command("checkpoint")
def write_checkpoint() -> None:
    """Sign where every ward's chain stands now."""
    click.echo(f"{checkpoints.write_all()} lines written to {checkpoints.checkpoints_path()}")


@group.command("key")
def show_key() -> None:
    """Print the public key that checkpoints are signed with: write it down away from this machine."""
    public = signing.public_key()
    click.echo(f"{public}\nkey id {signing.key_id(public)}")
