"""Files that a person brings by hand, not a phone over the network: the feature that keeps files says here how.

Who reads what was brought knows only this page; `@keeps_brought` is declared once, by the feature below.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.core.sealing import Sealed

MAX_FILE = 12 * 1024 * 1024
"""No single file is larger, however it comes."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A sealed file and what it is said to be; `ward` is that of whoever brought it."""

    ward: str
    sha256: str
    media_type: str
    key: Sealed
    parts: Callable[[], Iterable[bytes]]
    """Gives the sealed bytes, the same each time it is called."""


@dataclass(frozen=True)
class Kept:
    """What became of it: there now, there before, or refused for a reason."""

    was_known: bool = False
    refused: str | None = None


Keeper = Callable[[Brought], Kept]
_keepers: list[Keeper] = []


def keeps_brought(keeper: Keeper) -> Keeper:
    """Declare who keeps such files; a second keeper would leave open which of them did."""
    if _keepers:
        raise TypeError("somebody keeps brought files already")
    _keepers.append(keeper)
    return keeper


def keep_brought(file: Brought) -> Kept:
    """Keep the file wherever somebody waits for it, or say why not."""
    return _keepers[0](file)
