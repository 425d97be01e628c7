"""The closed vocabularies of visits, and how the database stores them."""

from enum import StrEnum

from sqlalchemy import Enum


class Half(StrEnum):
    """Half of a working day; lunch lies between, so no rule has to know about it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Status(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    STARTED = "started"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What happened at the door."""

    MET = "met"
    NOBODY_HOME = "nobody-home"
    REFUSED = "refused"
    POSTPONED = "postponed"
    DIED = "died"
    HOSPITAL = "hospital"


class Errand(StrEnum):
    """What a visit is for: taking a dossier in, or bringing a result back."""

    COLLECT = "collect"
    RETURN = "return"


class Skill(StrEnum):
    """What not every officer is able or authorised to do."""

    SIGN_LANGUAGE = "sign-language"
    MUONG = "muong"
    DAO = "dao"
    CERTIFY = "certify"
    CIVIL_STATUS = "civil-status"
    CARE = "care"


def stored(words: type[StrEnum]) -> Enum:
    """Return the column type that keeps these words as plain text, so that a new word needs no migration."""
    return Enum(words, native_enum=False, length=20, values_callable=lambda kinds: [word.value for word in kinds])
