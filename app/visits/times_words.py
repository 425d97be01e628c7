"""The board in words: a team's half-day, when it leaves and is back, what is free, what goes wrong."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.citizens.models import Citizen
from app.requests.labels import position_words
from app.visits.ability_words import skills_words
from app.visits.models import Half
from app.visits.planning.check import WORDS
from app.visits.planning.insert import Conflict
from app.visits.planning.model import MINUTE, Route
from app.visits.rules import as_clock
from app.visits.timelines import LaneTimes
from app.web.i18n import page_language


def half_words(half: str) -> str:
    return str(_("Sáng") if half == Half.MORNING else _("Chiều"))


def where_words(citizen: Citizen) -> str:
    """Say how exactly the home's position is known: an inexact one makes the way longer."""
    return str(_("Vị trí nhà: %(words)s", words=position_words(citizen)))


def clock(seconds: int) -> str:
    """Return the clock time of seconds since midnight."""
    return as_clock(seconds // MINUTE)


def minutes(seconds: int) -> int:
    """Return whole minutes, rounded up: nobody is promised a part of one."""
    return -(-seconds // MINUTE)


def route_words(route: Route) -> str:
    """Return when the team leaves and is back, and how long it is on the way."""
    return str(
        _(
            "Rời trung tâm %(leaves)s, về %(returns)s, đi đường %(way)s phút",
            leaves=clock(route.leaves),
            returns=clock(route.returns + MINUTE - 1),
            way=minutes(route.travel),
        )
    )


def free_words(times: LaneTimes) -> str:
    """Return how much of the shift is left once the way is reckoned."""
    return str(_("còn trống %(n)s phút", n=times.free // MINUTE))


def conflict_words(conflict: Conflict, names: Mapping[str, str]) -> str:
    """Return what goes wrong, for whom, and by how much."""
    words = WORDS[conflict.code][0 if page_language() == "vi" else 1]
    who = f"{names[conflict.stop]}: " if conflict.stop in names else ""
    late = " " + _("(muộn %(n)s phút)", n=minutes(conflict.seconds)) if conflict.seconds else ""
    lacks = f" ({skills_words(conflict.skills)})" if conflict.skills else ""
    return f"{who}{words}{late}{lacks}"
