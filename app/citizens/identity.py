"""What the twelve digits of an identity number say; they hold no check digit, so nothing proves them."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from app.core.search import fold

IdentityNumber = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
OldIdentityNumber = Annotated[str, StringConstraints(pattern=r"^(\d{9}|\d{12})$")]


@dataclass(frozen=True)
class NumberParts:
    """Where the birth was registered, the sex, and the year of birth."""

    province: str
    sex: str
    birth_year: int


def read_number(number: str) -> NumberParts:
    """Take a twelve-digit number apart: three digits province, one century and sex, two of the year."""
    century_and_sex = int(number[3])
    return NumberParts(
        province=number[:3],
        sex="female" if century_and_sex % 2 else "male",
        birth_year=1900 + 100 * (century_and_sex // 2) + int(number[4:6]),
    )


def differences(
    number: str | None,
    *,
    name: str,
    name_on_card: str | None,
    birth_year: int,
    birth_date: date | None,
    sexes: Set[str | None],
) -> list[str]:
    """Return the codes of what a person should look at when a card and our record disagree."""
    found = []
    if name_on_card and fold(name_on_card) != fold(name):
        found.append("card-name-differs")
    known = read_number(number) if number else None
    years = {birth_year} | ({birth_date.year} if birth_date else set())
    if len(years | ({known.birth_year} if known else set())) > 1:
        found.append("card-birth-year-differs")
    if len((sexes | ({known.sex} if known else set())) - {None}) > 1:
        found.append("card-sex-differs")
    return found
