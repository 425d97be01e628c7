"""What is known about a procedure: one frozen document, the same in files, commands, rows and phones.

Every value that a citizen could act on carries how far it is trusted, because public sources are
incomplete: the portal prints numbers without a unit, and some limits are only remembered.
"""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum, StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

CODE = re.compile(r"^\d\.\d{6}$")


class Trust(StrEnum):
    """How far one value may be relied on."""

    CONFIRMED = "confirmed"
    ASSUMED = "assumed"
    MEMORY = "memory"
    UNKNOWN = "unknown"

    @property
    def fit_for_citizens(self) -> bool:
        return self in (Trust.CONFIRMED, Trust.ASSUMED)


class Channel(IntEnum):
    """How a dossier reaches the office; the numbers are those of the national exchange."""

    DIRECT = 1
    ONLINE = 2
    POST = 3


class LimitUnit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HALF_DAYS = "half_days"
    HOURS = "hours"
    SAME_DAY = "same_day"
    UNKNOWN = "unknown"


class AtHome(StrEnum):
    """What a home visit can do: finish the act, collect papers and bring the result, or explain."""

    SETTLE = "settle"
    COLLECT = "collect"
    GUIDE = "guide"


class PaperKind(StrEnum):
    HAND_IN = "hand_in"
    SHOW = "show"
    NOTE = "note"


class Detail(StrEnum):
    """How full the list of papers is; a fuller list is never replaced by a thinner one."""

    SUMMARY = "summary"
    FULL = "full"
    PLAIN = "plain"

    @property
    def rank(self) -> int:
        return list(Detail).index(self)


class Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TimeLimit(Fact):
    """A time limit as printed, and as a computer may use it when the unit is known."""

    text: str = Field(default="", max_length=600)
    n: Annotated[int, Field(ge=0, le=400)] | None = None
    unit: LimitUnit = LimitUnit.UNKNOWN
    trust: Trust = Trust.UNKNOWN

    @model_validator(mode="after")
    def _known_units_have_a_number(self) -> Self:
        if self.unit is LimitUnit.SAME_DAY and self.n is None:
            raise ValueError("a same-day limit is written with n = 0")
        if self.unit is not LimitUnit.UNKNOWN and self.n is None:
            raise ValueError(f"a limit in {self.unit} needs a number")
        return self

    @property
    def is_usable(self) -> bool:
        return self.unit is not LimitUnit.UNKNOWN


class Fee(Fact):
    """A fee as printed; the amount is in đồng, None when nobody has said it."""

    text: str = Field(default="", max_length=900)
    amount: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    per: str = Field(default="", max_length=60)
    trust: Trust = Trust.UNKNOWN


class ChannelFacts(Fact):
    channel: Channel
    limit: TimeLimit = TimeLimit()
    fee: Fee = Fee()
    note: str = Field(default="", max_length=4000)


class Paper(Fact):
    """One line of the paper list. `key` names it inside its procedure: photos and ticks point at it."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
    kind: PaperKind
    name: Annotated[str, Field(min_length=1, max_length=6000)]
    name_en: str = Field(default="", max_length=6000)
    originals: Annotated[int, Field(ge=0, le=20)] = 0
    copies: Annotated[int, Field(ge=0, le=20)] = 0


class Case(Fact):
    """A “trường hợp”: the papers of one situation. The nameless case holds for everybody."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
    name: str = Field(default="", max_length=2000)
    name_en: str = Field(default="", max_length=2000)
    papers: tuple[Paper, ...] = ()


class HomeVisit(Fact):
    """Whether it can be done at home, why, and the article that says so."""

    way: AtHome
    reason: str = Field(default="", max_length=800)
    reason_en: str = Field(default="", max_length=800)
    article: str = Field(default="", max_length=300)
    minutes: Annotated[int, Field(ge=5, le=240)] | None = None
    minutes_trust: Trust = Trust.UNKNOWN


class Confidence(Fact):
    """How far each part of the row is trusted, shown to staff beside the value."""

    code: Trust = Trust.UNKNOWN
    name: Trust = Trust.UNKNOWN
    papers: Trust = Trust.UNKNOWN
    at_home: Trust = Trust.UNKNOWN
    remark: str = Field(default="", max_length=1200)


class ProcedureFacts(Fact):
    """Everything the catalogue knows about one procedure at one time."""

    code: Annotated[str, Field(pattern=CODE.pattern)]
    name: Annotated[str, Field(min_length=3, max_length=1200)]
    plain_name: str = Field(default="", max_length=120)
    plain_name_en: str = Field(default="", max_length=120)
    field: str = Field(default="", max_length=200)
    authority: str = Field(default="", max_length=400)
    result: str = Field(default="", max_length=600)
    at_home: HomeVisit
    channels: tuple[ChannelFacts, ...] = ()
    cases: tuple[Case, ...] = ()
    detail: Detail = Detail.SUMMARY
    exemptions: tuple[str, ...] = ()
    exemptions_en: tuple[str, ...] = ()
    """The same in the same order, or nothing."""
    popular: Annotated[int, Field(ge=1, le=8)] | None = None
    source: Annotated[str, Field(min_length=1, max_length=1200)]
    confidence: Confidence = Confidence()
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        keys = [case.key for case in self.cases]
        papers = [paper.key for case in self.cases for paper in case.papers]
        if len(set(keys)) < len(keys) or len(set(papers)) < len(papers):
            raise ValueError("two cases or two papers share one key")
        return self

    @model_validator(mode="after")
    def _exemptions_are_paired(self) -> Self:
        if self.exemptions_en and len(self.exemptions_en) != len(self.exemptions):
            raise ValueError("exemptions_en names each exemption once, in the same order")
        return self

    @model_validator(mode="after")
    def _validity_runs_forward(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self

    def says_the_same_as(self, other: ProcedureFacts) -> bool:
        """Equal but for the dates, which belong to the version and not to what it says."""
        dates: dict[str, object] = {"valid_from": None, "valid_to": None}
        return self.model_copy(update=dates) == other.model_copy(update=dates)

    @property
    def title(self) -> str:
        return self.plain_name or self.name

    def by_channel(self, channel: Channel) -> ChannelFacts | None:
        """Limit and fee of this channel, or of the first one said; papers taken at home count as handed in directly."""
        rows = {row.channel: row for row in self.channels}
        return rows.get(channel) or (rows[min(rows)] if rows else None)

    @property
    def papers(self) -> tuple[Paper, ...]:
        return tuple(paper for case in self.cases for paper in case.papers)

    @property
    def papers_for_all(self) -> tuple[Paper, ...]:
        """The papers that everybody needs, whatever the case."""
        return tuple(paper for case in self.cases if not case.name for paper in case.papers)

    @property
    def is_from_memory(self) -> bool:
        return Trust.MEMORY in (self.confidence.code, self.confidence.name)
