"""The work list and one dossier with its whole story.

GET /office/dossiers · GET /office/dossiers/<id>
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import render_template, request

from app.accounts.current import current_user, staff
from app.catalogue.calendar import WorkCalendar
from app.catalogue.deadlines import after_working_days
from app.catalogue.queries import work_calendar_around
from app.citizens.queries import find_citizen
from app.core.clock import today
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.left_words import LOOKS, left_words
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.dossiers.models.words import STATUS, status_word, word
from app.dossiers.routes import blueprint
from app.dossiers.rules.countdown import AMBER_DAYS, RUNNING, Countdown, countdown_of
from app.dossiers.rules.promises import date_by_now, facts_of
from app.dossiers.rules.steps import ENDED, IN_HAND, NEXT
from app.dossiers.timeline import given_up_return, story_of
from app.visits.queries import find_visit
from app.web.i18n import page_language

LONGEST_SEARCH = 100
OPEN = frozenset(Status) - ENDED - {Status.DONE}


def dossier_of_ward(dossier_id: UUID) -> Dossier:
    """Return the dossier of the reader's ward; others do not exist for them."""
    return queries.get_dossier(dossier_id, ward=current_user().ward)


@blueprint.get("/office/dossiers")
@staff(Role.COORDINATOR)
def work_list() -> str:
    """Dossiers by due date; found by a name or by any code on any of their papers."""
    text, state = asked_list(request.args)
    return render_template(
        "dossiers/list.html",
        dossiers=listed(current_user().ward, text, state),
        text=text,
        state=state,
        states=_states(),
        **words(),
    )


def asked_list(asked: Mapping[str, str]) -> tuple[str, str]:
    """Return what is searched for, and in which state."""
    text = asked.get("q", "").strip()[:LONGEST_SEARCH]
    return text, asked.get("state", "all" if text else "open")


def listed(ward: str, text: str, state: str) -> list[Dossier]:
    """Return the dossiers of the work list as it is filtered."""
    calendar = work_calendar_around(today())
    found = queries.work_list(
        ward,
        text=text,
        statuses=_statuses(state),
        visit_ids=queries.visits_by_tracking(ward, text),
        **_dates(state, calendar),
    )
    if state == "moved":
        found = [dossier for dossier in found if date_by_now(dossier, calendar)]
    return found


def _dates(state: str, calendar: WorkCalendar) -> dict[str, date]:
    """Return between which due dates to look: red is past, amber is near."""
    if state == "overdue":
        return {"due_before": today()}
    if state == "due":
        return {"due_from": today(), "due_before": after_working_days(today(), AMBER_DAYS + 1, calendar)}
    return {}


def _statuses(state: str) -> frozenset[Status] | None:
    if state in {"overdue", "due"}:
        return RUNNING
    if state in {"open", "moved"}:
        return OPEN
    return frozenset({Status(int(state))}) if state.isdecimal() and int(state) in STATUS else None


def _states() -> list[tuple[str, str]]:
    return [(str(int(status)), status_word(status, page_language())) for status in STATUS]


def words() -> dict[str, object]:
    """Return the functions by which templates say codes and days left in the reader's language."""
    locale, calendar = page_language(), work_calendar_around(today())

    def countdown(dossier: Dossier) -> Countdown:
        return countdown_of(dossier, today(), calendar)

    return {
        "urgency": lambda dossier: LOOKS[countdown(dossier).standing],
        "left_words": lambda dossier: left_words(countdown(dossier)),
        "status_word": lambda status: status_word(status, locale),
        "word": lambda table, key: word(table, key, locale),
    }


@blueprint.get("/office/dossiers/<uuid:dossier_id>")
@staff(Role.COORDINATOR)
def dossier_page(dossier_id: UUID) -> str:
    """Everything about one dossier: both the recorded and the corrected, both what counts and what lies beside."""
    dossier = dossier_of_ward(dossier_id)
    papers = queries.papers_of(dossier.id)
    return render_template(
        "dossiers/dossier.html",
        dossier=dossier,
        body=dossier.snapshot(),
        facts=facts_of(dossier),
        changed=dossier.changes_since_signing,
        citizen=find_citizen(dossier.citizen_id),
        visit=find_visit(dossier.visit_id) if dossier.visit_id else None,
        returning=queries.return_visits(dossier),
        given_up=given_up_return(dossier),
        papers=papers,
        story=story_of(dossier, papers),
        next_states=NEXT[Status(dossier.status)],
        in_hand=IN_HAND,
        by_now=date_by_now(dossier, work_calendar_around(today())),
        **words(),
    )
