"""Pages of the catalogue: procedures in plain words for citizens, every version and its confidence for staff."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.current import current_actor, staff
from app.accounts.navigation import Link
from app.catalogue import legal_pages, queries, words
from app.catalogue.facts import Channel
from app.catalogue.forms import CalendarDayForm, StandingForm
from app.catalogue.models import Status, trust_by_value
from app.core.clock import today
from app.core.errors import Unknown
from app.core.execute import execute
from app.core.roles import Role
from app.core.scope import SHARED_WARD
from app.web.i18n import page_language

blueprint = Blueprint("catalogue", __name__, template_folder="templates")
blueprints = [blueprint, legal_pages.blueprint]

READERS = (Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN)
LONGEST_SEARCH = 100
NAVIGATION = [
    Link(_l("Danh mục thủ tục"), "/office/catalogue", frozenset(READERS), 70),
    Link(_l("Quy tắc tính hạn"), "/office/legal", frozenset({Role.ADMIN, Role.DIRECTOR}), 73),
    Link(_l("Lịch làm việc"), "/office/calendar", frozenset({Role.COORDINATOR, Role.ADMIN}), 72),
]


@blueprint.get("/thu-tuc")
def procedures() -> str:
    """List what is offered, narrowed by a search that needs no marks."""
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    found = queries.find_offered(search)
    shown_first = [] if search else queries.popular()
    return render_template(
        "catalogue/procedures.html", search=search, found=found, shown_first=shown_first, words=words
    )


@blueprint.get("/thu-tuc/<code>")
def procedure(code: str) -> str:
    """Tell in plain words what to bring, how long it takes and what it costs."""
    facts = queries.get_procedure(code).facts
    row = facts.by_channel(Channel.DIRECT)
    return render_template(
        "catalogue/procedure.html",
        facts=facts,
        limit=row.limit if row else None,
        fee=row.fee if row else None,
        exempt=request.args.get("mien"),
        words=words,
    )


@blueprint.get("/office/catalogue")
@staff(*READERS)
def office_catalogue() -> str:
    """List the newest version of everything, drafts too."""
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    status = next((s for s in Status if s == request.args.get("status")), None)
    found = queries.all_newest(search, status=status)
    return render_template(
        "catalogue/office_list.html", search=search, status=status, statuses=Status, found=found, words=words
    )


@blueprint.get("/office/catalogue/<code>")
@staff(*READERS)
def office_procedure(code: str) -> str:
    """Show every version with its source, and how far each value is trusted."""
    return _office_page(code)


@blueprint.post("/office/catalogue/<code>")
@staff(Role.ADMIN)
def change_standing(code: str) -> ResponseReturnValue:
    """Offer or retire a version."""
    form = StandingForm()
    if not form.validate_on_submit():
        return _office_page(code), 422
    receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id, ward=SHARED_WARD)
    if not receipt.is_applied:
        return _office_page(code, refused=receipt.message(page_language())), 409
    flash(_("Đã lưu."), "good")
    return redirect(url_for(".office_procedure", code=code))


@blueprint.route("/office/calendar", methods=["GET", "POST"])
@staff(Role.COORDINATOR, Role.ADMIN)
def calendar() -> ResponseReturnValue:
    """Show days off and declared days, and declare another."""
    form = CalendarDayForm()
    if form.validate_on_submit():
        command = form.to_command()
        receipt = execute(command, actor=current_actor(), command_id=form.given_id, ward=SHARED_WARD)
        if receipt.is_applied:
            flash(_("Đã lưu."), "good")
            return redirect(url_for(".calendar"))
        form.on.errors = [receipt.message(page_language())]
    year = request.args.get("year", default=today().year, type=int)
    year = min(max(year, 2020), 2098)
    calendar = queries.work_calendar([year])
    days = sorted({**calendar.days_off, **calendar.worked_days}.items())
    page = render_template(
        "catalogue/calendar.html",
        form=form,
        year=year,
        days=days,
        worked=calendar.worked_days,
        halves=calendar.half_days,
        declared=_declared(year),
    )
    return page, 422 if form.errors else 200


def _declared(year: int) -> dict[str, str]:
    return {day.on.isoformat(): day.source for day in queries.calendar_days() if day.on.year == year}


def _office_page(code: str, *, refused: str = "") -> str:
    versions = queries.versions_of(code)
    if not versions:
        raise Unknown("procedure", code)
    return render_template(
        "catalogue/office_procedure.html",
        code=code,
        versions=[(version, version.facts, trust_by_value(version.facts)) for version in versions],
        can_change=current_actor().role is Role.ADMIN,
        refused=refused,
        words=words,
    )
