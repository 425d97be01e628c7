"""What people call the fields of calls."""

FIELDS = {
    "by_name": ("Người gọi", "Caller"),
    "call_id": ("Cuộc gọi", "Call"),
    "citizen_id": ("Người dân", "Citizen"),
    "visit_id": ("Lượt đến nhà", "Visit"),
}

VALUES = {
    "outcome": {
        "told": ("Đã báo được", "Told"),
        "no-answer": ("Không nghe máy", "No answer"),
        "wrong-number": ("Sai số", "Wrong number"),
        "asked-relative": ("Nhờ người thân báo lại", "Asked a relative to tell"),
    },
}
