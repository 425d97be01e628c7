"""The table behind each number of a weekend: heads and rows, ready to be shown."""

from collections import Counter
from collections.abc import Callable, Mapping
from uuid import UUID

from flask_babel import gettext as _

from app.core.clock import today
from app.dossiers.left_words import left_words
from app.office.queries import deadlines
from app.office.queries import weekend as numbers
from app.office.queries.weekend import Weekend
from app.office.tables import Table
from app.office.words import holder_words
from app.web.formats import date_and_time, short_date


def table_of(name: str, ward: str, weekend: Weekend) -> Table | None:
    """Return the table behind this number, None if there is no such number."""
    make = TABLES.get(name)
    return make(ward, weekend) if make else None


def requests_table(ward: str, _weekend: Weekend) -> Table:
    """Open requests by neighbourhood."""
    return Table(
        _("Yêu cầu đang mở theo tổ dân phố"),
        [_("Tổ dân phố"), _("Chờ tiếp nhận"), _("Chờ xếp lịch"), _("Đã xếp lịch")],
        _by_area(ward, numbers.requests_by_area(ward), ["waiting", "accepted", "planned"]),
    )


def visits_table(ward: str, weekend: Weekend) -> Table:
    """How the weekend's visits ended, by neighbourhood."""
    return Table(
        _("Lượt hẹn cuối tuần theo tổ dân phố"),
        [_("Tổ dân phố"), _("Đã xếp"), _("Gặp được"), _("Không gặp"), _("Kết quả khác"), _("Chưa xong")],
        _by_area(ward, numbers.visits_by_area(ward, weekend), ["planned", "met", "nobody-home", "other", "open"]),
    )


def _by_area(ward: str, counters: Mapping[UUID, Counter[str]], keys: list[str]) -> list[list[str | int]]:
    names = numbers.area_names(ward)
    return [[name, *(counters[area][key] for key in keys)] for area, name in names.items() if area in counters]


def dossiers_table(ward: str, weekend: Weekend) -> Table:
    """Dossiers taken in, by procedure."""
    rows: list[list[str | int]] = [[name, n] for name, n in numbers.dossiers_by_procedure(ward, weekend).items()]
    return Table(_("Hồ sơ tiếp nhận cuối tuần theo thủ tục"), [_("Thủ tục"), _("Số hồ sơ")], rows)


def results_table(ward: str, weekend: Weekend) -> Table:
    """Results by their way home."""
    counted = numbers.results_by_way(ward, weekend)
    rows: list[list[str | int]] = [
        [_("Trao tại nhà cuối tuần này"), counted["handed-over"]],
        [_("Bưu điện phát cuối tuần này"), counted["delivered"]],
        [_("Đang ở bưu điện"), counted["with-post"]],
        [_("Đang chờ trả"), counted["waiting"]],
    ]
    return Table(_("Kết quả theo cách trả"), [_("Cách trả"), _("Số kết quả")], rows)


def originals_table(ward: str, _weekend: Weekend) -> Table:
    """Originals by holder."""
    rows: list[list[str | int]] = [
        [name, holder_words(kind), count, date_and_time(since)]
        for kind, name, count, since in numbers.originals_by_holder(ward)
    ]
    return Table(
        _("Bản chính đang giữ theo người giữ"),
        [_("Người giữ"), _("Nơi giữ"), _("Số bản"), _("Giữ lâu nhất từ")],
        rows,
    )


def due_table(ward: str, _weekend: Weekend) -> Table:
    """Dossiers that are late, near their date, or wait for papers."""
    rows: list[list[str | int]] = [
        [dossier.owner_name, dossier.procedure_name, short_date(dossier.due_on) or "–", left_words(countdown)]
        for dossier, countdown in deadlines.pressing(ward, today())
        if countdown.standing in {"red", "amber", "waiting"}
    ]
    return Table(
        _("Hồ sơ quá hạn, sắp đến hạn, chờ bổ sung"),
        [_("Chủ hồ sơ"), _("Thủ tục"), _("Hẹn trả"), _("Thời hạn còn")],
        rows,
    )


def unsent_table(ward: str, _weekend: Weekend) -> Table:
    """Phones with unsent work."""
    rows: list[list[str | int]] = [
        [person.full_name, device.unsent, date_and_time(device.oldest_unsent_at), date_and_time(device.last_contact_at)]
        for device, person in numbers.unsent_devices(ward)
    ]
    return Table(
        _("Việc chưa gửi theo máy"),
        [_("Người dùng máy"), _("Việc chưa gửi"), _("Việc lâu nhất từ"), _("Liên lạc gần nhất")],
        rows,
    )


TABLES: dict[str, Callable[[str, Weekend], Table]] = {
    "requests": requests_table,
    "due": due_table,
    "visits": visits_table,
    "dossiers": dossiers_table,
    "results": results_table,
    "originals": originals_table,
    "unsent": unsent_table,
}
