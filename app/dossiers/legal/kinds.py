"""The forms 01–07, and where their layouts come from. Whether somebody has compared them stands in `FormLayout`.

Names are those of Circular 03/2025. Its annex with the layouts was not at hand: form 01 follows a form in use,
04 a form in use under the circular before it, the others only the fields that are known.
"""

from dataclasses import dataclass
from enum import StrEnum

OLD = "TT 01/2018/TT-VPCP"
NEW = "TT 03/2025/TT-VPCP"


class FormCode(StrEnum):
    """The numbers that the circular gives them."""

    RECEIPT = "01"
    SUPPLEMENT = "02"
    REFUSAL = "03"
    APOLOGY = "04"
    STOP = "05"
    CONTROL = "06"
    REGISTER = "07"


class Paper(StrEnum):
    """The sizes that they are printed in."""

    A5 = "A5"
    A4 = "A4"


@dataclass(frozen=True)
class LegalForm:
    """One form: its name, the papers it is printed on, and how sure its layout is."""

    code: FormCode
    name: str
    papers: tuple[Paper, ...]
    layout: str
    """Our own name for this arrangement; a changed arrangement gets a new one."""
    source: str
    before: str | None
    """Its number in the circular before."""


SHEETS = (Paper.A5, Paper.A4)
_ROWS = (
    (FormCode.RECEIPT, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "mẫu 01 đang dùng ở một tỉnh, 2025–2026", "01"),
    (FormCode.SUPPLEMENT, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "danh mục nội dung đã biết", "02"),
    (FormCode.REFUSAL, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "danh mục nội dung đã biết", "03"),
    (
        FormCode.APOLOGY,
        "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
        f"phiếu xin lỗi đang dùng theo {OLD}",
        "04",
    ),
    (FormCode.STOP, "Thông báo dừng giải quyết hồ sơ", f"chỉ biết tên mẫu, có từ {NEW}", None),
    (FormCode.CONTROL, "Phiếu kiểm soát quá trình giải quyết hồ sơ", "danh mục nội dung đã biết", "05"),
    (FormCode.REGISTER, "Sổ theo dõi hồ sơ", "danh mục nội dung đã biết", "06"),
)
FORMS: dict[FormCode, LegalForm] = {
    code: LegalForm(
        code, name, SHEETS if code is not FormCode.REGISTER else (Paper.A4,), f"{code}/2026-11", source, old
    )
    for code, name, source, old in _ROWS
}
OF_ONE_DOSSIER = tuple(code for code in FormCode if code is not FormCode.REGISTER)
