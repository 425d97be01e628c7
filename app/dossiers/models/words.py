"""Words for what dossiers are made of, Vietnamese and English, as pages and papers print them."""

from app.dossiers.models.shapes import Status

Words = tuple[str, str]

STATUS: dict[int, Words] = {
    Status.FILED: ("Mới đăng ký", "Newly filed"),
    Status.ACCEPTED: ("Được tiếp nhận", "Accepted"),
    Status.NOT_ACCEPTED: ("Không được tiếp nhận", "Not accepted"),
    Status.IN_PROCESS: ("Đang xử lý", "In process"),
    Status.SUPPLEMENT_ASKED: ("Yêu cầu bổ sung giấy tờ", "More papers asked for"),
    Status.PAYMENT_ASKED: ("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment asked for"),
    Status.WITHDRAWN: ("Công dân yêu cầu rút hồ sơ", "Withdrawn by the citizen"),
    Status.STOPPED: ("Dừng xử lý", "Stopped"),
    Status.DONE: ("Đã xử lý xong", "Decided"),
    Status.HANDED_OVER: ("Đã trả kết quả", "Result handed over"),
}

WORDS: dict[str, dict[str, Words]] = {
    "kind": {
        "hand_in": ("Nộp", "Hand in"),
        "show": ("Xuất trình", "Show"),
        "note": ("Ghi chú", "Note"),
    },
    "state": {
        "received": ("Đã nhận", "Received"),
        "seen": ("Đã xem", "Seen"),
        "missing": ("Còn thiếu", "Missing"),
        "reused": ("Dùng bản đã có", "Reused"),
        "not-needed": ("Không cần", "Not needed"),
    },
    "form": {"original": ("Bản chính", "Original"), "copy": ("Bản sao", "Copy")},
    "result": {
        "ready": ("Đã có, chờ trả", "Ready"),
        "with-officer": ("Cán bộ đang giữ", "With an officer"),
        "with-post": ("Bưu điện đang giữ", "With the post"),
        "handed-over": ("Đã trao", "Handed over"),
        "returned": ("Bưu điện chuyển hoàn", "Returned by the post"),
    },
    "holder": {
        "citizen": ("Người dân", "The citizen"),
        "officer": ("Cán bộ", "Officer"),
        "centre": ("Trung tâm", "The centre"),
        "post": ("Bưu điện", "The post"),
    },
    "delivery": {
        "home": ("Cán bộ mang đến nhà", "An officer brings it home"),
        "post": ("Gửi qua bưu điện", "By post"),
        "counter": ("Nhận tại trung tâm", "Collected at the centre"),
    },
    "signed": {
        "pad": ("Ký trên màn hình", "Signed on the screen"),
        "thumbprint": ("Điểm chỉ", "Thumbprint"),
        "relative": ("Người thân ký thay", "Signed by a relative"),
        "witness": ("Có người chứng kiến", "Witnessed"),
    },
    "signer": {
        "citizen": ("Người nộp", "Citizen"),
        "officer": ("Người tiếp nhận", "Officer"),
        "relative": ("Người thân", "Relative"),
        "witness": ("Người chứng kiến", "Witness"),
    },
    "field": {
        "owner_name": ("Chủ hồ sơ", "Owner"),
        "submitter_name": ("Người nộp", "Submitter"),
        "copies": ("Số bản xin cấp", "Copies asked for"),
        "case_key": ("Trường hợp", "Case"),
        "note": ("Ghi chú", "Note"),
        "amount": ("Số tiền thu", "Amount taken"),
        "way": ("Cách thu tiền", "Way of payment"),
        "slip": ("Số phiếu thu", "Slip number"),
        "counted_from": ("Tính từ ngày", "Counted from"),
        "due_on": ("Ngày hẹn trả", "Due date"),
        "to_name": ("Người nhận kết quả", "Receiver"),
        "relation": ("Quan hệ", "Relation"),
        "identity_last4": ("4 số cuối căn cước", "Last four of the ID"),
        "count": ("Số bản giao nhận", "Papers transferred"),
        "condition": ("Tình trạng giấy tờ", "Condition"),
        "seal": ("Số niêm phong", "Seal number"),
    },
    "incident": {
        "lost": ("Mất", "Lost"),
        "damaged": ("Hỏng", "Damaged"),
        "found": ("Đã tìm thấy", "Found"),
        "reissued": ("Đã cấp lại bản mới", "Made anew"),
        "repaired": ("Đã sửa, người dân đồng ý", "Repaired, and the family agrees"),
    },
    "right": {
        "relative": ("Người thân", "Relative"),
        "authorised": ("Được uỷ quyền", "Authorised"),
        "guardian": ("Người giám hộ, đại diện theo pháp luật", "Legal guardian or representative"),
    },
    "paid": {
        "cash": ("Tiền mặt", "Cash"),
        "transfer": ("Chuyển khoản", "Bank transfer"),
        "none": ("Chưa thu", "Not taken"),
    },
}


def status_word(status: int, locale: str = "vi") -> str:
    """The national word for this state."""
    return STATUS[status][1 if locale == "en" else 0]


def word(table: str, key: str | None, locale: str = "vi") -> str:
    """The word for a code of one of the tables above; empty for nothing."""
    return WORDS[table][key][1 if locale == "en" else 0] if key else ""
