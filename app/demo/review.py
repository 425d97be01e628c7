"""What waits for the coordinator in the demo ward: phones have sent what could not simply be applied.

It takes the way of every phone; nothing is put into the list by hand.
"""

from datetime import timedelta

from app.accounts.queries import leaders_of
from app.citizens.commands import CorrectCitizen
from app.citizens.queries import get_citizen
from app.core.clock import now, today
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.demo.phones import Phone
from app.demo.scenes import Asked, at
from app.demo.staff import DemoError, Town, do
from app.requests.words import draw_word
from app.sync.shapes import WireCommand

OFFICER = 4
"""Whose phone it is: nobody whose sign-in is shown, so that those begin with a phone of their own."""


def make_review(town: Town, accepted: list[Asked]) -> None:
    """Let an officer's and a leader's phone send what a person must look at, one of each usual kind."""
    corrected, pinned, repeated = accepted[0], accepted[-1], accepted[1 % len(accepted)]
    before, yesterday = today() - timedelta(days=2), today() - timedelta(days=1)
    with at(before, 8):
        phone = Phone(town.officers[OFFICER])
        waits = [_fee_of_unknown(phone), _stale_correction(phone, corrected), _swapped_pin(phone, pinned)]
    with at(before, 14):
        _correct_at_the_desk(town, corrected)
    with at(before, 16):
        _send(phone, waits, ["held", "conflict", "rejected"])
    with at(yesterday, 10):
        lost = {"from": 4, "to": 6, "reason": "Máy bị xóa dữ liệu"}
        _send(phone, [phone.make("sync.declare_gap", lost, made_at=now(), skip=3)], ["applied"])
    with at(yesterday, 15):
        last_year = now() - timedelta(days=400)
        mark = phone.make("citizens.place_pin", _pin(pinned), made_at=last_year, is_running=True)
        _send(phone, [mark], ["applied"])
    with at(yesterday, 18):
        _register_again(town, repeated)


def _send(phone: Phone, commands: list[WireCommand], expected: list[str]) -> None:
    answers = phone.send(*commands)
    if answers != expected:
        raise DemoError(f"review: {answers}")


def _fee_of_unknown(phone: Phone) -> WireCommand:
    """A fee for a dossier that is still on another phone: it waits."""
    fee = {"dossier_id": new_id(), "amount": 8000, "exempt": False, "way": "cash", "slip": "BL-117"}
    return phone.make("dossiers.take_fee", fee, made_at=now())


def _stale_correction(phone: Phone, asked: Asked) -> WireCommand:
    """The officer corrects what the desk will have corrected before this arrives: a wish that no longer fits."""
    change = {"from": get_citizen(asked.citizen_id).directions, "to": "Ngõ 12, nhà thứ hai bên phải, cổng sắt xám"}
    told = {"citizen_id": asked.citizen_id, "fields": {"directions": change}, "reason": "Đến tận nơi mới thấy"}
    return phone.make("citizens.correct", told, made_at=now())


def _correct_at_the_desk(town: Town, asked: Asked) -> None:
    change = {"from": get_citizen(asked.citizen_id).directions, "to": "Ngõ 12, cạnh nhà văn hóa, gọi trước khi đến"}
    told = {"citizen_id": asked.citizen_id, "fields": {"directions": change}, "reason": "Gia đình gọi báo"}
    do(CorrectCitizen.model_validate(told), town.coordinator)


def _swapped_pin(phone: Phone, asked: Asked) -> WireCommand:
    """Latitude and longitude the wrong way round: no place on earth, refused by its shape."""
    pin = _pin(asked)
    return phone.make("citizens.place_pin", pin | {"lat": pin["lon"], "lon": pin["lat"]}, made_at=now())


def _pin(asked: Asked) -> dict[str, object]:
    citizen = get_citizen(asked.citizen_id)
    return {"citizen_id": asked.citizen_id, "lat": citizen.lat, "lon": citizen.lon, "accuracy_m": 12}


def _register_again(town: Town, asked: Asked) -> None:
    """A leader registers somebody who is on the list already."""
    place = get_citizen(asked.citizen_id).neighbourhood_id
    phone = Phone(leaders_of(place, town.ward)[0].as_actor())
    again = {
        "request_id": new_id(),
        "citizen_id": asked.citizen_id,
        "person": None,
        "for_whom": "relative",
        "requester": {"name": asked.who.relative, "relation": asked.who.relation, "phone": asked.who.relative_phone},
        "hardship": "age",
        "procedure_code": asked.procedure_code,
        "need_text": "Gia đình nhắc lại việc đã nhờ",
        "tracking_code": new_tracking_code(),
        "visit_word": draw_word(),
        "consent": {"given": True, "by": "leader", "text_version": "1"},
    }
    _send(phone, [phone.make("requests.register", again, made_at=now())], ["applied"])
