"""Words for refusals, flags and changes of notices."""

REASONS = {
    "unknown-call": ("Không có cuộc gọi này.", "There is no such call."),
    "call-id-used": ("Cuộc gọi này đã được ghi.", "This call has been recorded already."),
    "called-outside-area": (
        "Người gọi không phụ trách hộ này. Hãy hỏi lại xem có nhầm hộ không.",
        "The caller does not look after this household. Ask whether it was the right one.",
    ),
    "call-corrected-before": (
        "Cuộc gọi này đã được người khác đính chính trước. Hãy xem điều nào đúng.",
        "Somebody else had corrected this call before. See which is right.",
    ),
    "push-off": ("Máy chủ chưa bật thông báo đẩy.", "This server sends no push messages yet."),
    "push-address": ("Địa chỉ nhận thông báo không hợp lệ.", "The address for push messages is not one we send to."),
}

CHANGES = {
    "call.told": ("Đã gọi và báo được", "Called and told"),
    "call.no-answer": ("Đã gọi, không nghe máy", "Called, no answer"),
    "call.wrong-number": ("Đã gọi, sai số", "Called, wrong number"),
    "call.asked-relative": ("Đã gọi, nhờ người nhà báo lại", "Called, a relative will tell"),
    "call.corrected": ("Đã đính chính kết quả cuộc gọi", "What came of the call was put right"),
}

COMMANDS = {
    "notices.record_call": ("Ghi cuộc gọi", "Record a call"),
    "notices.correct_call": ("Đính chính cuộc gọi", "Correct a call"),
}
