"""What people call the fields of calls."""

FIELDS = {
    "after": ("Sửa thành", "Now reads"),
    "by_name": ("Người gọi", "Caller"),
    "call": ("Cuộc gọi", "Call"),
    "call_id": ("Cuộc gọi", "Call"),
    "citizen_id": ("Người dân", "Citizen"),
    "corrections": ("Đã đính chính", "Corrections"),
    "counts": ("Được tính", "Counts"),
    "said": ("Kết quả đúng", "What came of it"),
    "seen": ("Đã ghi trước đó", "As written before"),
    "visit_id": ("Lượt đến nhà", "Visit"),
    "why": ("Vì sao", "Why"),
}

VALUES = {
    "outcome": {
        "told": ("Đã báo được", "Told"),
        "no-answer": ("Không nghe máy", "No answer"),
        "wrong-number": ("Sai số", "Wrong number"),
        "asked-relative": ("Nhờ người thân báo lại", "Asked a relative to tell"),
        "not-called": ("Chưa gọi, bấm nhầm", "Nobody rang, a wrong tap"),
    },
}
