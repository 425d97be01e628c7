"""The table behind each number of the first page: heads and rows, ready to be shown."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from app.core.clock import today
from app.dossiers.left_words import left_words
from app.feedback.models import FREEST_FIRST
from app.feedback.rules import Satisfaction
from app.office.queries import deadlines
from app.office.queries import weekend as numbers
from app.office.queries.weekend import Weekend
from app.office.words import holder_words, place_words
from app.web.formats import date_and_time, number, short_date


@dataclass(frozen=True)
class Table:
    """A table: its title, heads, rows whose first cell names the row, and other views of the same number."""

    title: str
    heads: list[str]
    rows: list[list[str | int]]
    beside: "tuple[Table, ...]" = ()


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


def on_time_table(ward: str, weekend: Weekend) -> Table:
    """What ended in the last thirty days, by the national measure; late ones first."""
    rows: list[list[str | int]] = [
        [
            dossier.owner_name,
            dossier.procedure_name,
            short_date(found.due_on),
            short_date(found.ended_on),
            _("Đúng hạn") if found.is_on_time else _("Quá hạn"),
        ]
        for dossier, found in deadlines.measured(ward, weekend.sunday)
    ]
    return Table(
        _("Hồ sơ giải quyết trong 30 ngày, đo theo Quyết định 766"),
        [_("Chủ hồ sơ"), _("Thủ tục"), _("Hạn, đã trừ thời gian chờ"), _("Xong ngày"), _("Đúng hạn không")],
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


def opinions_table(ward: str, weekend: Weekend) -> Table:
    """Opinions by neighbourhood, by where they were given, by what was asked; cells of fewer than five stay hidden."""
    cells = numbers.opinions_by_area(ward, weekend)
    rows = [[name, *_opinion_cells(cells[area])] for area, name in numbers.area_names(ward).items() if area in cells]
    counted = [_("Số đánh giá"), _("Điểm trung bình"), _("Hài lòng")]
    by_area = Table(_("Đánh giá cuối tuần theo tổ dân phố"), [_("Tổ dân phố"), *counted], rows)
    beside = (_opinions_by_place(ward, weekend, counted), _opinions_by_question(ward, weekend))
    return replace(by_area, beside=beside) if rows else by_area


def _opinions_by_place(ward: str, weekend: Weekend, counted: list[str]) -> Table:
    """Answers given in the officer's sight, apart from those given out of it."""
    cells = numbers.opinions_by_place(ward, weekend)
    rows = [[place_words(place), *_opinion_cells(cells[place])] for place in FREEST_FIRST]
    return Table(_("Đánh giá cuối tuần theo nơi trả lời"), [_("Nơi trả lời"), *counted], rows)


def _opinions_by_question(ward: str, weekend: Weekend) -> Table:
    """What households complain of, told as the share of those who do not."""
    asked = {
        "on_time": _("Cán bộ đến đúng giờ hẹn"),
        "explained": _("Được giải thích dễ hiểu"),
        "asked_extra": _("Không bị hỏi thêm tiền hay giấy tờ"),
        "another_trip": _("Không phải đi lại thêm lần nào"),
    }
    shares = numbers.opinions(ward, weekend).good_answers
    hidden = _("dưới 5, không hiện")
    rows: list[list[str | int]] = [
        [words, hidden if shares[name] is None else f"{shares[name]}%"] for name, words in asked.items()
    ]
    return Table(_("Trả lời từng câu hỏi"), [_("Câu hỏi"), _("Số hộ trả lời như vậy")], rows)


def _opinion_cells(cell: Satisfaction) -> list[str | int]:
    if cell.is_hidden:
        return [_("dưới 5, không hiện"), "–", "–"]
    return [cell.count or 0, number(cell.mean or 0, 1), f"{cell.satisfied}%"]


TABLES: dict[str, Callable[[str, Weekend], Table]] = {
    "requests": requests_table,
    "due": due_table,
    "on-time": on_time_table,
    "visits": visits_table,
    "dossiers": dossiers_table,
    "results": results_table,
    "originals": originals_table,
    "unsent": unsent_table,
    "opinions": opinions_table,
}
