"""Paper lists as portals print them → cases of papers to hand in, to show, and mere notes.

The traps: portals list explanations among the papers, with zero copies; they say “show” or “hand in”
in the group's heading, in brackets or in the sentence itself; and a paper that only some people need
begins with “Trường hợp …”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from app.catalogue.facts import Case, Paper, PaperKind

MOST_COPIES: Final = 20
"""Above this the number is a scraping fault (181 originals): the paper stays, the number does not."""
SHOW_WORDS: Final = ("phải xuất trình", "(xuất trình)", "[xuất trình]", "xuất trình:", "để đối chiếu")
_SHARED_GROUP = re.compile(
    r"^giấy tờ phải|^thành phần hồ sơ$|nộp 01 \(một\) bộ|phải xuất trình các giấy tờ sau|^lưu ý", re.IGNORECASE
)
_NOTE = re.compile(r"^lưu ý\b", re.IGNORECASE)
_STARTS_WITH_SHOW = re.compile(r"^(?:người yêu cầu[^,.;]*\s)?xuất trình\b", re.IGNORECASE)
_ONLY_IF = re.compile(
    r"^(Trường hợp .{5,}?),?\s(?:thì\s)?(?:phải có|phải nộp|nộp|xuất trình|hồ sơ phải kèm theo)\s+(.{4,})$",
    re.IGNORECASE,
)
_SHOW_PREFIX = re.compile(r"^[(\[]xuất trình[)\]]\s*", re.IGNORECASE)
_SCREEN_FORM = re.compile(r"^mẫu (?:hộ tịch )?điện tử tương tác", re.IGNORECASE)
_CASE_MARK = re.compile(r"^\{TH:\s*([^{}]*)\}\s*")
_NUMBERS = re.compile(r"\[([^\[\]]*)\]\s*\.?$")
_COUNT = re.compile(r"(\d+)\s*bản\s*(chính|sao)", re.IGNORECASE)
_UNCONFIRMED = re.compile(r"\s*\(?\bUNCONFIRMED\b.*$", re.IGNORECASE)


class Line(NamedTuple):
    """One line of a list, before it is told apart. No counts at all is not the same as zero."""

    case: str
    heading: str
    text: str
    originals: int | None
    copies: int | None
    is_note: bool = False


def cases_from_groups(groups: Iterable[Mapping[str, Any]]) -> tuple[Case, ...]:
    """The detailed format: groups with items that carry their numbers."""
    return _cases(line for group in groups for line in _lines_of(group))


def cases_from_text(text: str) -> tuple[Case, ...]:
    """The one-line format: “(xuất trình) Giấy … [1 bản chính]; {TH: …} Tờ khai … [1 bản chính]”."""
    parts = (" ".join(part.split()) for part in text.split(";"))
    return _cases(line for part in parts if (line := _line_from(part)).text)


def _lines_of(group: Mapping[str, Any]) -> Iterable[Line]:
    title = " ".join(str(group.get("group") or "").split())
    case = "" if _SHARED_GROUP.search(title) else title
    for item in group.get("items") or ():
        name = " ".join(str(item.get("name") or "").split())
        if name:
            counts = int(item.get("ban_chinh") or 0), int(item.get("ban_sao") or 0)
            yield Line(case, title, name, *counts, is_note=bool(item.get("is_note")))


def _line_from(part: str) -> Line:
    part = _UNCONFIRMED.sub("", part)
    mark = _CASE_MARK.match(part)
    rest = part[mark.end() :] if mark else part
    numbers = _NUMBERS.search(rest)
    inside = numbers[1] if numbers else ""
    counts = {kind.casefold(): int(n) for n, kind in _COUNT.findall(inside)}
    text = (rest[: numbers.start()] if numbers and (counts or "bản" in inside) else rest).strip(" .,")
    known = (counts.get("chính", 0), counts.get("sao", 0)) if counts else (None, None)
    return Line(mark[1].strip() if mark else "", "", text, *known)


def _cases(lines: Iterable[Line]) -> tuple[Case, ...]:
    grouped: dict[str, list[Paper]] = {"": []}
    for number, line in enumerate(lines, start=1):
        case, paper = _read(line, key=f"p{number}")
        grouped.setdefault(case, []).append(paper)
    shared = [Case(key="all", papers=tuple(grouped.pop("")))]
    for number, (name, papers) in enumerate(grouped.items(), start=1):
        shared.append(Case(key=f"c{number}", name=name, papers=tuple(papers)))
    return tuple(case for case in shared if case.papers)


def _read(line: Line, *, key: str) -> tuple[str, Paper]:
    kind = _kind_of(line)
    case, text = line.case, line.text
    if kind is not PaperKind.NOTE and not case and (only := _ONLY_IF.match(text)):
        case, text = only[1], only[2][0].upper() + only[2][1:]
    text = _SHOW_PREFIX.sub("", text) or text
    return case, Paper(
        key=key, kind=kind, name=text, originals=_plausible(line.originals), copies=_plausible(line.copies)
    )


def _kind_of(line: Line) -> PaperKind:
    if _is_note(line):
        return PaperKind.NOTE
    text, heading = line.text.casefold(), line.heading.casefold()
    if "xuất trình" in heading and "nộp" not in heading:
        return PaperKind.SHOW
    if any(word in text for word in SHOW_WORDS) or _STARTS_WITH_SHOW.match(line.text):
        return PaperKind.SHOW
    only = _ONLY_IF.match(line.text)
    shown_if = only is not None and "xuất trình" in line.text[only.end(1) : only.start(2)].casefold()
    return PaperKind.SHOW if shown_if else PaperKind.HAND_IN


def _is_note(line: Line) -> bool:
    """No copies at all, a heading or a sentence that says “note”, or a form that exists on a screen only."""
    has_none = line.originals == 0 and line.copies == 0
    marks = (_NOTE.match(line.text), _NOTE.match(line.heading), _SCREEN_FORM.match(line.text))
    return line.is_note or has_none or any(marks)


def _plausible(count: int | None) -> int:
    return count if count is not None and count <= MOST_COPIES else 0
