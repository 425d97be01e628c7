"""What people call the fields of staff and their phones."""

FIELDS = {
    "badge": ("Số hiệu", "Badge"),
    "discovered_at": ("Phát hiện lúc", "Discovered at"),
    "due_at": ("Hạn báo", "To be told by"),
    "enrolment_id": ("Máy", "Phone"),
    "full_name": ("Họ tên", "Full name"),
    "is_active": ("Đang làm việc", "Active"),
    "last_seq": ("Đã nhận tới việc số", "Received up to number"),
    "lost_id": ("Biên bản mất máy", "Record of a lost phone"),
    "modes": ("Cách khoá máy", "Ways of locking"),
    "neighbourhood_ids": ("Tổ dân phố phụ trách", "Neighbourhoods"),
    "outcome": ("Kết quả", "Outcome"),
    "person": ("Người dân", "Person"),
    "phone": ("Điện thoại", "Phone"),
    "post_office_id": ("Bưu cục", "Post office"),
    "sent_at": ("Gửi lúc", "Sent at"),
    "sent_to": ("Gửi cho", "Sent to"),
    "unsent": ("Số việc chưa tới", "Work not arrived"),
    "user_id": ("Cán bộ", "Staff"),
    "username": ("Tên đăng nhập", "Sign-in name"),
}

VALUES = {
    "modes": {
        "H": ("Vân tay hoặc khuôn mặt của máy", "The phone's fingerprint or face"),
        "S": ("Mã PIN, một nửa khoá ở máy chủ", "PIN, half of the key on the server"),
        "P": ("Chỉ mã PIN", "PIN alone"),
    },
    "outcome": {"sent": ("Đã gửi thông báo", "Notice sent"), "not-needed": ("Không cần thông báo", "No notice needed")},
    "role": {
        "public": ("Người dân", "The public"),
        "leader": ("Tổ trưởng", "Neighbourhood leader"),
        "officer": ("Cán bộ", "Officer"),
        "postal": ("Bưu điện", "Post staff"),
        "coordinator": ("Điều phối viên", "Coordinator"),
        "director": ("Giám đốc", "Director"),
        "admin": ("Quản trị", "Administrator"),
        "system": ("Máy chủ", "The server"),
    },
}

UNREAD = frozenset({"password_hash", "vault_modes_id"})
