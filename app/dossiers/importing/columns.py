"""Which column says what: headings are recognised by their letters, whatever their marks, spaces and capitals."""

import re
from collections.abc import Iterable, Sequence

from app.core.errors import Rejected
from app.core.search import fold

HEADINGS: dict[str, tuple[str, ...]] = {
    "home": ("Số giấy hẹn", "Số giấy hẹn tại nhà", "Số giấy tiếp nhận tại nhà", "SoGiayTiepNhanTaiNha"),
    "code": ("Mã hồ sơ", "Mã số hồ sơ", "MaHoSo"),
    "status": ("Trạng thái", "Trạng thái hồ sơ", "TrangThaiHoSo", "TrangThai"),
    "reason": ("Lý do", "Nội dung xử lý", "NoiDungXuLy"),
    "paper": ("Giấy tờ kết quả", "Tên kết quả", "TenKetQua"),
    "result": ("Mã kết quả", "Số kết quả", "MaKetQua"),
    "decider": ("Người ký kết quả", "Người ký", "NguoiKy"),
    "due": ("Hẹn trả", "Ngày hẹn trả", "NgayHenTra"),
}
"""What each column may be called; the first name is the one that our own lists use."""
KEYS = ("home", "code")
SAYS_SOMETHING = ("code", "status", "paper", "due")


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


KNOWN = {_bare(name): key for key, names in HEADINGS.items() for name in names}


def columns_in(cells: Sequence[str]) -> dict[str, int] | None:
    """Return where each known column stands, None where this row is no heading; refuse a column that is there twice."""
    found: dict[str, int] = {}
    twice = set()
    for place, text in enumerate(cells):
        key = KNOWN.get(_bare(text))
        if key is not None:
            twice |= {key} & set(found)
            found.setdefault(key, place)
    if not _is_heading(found):
        return None
    if twice:
        raise Rejected("import-column-twice", columns=_names(twice))
    return found


def _is_heading(found: dict[str, int]) -> bool:
    """It names a dossier, and says something about it."""
    return any(key in found for key in KEYS) and len(found) > 1 and any(key in found for key in SAYS_SOMETHING)


def _names(keys: Iterable[str]) -> str:
    return ", ".join(sorted(HEADINGS[key][0] for key in keys))
