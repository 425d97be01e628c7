"""A lost phone at the desk: the clock of the law, what was on it, and the notice to print.

GET /office/lost-phones/<id> · …/<id>/notice
"""

from uuid import UUID

from flask import Blueprint, render_template

from app.accounts.current import current_user, staff
from app.accounts.forms import SettleForm
from app.accounts.lost_phones import get_lost_phone
from app.accounts.queries import find_enrolment, get_user
from app.core.clock import now
from app.core.roles import Role
from app.office.queries.loss import on_phone
from app.office.words import kind_words
from app.places.queries import find_ward

blueprint = Blueprint("losses", __name__, template_folder="templates")
READERS = (Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN)


@blueprint.get("/office/lost-phones/<uuid:lost_id>")
@staff(*READERS)
def lost_page(lost_id: UUID) -> str:
    """What was on the phone, by name, and how long is left to tell the authority."""
    return render_template("office/lost_phone.html", form=SettleForm(formdata=None), **_about(lost_id))


@blueprint.get("/office/lost-phones/<uuid:lost_id>/notice")
@staff(*READERS)
def notice_sheet(lost_id: UUID) -> str:
    """The notice as the ward may send it: on paper, without the names of those whom it is about."""
    return render_template("office/breach_notice.html", **_about(lost_id))


def _about(lost_id: UUID) -> dict[str, object]:
    ward = current_user().ward
    lost = get_lost_phone(lost_id, ward=ward)
    moment = now()
    return {
        "lost": lost,
        "person": get_user(lost.user_id),
        "device": find_enrolment(lost.enrolment_id),
        "held": on_phone(lost),
        "place": find_ward(ward),
        "kind_words": kind_words,
        "now": moment,
        "hours_left": int((lost.due_at - moment).total_seconds() // 3600),
    }
