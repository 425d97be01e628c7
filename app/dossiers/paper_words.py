"""Words for refusals, changes and commands that concern the law's forms: Vietnamese, English."""

REASONS = {
    "form-copy-id-used": (
        "Bản in này đã được ghi trước đó.",
        "This copy was recorded before.",
    ),
    "form-not-due": (
        "Hồ sơ chưa có việc mà mẫu này nói đến, nên chưa in được.",
        "What this form tells has not happened to the dossier, so it cannot be printed yet.",
    ),
    "unknown-register-print": (
        "Không tìm thấy bản in sổ này. Hãy tải lại trang.",
        "This copy of the register was not found. Reload the page.",
    ),
    "unknown-form-layout": (
        "Không tìm thấy mẫu này. Hãy tải lại trang.",
        "This form was not found. Reload the page.",
    ),
    "layout-has-changed": (
        "Bản bố trí đã đổi sau khi đối chiếu. Hãy tải lại trang và so bản mới.",
        "The layout has changed since it was compared. Reload the page and compare the new one.",
    ),
    "register-too-long": (
        "Đoạn sổ này quá dài để làm PDF. Hãy chọn từng tháng, hoặc tải bảng tính XLSX.",
        "This stretch of the register is too long for a PDF. Choose one month, or download the spreadsheet.",
    ),
    "pdf-unavailable": (
        "Máy chủ chưa tạo được PDF. Hãy bấm In để in từ trình duyệt; kỹ thuật viên xem docs/operating.md.",
        "This server cannot make PDF yet. Press Print to print from the browser; see docs/operating.md.",
    ),
}

CHANGES = {
    "register_print.printed": ("Đã in sổ theo dõi hồ sơ", "Register printed"),
    "form_layout.confirmed": ("Đã xác nhận cách bố trí mẫu", "Layout of a form confirmed"),
    "form_layout.doubted": ("Đã ghi mẫu chưa đúng", "Layout of a form doubted"),
    "dossier.form-printed": ("Đã in biểu mẫu", "Form printed"),
}

COMMANDS = {
    "dossiers.confirm_layout": ("Xác nhận cách bố trí mẫu", "Confirm a form's layout"),
    "dossiers.print_register": ("In sổ theo dõi hồ sơ", "Print the register"),
    "dossiers.print_form": ("In biểu mẫu", "Print a form"),
}
