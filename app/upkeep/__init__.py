"""The server's memory: backups and their return, signed checkpoints of the audit log, how the machine is."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands that stand beside `flask backup`."""
    from app.upkeep import cli

    app.cli.add_command(cli.restore_backup)
    app.cli.add_command(cli.audit)
