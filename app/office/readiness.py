"""What is still to be done before a weekend, in words: one sentence and one way to do it for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.office.queries.readiness import OfficerReady, PhoneReady, Readiness
from app.office.queries.weekend import Weekend
from app.web.formats import date_and_time, half_day


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is not as it should be; `bad` stops somebody's work, `warn` can be lived with."""

    kind: str
    says: str
    todo: str
    href: str


def lines_of(readiness: Readiness, weekend: Weekend) -> list[Line]:
    """Return what is still to be done, what stops work first."""
    lines = [*_about_people(readiness, weekend), *_about_bags(readiness.officers)]
    for officer in readiness.officers:
        lines += _about_officer(officer)
    return sorted(lines, key=lambda line: line.kind != "bad")


def _about_people(readiness: Readiness, weekend: Weekend) -> Iterator[Line]:
    saturday = weekend.saturday.isoformat()
    calls, board = url_for("notices.calls", weekend=saturday), url_for("board.board_page", weekend=saturday)
    for off in readiness.called_off:
        if off.untold:
            says = _("Đã hoãn %(half)s: còn %(n)s hộ chưa được báo.", half=half_day(off.on, off.half), n=off.untold)
            yield Line(kind="bad", says=says, todo=_("Gọi báo hoãn"), href=calls)
    if readiness.to_call:
        says = _("Còn %(n)s hộ chưa gọi được.", n=readiness.to_call)
        yield Line(kind="bad", says=says, todo=_("Mở danh sách gọi"), href=calls)
    if readiness.without_phone_number:
        says = _("%(n)s hộ không có số điện thoại nào.", n=readiness.without_phone_number)
        yield Line(kind="warn", says=says, todo=_("Nhờ tổ trưởng báo tận nhà"), href=calls)
    if readiness.unconfirmed:
        says = _("%(n)s lượt hẹn chưa được gia đình xác nhận.", n=readiness.unconfirmed)
        yield Line(kind="warn", says=says, todo=_("Xác nhận trên bàn điều phối"), href=board)
    if readiness.waiting:
        says = _("%(n)s yêu cầu đã tiếp nhận mà chưa có chỗ.", n=readiness.waiting)
        yield Line(kind="warn", says=says, todo=_("Xếp tiếp, hoặc để tuần sau"), href=board)


def _about_bags(officers: list[OfficerReady]) -> Iterator[Line]:
    """One line for everybody who lacks the same thing: it is settled for all of them at one place."""
    phoneless = [one.officer.full_name for one in officers if one.best_phone is None]
    if phoneless:
        says = _("Trực cuối tuần mà chưa có máy nào: %(names)s.", names=", ".join(phoneless))
        yield Line(kind="bad", says=says, todo=_("Cấp máy, hoặc đổi người trực"), href=url_for("devices.devices_page"))
    paperless = [one.officer.full_name for one in officers if one.visits and not one.paper_left]
    if paperless:
        says = _("Không có giấy hẹn in sẵn số, phòng khi máy hỏng: %(names)s.", names=", ".join(paperless))
        yield Line(kind="warn", says=says, todo=_("In tập giấy hẹn"), href=url_for("sync_ledger.ledger_page"))


def _about_officer(officer: OfficerReady) -> Iterator[Line]:
    name, phone = officer.officer.full_name, officer.best_phone
    if phone is not None:
        yield from _about_phone(officer, phone)
    if officer.gone_results:
        says = _("%(n)s kết quả %(name)s phải mang trả không còn ở trung tâm.", n=len(officer.gone_results), name=name)
        yield Line(kind="bad", says=says, todo=_("Xem kết quả đang ở đâu"), href=url_for("dossiers.results_list"))
    if officer.held:
        count, since = sum(paper.count for paper in officer.held), min(paper.held_since for paper in officer.held)
        says = _("%(name)s đang giữ %(n)s bản chính, từ %(since)s.", name=name, n=count, since=date_and_time(since))
        yield Line(kind="warn", says=says, todo=_("Nhận bàn giao trước khi đi"), href=url_for("dossiers.custody_list"))


def _about_phone(officer: OfficerReady, phone: PhoneReady) -> Iterator[Line]:
    name, href = officer.officer.full_name, url_for("devices.device_page", enrolment_id=phone.device.id)
    heard = date_and_time(phone.device.last_contact_at)
    if not phone.works_offline:
        says = _("Máy của %(name)s sẽ tự khoá trước khi hết cuối tuần; liên lạc gần nhất %(at)s.", name=name, at=heard)
        yield Line(kind="bad", says=says, todo=_("Mở ứng dụng ở chỗ có mạng"), href=href)
    elif not phone.has_plan:
        says = _("Lịch của %(name)s đã đổi sau lần máy liên lạc gần nhất, %(at)s.", name=name, at=heard)
        yield Line(kind="bad", says=says, todo=_("Nhắc mở ứng dụng để tải lịch mới"), href=href)
    if phone.device.owed:
        says = _("Máy của %(name)s còn %(n)s việc chưa gửi về.", name=name, n=phone.device.owed)
        yield Line(kind="warn", says=says, todo=_("Nhắc bấm Gửi ngay"), href=href)
    if phone.numbers_left < officer.numbers_needed:
        says = _(
            "Máy của %(name)s còn %(left)s số giấy hẹn, cần %(needed)s.",
            name=name, left=phone.numbers_left, needed=officer.numbers_needed,
        )  # fmt: skip
        yield Line(kind="bad", says=says, todo=_("Mở ứng dụng ở chỗ có mạng: máy tự xin số"), href=href)
