"""What people call the fields of an opinion."""

FIELDS = {
    "another_trip": ("Phải đi lại thêm", "Another trip was needed"),
    "answered_by": ("Ai trả lời", "Answered by"),
    "answers": ("Trả lời", "Answers"),
    "asked_extra": ("Bị đòi thêm", "Asked for more"),
    "comment": ("Lời góp ý", "Comment"),
    "explained": ("Được giải thích rõ", "Explained clearly"),
    "on_time": ("Đến đúng giờ", "Came on time"),
    "opinion_id": ("Đánh giá", "Opinion"),
    "place": ("Nơi trả lời", "Given"),
    "reasons": ("Vì sao", "Why"),
    "score": ("Điểm", "Score"),
    "where": ("Nơi trả lời", "Given"),
}

PLACES = {
    "officer-phone": ("Trên máy của cán bộ", "On the officer's phone"),
    "own-phone": ("Trên điện thoại của gia đình", "On the household's own phone"),
    "paper": ("Trên phiếu giấy", "On a paper slip"),
}

VALUES = {
    "answered_by": {"self": ("Chính người được phục vụ", "The person"), "relative": ("Người thân", "A relative")},
    "place": PLACES,
    "reasons": {
        "polite": ("Cán bộ lịch sự", "Polite"),
        "clear": ("Hướng dẫn rõ ràng", "Clear"),
        "quick": ("Làm nhanh", "Quick"),
        "late": ("Đến muộn", "Came late"),
        "unclear": ("Khó hiểu", "Hard to understand"),
        "impolite": ("Thái độ chưa tốt", "Impolite"),
        "asked-money": ("Đòi thêm tiền", "Asked for money"),
        "asked-papers": ("Đòi thêm giấy tờ", "Asked for more papers"),
        "came-twice": ("Phải làm lại lần nữa", "Had to be done again"),
    },
    "where": PLACES,
}
