"""The office's pages of dossiers: work list, one dossier, custody, results on their way home, papers to print."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from app.accounts.navigation import Link
from app.core.roles import Role

blueprint = Blueprint("dossiers", __name__, template_folder="../templates")
COORDINATORS = frozenset({Role.COORDINATOR})
NAVIGATION = [
    Link(_l("Hồ sơ"), "/office/dossiers", COORDINATORS, 20),
    Link(_l("Kết quả cần trả"), "/office/results", COORDINATORS, 25),
    Link(_l("Bản chính đang giữ"), "/office/custody", COORDINATORS, 30),
    Link(_l("Sổ theo dõi hồ sơ"), "/office/register", COORDINATORS, 31),
    Link(_l("Còn phải nhập tay"), "/office/still-to-type", COORDINATORS, 22),
    Link(_l("Nhập danh sách của tỉnh"), "/office/import", COORDINATORS, 23),
    Link(_l("Tiền mặt và chuyển khoản"), "/office/cash", COORDINATORS, 32),
    Link(_l("Tài khoản nhận lệ phí"), "/office/fee-account", frozenset({Role.ADMIN}), 78),
    Link(_l("Biểu mẫu 01–07"), "/office/forms", frozenset({Role.ADMIN}), 79),
    Link(_l("Máy hỏng giữa buổi"), "/office/take-over", COORDINATORS, 82),
]

from app.dossiers.routes import (  # noqa: E402 - they hang their addresses on it
    acts,  # noqa: F401
    cash,  # noqa: F401
    custody,  # noqa: F401
    exchange,  # noqa: F401
    form_list,  # noqa: F401
    importing,  # noqa: F401
    incidents,  # noqa: F401
    legal_forms,  # noqa: F401
    pages,  # noqa: F401
    printing,  # noqa: F401
    register,  # noqa: F401
    results,  # noqa: F401
    scans,  # noqa: F401
    standing_in,  # noqa: F401
)
