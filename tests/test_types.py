"""The phone's types of commands are those of the server: a wrong name or field is an error of tsc."""

import shutil
import subprocess
from pathlib import Path

from app.core.changes import canonical
from app.core.commands import all_commands

ROOT = Path(__file__).parents[1]


def test_the_phone_s_types_of_commands_are_current(app):
    schemas = canonical({command.type: command.model_json_schema(by_alias=True) for command in all_commands()})
    node = shutil.which("node") or str(ROOT / ".venv/bin/node")
    made = subprocess.run(
        [node, "tools/types.mjs"], cwd=ROOT, input=schemas, capture_output=True, check=True, encoding="utf-8"
    )

    kept = (ROOT / "static/client/core/commands.d.ts").read_text(encoding="utf-8")
    assert made.stdout == kept, "run: make types"
