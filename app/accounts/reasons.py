"""Words for the refusals of accounts, sign-in and enrolment."""

REASONS = {
    "unknown-staff": ("Không có nhân viên này.", "There is no such member of staff."),
    "username-taken": ("Tên đăng nhập này đã có người dùng.", "This sign-in name is taken."),
    "weak-password": (
        "Mật khẩu cần ít nhất 8 ký tự và không phải loại dễ đoán.",
        "A password needs at least 8 characters and must not be easy to guess.",
    ),
    "wrong-sign-in": (
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại, hoặc gọi quản trị viên.",
        "The name or the password is not right. Try again, or call the admin.",
    ),
    "too-many-attempts": (
        "Đã thử sai nhiều lần. Hãy chờ 15 phút rồi thử lại, hoặc gọi quản trị viên.",
        "Too many wrong tries. Wait 15 minutes, or call the admin.",
    ),
    "not-the-author": (
        "Chỉ người đã ghi hoặc điều phối viên được sửa.",
        "Only the person who recorded this, or the coordinator, can correct it.",
    ),
    "code-not-valid": (
        "Mã này không đúng hoặc đã hết hạn. Hãy lấy mã mới.",
        "This code is wrong or has expired. Get a new one.",
    ),
    "device-taken": (
        "Máy này đã ghi danh bằng khóa khác. Hãy lấy mã mới và ghi danh lại.",
        "This phone is enrolled with another key. Get a new code and enrol again.",
    ),
    "invalid-key": ("Khóa của máy không hợp lệ. Hãy ghi danh lại.", "The phone's key is not valid. Enrol again."),
    "token-not-valid": (
        "Phiên làm việc của máy không còn hiệu lực. Việc chưa gửi vẫn được giữ; hãy đăng nhập lại.",
        "The phone's token is not valid any more. Unsent work is kept; sign in again.",
    ),
    "device-not-active": (
        "Máy này đã bị tạm ngừng. Việc chưa gửi vẫn được giữ; hãy gọi trung tâm.",
        "This phone is not active. Unsent work is kept; call the centre.",
    ),
    "sign-in-needed": ("Hãy đăng nhập để tiếp tục.", "Please sign in."),
    "areas-for-leaders": ("Chỉ tổ trưởng mới có tổ phụ trách.", "Only leaders have neighbourhoods."),
    "unknown-device": ("Không có máy này trong danh sách.", "There is no such phone in the list."),
    "unknown-lost-phone": ("Không có biên bản mất máy này.", "There is no such record of a lost phone."),
    "device-already-so": ("Máy đang ở đúng tình trạng này rồi.", "The phone is in this state already."),
    "device-has-ended": (
        "Máy này đã thu hồi. Muốn dùng lại, hãy lấy mã mới và ghi danh lại.",
        "This phone was revoked. To use it again, get a new code and enrol it anew.",
    ),
    "device-closed-unsent": (
        "Máy đã ngừng dùng khi còn việc chưa gửi. Hãy tìm cách nhận đủ số việc đó.",
        "The phone was taken out of use with unsent work. See to it that this work arrives.",
    ),
    "already-reported-lost": ("Máy này đã được báo mất.", "This phone was reported lost already."),
    "discovered-in-future": (
        "Giờ phát hiện mất máy không thể sau bây giờ. Hãy xem lại ngày giờ.",
        "The loss cannot be discovered later than now. Look at date and time again.",
    ),
    "breach-already-settled": (
        "Thông báo cho lần mất máy này đã được ghi kết quả.",
        "What became of this notice was recorded already.",
    ),
    "sent-when": ("Hãy ghi thông báo đã gửi lúc nào.", "Please write when the notice was sent."),
    "sent-in-future": (
        "Giờ gửi thông báo không thể sau bây giờ. Hãy xem lại ngày giờ.",
        "The notice cannot be sent later than now. Look at date and time again.",
    ),
    "pin-wrong": ("Mã PIN chưa đúng.", "Wrong PIN."),
    "share-locked": (
        "Sai 10 lần. Máy này chỉ mở được sau khi đăng nhập lại.",
        "Wrong 10 times. This phone opens only after a new sign-in.",
    ),
    "share-taken": ("Mã này đã dùng cho máy khác.", "This id belongs to another phone."),
    "unknown-vault-modes": ("Phường chưa chọn cách khoá.", "The ward has not chosen yet."),
    "unknown-vault-share": ("Trung tâm không giữ khoá nào cho máy này.", "The centre keeps no key for this phone."),
    "vault-modes-none": ("Hãy cho phép ít nhất một cách khoá.", "Allow at least one way."),
}

CHANGES = {
    "vault_modes.modes-set": ("Đã chọn cách khoá dữ liệu trên máy", "How phones are locked was chosen"),
    "staff.added": ("Đã thêm nhân viên", "Member of staff was added"),
    "staff.areas-set": ("Đã đổi tổ phụ trách", "Areas were changed"),
    "staff.disabled": ("Đã ngừng tài khoản", "Account was disabled"),
    "staff.enabled": ("Đã mở lại tài khoản", "Account was enabled again"),
    "staff.password-set": ("Đã đổi mật khẩu", "Password was changed"),
    "staff.device-named": ("Đã đặt tên cho máy", "Phone was named"),
    "staff.device-suspended": ("Đã tạm ngừng máy", "Phone was suspended"),
    "staff.device-resumed": ("Đã cho máy dùng lại", "Phone was let work again"),
    "staff.device-revoked": ("Đã thu hồi máy", "Phone was revoked"),
    "staff.device-wiped": ("Đã lệnh cho máy tự xóa", "Phone was told to erase itself"),
    "staff.device-lost": ("Đã báo mất máy", "Phone was reported lost"),
    "lost_phone.reported": ("Đã lập biên bản mất máy", "Loss of a phone was recorded"),
    "lost_phone.settled": ("Đã ghi kết quả thông báo 72 giờ", "The 72-hour notice was settled"),
}

COMMANDS = {
    "accounts.set_vault_modes": ("Chọn cách khoá dữ liệu trên máy", "Choose how phones are locked"),
    "accounts.name_device": ("Đặt tên máy", "Name a phone"),
    "accounts.suspend_device": ("Tạm dừng máy", "Suspend a phone"),
    "accounts.resume_device": ("Cho máy dùng lại", "Let a phone work again"),
    "accounts.revoke_device": ("Thu hồi máy", "Revoke a phone"),
    "accounts.wipe_device": ("Xoá máy đã trả lại", "Wipe a phone that was handed back"),
    "accounts.report_lost_phone": ("Báo mất máy", "Report a lost phone"),
    "accounts.settle_breach": ("Ghi việc báo cáo sự cố dữ liệu", "Settle a data breach"),
    "accounts.add_user": ("Thêm tài khoản", "Add an account"),
    "accounts.set_active": ("Mở hoặc ngừng tài khoản", "Enable or disable an account"),
    "accounts.set_areas": ("Đổi tổ phụ trách", "Change areas"),
    "accounts.set_password": ("Đặt mật khẩu mới", "Set a new password"),
}
