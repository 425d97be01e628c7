"""Pages over everything; nothing here changes a row.

GET /office/ · /office/months/<name> · /office/figures/<name> · /office/audit ·
/office/find · /office/timeline/<kind>/<id>
"""

from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.accounts.current import current_user, staff
from app.accounts.navigation import Link
from app.accounts.queries import staff_of
from app.core.roles import Role
from app.office import loss_pages, weekend_pages, words
from app.office.asked import around, asked_date, asked_month, asked_weekend
from app.office.figures import TABLES, table_of
from app.office.month_figures import MONTH_TABLES, shown_numbers
from app.office.queries.codes import find_by_any
from app.office.queries.log import Filter, read_log
from app.office.queries.story import FINDERS, story_of
from app.office.queries.weekend import numbers_of
from app.upkeep.chain import find_problem_here

blueprint = Blueprint("office", __name__, template_folder="templates")
blueprints = [blueprint, loss_pages.blueprint, weekend_pages.blueprint]

READERS = (Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN)
DESK = (Role.COORDINATOR, Role.ADMIN)
NAVIGATION = [
    Link(_l("Tổng quan"), "/office/", frozenset(READERS), 5),
    Link(_l("Khép lịch cuối tuần"), "/office/readiness", frozenset({Role.COORDINATOR}), 12),
    Link(_l("Tìm theo mã"), "/office/find", frozenset(DESK), 70),
    Link(_l("Nhật ký"), "/office/audit", frozenset(READERS), 90),
]


@blueprint.get("/office/")
@staff(*READERS)
def home() -> str:
    """A month in six numbers beside the month before, then a weekend."""
    weekend, month, ward = asked_weekend(), asked_month(), current_user().ward
    return render_template(
        "office/home.html",
        month=month,
        shown=shown_numbers(ward, month),
        numbers=numbers_of(ward, weekend),
        **around(weekend),
    )


@blueprint.get("/office/months/<name>")
@staff(*READERS)
def month_figure(name: str) -> str:
    """The table behind one number of a month."""
    month, make = asked_month(), MONTH_TABLES.get(name)
    if make is None:
        abort(404)
    return render_template("office/month.html", name=name, month=month, table=make(current_user().ward, month))


@blueprint.get("/office/figures/<name>")
@staff(*READERS)
def figure(name: str) -> str:
    """The table behind one number."""
    weekend = asked_weekend()
    table = table_of(name, current_user().ward, weekend)
    if table is None:
        abort(404)
    return render_template("office/figure.html", name=name, names=list(TABLES), table=table, **around(weekend))


@blueprint.get("/office/audit")
@staff(*READERS)
def audit_page() -> str:
    """Who did what by which command, newest first."""
    ward = current_user().ward
    wanted = Filter(
        person=request.args.get("person", ""),
        entity=asked_entity(),
        first=asked_date("first"),
        last=asked_date("last"),
    )
    kept = {name: value for name, value in request.args.items() if name in {"person", "entity", "first", "last"}}
    return render_template(
        "office/audit.html",
        log=read_log(ward, wanted, max(1, request.args.get("page", 1, type=int))),
        wanted=wanted,
        kept=kept,
        people=staff_of(ward),
        words=words,
        is_desk=Role(current_user().role) in DESK,
        told_kinds=FINDERS.keys(),
        url_of=lambda page: f"{url_for('.audit_page')}?{urlencode({**kept, 'page': page})}",
        checked="verify" in request.args,
        problem=find_problem_here(ward) if "verify" in request.args else None,
    )


def asked_entity() -> tuple[str, UUID] | None:
    """Return the entity of the address, written kind:id."""
    kind, _, entity_id = request.args.get("entity", "").partition(":")
    try:
        return (kind, UUID(entity_id)) if kind else None
    except ValueError:
        return None


@blueprint.get("/office/find")
@staff(*DESK)
def find() -> ResponseReturnValue:
    """One box for any code; a code that leads to one thing opens it."""
    typed = request.args.get("q", "")
    found = find_by_any(current_user().ward, typed)
    if len(found) == 1:
        return redirect(url_for(".timeline", kind=found[0].kind, entity_id=found[0].id))
    return render_template("office/find.html", typed=typed, found=found, words=words)


@blueprint.get("/office/timeline/<kind>/<uuid:entity_id>")
@staff(*DESK)
def timeline(kind: str, entity_id: UUID) -> str:
    """Everything that was done in one matter."""
    story = story_of(current_user().ward, kind, entity_id)
    if story is None:
        abort(404)
    is_coordinator = Role(current_user().role) is Role.COORDINATOR
    return render_template(
        "office/timeline.html", story=story, words=words, is_coordinator=is_coordinator, told_kinds=FINDERS.keys()
    )
