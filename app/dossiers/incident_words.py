"""Words for originals that were lost or damaged: Vietnamese, English."""

REASONS = {
    "incident-id-used": (
        "Báo cáo này đã được ghi trước đó.",
        "This report was recorded before.",
    ),
    "paper-at-home": (
        "Theo sổ, giấy này đang ở nhà người dân. Hãy hỏi lại xem giấy nào bị mất, hỏng.",
        "By the book this paper is with the family. Ask again which paper it is.",
    ),
    "incident-open": (
        "Giấy này đã được báo mất hoặc hỏng trước đó. Hãy xem hai báo cáo có phải là một việc không.",
        "This paper was reported before. See whether both reports are about one thing.",
    ),
    "no-incident-open": (
        "Giấy này không có báo mất, hỏng nào chưa giải quyết. Hãy tải lại trang.",
        "There is no open report of loss or damage for this paper. Reload the page.",
    ),
}

CHANGES = {
    "paper.lost": ("Báo mất bản chính", "Original reported lost"),
    "paper.damaged": ("Báo hỏng bản chính", "Original reported damaged"),
    "paper.made-good": ("Đã khắc phục việc mất, hỏng", "Loss or damage made good"),
}

COMMANDS = {
    "dossiers.report_paper": ("Báo mất, hỏng bản chính", "Report a lost or damaged original"),
    "dossiers.settle_paper": ("Khắc phục việc mất, hỏng", "Make a loss or damage good"),
}
