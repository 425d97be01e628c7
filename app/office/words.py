"""Words for what the log names by code: kinds of entities, changes, answers, outcomes."""

from flask import url_for
from flask_babel import gettext as _

from app.core.changes import Change
from app.core.db import Entity
from app.core.errors import change_text, command_text, has_change, reason_text
from app.feedback.models import Place
from app.web.i18n import page_language

STATUS_KINDS = {
    "applied": "good",
    "held": "warn",
    "conflict": "warn",
    "rejected": "bad",
    "parked": "bad",
    "late": "warn",
}


def kind_words(kind: str) -> str:
    """What people call this kind of entity."""
    known = {
        "citizen": _("Người dân"),
        "request": _("Phiếu yêu cầu"),
        "visit": _("Lượt hẹn"),
        "dossier": _("Bộ hồ sơ"),
        "paper": _("Bản chính nhận giữ"),
        "postal_item": _("Bưu gửi"),
        "manifest": _("Biên bản giao nhận"),
        "team": _("Đội"),
        "visit_needs": _("Yêu cầu về cán bộ"),
        "weights": _("Điểm ưu tiên"),
        "weekend_plan": _("Kế hoạch cuối tuần"),
        "staff": _("Cán bộ"),
        "neighbourhood": _("Tổ dân phố"),
        "ward": _("Phường"),
        "post_office": _("Bưu cục"),
        "procedure": _("Thủ tục"),
        "opinion": _("Đánh giá"),
        "number_lease": _("Tập số đã cấp"),
        "call": _("Cuộc gọi"),
        "lost_phone": _("Biên bản mất máy"),
        "vault_modes": _("Cách khoá dữ liệu trên máy"),
        "register_print": _("Bản in sổ theo dõi"),
        "legal_value": _("Quy tắc tính hạn"),
        "form_layout": _("Mẫu giấy"),
        "file": _("Ảnh, tệp"),
        "fee_account": _("Tài khoản nhận lệ phí"),
        "cash_hand_in": _("Lần nộp tiền"),
        "calendar_day": _("Ngày trong lịch làm việc"),
    }
    return str(known.get(kind, kind))


def desk_page(entity: Entity) -> str | None:
    """Return the address of the page on which the desk goes on with this entity, if its kind has one."""
    match entity.kind:
        case "citizen":
            return url_for("citizens.one_citizen", citizen_id=entity.id)
        case "visit":
            return url_for("visit_page.one_visit", visit_id=entity.id)
        case "request":
            return url_for("requests.one_request", request_id=entity.id)
        case "dossier":
            return url_for("dossiers.dossier_page", dossier_id=entity.id)
        case "postal_item":
            return url_for("postal.item", item_id=entity.id)
    return None


def change_words(change: Change) -> str:
    """What happened to the entity, in words."""
    return ", ".join(_one_change(change.kind, what) for what in change.what.split())


def _one_change(kind: str, what: str) -> str:
    name = f"{kind}.{what}"
    return change_text(name if has_change(name) else what, page_language())


def status_words(status: str) -> str:
    """How a command was answered."""
    known = {
        "applied": _("Đã thực hiện"),
        "held": _("Chờ việc trước"),
        "conflict": _("Không còn phù hợp"),
        "rejected": _("Bị từ chối"),
        "parked": _("Chờ xem lại"),
        "late": _("Đến quá muộn"),
    }
    return str(known.get(status, status))


def command_words(command_type: str) -> str:
    """What people call this command."""
    return command_text(command_type, page_language())


def code_words(code: str) -> str:
    """Why a command was refused, or what a person should look at."""
    return reason_text(code, page_language())


def actor_words(who: str) -> str:
    """The person's name, or which of the two without an account."""
    return str({"public": _("Người dân, trên trang công khai"), "system": _("Máy chủ")}.get(who, who))


def holder_words(kind: str) -> str:
    """Who holds an original."""
    known = {"officer": _("Cán bộ"), "centre": _("Trung tâm"), "post": _("Bưu điện"), "citizen": _("Người dân")}
    return str(known.get(kind, kind))


def place_words(place: Place) -> str:
    """Where an opinion was given."""
    known = {
        Place.OFFICER_PHONE: _("Trên máy của cán bộ, lúc cán bộ còn ở nhà"),
        Place.OWN_PHONE: _("Trên điện thoại của gia đình"),
        Place.PAPER: _("Trên phiếu giấy"),
    }
    return str(known[place])
