"""A booking that is being filled in, and the slip that it becomes."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from app.citizens.register import ConsentGiven, HomePosition, Person
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.requests.commands import RegisterRequest
from app.requests.models import ForWhom, Half, HalfDay, Hardship, Requester
from app.requests.tracking import new_link_token
from app.requests.words import draw_word

CONSENT_VERSION = "2026-11"
NEED_UNKNOWN, NEED_OTHER = "unknown", "other"
NO_NEED = {NEED_UNKNOWN, NEED_OTHER}


class Draft(BaseModel):
    """Answers so far: None is not asked yet, empty is left open.

    Ids and codes are made once, with the draft, so that sending twice is one request.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    command_id: UUID
    request_id: UUID
    citizen_id: UUID
    tracking_code: str
    link_token: str
    visit_word: str
    began_at: datetime
    refused: str | None = None
    """Why the booking came back to a question that was answered."""

    for_whom: ForWhom | None = None
    hardship: Hardship | str | None = None
    need: str | None = None
    need_text: str | None = None
    full_name: str | None = None
    birth_year: int | None = None
    neighbourhood_id: UUID | None = None
    address: str | None = None
    directions: str | None = None
    position: HomePosition | None = None
    phone: str | None = None
    requester_name: str | None = None
    relation: str | None = None
    zalo: bool | None = None
    best_time: str | None = None
    wish_date: date | None = None
    wish_half: Half | None = None
    wish: str | None = None
    held_until: datetime | None = None
    """Until when the half-day is kept for this form."""

    @classmethod
    def begin(cls, now: datetime) -> Self:
        """Return an empty draft with the ids and codes of the request that it will become."""
        return cls(
            command_id=new_id(),
            request_id=new_id(),
            citizen_id=new_id(),
            tracking_code=new_tracking_code(),
            link_token=new_link_token(),
            visit_word=draw_word(),
            began_at=now,
        )

    def answered(self, answers: dict[str, Any]) -> Self:
        """Return the draft with these answers, checked again as they are kept."""
        return type(self).model_validate(self.model_dump() | {"refused": None} | answers)

    @property
    def is_for_self(self) -> bool:
        """Say whether the person who books is the person to visit."""
        return self.for_whom == "self"

    @property
    def procedure_code(self) -> str | None:
        """The procedure, if one of those shown was chosen."""
        return None if self.need in NO_NEED else self.need

    @property
    def half_day(self) -> HalfDay | None:
        """The half-day wished for; None when any will do."""
        return HalfDay(date=self.wish_date, half=self.wish_half) if self.wish_date else None

    def to_command(self) -> RegisterRequest:
        """Return the registration; every required question must be answered."""
        return RegisterRequest(
            request_id=self.request_id,
            citizen_id=self.citizen_id,
            person=self._person(),
            for_whom=self.for_whom or "other",
            requester=self._requester(),
            hardship=self.hardship or None,  # type: ignore[arg-type]  # checked by the command
            procedure_code=self.procedure_code,
            need_text=self.need_text or "",
            wish=self.half_day,
            tracking_code=self.tracking_code,
            link_token=self.link_token,
            visit_word=self.visit_word,
            consent=ConsentGiven(
                given=True, by="self" if self.is_for_self else "relative", text_version=CONSENT_VERSION
            ),
        )

    def _person(self) -> Person:
        return Person.model_validate(
            {
                "full_name": self.full_name,
                "birth_year": self.birth_year,
                "phone": (self.phone or None) if self.is_for_self else None,
                "phone_owner": "self" if self.is_for_self and self.phone else None,
                "neighbourhood_id": self.neighbourhood_id,
                "address": self.address or "",
                "directions": self.directions or "",
                "position": self.position,
            }
        )

    def _requester(self) -> Requester:
        return Requester(
            name=(self.full_name if self.is_for_self else self.requester_name) or "",
            relation="" if self.is_for_self else self.relation or "",
            phone=self.phone or None,
            zalo=bool(self.zalo),
            best_time=self.best_time or "",
        )


class Slip(BaseModel):
    """What the household keeps: the code, the word, the day; nothing about health or the procedure."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    request_id: UUID
    tracking_code: str
    link_token: str
    visit_word: str
    given_name: str
    need: str | None = None
    wish_date: date | None = None
    wish_half: Half | None = None

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Return the slip of a booking that was received."""
        kept = draft.model_dump(include=set(cls.model_fields))
        return cls(**kept, given_name=(draft.full_name or "").split()[-1])
