"""The words of the post's work: states, sides, reasons why nobody took the item."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field


class ItemState(StrEnum):
    """Where an item is."""

    WAITING = "waiting"
    LISTED = "listed"
    WITH_POST = "with-post"
    DELIVERED = "delivered"
    FAILED = "failed"
    RETURNING = "returning"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


OUT = frozenset({ItemState.LISTED, ItemState.WITH_POST, ItemState.FAILED, ItemState.RETURNING})
"""An item in one of these states is on its way: its dossier cannot be listed again."""

ENDED = frozenset({ItemState.DELIVERED, ItemState.RETURNED, ItemState.WITHDRAWN})


class Direction(StrEnum):
    """To the citizen, or from the citizen to the centre."""

    DELIVER = "deliver"
    COLLECT = "collect"


class ManifestState(StrEnum):
    """A manifest is open until both sides have signed the same count."""

    OPEN = "open"
    SIGNED = "signed"


class Side(StrEnum):
    """The two who sign."""

    CENTRE = "centre"
    POST = "post"


class FailReason(StrEnum):
    """Why an attempt failed."""

    NOBODY_HOME = "nobody-home"
    REFUSED = "refused"
    WRONG_ADDRESS = "wrong-address"
    MOVED = "moved"
    ASKED_LATER = "asked-later"
    HOSPITAL = "hospital"
    DIED = "died"
    OTHER = "other"


class ReturnReason(StrEnum):
    """Why an item goes back to the centre."""

    TWO_ATTEMPTS = "two-attempts"
    REFUSED = "refused"
    WRONG_ADDRESS = "wrong-address"
    MOVED = "moved"
    DIED = "died"
    CALLED_BACK = "called-back"
    OTHER = "other"


Reason = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,19}$")]
"""A reason as phones send it. One that this server does not know yet is no ground to refuse a fact."""


class Standing(StrEnum):
    """Whether a fact counts, or lies beside what is there until a person has looked at it."""

    IN_FORCE = "in-force"
    BESIDE = "beside"


STATE_WORDS: Mapping[str, tuple[str, str]] = {
    ItemState.WAITING: ("Chờ lập bảng kê", "Waiting for a manifest"),
    ItemState.LISTED: ("Đã vào bảng kê", "On a manifest"),
    ItemState.WITH_POST: ("Bưu điện đang giữ", "With the post"),
    ItemState.DELIVERED: ("Đã phát", "Delivered"),
    ItemState.FAILED: ("Phát chưa được", "Not delivered yet"),
    ItemState.RETURNING: ("Đang chuyển hoàn", "On its way back"),
    ItemState.RETURNED: ("Đã trả về trung tâm", "Back at the centre"),
    ItemState.WITHDRAWN: ("Đã rút khỏi bảng kê, trao cách khác", "Taken off the list, given otherwise"),
}

FAIL_WORDS: Mapping[str, tuple[str, str]] = {
    FailReason.NOBODY_HOME: ("Không có ai ở nhà", "Nobody at home"),
    FailReason.REFUSED: ("Người nhận từ chối", "The receiver refused"),
    FailReason.WRONG_ADDRESS: ("Sai địa chỉ", "Wrong address"),
    FailReason.MOVED: ("Đã chuyển đi", "Moved away"),
    FailReason.ASKED_LATER: ("Hẹn phát ngày khác", "Asked for another day"),
    FailReason.HOSPITAL: ("Người nhận đang nằm viện", "In hospital"),
    FailReason.DIED: ("Người nhận đã mất", "The receiver has died"),
    FailReason.OTHER: ("Lý do khác", "Another reason"),
}

RETURN_WORDS: Mapping[str, tuple[str, str]] = {
    ReturnReason.TWO_ATTEMPTS: ("Đã phát hai lần không được", "Two attempts failed"),
    ReturnReason.REFUSED: ("Người nhận từ chối", "The receiver refused"),
    ReturnReason.WRONG_ADDRESS: ("Sai địa chỉ", "Wrong address"),
    ReturnReason.MOVED: ("Đã chuyển đi", "Moved away"),
    ReturnReason.DIED: ("Người nhận đã mất", "The receiver has died"),
    ReturnReason.CALLED_BACK: ("Trung tâm gọi về", "Called back by the centre"),
    ReturnReason.OTHER: ("Lý do khác", "Another reason"),
}


def word(table: Mapping[str, tuple[str, str]], code: str | None, locale: str = "vi") -> str:
    """Return the words for a code; a code that we do not know is shown as it is."""
    if code is None:
        return ""
    return table[code][1 if locale == "en" else 0] if code in table else code
