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
    "calendar-day-is-unchanged": ("Ngày này đã được ghi như vậy.", "This day is already declared so."),
}

CHANGES = {
    "procedure.imported": ("Đã nhập phiên bản thủ tục", "Procedure version imported"),
    "procedure.superseded": ("Đã có phiên bản mới thay thế", "Replaced by a newer version"),
    "procedure.offered": ("Đã công bố thủ tục", "Procedure offered to citizens"),
    "procedure.retired": ("Đã ngừng áp dụng thủ tục", "Procedure retired"),
    "calendar_day.set": ("Đã ghi ngày nghỉ hoặc ngày làm bù", "Day off or working day declared"),
}

COMMANDS = {
    "catalogue.import_procedure": ("Nhập thủ tục", "Import a procedure"),
    "catalogue.offer": ("Công bố thủ tục", "Offer a procedure"),
    "catalogue.retire": ("Thôi công bố thủ tục", "Retire a procedure"),
    "catalogue.set_calendar_day": ("Sửa ngày làm việc, ngày nghỉ", "Set a working day or holiday"),
}
