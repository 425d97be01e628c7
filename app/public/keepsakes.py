"""What a family can keep of a booking: a QR code for the next look-up and an entry for the calendar."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import segno
from flask_babel import gettext as _
from icalendar import Alarm, Calendar, Event

from app.core.clock import VN
from app.visits.models import Half
from app.visits.rules import WORKING_HOURS


def qr_svg(address: str) -> str:
    """Return the address as a QR code in SVG, dark on white whatever the theme."""
    return str(segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True))


def calendar_entry(*, request_id: UUID, day: date, half: str, code: str, hotline: str, now: datetime) -> bytes:
    """Return an .ics file: a tentative half-day, a reminder the evening before, and nothing personal."""
    begins, ends = (time.fromisoformat(clock) for clock in WORKING_HOURS[Half(half)])
    event = Event()
    event.add("uid", f"{request_id}@tan-nha")
    event.add("dtstamp", now)
    event.add("dtstart", datetime.combine(day, begins, VN))
    event.add("dtend", datetime.combine(day, ends, VN))
    event.add("summary", _("Cán bộ phường đến nhà"))
    event.add("description", _("Mã lượt hẹn %(code)s. Gọi %(hotline)s khi cần.", code=code, hotline=hotline))
    event.add("status", "TENTATIVE")
    event.add_component(_evening_before())
    calendar = Calendar()
    calendar.add("prodid", "-//Tan Nha//VN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _evening_before() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Ngày mai cán bộ đến nhà"))
    alarm.add("trigger", timedelta(hours=-13))
    return alarm
