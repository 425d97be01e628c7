"""Builders for citizens and requests."""

from app.citizens.queries import get_citizen
from app.core.commands import public_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.requests.commands import RegisterRequest
from app.requests.queries import get_request
from tests.make import WARD, done
from tests.make_places import make_neighbourhood


def person(neighbourhood_id, **values):
    """Return what is told about a person at the registration."""
    told = {
        "full_name": "Bùi Văn Thử",
        "birth_year": 1948,
        "phone": "0912 345 678",
        "neighbourhood_id": neighbourhood_id,
        "address": "Số nhà 12",
    }
    return told | values


def registration(*, neighbourhood_id=None, told=None, **values):
    """Return the command by which somebody asks for a visit."""
    place = neighbourhood_id or make_neighbourhood().id
    args = {
        "request_id": new_id(),
        "citizen_id": new_id(),
        "person": person(place, **(told or {})),
        "for_whom": "relative",
        "requester": {"name": "Bùi Thị Con", "relation": "con gái", "phone": "0987 654 321"},
        "need_text": "Xin trích lục giấy kết hôn",
        "tracking_code": new_tracking_code(),
        "visit_word": "hoa sen",
        "consent": {"given": True, "by": "relative", "text_version": "2026-11"},
    }
    return RegisterRequest(**(args | values))


def make_request(*, who=None, at=None, ward=WARD, **values):
    """Return a new request, waiting for the coordinator; by the public if nobody else asks."""
    command = registration(**values)
    done(execute(command, actor=who.as_actor() if who else public_actor(ward), at=at))
    return get_request(command.request_id)


def make_citizen(**values):
    """Return a citizen, registered together with a request."""
    return get_citizen(make_request(**values).citizen_id)
