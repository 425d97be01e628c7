"""What a citizen was shown and signed, line by line, and which lines the dossier would say otherwise today.

The phone composes the text (`static/client/dossiers/receipt.js`) and signs over its hash; the same lines are
composed here from the rows. Both are held to `tests/vectors/shown.json`: words that were once signed must always
be recognised, so a new wording needs the old one beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from app.core.clock import VN
from app.core.search import nfc
from app.dossiers.models.words import word

TITLE = "Giấy tiếp nhận hồ sơ tại nhà"
NO_NUMBER = "chưa có số"
NOT_NEEDED = "không cấp, kết quả trao ngay"
"""What is settled at once needs no receipt, unless the citizen asks for one (Decree 61/2018, art. 17)."""
NO_DATE = "trung tâm sẽ báo ngày trả"
COMES = ", chờ tiền về"
"""Money that comes in after the signing changes nothing that was agreed."""
UNKNOWN_TEXT = "Nội dung đã ký"
"""Said where the signed text is not here: it cannot be compared, so it counts as changed."""
DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@dataclass(frozen=True)
class Line:
    """One paper of the list."""

    name: str
    kind: str
    state: str
    count: int = 1
    form: str | None = None


@dataclass(frozen=True)
class Settled:
    """An act done at the door: where, when, and what was given to whom at once."""

    done_in: str
    at: datetime
    papers: Iterable[tuple[str, int]]
    to_name: str
    code: str | None = None


@dataclass(frozen=True)
class Said:
    """Everything about a dossier that the shown text tells; nothing else is signed."""

    owner: str
    submitter: str
    procedure: str
    copies: int
    taken_at: datetime
    number: str | None = None
    relation: str | None = None
    lines: Iterable[Line] = ()
    originals: Iterable[tuple[str, int]] = ()
    fee: Mapping[str, Any] = field(default_factory=dict)
    counted_from: date | None = None
    due_on: date | None = None
    delivery: str | None = None
    settled: Settled | None = None


@dataclass(frozen=True)
class Difference:
    """A line that was signed in other words than it has now."""

    label: str
    was: str
    now: str


def shown_lines(said: Said) -> dict[str, str]:
    """Return the lines that depend on the dossier, by their labels; what does not apply has none."""
    here = said.taken_at.astimezone(VN)
    is_awaited = said.settled is None or said.number is not None
    lines = {
        TITLE: said.number or (NO_NUMBER if is_awaited else NOT_NEEDED),
        "Người nộp": f"{said.submitter} ({said.relation})" if said.relation else said.submitter,
        "Chủ hồ sơ": said.owner,
        "Việc": said.procedure,
        "Số bản": str(said.copies),
        "Đã nhận": _listed(said.lines, "received", with_form=True),
        "Đã xem": _listed(said.lines, "seen"),
        "Còn thiếu": _listed(said.lines, "missing"),
        "Bản chính cán bộ giữ": "; ".join(f"{name} ({count})" for name, count in said.originals),
        "Lệ phí": _fee_line(said.fee),
        "Nhận tại nhà": _moment(said.taken_at),
        "Tính thời hạn từ": f"{said.counted_from or here.date():%d/%m/%Y}" if is_awaited else "",
        "Hẹn trả": (f"{said.due_on:%d/%m/%Y}" if said.due_on else NO_DATE) if is_awaited else "",
        "Trả kết quả": word("delivery", said.delivery) if said.settled is None else "",
        **_settled_lines(said.settled),
    }
    return {label: words for label, words in lines.items() if words}


def _settled_lines(settled: Settled | None) -> dict[str, str]:
    if settled is None:
        return {}
    papers = "; ".join(f"{name} ({count})" for name, count in settled.papers)
    return {
        "Giải quyết tại nhà": f"{settled.done_in}, {_moment(settled.at)}",
        "Số chứng thực": settled.code or "",
        "Đã trao ngay": f"{papers}, cho {settled.to_name}",
    }


def _moment(at: datetime) -> str:
    here = at.astimezone(VN)
    return f"{here:%H:%M}, {DAYS[here.weekday()]}, {here:%d/%m/%Y}"


def _listed(lines: Iterable[Line], state: str, *, with_form: bool = False) -> str:
    found = [line for line in lines if line.kind != "note" and line.state == state]
    return "; ".join(line.name + (_count(line) if with_form else "") for line in found)


def _count(line: Line) -> str:
    return f" ({line.count} {word('form', line.form).lower()})"


def _fee_line(fee: Mapping[str, Any]) -> str:
    amount, postage = fee.get("amount"), fee.get("postage") or 0
    if amount is None:
        return "Chưa thu"
    own = f"Miễn phí: {fee['exempt_reason']}" if fee.get("exempt") else _money(amount) if amount else "Không thu phí"
    way = word("paid", fee.get("way")).lower() if amount + postage else ""
    awaited = COMES if fee.get("way") == "transfer" and not fee.get("paid") else ""
    return ", ".join(filter(None, [own, f"cước bưu điện {_money(postage)}" if postage else "", way])) + awaited


def _money(dong: int) -> str:
    return f"{dong:,} đ".replace(",", ".")


def differences(signed_text: str, said: Said) -> list[Difference]:
    """Return the signed lines that the dossier would say otherwise now; none for a text of another layout."""
    was, now = _lines_of(signed_text), {label: nfc(words) for label, words in shown_lines(said).items()}
    if TITLE not in was:
        return []
    labels = [label for label in LABELS if _bare(was.get(label)) != _bare(now.get(label))]
    return [Difference(label, was.get(label, ""), now.get(label, "")) for label in labels]


def _lines_of(text: str) -> dict[str, str]:
    """Read the text back; a line that begins with none of the labels goes on where the one before stopped."""
    lines: dict[str, str] = {}
    label = ""
    for line in nfc(text).split("\n"):
        head, _, words = line.partition(": ")
        if head in LABELS or head in OF_THE_OFFICE:
            label, lines[head] = head, words
        elif label:
            lines[label] += "\n" + line
    return lines


def _bare(words: str | None) -> str:
    return (words or "").removesuffix(COMES).strip()


_EVERYTHING = Said(
    owner="?",
    submitter="?",
    procedure="?",
    copies=1,
    taken_at=datetime(2026, 1, 1, tzinfo=VN),
    lines=[Line("?", "show", state) for state in ("received", "seen", "missing")],
    originals=[("?", 1)],
    delivery="home",
)
"""A dossier that has something to say on every line."""
_AT_THE_DOOR = replace(_EVERYTHING, settled=Settled("?", _EVERYTHING.taken_at, [("?", 1)], "?", "?"))
LABELS = tuple(shown_lines(_EVERYTHING) | shown_lines(_AT_THE_DOOR))
"""What is compared, in the order of the paper."""
OF_THE_OFFICE = ("TẬP HUẤN", "Nơi nhận", "Điện thoại", "Người tiếp nhận")
"""What the text says besides: the ward's own lines, and who took it in, which nothing changes."""
