"""Words for refusals, flags and changes of requests."""

REASONS = {
    "possible-duplicate": (
        "Có thể người này đã được đăng ký. Hãy xem hai yêu cầu và gộp nếu là một.",
        "This person may have been registered already. Compare the requests and merge them if they are one.",
    ),
    "unknown-request": ("Không tìm thấy yêu cầu này.", "This request was not found."),
    "request-exists": ("Yêu cầu này đã được ghi trước đó.", "This request was recorded before."),
    "citizen-exists": ("Người này đã được ghi trước đó.", "This person was recorded before."),
    "too-many-open-requests": (
        "Số điện thoại này đang có nhiều yêu cầu chưa xong. Hãy gọi cho trung tâm để được giúp.",
        "This phone number already has several open requests. Please call the centre for help.",
    ),
    "request-not-waiting": (
        "Yêu cầu này đã có người xử lý. Hãy xem trạng thái mới.",
        "Somebody has already handled this request. Look at its new status.",
    ),
    "request-not-on-the-list": (
        "Yêu cầu này đã xếp lịch hoặc đã kết thúc nên không làm được việc này.",
        "This request is planned or over, so this cannot be done.",
    ),
    "request-not-open": ("Yêu cầu này đã kết thúc.", "This request is over."),
    "merge-into-itself": ("Không thể gộp một yêu cầu vào chính nó.", "A request cannot be merged into itself."),
    "merge-into-closed": (
        "Yêu cầu nhận gộp đã kết thúc. Hãy chọn yêu cầu khác.",
        "The request to merge into is over. Choose another one.",
    ),
    "not-your-neighbourhood": (
        "Tổ dân phố này không thuộc phần việc của anh/chị.",
        "This neighbourhood is not one of yours.",
    ),
    "not-this-registration": (
        "Phần đính chính nêu nhầm đăng ký. Hãy mở lại yêu cầu rồi đính chính.",
        "The correction names another registration. Open the request again and correct it there.",
    ),
    "registration-moved-on": (
        "Yêu cầu này đã thay đổi hoặc đã kết thúc trước khi nhận được phần đính chính. Hãy xem điều nào đúng.",
        "This request had changed or was over before the correction arrived. See which is right.",
    ),
    "need-corrected-after-planning": (
        "Việc cần làm được đính chính sau khi đã xếp lịch. Hãy xem lại lượt đến: thời gian, cán bộ, giấy tờ cần dặn.",
        "What is needed was put right after the visit was planned. Look at the visit again: time, officer, papers.",
    ),
    "outside-your-area": (
        "Tổ trưởng đã đăng ký cho người ở tổ khác. Điều phối viên cần xem lại.",
        "A leader registered somebody of another neighbourhood. The coordinator should look at it.",
    ),
}

CHANGES = {
    "request.half-day-chosen": ("Gia đình đã chọn buổi khác", "The family chose another half-day"),
    "request.half-day-moved": ("Gia đình đã tự đổi sang buổi khác", "The family moved its visit to another half-day"),
    "request.offers-renewed": ("Các buổi còn chỗ để chọn đã đổi", "The half-days on offer have changed"),
    "request.not-planned": (
        "Kế hoạch chưa xếp được, vẫn giữ buổi đã đặt; cần gọi gia đình",
        "Left out of the plan, still booked; the family is to be rung",
    ),
    "request.news-taken-back": (
        "Đã hoàn tác kế hoạch chưa xếp được; gia đình đợi như trước",
        "The plan that left it out was undone; the household waits as before",
    ),
    "request.place-given": ("Buổi mong muốn đã có chỗ", "The half-day wished for has room after all"),
    "request.called-off": (
        "Buổi hẹn phải hoãn, đã giữ buổi khác nếu còn chỗ",
        "The half-day was called off; another is kept where there is room",
    ),
    "request.messages-resumed": ("Đã mở lại liên lạc với gia đình", "Messages to the household were resumed"),
    "request.messages-stopped": ("Đã ngừng mọi liên lạc với gia đình", "All messages to the household were stopped"),
    "request.corrected": ("Đã đính chính nội dung đăng ký", "The registration was put right"),
    "request.phone-corrected": ("Số gọi lại đã theo số mới của người dân", "The number to call followed the person's"),
    "request.registered": ("Đã nhận yêu cầu", "Request received"),
    "request.accepted": ("Đã chấp nhận yêu cầu", "Request accepted"),
    "request.declined": ("Đã từ chối yêu cầu", "Request declined"),
    "request.merged": ("Đã gộp vào yêu cầu khác", "Merged into another request"),
    "request.cancelled": ("Đã huỷ yêu cầu", "Request cancelled"),
    "request.planned": ("Đã xếp lịch cho yêu cầu", "Request planned"),
    "request.done": ("Đã phục vụ xong yêu cầu", "Request served"),
    "request.put_back": ("Yêu cầu trở lại danh sách chờ", "Request is back on the list"),
}

COMMANDS = {
    "requests.accept": ("Tiếp nhận yêu cầu", "Accept a request"),
    "requests.cancel": ("Huỷ yêu cầu", "Cancel a request"),
    "requests.correct_fact": ("Đính chính đăng ký", "Put a registration right"),
    "requests.decline": ("Từ chối yêu cầu", "Decline a request"),
    "requests.merge": ("Gộp yêu cầu trùng", "Merge requests"),
    "requests.register": ("Đăng ký lượt hẹn", "Register a request"),
}
