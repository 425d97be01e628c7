"""Booking a visit, one question a page.

GET /dat-hen · GET, POST /dat-hen/<question> · GET, POST /dat-hen/kiem-tra · GET /dat-hen/xong ·
GET /dat-hen/xong/lich.ics
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.core.clock import now
from app.core.commands import public_actor
from app.core.execute import execute
from app.places.queries import get_neighbourhood, neighbourhoods_of
from app.public import holding, keepsakes, limits, offers, reminders, rules, sealed
from app.public.draft import Draft, Slip
from app.public.forms import (
    ConsentForm,
    ContactForm,
    HardshipForm,
    NeedForm,
    PersonForm,
    Question,
    WhoForm,
    WishForm,
)
from app.public.place_form import PlaceForm
from app.requests.tracking import show_code
from app.web.i18n import page_language

blueprint = Blueprint("booking", __name__, url_prefix="/dat-hen", template_folder="../templates")

DRAFT, SLIP = "dat-hen", "phieu-hen"
DRAFT_AGE = 24 * 3600
SLIP_AGE = 7 * 24 * 3600
PATH = "/dat-hen"


@dataclass(frozen=True)
class Step:
    """One question page: its address, its form, and the answers without which the next one makes no sense."""

    slug: str
    form: Callable[[], Question]
    needs: tuple[str, ...]


STEPS = (
    Step("ai", WhoForm, ("for_whom",)),
    Step("ly-do", HardshipForm, ("hardship",)),
    Step("viec", NeedForm, ("need",)),
    Step("nguoi", PersonForm, ("full_name", "birth_year")),
    Step("noi-o", PlaceForm, ("neighbourhood_id", "address")),
    Step("lien-he", ContactForm, ("phone",)),
    Step("ngay", WishForm, ("wish",)),
)
SLUGS = [step.slug for step in STEPS]


@blueprint.get("")
def begin() -> ResponseReturnValue:
    """Go on where an unfinished booking stopped."""
    draft = _read_draft()
    step = _first_open(draft) if draft else STEPS[0]
    return redirect(url_for(".question", slug=step.slug) if step else url_for(".check"))


@blueprint.route("/<any({}):slug>".format(", ".join(f'"{slug}"' for slug in SLUGS)), methods=["GET", "POST"])
def question(slug: str) -> ResponseReturnValue:
    """Ask one thing; keep the answer; go on, or back to the check page after a change."""
    place = SLUGS.index(slug)
    step, draft = STEPS[place], _read_draft() or Draft.begin(now())
    missing = _first_open(draft, before=place)
    if missing:
        return redirect(url_for(".question", slug=missing.slug))
    form = step.form()
    choices = _offer(form, draft)
    if form.validate_on_submit():
        answered = _held(form, draft.answered(form.answers()))
        if not form.errors:
            return _keep(answered, _after(place))
        choices = _offer(form, draft)
    if request.method == "GET":
        form.show(draft.model_dump())
        _tell_refusal(form, draft)
    page = render_template(
        f"public/question_{slug.replace('-', '_')}.html",
        form=form,
        draft=draft,
        number=place + 1,
        count=len(STEPS) + 1,
        back=_before(place),
        choices=choices,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.route("/kiem-tra", methods=["GET", "POST"])
def check() -> ResponseReturnValue:
    """Show every answer; send them once the box is ticked."""
    draft = _read_draft()
    if draft is None:
        return redirect(url_for(".begin"))
    missing = _first_open(draft)
    if missing:
        return redirect(url_for(".question", slug=missing.slug))
    form = ConsentForm()
    if form.validate_on_submit():
        return _send(draft, form)
    return _check_page(draft, form)


@blueprint.get("/xong")
def done() -> ResponseReturnValue:
    """The slip; it stays readable at this address for a week, in this browser."""
    slip = read_slip()
    if slip is None:
        return render_template("public/no_slip.html"), HTTPStatus.NOT_FOUND
    link = url_for("tracking.look_up", _external=True) + "#" + slip.link_token
    return render_template(
        "public/done.html",
        slip=slip,
        code=show_code(slip.tracking_code),
        facts=offers.facts_to_prepare(slip.need),
        half_day=offers.half_day_words(slip.wish_date, slip.wish_half),
        qr=Markup(keepsakes.qr_svg(link)),  # noqa: S704 - drawn by segno from our own address
        reminders=reminders.offered(slip.request_id),
    )


@blueprint.get("/xong/lich.ics")
def calendar_file() -> ResponseReturnValue:
    """The wished half-day for the family's calendar."""
    slip = read_slip()
    if slip is None or slip.wish_date is None or slip.wish_half is None:
        abort(HTTPStatus.NOT_FOUND)
    entry = keepsakes.calendar_entry(
        request_id=slip.request_id,
        day=slip.wish_date,
        half=slip.wish_half,
        code=show_code(slip.tracking_code),
        hotline=current_app.config["HOTLINE"],
        now=now(),
    )
    headers = {"Content-Disposition": 'attachment; filename="lich-hen.ics"'}
    return Response(entry, content_type="text/calendar; charset=utf-8", headers=headers)


def _read_draft() -> Draft | None:
    return sealed.read(DRAFT, Draft, max_age=DRAFT_AGE)


def read_slip() -> Slip | None:
    return sealed.read(SLIP, Slip, max_age=SLIP_AGE)


def _first_open(draft: Draft, *, before: int = len(STEPS)) -> Step | None:
    return next((s for s in STEPS[:before] if any(getattr(draft, name) is None for name in s.needs)), None)


def _before(place: int) -> str:
    if "sua" in request.args:
        return url_for(".check")
    return url_for(".question", slug=SLUGS[place - 1]) if place else url_for("public.home")


def _after(place: int) -> str:
    if "sua" in request.args or place + 1 == len(STEPS):
        return url_for(".check")
    return url_for(".question", slug=SLUGS[place + 1])


def _keep(draft: Draft, target: str) -> Response:
    response = make_response(redirect(target, HTTPStatus.SEE_OTHER))
    sealed.keep(response, DRAFT, draft, path=PATH)
    return response


def _held(form: Question, draft: Draft) -> Draft:
    """Keep a chosen half-day until the form is sent; the question tells why not, and what is free."""
    if not isinstance(form, WishForm) or not limits.may_hold():
        return draft
    draft, refusal = holding.hold(draft)
    if refusal:
        form.wish.errors = [refusal]
    return draft


def _offer(form: Question, draft: Draft) -> list[offers.HalfDayOffer]:
    """Put today's choices into a question that has some; half-days come with hints for the page."""
    if isinstance(form, NeedForm):
        form.offer(offers.needs())
    if isinstance(form, PlaceForm):
        form.offer(neighbourhoods_of(current_app.config["WARD"]))
    if not isinstance(form, WishForm):
        return []
    choices = offers.half_days(current_app.config["WARD"], draft)
    form.offer([(c.value, c.text) for c in choices], frozenset(c.value for c in choices if not c.is_open))
    return choices


def _tell_refusal(form: Question, draft: Draft) -> None:
    if isinstance(form, WishForm) and draft.refused:
        form.wish.errors = [holding.refusal(draft)]


def _send(draft: Draft, form: ConsentForm) -> ResponseReturnValue:
    """Send the registration once; whatever is refused leaves every answer where it was."""
    if limits.is_robot() or rules.is_too_quick(draft.began_at, now()):
        return _check_page(draft, form, _("Hãy xem lại các câu trả lời rồi bấm gửi lần nữa."))
    if not limits.may_book():
        return _check_page(draft, form, _("Hôm nay đã có nhiều đăng ký từ kết nối này. Hãy gọi cho chúng tôi."))
    ward = current_app.config["WARD"]
    draft, refusal = holding.hold(draft)
    if refusal:
        refused = draft.model_copy(update={"refused": "half-day-full", "held_until": None})
        return _keep(refused, url_for(".question", slug="ngay", sua=1))
    receipt = execute(draft.to_command(), actor=public_actor(ward), command_id=draft.command_id)
    if not receipt.is_applied:
        return _check_page(draft, form, receipt.message(page_language()))
    limits.note_booking()
    response = make_response(redirect(url_for(".done"), HTTPStatus.SEE_OTHER))
    sealed.keep(response, SLIP, Slip.of(draft), path=PATH)
    sealed.drop(response, DRAFT, path=PATH)
    return response


def _check_page(draft: Draft, form: ConsentForm, refusal: str = "") -> ResponseReturnValue:
    if refusal:
        form.form_errors.append(refusal)
    place = get_neighbourhood(draft.neighbourhood_id) if draft.neighbourhood_id else None
    page = render_template(
        "public/check.html",
        form=form,
        draft=draft,
        neighbourhood=place.label if place else "",
        need=offers.need_title(draft.procedure_code),
        half_day=offers.half_day_words(draft.wish_date, draft.wish_half),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
