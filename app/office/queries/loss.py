"""What was on a lost phone, by name: from the ids that were fixed when the loss was reported."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.accounts.lost_phones import LostPhone
from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.core.clock import VN
from app.dossiers.models import CustodyPaper, Dossier
from app.dossiers.queries import find_dossier, open_papers
from app.visits.models import Visit
from app.visits.queries import find_visit

SHOWN = 500
"""Lines of one kind on a page; the count above them is always the whole."""
LOOK_BACK = timedelta(days=14)
ABOUT_PEOPLE = ("citizen", "request", "visit", "dossier", "paper", "postal_item", "call", "staff")


@dataclass(frozen=True)
class OnPhone:
    """People, dossiers and visits that the phone could show, and the papers in its owner's bag."""

    citizens: list[Citizen]
    dossiers: list[Dossier]
    visits: list[Visit]
    names: dict[UUID, str]
    papers: list[CustodyPaper]
    counts: dict[str, int]

    @property
    def people(self) -> int:
        """How many of the people whom we serve are concerned."""
        return self.counts.get("citizen", 0)


def on_phone(lost: LostPhone) -> OnPhone:
    """Return what the phone could show when its loss was reported."""
    visits = _recent([v for v in map(find_visit, lost.held("visit")) if v], lost.reported_at.astimezone(VN).date())
    dossiers = [d for d in map(find_dossier, lost.held("dossier")[:SHOWN]) if d]
    ids = {*lost.held("citizen")[:SHOWN], *(visit.citizen_id for visit in visits)}
    citizens = citizens_by_id(ids)
    return OnPhone(
        citizens=sorted(citizens.values(), key=lambda citizen: citizen.search_key),
        dossiers=dossiers,
        visits=visits,
        names={citizen.id: citizen.full_name for citizen in citizens.values()},
        papers=[p for p in open_papers(lost.ward) if (p.holder_kind, p.holder_id) == ("officer", lost.user_id)],
        counts={kind: len(lost.inventory[kind]) for kind in ABOUT_PEOPLE if kind in lost.inventory},
    )


def _recent(visits: list[Visit], today: date) -> list[Visit]:
    found = [visit for visit in visits if visit.planned_on >= today - LOOK_BACK]
    return sorted(found, key=lambda visit: (visit.planned_on, visit.half.value, visit.order))[:SHOWN]
