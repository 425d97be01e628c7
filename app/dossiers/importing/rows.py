"""One row as somebody has typed it, and how its words are read: states by number or name, days in three ways."""

import re
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.core.search import fold
from app.dossiers.models.shapes import Status
from app.dossiers.models.words import STATUS

LONGEST = 300
FORMULA = "import-formula"
TOO_LONG = "import-cell-too-long"
Words = Annotated[str, Field(max_length=LONGEST)]


class TypedRow(BaseModel):
    """A row of the spreadsheet; `n` is its number there, `fault` the code of what makes it unreadable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: Annotated[int, Field(ge=1, le=10_000)]
    home: Words = ""
    code: Words = ""
    status: Words = ""
    reason: Words = ""
    paper: Words = ""
    result: Words = ""
    decider: Words = ""
    due: Words = ""
    fault: Annotated[str, Field(max_length=40)] = ""

    def says_the_same_as(self, other: "TypedRow") -> bool:
        """Compare all but the place in the sheet."""
        return self.model_dump(exclude={"n"}) == other.model_dump(exclude={"n"})


_BY_NAME = {fold(name): status for status, names in STATUS.items() for name in names}


def read_status(typed: str) -> Status | None:
    """Return the national state: its number, its name, or “4 - Đang xử lý”; None where it is none of the ten."""
    words = fold(typed)
    number = re.match(r"\d+", words)
    if number and number.group() == words:
        return Status(int(words)) if int(words) in STATUS else None
    name = re.sub(r"^\d+\s*[-.:]\s*", "", words)
    known = _BY_NAME.get(name)
    if known is None or (number and int(number.group()) != known):
        return None
    return Status(known)


EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(36_000, 60_000)
"""Days as Excel counts them, from 1998 to 2064: what is outside is no day."""


def read_day(typed: str) -> date | None:
    """Return the day: 2026-11-26, 26/11/2026, or Excel's own number of it; None where it cannot be read."""
    if re.fullmatch(r"\d{5}", typed):
        return EXCEL_EPOCH + timedelta(days=int(typed)) if int(typed) in SERIALS else None
    vietnamese = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s.*)?", typed)
    try:
        if vietnamese:
            day, month, year = (int(part) for part in vietnamese.groups())
            return date(year, month, day)
        return date.fromisoformat(typed[:10])
    except ValueError:
        return None
