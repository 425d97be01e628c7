"""Words for refusals, flags and changes of opinions."""

REASONS = {
    "unknown-opinion": ("Không có ý kiến này.", "There is no such opinion."),
    "opinion-about-nothing": (
        "Ý kiến cần gắn với một lượt thăm hoặc một hồ sơ.",
        "An opinion is about a visit or a dossier.",
    ),
    "opinion-id-used": ("Ý kiến này đã được ghi.", "This opinion has been recorded already."),
    "opinion-given-before": (
        "Lượt thăm này đã có ý kiến từ cùng nơi. Ý kiến sau được giữ nhưng không tính.",
        "This visit was rated from the same place before. The later one is kept but not counted.",
    ),
}

CHANGES = {"opinion.given": ("Đã gửi ý kiến", "Opinion given")}

COMMANDS = {
    "feedback.rate": ("Ý kiến của người dân", "The household's opinion"),
}
