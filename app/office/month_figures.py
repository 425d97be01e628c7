"""The six numbers of a month in words, each with its comparison, and the table behind each."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from app.core.naming import value_text
from app.feedback.models import FREEST_FIRST
from app.feedback.rules import SMALLEST_SHOWN, Satisfaction
from app.feedback.sums import satisfaction, satisfaction_by_neighbourhood, satisfaction_by_place
from app.office.queries import deadlines
from app.office.queries.month import Month, MonthNumbers, median_of
from app.office.queries.weekend import area_names
from app.office.tables import Table
from app.office.words import place_words
from app.web.formats import number, short_date
from app.web.i18n import page_language


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One number as the page shows it."""

    name: str
    value: str
    text: str
    note: str


def shown_numbers(ward: str, month: Month) -> list[Shown]:
    """Return the six, in the order in which a director asks."""
    now, before = MonthNumbers(ward, month), MonthNumbers(ward, month.before)
    on_time, was_on_time = (one.on_time.percent if one.on_time.ended else None for one in (now, before))
    reached, were_reached = (_if_enough(one.reached["any"]) for one in (now, before))
    return [
        _shown("made", _("Lượt đến nhà"), len(now.made), len(before.made)),
        _shown("waiting", _("Số ngày chờ (trung vị)"), now.waited, before.waited),
        _shown("on-time", _("Hồ sơ đúng hạn"), on_time, was_on_time, sign="%"),
        _shown("opinions", _("Hài lòng"), now.opinions.satisfied, before.opinions.satisfied, sign="%"),
        _shown("reached", _("Người cao tuổi, khuyết tật đã gặp"), reached, were_reached),
        _shown("post", _("Bưu điện đã phát"), now.post["delivered"], before.post["delivered"]),
    ]


def _if_enough(people: int) -> int | None:
    """Fewer than five people are not told, nor what they differ by from a month that is."""
    return None if 0 < people < SMALLEST_SHOWN else people


def _shown(name: str, text: str, now: float | None, before: float | None, *, sign: str = "") -> Shown:
    value = "–" if now is None else f"{_figure(now)}{sign}"
    return Shown(name=name, value=value, text=text, note=_compared(now, before, sign))


def _compared(now: float | None, before: float | None, sign: str) -> str:
    """Say how the number stands to the one before, never by colour alone."""
    if now is None:
        return str(_("Chưa đủ số liệu"))
    if before is None:
        return str(_("Tháng trước chưa đủ số liệu"))
    said, step = f"{_figure(before)}{sign}", _figure(abs(now - before))
    if now == before:
        return str(_("Tháng trước %(said)s: không đổi", said=said))
    if now > before:
        return str(_("Tháng trước %(said)s: tăng %(step)s", said=said, step=step))
    return str(_("Tháng trước %(said)s: giảm %(step)s", said=said, step=step))


def _figure(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def made_table(ward: str, month: Month) -> Table:
    """Visits that were made, by neighbourhood."""
    now = MonthNumbers(ward, month)
    rows: list[list[str | int]] = []
    for area, name in area_names(ward).items():
        made, met = (sum(one.neighbourhood_id == area for one in visits) for visits in (now.made, now.met))
        rows += [[name, made, met]] if made else []
    return Table(_("Lượt đến nhà theo tổ dân phố"), [_("Tổ dân phố"), _("Đã đến"), _("Gặp được")], rows)


def waiting_table(ward: str, month: Month) -> Table:
    """How long people waited, by neighbourhood."""
    waits = MonthNumbers(ward, month).waits
    rows: list[list[str | int]] = [
        [name, len(waits[area]), _figure(median_of(waits[area]) or 0), max(waits[area])]
        for area, name in area_names(ward).items()
        if area in waits
    ]
    heads = [_("Tổ dân phố"), _("Số yêu cầu"), _("Số ngày chờ (trung vị)"), _("Lâu nhất (ngày)")]
    return Table(_("Từ lúc đăng ký đến lúc cán bộ đến nhà"), heads, rows)


def on_time_table(ward: str, month: Month) -> Table:
    """What ended in the month, by the national measure; late ones first."""
    rows: list[list[str | int]] = [
        [
            dossier.owner_name,
            dossier.procedure_name,
            short_date(found.due_on),
            short_date(found.ended_on),
            _("Đúng hạn") if found.is_on_time else _("Quá hạn"),
        ]
        for dossier, found in deadlines.measured(ward, month.first, month.last)
    ]
    return Table(
        _("Hồ sơ giải quyết trong tháng, đo theo Quyết định 766"),
        [_("Chủ hồ sơ"), _("Thủ tục"), _("Hạn, đã trừ thời gian chờ"), _("Xong ngày"), _("Đúng hạn không")],
        rows,
    )


def opinions_table(ward: str, month: Month) -> Table:
    """Opinions by neighbourhood, by where they were given, by what was asked; cells of fewer than five stay hidden."""
    cells = satisfaction_by_neighbourhood(ward, month.first, month.last)
    rows = [[name, *_opinion_cells(cells[area])] for area, name in area_names(ward).items() if area in cells]
    counted = [_("Số đánh giá"), _("Điểm trung bình"), _("Hài lòng")]
    by_area = Table(_("Đánh giá theo tổ dân phố"), [_("Tổ dân phố"), *counted], rows)
    beside = (_opinions_by_place(ward, month, counted), _opinions_by_question(ward, month))
    return replace(by_area, beside=beside) if rows else by_area


def _opinions_by_place(ward: str, month: Month, counted: list[str]) -> Table:
    """Answers given in the officer's sight, apart from those given out of it."""
    cells = satisfaction_by_place(ward, month.first, month.last)
    rows = [[place_words(place), *_opinion_cells(cells[place])] for place in FREEST_FIRST]
    return Table(_("Đánh giá theo nơi trả lời"), [_("Nơi trả lời"), *counted], rows)


def _opinions_by_question(ward: str, month: Month) -> Table:
    """What households complain of, told as the share of those who do not."""
    asked = {
        "on_time": _("Cán bộ đến đúng giờ hẹn"),
        "explained": _("Được giải thích dễ hiểu"),
        "asked_extra": _("Không bị hỏi thêm tiền hay giấy tờ"),
        "another_trip": _("Không phải đi lại thêm lần nào"),
    }
    shares = satisfaction(ward, month.first, month.last).good_answers
    hidden = _("dưới 5, không hiện")
    rows: list[list[str | int]] = [
        [words, hidden if shares[name] is None else f"{shares[name]}%"] for name, words in asked.items()
    ]
    return Table(_("Trả lời từng câu hỏi"), [_("Câu hỏi"), _("Số hộ trả lời như vậy")], rows)


def _opinion_cells(cell: Satisfaction) -> list[str | int]:
    if cell.is_hidden:
        return [_("dưới 5, không hiện"), "–", "–"]
    return [cell.count or 0, number(cell.mean or 0, 1), f"{cell.satisfied}%"]


def reached_table(ward: str, month: Month) -> Table:
    """Whom the visits reached, by group; one person may be in two groups."""
    now, before = (MonthNumbers(ward, one).reached for one in (month, month.before))
    groups = ("elderly", "disabled-very-severe", "disabled-severe", "disabled-mild")
    rows: list[list[str | int]] = [
        [value_text("priority_groups", group, page_language()), _cell(now[group]), _cell(before[group])]
        for group in groups
    ]
    heads = [_("Nhóm"), _("Tháng này"), _("Tháng trước")]
    return Table(_("Người cao tuổi, khuyết tật đã gặp theo nhóm"), heads, rows)


def _cell(count: int) -> str | int:
    return _("dưới 5, không hiện") if _if_enough(count) is None else count


def post_table(ward: str, month: Month) -> Table:
    """What the post did."""
    now, before = (MonthNumbers(ward, one).post for one in (month, month.before))
    said = {"delivered": _("Đã phát tận tay"), "failed": _("Lần phát không được"), "returned": _("Đã chuyển hoàn")}
    rows: list[list[str | int]] = [[words, now[name], before[name]] for name, words in said.items()]
    return Table(_("Bưu gửi trong tháng"), [_("Việc"), _("Tháng này"), _("Tháng trước")], rows)


MONTH_TABLES: dict[str, Callable[[str, Month], Table]] = {
    "made": made_table,
    "waiting": waiting_table,
    "on-time": on_time_table,
    "opinions": opinions_table,
    "reached": reached_table,
    "post": post_table,
}
