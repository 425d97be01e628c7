"""The small shapes that commands bring, rows keep and phones store; one declaration for all three."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.core.search import LongText, Text

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Last4 = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=1, le=999)]
Reason = Annotated[LongText, Field(min_length=1)]
Ground = Annotated[Text, Field(min_length=1)]
"""The article that something rests on."""
Money = Annotated[int, Field(ge=0, le=1_000_000_000)]


class Status(IntEnum):
    """The ten states of the national exchange; their numbers travel, their words are in words.py."""

    FILED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESS = 4
    SUPPLEMENT_ASKED = 5
    PAYMENT_ASKED = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    HANDED_OVER = 10


class Standing(StrEnum):
    """Whether a fact counts, or lies beside what is there until a person has looked at it."""

    IN_FORCE = "in-force"
    BESIDE = "beside"


class ResultState(StrEnum):
    """Where the result of a dossier is."""

    READY = "ready"
    WITH_OFFICER = "with-officer"
    WITH_POST = "with-post"
    HANDED_OVER = "handed-over"
    RETURNED = "returned"


class Shape(BaseModel):
    """A frozen value without room for surprises."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Person(Shape):
    """Somebody's part in a dossier: as little of them as the paper needs."""

    name: Name
    birth_year: Annotated[int, Field(ge=1890, le=2100)] | None = None
    identity_last4: Last4 | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{8,15}$")] | None = None
    relation: Text | None = None
    right: Literal["relative", "authorised", "guardian"] | None = None
    """By what right somebody acts for the owner; `authorisation` names the paper that says so."""
    authorisation: Text | None = None


class Roles(Shape):
    """Whose matter it is, who hands it in, who helps, who is to have the result, who decided: often five persons."""

    owner: Person
    submitter: Person
    helper: Person | None = None
    receiver: Person | None = None
    decider: Person | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who is named."""
        named = (self.owner, self.submitter, self.helper, self.receiver, self.decider)
        return tuple(person for person in named if person is not None)


class Component(Shape):
    """One line of the paper list, and what was found for it."""

    key: Annotated[str, Field(min_length=1, max_length=48)]
    name: Annotated[LongText, Field(min_length=1)]
    kind: Literal["hand_in", "show", "note"]
    state: Literal["received", "seen", "missing", "reused", "not-needed"]
    form: Literal["original", "copy"] | None = None
    count: Annotated[int, Field(ge=0, le=999)] = 1
    note: Text = ""
    files: tuple[Sha256, ...] = ()


class FileUseShape(Shape):
    """A file's place in the dossier."""

    sha256: Sha256
    role: Literal["component", "signature", "thumbprint", "paper", "result", "handover", "gate"]
    component_key: Annotated[str, Field(max_length=48)] | None = None
    page: Annotated[int, Field(ge=1, le=500)] | None = None


class FileShape(FileUseShape):
    """The same, with whether its bytes have come."""

    state: Literal["awaited", "stored"] = "awaited"


class Delivery(Shape):
    """How the result goes back."""

    way: Literal["home", "post", "counter"] | None = None
    address: Text | None = None


class Signature(Shape):
    """Who signed what: `over_sha256` is the hash of the text that was shown."""

    who: Literal["citizen", "officer", "relative", "witness"]
    way: Literal["pad", "thumbprint", "relative", "witness"]
    name: Name
    relation: Text | None = None
    over_sha256: Sha256
    read_back: bool | None = None
    """Was it read to the signer, who agreed?"""
    file: Sha256 | None = None
    at: datetime


class MissingPaper(Shape):
    """A paper that the citizen must add, why, and its line in the paper list where there is one."""

    name: Annotated[Text, Field(min_length=1)]
    why: Text = ""
    key: Annotated[str, Field(max_length=48)] | None = None


class PaperCount(Shape):
    """So many of this paper."""

    name: Annotated[Text, Field(min_length=1)]
    count: Count = 1


class Holder(Shape):
    """Who has a paper in hand. An officer and a post office are one particular; the centre is one."""

    kind: Literal["citizen", "officer", "centre", "post"]
    id: UUID | None = None
    name: Name

    @model_validator(mode="after")
    def _somebody_in_particular(self) -> Self:
        if self.kind in ("officer", "post") and self.id is None:
            raise ValueError("an officer or a post office is named by its id")
        return self

    def is_same(self, other: "Holder") -> bool:
        """Compare by who it is: the family is one side, and so is the centre."""
        if self.kind in ("citizen", "centre"):
            return self.kind == other.kind
        return (self.kind, self.id) == (other.kind, other.id)


class Receiver(Shape):
    """Who took the result, and by what right."""

    name: Name
    relation: Text = ""
    identity_last4: Last4 | None = None
    authorisation: Text | None = None


class HandSignature(Shape):
    """The receiver's sign: on the pad, by thumb, or on a slip that was photographed."""

    way: Literal["pad", "thumbprint", "relative", "witness"]
    file: Sha256 | None = None
    name: Name


class Settled(Shape):
    """Where and at which hour and minute an act was done that needed no office."""

    done_in: Text
    at: datetime


class Finance(Shape):
    """The money side, apart from the dossier's state."""

    amount: int | None = None
    postage: int = 0
    exempt: bool = False
    exempt_reason: str | None = None
    paid: bool = False
    way: str | None = None
    slip: str | None = None


class Dates(Shape):
    """What our own count of the time limit gives."""

    counted_from: date
    due_on: date | None
    rule_version: str
