"""Keeping the chosen half-day while the form is filled in, and saying what is free where it cannot be kept."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask import current_app
from flask_babel import gettext as _

from app.core.clock import now
from app.core.commands import public_actor
from app.core.execute import execute
from app.public import offers
from app.public.draft import Draft
from app.requests.queries import find_request
from app.visits.capacity import free_half_days
from app.visits.commands import HoldHalfDay
from app.visits.commands.wishes import HOLD, minutes_of_request
from app.visits.models import Half
from app.web.formats import phone
from app.web.i18n import page_language


def hold(draft: Draft) -> tuple[Draft, str]:
    """Keep the draft's half-day for ten minutes; return the draft as it is then, and why not if it cannot be kept.

    A request that was received already has its place: sending twice asks for no second one.
    """
    if draft.wish_date is None or draft.wish_half is None or find_request(draft.request_id):
        return draft.model_copy(update={"held_until": None}), ""
    command = HoldHalfDay(
        request_id=draft.request_id,
        date=draft.wish_date,
        half=Half(draft.wish_half),
        procedure_code=draft.procedure_code,
    )
    receipt = execute(command, actor=public_actor(current_app.config["WARD"]))
    if receipt.is_applied:
        return draft.model_copy(update={"held_until": now() + HOLD}), ""
    return draft, words_of(receipt.message(page_language()), receipt.details.get("next_free", []))


def refusal(draft: Draft) -> str:
    """Return why a half-day that was chosen before has to be chosen again, with what is free now."""
    tomorrow = offers.first_day()
    needed = minutes_of_request(draft.procedure_code, tomorrow)
    free = free_half_days(current_app.config["WARD"], tomorrow, needed, besides=draft.request_id)
    return words_of(_("Buổi này vừa hết chỗ. Hãy chọn buổi khác."), free)


def words_of(reason: str, free: Iterable[Mapping[str, str]]) -> str:
    """Return the reason with the next free half-days, and the number to ring."""
    named = [offers.half_day_words(date.fromisoformat(one["date"]), one["half"]) for one in free]
    also = [_("Còn chỗ: %(half_days)s.", half_days="; ".join(named))] if named else []
    call = _("Hoặc gọi %(number)s, chúng tôi tìm buổi giúp.", number=phone(current_app.config["HOTLINE"]))
    return " ".join([reason, *also, call])
