"""What people call the fields of postal items and manifests."""

from app.postal.models.words import FAIL_WORDS, RETURN_WORDS, STATE_WORDS

FIELDS = {
    "attempt_id": ("Lần phát", "Attempt"),
    "attempts": ("Các lần phát", "Attempts"),
    "bundle": ("Trả về cùng lúc", "Brought back together"),
    "counted_by_centre": ("Trung tâm đếm", "Counted by the centre"),
    "counted_by_post": ("Bưu điện đếm", "Counted by the post"),
    "delivered": ("Đã phát", "Delivered"),
    "direction": ("Chiều", "Direction"),
    "item_id": ("Bưu gửi", "Postal item"),
    "item_ids": ("Các bưu gửi", "Postal items"),
    "manifest_id": ("Bảng kê", "Manifest"),
    "next_not_before": ("Phát lại từ ngày", "Next attempt from"),
    "returned_at": ("Trả về lúc", "Returned at"),
    "side": ("Bên ký", "Side"),
    "signed_at": ("Ký lúc", "Signed at"),
    "slip_no": ("Số phiếu", "Slip number"),
    "warnings": ("Cảnh báo", "Warnings"),
}

VALUES = {
    "direction": {"deliver": ("Đi phát", "To the citizen"), "collect": ("Về trung tâm", "To the centre")},
    "reason": dict(FAIL_WORDS) | dict(RETURN_WORDS),
    "side": {"centre": ("Trung tâm", "The centre"), "post": ("Bưu điện", "The post")},
    "state": dict(STATE_WORDS)
    | {"open": ("Chờ đủ chữ ký hai bên", "Waits for both signatures"), "signed": ("Đã ký hai bên", "Signed by both")},
}

UNREAD = frozenset({"taken_signature"})
