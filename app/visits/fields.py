"""What people call the fields of visits, teams and their half-days."""

FIELDS = {
    "capacity_minutes": ("Số phút của ca", "Minutes of the shift"),
    "closed_at": ("Kết thúc lúc", "Closed at"),
    "closes": ("Đến", "Closes"),
    "dossier_id": ("Hồ sơ", "Dossier"),
    "from_officer_id": ("Người bàn giao", "Hands over"),
    "ids": ("Gồm", "Which"),
    "longest": ("Dài nhất", "Longest"),
    "member_ids": ("Thành viên", "Members"),
    "minutes_left": ("Số phút còn lại của buổi", "Minutes left in the half-day"),
    "needed": ("Số phút cần", "Minutes needed"),
    "next_free": ("Buổi còn chỗ", "Free half-days"),
    "officer_ids": ("Cán bộ", "Officers"),
    "opens": ("Mở từ", "Opens"),
    "order": ("Thứ tự", "Order"),
    "outcome_reason": ("Vì sao", "Why"),
    "promised": ("Số gia đình đã đặt buổi này", "Families who booked it"),
    "planned_minutes": ("Số phút đã xếp", "Planned minutes"),
    "planned_on": ("Ngày hẹn", "Planned on"),
    "purposes": ("Việc tại nhà", "Purposes"),
    "shift_id": ("Ca", "Shift"),
    "started_at": ("Bắt đầu lúc", "Started at"),
    "team_id": ("Đội", "Team"),
    "to_officer_id": ("Người nhận việc", "Takes over"),
    "told_by": ("Báo bằng cách nào", "How they were told"),
    "visit_ids": ("Các lượt đến nhà", "Visits"),
    "window": ("Khung giờ", "Window"),
}

VALUES = {
    "kind": {"collect": ("Nhận hồ sơ", "Collect a dossier"), "return": ("Trả kết quả", "Return a result")},
    "outcome": {
        "met": ("Đã gặp và làm việc", "Met"),
        "nobody-home": ("Không có ai ở nhà", "Nobody home"),
        "refused": ("Không cần nữa", "No longer needed"),
        "postponed": ("Xin hẹn ngày khác", "Asked for another day"),
        "died": ("Người dân đã mất", "The person has died"),
        "hospital": ("Đang nằm viện", "In hospital"),
    },
    "status": {
        "planned": ("Đã xếp lịch", "Planned"),
        "confirmed": ("Đã xác nhận", "Confirmed"),
        "started": ("Đang ở tại nhà", "Started"),
        "closed": ("Đã kết thúc", "Closed"),
    },
}
