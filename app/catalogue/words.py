"""How catalogue values are said on pages, in plain words. A citizen is told only what is confirmed."""

from __future__ import annotations

from itertools import zip_longest

from flask import current_app
from flask_babel import gettext

from app.catalogue.facts import AtHome, Channel, Fee, LimitUnit, PaperKind, ProcedureFacts, TimeLimit, Trust
from app.catalogue.models import Status
from app.catalogue.queries import rules_of
from app.web.formats import money
from app.web.i18n import page_language


def _(text: str, **values: object) -> str:
    return str(gettext(text, **values))


def title(facts: ProcedureFacts) -> str:
    """The everyday name in the reader's language."""
    if page_language() == "en" and facts.plain_name_en:
        return facts.plain_name_en
    return facts.title


def exemptions(facts: ProcedureFacts) -> list[tuple[str, str]]:
    """Who need not pay, each with its English, "" where there is none; the usual three where nobody has said."""
    if not facts.exemptions:
        usual = (_("Người có công với cách mạng và thân nhân"), _("Người thuộc hộ nghèo"), _("Người khuyết tật"))
        return [(words, words) for words in usual]
    return list(zip_longest(facts.exemptions, facts.exemptions_en, fillvalue=""))


def limit_words(limit: TimeLimit | None) -> str:
    """How long it takes; what is not confirmed is left to the officer to say."""
    if limit is None or not limit.is_usable or not limit.trust.fit_for_citizens:
        return _("Cán bộ sẽ báo ngày trả khi nhận giấy tờ.")
    words = {
        LimitUnit.WORKING_DAYS: _("%(n)s ngày làm việc", n=limit.n),
        LimitUnit.CALENDAR_DAYS: _("%(n)s ngày", n=limit.n),
        LimitUnit.HALF_DAYS: _("%(n)s buổi làm việc", n=limit.n),
        LimitUnit.HOURS: _("%(n)s giờ làm việc", n=limit.n),
    }
    return words[limit.unit] if limit.unit in words else same_day_words()


def same_day_words() -> str:
    """The same day, and until when on it."""
    cut_off = rules_of(current_app.config["WARD"]).cut_off
    return _("Trong ngày. Nhận sau %(time)s thì trả vào ngày làm việc sau.", time=f"{cut_off:%H:%M}")


def fee_words(fee: Fee | None) -> str:
    """What it costs; what is not confirmed is left to the officer to say."""
    if fee is None or fee.amount is None or not fee.trust.fit_for_citizens:
        return _("Cán bộ sẽ báo mức phí, nếu có, trước khi thu.")
    if fee.amount == 0:
        return _("Không thu phí.") if fee.trust is Trust.CONFIRMED else _("Thường không thu phí; cán bộ sẽ báo lại.")
    amount = money(fee.amount)
    return _("%(amount)s một %(per)s", amount=amount, per=unit_words(fee.per)) if fee.per else amount


def unit_words(per: str) -> str:
    """What a fee is taken for, each; a unit of somebody's own file is said as it stands there."""
    units = {
        "bản": _("bản"),
        "di chúc": _("di chúc"),
        "giao dịch": _("giao dịch"),
        "lần đăng ký": _("lần đăng ký"),
        "trang": _("trang"),
        "trường hợp": _("trường hợp"),
        "văn bản": _("văn bản"),
    }
    return units.get(per, per)


def asks_about_exemption(fee: Fee | None) -> bool:
    """A fee is never shown before asking who need not pay it."""
    return fee is not None and bool(fee.amount) and fee.trust.fit_for_citizens


def way_words(way: AtHome) -> str:
    return {
        AtHome.SETTLE: _("Làm được tại nhà"),
        AtHome.COLLECT: _("Nhận giấy tờ tại nhà, trả kết quả sau"),
        AtHome.GUIDE: _("Cán bộ chỉ hướng dẫn"),
    }[way]


WAY_KINDS = {AtHome.SETTLE: "good", AtHome.COLLECT: "info", AtHome.GUIDE: "plain"}
TRUST_KINDS = {Trust.CONFIRMED: "good", Trust.ASSUMED: "info", Trust.MEMORY: "warn", Trust.UNKNOWN: "warn"}
STATUS_KINDS = {Status.OFFERED: "good", Status.DRAFT: "warn", Status.RETIRED: "plain"}


def trust_words(trust: Trust) -> str:
    return {
        Trust.CONFIRMED: _("đã xác nhận"),
        Trust.ASSUMED: _("suy ra"),
        Trust.MEMORY: _("theo trí nhớ, chưa kiểm"),
        Trust.UNKNOWN: _("chưa biết"),
    }[trust]


def status_words(status: str) -> str:
    return {
        Status.DRAFT: _("Bản nháp"),
        Status.OFFERED: _("Đang công bố"),
        Status.RETIRED: _("Ngừng áp dụng"),
    }[Status(status)]


def channel_words(channel: Channel) -> str:
    return {
        Channel.DIRECT: _("Trực tiếp"),
        Channel.ONLINE: _("Trực tuyến"),
        Channel.POST: _("Bưu chính công ích"),
    }[channel]


def kind_words(kind: PaperKind) -> str:
    return {PaperKind.HAND_IN: _("Nộp"), PaperKind.SHOW: _("Cho xem"), PaperKind.NOTE: _("Lưu ý")}[kind]
