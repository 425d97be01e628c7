"""What people call the fields that any feature's bodies may have, and those that the core adds to an answer."""

FIELDS = {
    "at": ("Lúc", "At"),
    "because": ("Vì", "Because"),
    "before": ("Trước đó", "Before"),
    "by": ("Ai ghi", "By"),
    "count": ("Số lượng", "Count"),
    "expected": ("Cần là", "Expected"),
    "field": ("Chỗ", "Field"),
    "fields": ("Chỗ sửa", "Corrections"),
    "found": ("Thấy", "Found"),
    "from": ("Từ", "From"),
    "id": ("Mã nội bộ", "Internal id"),
    "kind": ("Loại", "Kind"),
    "medium": ("Nơi giữ số", "Kept on"),
    "name": ("Tên", "Name"),
    "note": ("Ghi chú", "Note"),
    "now": ("Nay là", "Now"),
    "number": ("Số", "Number"),
    "number_kind": ("Loại số", "Kind of number"),
    "previous": ("Lần trước", "Previous"),
    "problem": ("Chỗ chưa đúng", "Problem"),
    "reason": ("Lý do", "Reason"),
    "role": ("Vai trò", "Role"),
    "state": ("Trạng thái", "State"),
    "status": ("Trạng thái", "Status"),
    "to": ("Đến", "To"),
    "type": ("Loại", "Kind"),
    "version": ("Bản", "Version"),
    "waits": ("Đang chờ", "Waits for"),
    "was": ("Trước là", "Was"),
    "year": ("Năm", "Year"),
}

VALUES = {
    "medium": {"device": ("Máy", "Phone"), "paper": ("Giấy in sẵn", "Printed paper")},
    "number_kind": {"receipt": ("Giấy hẹn", "Receipts"), "tracking": ("Mã tra cứu", "Tracking codes")},
}

UNREAD = frozenset({"codes", "command_id", "device_id", "key"})
"""Fields that tell a person nothing, or that nobody at a desk needs to read."""
