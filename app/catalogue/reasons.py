"""Words for refusals and changes of the catalogue."""

REASONS = {
    "unknown-procedure": ("Không tìm thấy thủ tục này.", "The procedure was not found."),
    "procedure-not-confirmed": (
        "Mã, tên hoặc giấy tờ của thủ tục này chưa được xác nhận. Hãy nhập lại từ nguồn chính thức rồi mới công bố.",
        "The code, name or papers of this procedure are not confirmed. Import them from an official source first.",
    ),
    "procedure-already-offered": ("Thủ tục này đang được công bố.", "This procedure is already offered."),
    "procedure-already-retired": ("Thủ tục này đã ngừng áp dụng.", "This procedure is already retired."),
    "procedure-out-of-date": (
        "Đây là phiên bản cũ. Hãy mở phiên bản mới nhất.",
        "This is an old version. Open the newest one.",
    ),
    "version-starts-too-early": (
        "Ngày bắt đầu phải sau ngày bắt đầu của phiên bản trước.",
        "A version cannot start before the version that it replaces.",
    ),
    "half-day-is-off": (
        "Một ngày nghỉ thì không có buổi làm việc. Hãy chọn ngày làm việc.",
        "A day off has no half that is worked. Choose a working day.",
    ),
    "calendar-day-is-unchanged": ("Ngày này đã được ghi như vậy.", "This day is already declared so."),
    "unknown-legal-value": ("Không có giá trị pháp lý này.", "There is no such legal value."),
    "legal-value-is-fixed": (
        "Quy tắc này không đổi được ở đây, chỉ xác nhận được. Nếu văn bản nói khác, hãy báo người làm phần mềm.",
        "This rule cannot be changed here, only confirmed. If the text says otherwise, tell the makers.",
    ),
    "legal-value-wrong": (
        "Giá trị không đúng dạng. Giờ viết 15:00; giờ làm việc viết 07:30-11:30 13:00-17:00 và đủ 8 giờ.",
        "The value has a wrong form. An hour is 15:00; office hours are 07:30-11:30 13:00-17:00 and make 8 hours.",
    ),
    "confirmation-needs-source": (
        "Muốn đánh dấu đã xác nhận, hãy ghi ai xác nhận và theo văn bản nào.",
        "To mark it confirmed, say who confirmed it and by which text.",
    ),
}

CHANGES = {
    "procedure.imported": ("Đã nhập phiên bản thủ tục", "Procedure version imported"),
    "procedure.superseded": ("Đã có phiên bản mới thay thế", "Replaced by a newer version"),
    "procedure.offered": ("Đã công bố thủ tục", "Procedure offered to citizens"),
    "procedure.retired": ("Đã ngừng áp dụng thủ tục", "Procedure retired"),
    "calendar_day.set": ("Đã ghi ngày nghỉ hoặc ngày làm bù", "Day off or working day declared"),
    "legal_value.set": ("Đã ghi quy tắc tính hạn", "Rule for time limits set"),
}

COMMANDS = {
    "catalogue.import_procedure": ("Nhập thủ tục", "Import a procedure"),
    "catalogue.offer": ("Công bố thủ tục", "Offer a procedure"),
    "catalogue.retire": ("Thôi công bố thủ tục", "Retire a procedure"),
    "catalogue.set_legal_value": ("Đặt hoặc xác nhận quy tắc tính hạn", "Set or confirm a rule for time limits"),
    "catalogue.set_calendar_day": ("Sửa ngày làm việc, ngày nghỉ", "Set a working day or holiday"),
}
