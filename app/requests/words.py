"""Visit words: what the household asks for and the officer says, against impostors at the door."""

import json
import secrets
from pathlib import Path

# Phones draw from the same file when they register somebody without a network.
SOURCE = Path(__file__).parents[2] / "static" / "client" / "requests" / "visit-words.json"
WORDS: tuple[str, ...] = tuple(json.loads(SOURCE.read_text(encoding="utf-8")))


def draw_word() -> str:
    """Return a word that nobody can guess from another one."""
    return secrets.choice(WORDS)
