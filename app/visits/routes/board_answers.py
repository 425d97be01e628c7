"""What the board's script asks: what a drop would do, and whether somebody else has changed something.

GET /office/board/answer?card=visit:<id>&lane=<team/date/half>&order=<n> · GET /office/board/news
"""

from uuid import UUID

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_user, staff
from app.core.errors import reason_text
from app.core.roles import Role
from app.visits import queries
from app.visits.answers import Answer, Card, answer_for, times_in
from app.visits.forms import read_lane
from app.visits.models.room import Lane
from app.visits.times_words import clock, conflict_words, free_words, route_words
from app.web.i18n import page_language

blueprint = Blueprint("board_answers", __name__)
KINDS = ("visit", "request")


@blueprint.get("/office/board/answer")
@staff(Role.COORDINATOR)
def answer_page() -> ResponseReturnValue:
    """New times and conflicts of the one route, in words."""
    try:
        card, lane = _asked_card(), read_lane(request.args.get("lane", ""))
    except ValueError:
        abort(400)
    found = answer_for(current_user().ward, card, lane, request.args.get("order", type=int))
    if found is None:
        return jsonify({"title": reason_text("team-not-working", page_language()), "times": [], "faults": []})
    return jsonify(_words(found))


def _asked_card() -> Card:
    kind, _sign, name = request.args.get("card", "").partition(":")
    if kind not in KINDS:
        raise ValueError(kind)
    return Card(kind=kind, id=UUID(name))


def _words(found: Answer) -> dict[str, object]:
    route = found.dropped.route
    faults = [conflict_words(conflict, found.names) for conflict in found.dropped.conflicts]
    if found.refusal is not None:
        faults.insert(0, reason_text(found.refusal.code, page_language()))
    return {
        "title": route_words(route),
        "times": [f"{clock(call.begins)}–{clock(call.ends)} {found.names[call.stop]}" for call in route.calls],
        "faults": faults,
    }


def told_after(lane: Lane) -> str:
    """Return a lane's new times and conflicts as one sentence, for the answer to an act."""
    found = times_in(current_user().ward, lane)
    if found is None:
        return ""
    times, names = found
    faults = [conflict_words(conflict, names) for conflict in times.conflicts]
    parts = [route_words(times.route), *(faults or [free_words(times)])]
    return str(_("Giờ mới: %(words)s.", words="; ".join(parts)))


@blueprint.get("/office/board/news")
@staff(Role.COORDINATOR)
def news_page() -> ResponseReturnValue:
    """The mark of what the board shows; another one means that something has changed."""
    return jsonify({"mark": queries.board_mark(current_user().ward)})
