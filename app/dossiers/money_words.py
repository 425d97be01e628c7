"""Words for refusals, flags, changes and commands about money: Vietnamese, English."""

REASONS = {
    "unknown-fee-account": (
        "Không tìm thấy tài khoản nhận lệ phí. Hãy tải lại trang.",
        "The account for fees was not found. Reload the page.",
    ),
    "unknown-cash-hand-in": (
        "Không tìm thấy lần nộp tiền này. Hãy tải lại trang.",
        "This hand-in of cash was not found. Reload the page.",
    ),
    "exempt-but-paid": (
        "Đã ghi miễn phí nhưng vẫn có số tiền thu. Hãy sửa một trong hai.",
        "It says exempt, yet an amount was taken. Correct one of the two.",
    ),
    "exempt-without-reason": (
        "Hãy ghi lý do được miễn phí.",
        "Say why no fee is due.",
    ),
    "fee-already-taken": (
        "Hồ sơ này đã ghi thu phí trước đó. Hãy đối chiếu với phiếu thu.",
        "A fee was recorded for this dossier before. Compare with the slips.",
    ),
    "fee-differs": (
        "Số tiền đã thu khác mức phí của thủ tục. Hãy kiểm tra lại.",
        "The amount taken differs from the procedure's fee. Check it.",
    ),
    "cash-without-slip": (
        "Đã thu tiền mặt mà chưa ghi số biên lai. Hãy hỏi cán bộ và đưa biên lai cho người dân.",
        "Cash was taken without a slip number. Ask the officer and give the citizen a slip.",
    ),
    "no-transfer-awaited": (
        "Hồ sơ này không còn khoản chuyển tiền nào chờ xác nhận. Hãy tải lại trang.",
        "No transfer of this dossier waits to be confirmed. Reload the page.",
    ),
    "cash-differs": (
        "Số tiền nộp khác với số đã thu tại nhà. Hãy đếm lại cùng cán bộ và đối chiếu biên lai.",
        "The amount handed in differs from what was taken. Count again with the officer and compare the slips.",
    ),
    "weekend-not-saturday": (
        "Bảng tiền mặt tính theo ngày thứ Bảy. Hãy chọn một ngày thứ Bảy.",
        "A cash sheet is named by its Saturday. Choose a Saturday.",
    ),
}

CHANGES = {
    "dossier.fee-taken": ("Đã ghi thu phí", "Fee recorded"),
    "dossier.payment-confirmed": ("Đã xác nhận tiền chuyển khoản", "Transfer confirmed"),
    "cash_hand_in.handed-in": ("Đã nộp tiền mặt về trung tâm", "Cash handed in"),
    "fee_account.set": ("Đã đặt tài khoản nhận lệ phí", "Account for fees set"),
}

COMMANDS = {
    "dossiers.confirm_payment": ("Xác nhận tiền chuyển khoản", "Confirm a transfer"),
    "dossiers.hand_in_cash": ("Nộp tiền mặt", "Hand in cash"),
    "dossiers.set_fee_account": ("Đặt tài khoản nhận lệ phí", "Set the account for fees"),
    "dossiers.take_fee": ("Ghi lệ phí", "Record the fee"),
}
