"""What people call the fields of deliveries, numbers and decisions."""

FIELDS = {
    "lease_id": ("Tập số", "Block of numbers"),
    "resolution": ("Cách giải quyết", "Decision"),
    "review_id": ("Mục cần xem lại", "Review item"),
    "seq": ("Việc số", "Number in the phone"),
}

VALUES = {
    "kind": {"receipt": ("Giấy hẹn", "Receipts"), "tracking": ("Mã tra cứu", "Tracking codes")},
    "resolution": {
        "apply_as_is": ("Ghi nhận như đã gửi", "Apply as sent"),
        "apply_edited": ("Sửa rồi ghi nhận", "Edit and apply"),
        "discard": ("Bỏ qua", "Discard"),
    },
}

UNREAD = frozenset({"args"})
