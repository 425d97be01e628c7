"""What people call the fields of a request."""

FIELDS = {
    "best_time": ("Giờ tiện nghe máy", "Best time to call"),
    "cancel_reason": ("Lý do hủy", "Reason for cancelling"),
    "consent": ("Sự đồng ý", "Consent"),
    "date": ("Ngày", "Date"),
    "decline_reason": ("Lý do không nhận", "Reason for declining"),
    "for_whom": ("Làm cho ai", "For whom"),
    "given": ("Đã đồng ý", "Given"),
    "half": ("Buổi", "Half-day"),
    "hardship": ("Vì sao khó đi lại", "Why it is hard to go out"),
    "into_id": ("Gộp vào", "Merged into"),
    "let_down": ("Buổi không giữ được", "Half-day that cannot be kept"),
    "made_at": ("Ghi lúc", "Made at"),
    "made_by": ("Ai đăng ký", "Registered by"),
    "merged_into": ("Đã gộp vào", "Merged into"),
    "need": ("Nội dung ghi đúng", "As it should read"),
    "need_text": ("Việc cần làm", "Need"),
    "next_try": ("Lần đến tiếp", "Next try"),
    "offers": ("Buổi khác còn chỗ", "Other free half-days"),
    "others": ("Yêu cầu giống", "Similar requests"),
    "procedure_code": ("Mã thủ tục", "Procedure code"),
    "request": ("Yêu cầu", "Request"),
    "request_id": ("Yêu cầu", "Request"),
    "requester": ("Người đăng ký", "Requester"),
    "tracking_last4": ("4 số cuối điện thoại để tra cứu", "Last four digits of the telephone, for following"),
    "visit_word": ("Từ nhận diện", "Visit word"),
    "wish": ("Ngày mong muốn", "Wished day"),
    "zalo": ("Có Zalo", "Has Zalo"),
}

VALUES = {
    "by": {
        "self": ("Chính người dân", "The person"),
        "relative": ("Người thân", "A relative"),
        "leader": ("Tổ trưởng", "The leader"),
    },
    "for_whom": {
        "self": ("Cho mình", "For oneself"),
        "relative": ("Cho người thân", "For a relative"),
        "other": ("Cho người khác", "For somebody else"),
    },
    "half": {"morning": ("Buổi sáng", "Morning"), "afternoon": ("Buổi chiều", "Afternoon")},
    "hardship": {
        "age": ("Cao tuổi", "Age"),
        "disability": ("Khuyết tật", "Disability"),
        "illness": ("Ốm đau, mới ra viện", "Illness"),
        "alone": ("Sống một mình, không có ai đưa đi", "Lives alone"),
        "other": ("Lý do khác", "Another reason"),
    },
    "made_by": {
        "public": ("Người dân tự đăng ký", "The family itself"),
        "leader": ("Tổ trưởng đăng ký", "The neighbourhood leader"),
        "officer": ("Cán bộ đăng ký", "An officer"),
        "coordinator": ("Đăng ký qua điện thoại", "By telephone"),
    },
    "status": {
        "waiting": ("Chờ xem", "To be looked at"),
        "accepted": ("Chờ xếp lịch", "To be planned"),
        "planned": ("Đã xếp lịch", "Planned"),
        "done": ("Đã phục vụ", "Served"),
        "declined": ("Đã từ chối", "Declined"),
        "merged": ("Đã gộp", "Merged"),
        "cancelled": ("Đã huỷ", "Cancelled"),
    },
}

UNREAD = frozenset({"link_token", "text_version", "tracking_code"})
