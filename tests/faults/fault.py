"""What a fault is: a text of one shipped file that is replaced while it is loaded, and the proof that must notice."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


class NotPlanted(Exception):
    """The text is not there, or more than once: the fault says nothing about today's code."""


@dataclass(frozen=True)
class Fault:
    """One seeded fault. `proof` is what pytest or `node --test` is given."""

    name: str
    promise: str
    file: str
    edits: dict[str, str]
    proof: tuple[str, ...]

    @property
    def is_of_client(self):
        """Say whether Node loads the file."""
        return self.file.endswith(".js")

    def planted(self):
        """Return the file's text with the fault in it."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        for old, new in self.edits.items():
            if text.count(old) != 1:
                raise NotPlanted(f"{self.name}: {text.count(old)} times in {self.file}: {old!r}")
            text = text.replace(old, new)
        return text
