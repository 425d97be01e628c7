"""What the check of a home receipt says, by verdict: Vietnamese, English."""

RECEIPT_CHECK = {
    "receipt-genuine": (
        "Giấy hẹn này là thật: do máy của cán bộ phường ký và chưa bị sửa. Hãy so số và ngày dưới đây với tờ giấy.",
        "This receipt is genuine: an officer's phone signed it. Compare the number and day below with the paper.",
    ),
    "receipt-altered": (
        "Mã này đã bị sửa hoặc không do máy của phường ký. Đừng tin tờ giấy này, hãy gọi cho chúng tôi.",
        "This code was changed, or none of our phones signed it. Do not trust this paper; please call us.",
    ),
    "receipt-other-words": (
        "Mã QR là thật nhưng nội dung đã dán không phải nội dung lúc ký. Hãy gọi cho chúng tôi để hỏi lại.",
        "The QR code is genuine, but these are not the words that were signed. Please call us and ask.",
    ),
    "receipt-number-misread": (
        "Số giấy hẹn có chữ số bị sai. Nếu gõ bằng tay, hãy xem lại từng chữ số; nếu quét, hãy gọi cho chúng tôi.",
        "A digit of the receipt number is wrong. If it was typed, check each digit; if it was scanned, call us.",
    ),
    "receipt-number-unknown": (
        "Chữ ký đúng nhưng chúng tôi chưa từng cấp số này. Hãy gọi cho chúng tôi để hỏi lại.",
        "The signature is right, but we never gave out this number. Please call us and ask.",
    ),
    "receipt-number-only": (
        "Số đúng dạng, nhưng chỉ có số thì chưa biết giấy thật hay giả. Hãy quét mã QR trên giấy.",
        "The number is well formed, but a number alone proves nothing. Scan the QR code on the paper.",
    ),
    "receipt-other-ward": (
        "Giấy hẹn này ghi số của phường khác. Hãy kiểm tra ở trang của phường đó.",
        "This receipt carries another ward's number. Check it on that ward's page.",
    ),
    "receipt-practice": (
        "Đây là giấy tập huấn, không phải giấy hẹn thật. Nếu có người đưa nó cho ông/bà, hãy gọi cho chúng tôi.",
        "This paper is for training, not a real receipt. If somebody gave it to you, please call us.",
    ),
    "receipt-key-unknown": (
        "Máy đã ký giấy này không phải máy của cán bộ phường. Đừng tin tờ giấy này, hãy gọi cho chúng tôi.",
        "The phone that signed this is none of our officers'. Do not trust this paper; please call us.",
    ),
    "receipt-key-ended": (
        "Máy đã ký giấy này bị ngừng trước ngày ghi trên giấy. Hãy gọi cho chúng tôi để hỏi lại.",
        "The phone that signed this was out of use before the day on the paper. Please call us and ask.",
    ),
    "receipt-key-too-young": (
        "Ngày ghi trên giấy có trước khi máy này được dùng. Hãy gọi cho chúng tôi để hỏi lại.",
        "The day on the paper lies before this phone came into use. Please call us and ask.",
    ),
    "receipt-not-a-code": (
        "Đây không phải mã trên giấy hẹn của chúng tôi. Mã đúng bắt đầu bằng TN1.",
        "This is not the code of one of our receipts. A right one begins with TN1.",
    ),
}
