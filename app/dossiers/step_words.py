"""Words for refusals, changes and commands about a dossier's steps: states, papers, apology. Vietnamese, English."""

REASONS = {
    "status-not-next": (
        "Không thể chuyển từ trạng thái hiện tại sang trạng thái này. Hãy tải lại trang.",
        "The present state cannot be followed by this one. Reload the page.",
    ),
    "status-has-own-act": (
        "Trạng thái này có mục riêng trên trang hồ sơ: bổ sung, từ chối, rút, dừng, nộp tiền. Hãy dùng mục đó.",
        "This state has its own form on the dossier's page: papers, refusal, withdrawal, stop, payment. Use that.",
    ),
    "no-open-supplement": (
        "Hồ sơ không có yêu cầu bổ sung nào đang chờ. Hãy xem giấy tờ này thuộc hồ sơ nào.",
        "No papers are awaited for this dossier. See which dossier these papers belong to.",
    ),
    "limit-is-waiting": (
        "Hồ sơ đang chờ bổ sung nên thời hạn đang dừng, chưa cần xin lỗi. Khi nhận đủ giấy tờ, máy tính ngày hẹn mới.",
        "Papers are missing, so the limit is not running and no apology is due. A new date is counted when they come.",
    ),
    "new-date-is-day-off": (
        "Ngày hẹn mới là ngày nghỉ. Hãy chọn một ngày làm việc.",
        "The new date is a day off. Choose a working day.",
    ),
    "reason-required": ("Hãy ghi lý do để người dân hiểu.", "Give a reason that the citizen can understand."),
    "hand-over-is-at-the-door": (
        "Trao kết quả phải có chữ ký của hai bên: cán bộ, bưu điện ghi khi trao; tại trung tâm, ghi ở “Trao tại quầy”.",
        "Both sides sign for a result: officers and the post as they give it, the centre at “Give out at the counter”.",
    ),
    "dossier-ended": (
        "Hồ sơ này đã kết thúc nên không làm được việc này.",
        "This dossier has ended, so this cannot be done.",
    ),
    "second-supplement": (
        "Đã yêu cầu bổ sung một lần. Lần thứ hai bị tính là quá hạn; nếu vẫn cần, hãy ghi vì sao phải yêu cầu lần nữa.",
        "More papers were asked for once already. A second time counts as overdue; if still needed, say why.",
    ),
    "already-apologised": (
        "Chỉ được hẹn lại một lần; hồ sơ này đã có ngày hẹn mới. Hãy gọi cho người dân và báo giám đốc quyết định.",
        "Only one new date is allowed, and it was given. Call the citizen and let the director decide.",
    ),
    "no-due-date": (
        "Hồ sơ chưa có ngày hẹn trả nên không có gì để gia hạn.",
        "The dossier has no due date, so there is nothing to extend.",
    ),
    "apology-too-late": (
        "Phải xin lỗi trước ngày hẹn trả ít nhất một ngày. Hãy gọi điện xin lỗi và báo lãnh đạo.",
        "An apology is due at least one day before the date. Call to apologise and tell the director.",
    ),
    "new-date-not-later": (
        "Ngày hẹn mới phải sau ngày hẹn cũ.",
        "The new date must lie after the old one.",
    ),
}

CHANGES = {
    "dossier.status-changed": ("Đã đổi trạng thái", "State changed"),
    "dossier.supplement-asked": ("Đã yêu cầu bổ sung", "More papers asked for"),
    "dossier.supplement-received": ("Đã nhận đủ giấy tờ bổ sung", "Missing papers received"),
    "dossier.apologised": ("Đã xin lỗi và hẹn lại", "Apologised with a new date"),
    "dossier.payment-asked": ("Đã yêu cầu nghĩa vụ tài chính", "Payment asked for"),
    "dossier.refused": ("Đã từ chối tiếp nhận", "Not taken"),
    "dossier.withdrawn": ("Người dân đã rút hồ sơ", "Withdrawn by the citizen"),
    "dossier.stopped": ("Đã dừng giải quyết", "Stopped"),
    "dossier.step-disputed": ("Có bước xử lý cần xem lại", "A step waits for a decision"),
}

COMMANDS = {
    "dossiers.apologise": ("Xin lỗi và hẹn lại", "Apologise and give a new date"),
    "dossiers.ask_payment": ("Yêu cầu nghĩa vụ tài chính", "Ask for a payment"),
    "dossiers.ask_supplement": ("Yêu cầu bổ sung", "Ask for more papers"),
    "dossiers.change_status": ("Đổi trạng thái hồ sơ", "Change a dossier's status"),
    "dossiers.receive_supplement": ("Nhận giấy tờ bổ sung", "Receive missing papers"),
    "dossiers.refuse": ("Từ chối tiếp nhận", "Refuse a dossier"),
    "dossiers.stop": ("Dừng giải quyết", "Stop"),
    "dossiers.withdraw": ("Rút hồ sơ", "Withdraw a dossier"),
}
