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
    "dossier.form-printed": ("Đã in biểu mẫu", "Form printed"),
}

COMMANDS = {
    "dossiers.print_form": ("In biểu mẫu", "Print a form"),
}
