"""Words for refusals, flags and changes of the post's work."""

REASONS = {
    "manifest-empty": (
        "Bảng kê chưa có bưu gửi nào. Hãy chọn ít nhất một kết quả.",
        "The list is empty. Choose at least one result.",
    ),
    "manifest-id-used": ("Bảng kê này đã được lập.", "This manifest has been made already."),
    "item-id-used": ("Bưu gửi này đã được ghi.", "This item has been recorded already."),
    "attempt-id-used": ("Lần phát này đã được ghi.", "This attempt has been recorded already."),
    "result-missing": ("Hồ sơ này chưa có kết quả để gửi.", "This dossier has no result to send yet."),
    "delivery-not-by-post": (
        "Người dân không chọn nhận qua bưu điện. Hãy đổi cách nhận trước.",
        "The citizen did not choose the post. Change the way of delivery first.",
    ),
    "already-listed": ("Kết quả này đã nằm trong một bảng kê khác.", "This result is on another manifest already."),
    "unknown-manifest": ("Không có bảng kê này.", "There is no such manifest."),
    "unknown-postal-item": ("Không có bưu gửi này.", "There is no such postal item."),
    "manifest-signed-before": (
        "Bên này đã ký bảng kê trước đó. Hãy xem chữ ký nào đúng.",
        "This side has signed before. See which signature is right.",
    ),
    "manifest-count-differs": (
        "Số bưu gửi đếm được khác bảng kê. Hãy đếm lại cùng nhau.",
        "The count differs from the list. Count again together.",
    ),
    "manifest-not-signed": (
        "Bưu gửi được phát khi hai bên chưa ký xong bảng kê.",
        "The item was on its round before both sides signed the manifest.",
    ),
    "other-post-office": (
        "Nhân viên của bưu cục khác đã ghi việc này.",
        "Somebody of another post office recorded this.",
    ),
    "attempt-too-early": (
        "Lần phát sau cách lần trước chưa đủ hai ngày làm việc.",
        "The attempts are less than two working days apart.",
    ),
    "returned-early": (
        "Bưu gửi được trả về khi chưa phát đủ hai lần.",
        "The item came back before two attempts were made.",
    ),
    "return-count-differs": (
        "Số giấy tờ trả về khác số đã gửi. Hãy kiểm tra phong bì.",
        "The papers that came back differ from those sent. Check the envelope.",
    ),
    "return-bundle-differs": (
        "Số phong bì bưu điện đếm, trung tâm đếm và danh sách trả về không khớp nhau. Hãy đếm lại cùng nhau.",
        "The envelopes that the post counted, that the centre counted and the list differ. Count again together.",
    ),
    "item-already-delivered": (
        "Bưu gửi này đã được ghi là đã phát. Hãy xem việc nào đúng.",
        "This item was recorded as delivered already. See which is right.",
    ),
    "item-already-returned": (
        "Bưu gửi này đã được ghi là đã trả về. Hãy xem việc nào đúng.",
        "This item was recorded as returned already. See which is right.",
    ),
    "item-already-withdrawn": (
        "Bưu gửi này đã rút khỏi bảng kê vì kết quả đã trao cách khác. Hãy xem việc nào đúng.",
        "This item was taken off the list, for its result was given otherwise. See which is right.",
    ),
    "postal-code-differs": (
        "Số phiếu gửi khác số đã ghi. Số cũ được giữ lại.",
        "The slip number differs from the one recorded. The old one is kept.",
    ),
    "postal-code-check-digit": (
        "Số phiếu gửi có vẻ sai một chữ số. Hãy nhìn lại phiếu.",
        "A digit of the slip number seems wrong. Look at the slip again.",
    ),
    "postal-code-reserved": (
        "Chữ đầu của số phiếu gửi ít gặp. Hãy nhìn lại phiếu.",
        "The slip number begins with an unusual letter. Look at the slip again.",
    ),
}

CHANGES = {
    "manifest.made": ("Đã lập bảng kê", "Manifest made"),
    "manifest.signed-by-post": ("Bưu điện đã ký bảng kê", "Signed by the post"),
    "manifest.signed-by-centre": ("Trung tâm đã ký bảng kê", "Signed by the centre"),
    "manifest.signed": ("Hai bên đã ký, bưu gửi thuộc bưu điện giữ", "Both sides have signed"),
    "postal_item.numbered": ("Đã ghi số phiếu gửi", "Slip number written down"),
    "postal_item.listed": ("Đã vào bảng kê", "Listed"),
    "postal_item.withdrawn": ("Rút khỏi bảng kê, kết quả đã trao cách khác", "Taken off the list, given otherwise"),
    "manifest.item-withdrawn": ("Rút một bưu gửi khỏi bảng kê", "An item was taken off the list"),
    "postal_item.taken-by-post": ("Bưu điện đã nhận", "Taken by the post"),
    "postal_item.picked-up": ("Nhân viên bưu điện đã cầm bưu gửi", "Picked up"),
    "postal_item.attempted": ("Phát chưa được", "Attempt failed"),
    "postal_item.delivered": ("Đã phát", "Delivered"),
    "postal_item.delivery-disputed": ("Có thêm một lần ghi đã phát, chờ xem lại", "Another delivery, to be looked at"),
    "postal_item.returned": ("Đã trả về trung tâm", "Returned"),
    "postal_item.corrected": ("Đã sửa điều đã ghi", "Report corrected"),
    "postal_item.return-disputed": ("Có ghi trả về, chờ xem lại", "A return, to be looked at"),
}

COMMANDS = {
    "postal.correct_fact": ("Đính chính bưu gửi", "Put a postal report right"),
    "postal.deliver": ("Đã phát bưu gửi", "Deliver an item"),
    "postal.make_manifest": ("Lập bảng kê giao bưu điện", "Make a manifest"),
    "postal.number_item": ("Ghi số phiếu gửi", "Write down a slip number"),
    "postal.pick_up": ("Nhận bưu gửi", "Pick up an item"),
    "postal.record_attempt": ("Ghi lần phát không được", "Record a failed attempt"),
    "postal.return": ("Trả bưu gửi về trung tâm", "Return an item"),
    "postal.sign_manifest": ("Ký bảng kê", "Sign a manifest"),
}
