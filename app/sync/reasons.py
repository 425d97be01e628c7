"""Words for what the sync API answers, and for the review list."""

REASONS = {
    "bad-signature": (
        "Chữ ký của máy không khớp. Dữ liệu được giữ để điều phối viên xem.",
        "The phone's signature does not match. It is kept for the coordinator.",
    ),
    "actor-mismatch": (
        "Người gửi không phải chủ của máy. Dữ liệu được giữ để điều phối viên xem.",
        "The author is not the phone's owner. It is kept for the coordinator.",
    ),
    "device-unknown": (
        "Máy chủ không biết máy đã ghi việc này. Dữ liệu được giữ để điều phối viên xem.",
        "The server does not know the phone that made this. It is kept for the coordinator.",
    ),
    "account-ended": (
        "Tài khoản đã ngừng trước khi việc này tới máy chủ. Điều phối viên sẽ xem lại.",
        "The account had ended before this arrived. The coordinator will look at it.",
    ),
    "role-ended": (
        "Vai trò đã đổi trước khi việc này tới máy chủ. Điều phối viên sẽ xem lại.",
        "The role had changed before this arrived. The coordinator will look at it.",
    ),
    "sealed-unreadable": (
        "Máy chủ không mở được gói niêm phong. Bản gốc được giữ; trung tâm sẽ xem lại.",
        "The server cannot open this sealed work. The original is kept; the centre will look at it.",
    ),
    "sealed-file-unreadable": (
        "Máy chủ không mở được ảnh này. Hãy xuất lại gói từ máy; nếu vẫn không được, hãy giữ máy và gói lại.",
        "The server cannot open this picture. Export again; if it still fails, keep the phone and the file.",
    ),
    "rescue-not-ours": (
        "Tệp này không phải gói dự phòng của Tận Nhà. Hãy chọn tệp có đuôi .tannha lấy từ máy.",
        "This is no rescue file of Tận Nhà. Choose the .tannha file from the phone.",
    ),
    "rescue-cut": (
        "Gói bị cắt ngang, thiếu phần cuối. Có thể do chép dở hoặc rút thẻ nhớ sớm.",
        "The file is cut and its end is missing: perhaps it was not copied to the end.",
    ),
    "rescue-damaged": (
        "Gói bị hỏng ở giữa nên không đọc tiếp được.",
        "The file is damaged inside and cannot be read any further.",
    ),
    "rescue-too-long": (
        "Gói có quá nhiều dòng. Hãy báo người quản trị kỹ thuật.",
        "The file has too many lines. Tell the technician.",
    ),
    "waits-for-earlier": (
        "Việc này chờ các việc trước đó của cùng máy. Không cần làm gì.",
        "This waits for earlier work of the same phone. Nothing to do.",
    ),
    "seq-gap": ("Máy chủ thiếu một số việc trước đó của máy.", "The server misses earlier work of this phone."),
    "seq-fork": (
        "Máy này có vẻ là bản sao của máy khác. Hãy ghi danh lại; việc chưa gửi vẫn được giữ.",
        "This phone seems to be a copy of another. Enrol again; unsent work is kept.",
    ),
    "generation": (
        "Máy chủ vừa được khôi phục. Máy sẽ gửi lại từ đầu.",
        "The server was restored. The phone sends again.",
    ),
    "scope-changed": ("Quyền xem của anh/chị vừa thay đổi.", "What you may see has changed."),
    "protocol-too-old": (
        "Ứng dụng đã cũ. Hãy cập nhật để tải dữ liệu mới.",
        "The app is too old. Update it to download.",
    ),
    "app-too-old": (
        "Cần cập nhật ứng dụng để tải dữ liệu mới; việc đã lưu vẫn được gửi.",
        "Update the app to download; what was saved is still sent.",
    ),
    "not-ours": ("Nội dung gửi lên không đúng dạng.", "The request has a wrong form."),
    "not-found": ("Không có địa chỉ này.", "There is nothing at this address."),
    "method-not-allowed": ("Không dùng được theo cách này.", "This cannot be called in this way."),
    "too-large": ("Nội dung gửi lên quá lớn.", "The request is too large."),
    "busy": ("Máy chủ đang bận. Máy sẽ tự thử lại.", "The server is busy. The phone will try again."),
    "gap-declared": (
        "Máy báo đã mất một số việc chưa gửi. Hãy hỏi người dùng máy.",
        "The phone says that it lost unsent work. Ask its owner.",
    ),
    "gap-not-next": ("Khoảng thiếu không đúng chỗ.", "The gap is not where the server waits."),
    "unknown-review-item": ("Không có mục này trong danh sách xem lại.", "There is no such item in the review list."),
    "already-resolved": ("Mục này đã được giải quyết.", "This was resolved already."),
    "reason-needed": ("Hãy ghi lý do.", "Please write a reason."),
    "still-refused": (
        "Vẫn chưa áp dụng được. Hãy sửa nội dung hoặc bỏ qua kèm lý do.",
        "It still cannot be applied. Edit it, or discard it with a reason.",
    ),
    "nothing-to-apply": (
        "Nội dung này không đọc được nên không thể ghi nhận. Hãy hỏi người gửi rồi bỏ qua mục này.",
        "Nobody can read this, so it cannot be carried out. Ask who sent it, then discard the item.",
    ),
    "author-not-proven": (
        "Không chứng minh được ai đã ghi việc này nên không thể ghi nhận. Hãy hỏi người đó và ghi lại từ đầu.",
        "Nobody can prove who made this, so it cannot be carried out. Ask that person, and have it written anew.",
    ),
    "recorded-already": (
        "Việc này đã được ghi nhận nên không sửa ở đây. Hãy đính chính ở trang của hồ sơ hoặc lượt hẹn.",
        "This is recorded already, so it is not edited here. Correct it on the page of the dossier or visit.",
    ),
    "nothing-to-edit": ("Mục này không có nội dung để sửa.", "There is nothing to edit in this item."),
    "parent-discarded": ("Việc trước đó đã bị bỏ qua khi xem lại.", "What this was built on was discarded in review."),
    "lease-ended": ("Tập số này đã được đóng trước đó.", "This block was closed already."),
    "unknown-number-lease": ("Không tìm thấy tập số này.", "This block of numbers was not found."),
    "year-not-open": (
        "Chưa cấp số cho năm này. Số của năm sau được cấp từ tháng 12.",
        "Numbers of that year cannot be had now. Next year's can, from December on.",
    ),
    "pads-only": (
        "Chỉ điều phối viên cấp được tập giấy in sẵn cho người khác.",
        "Only a coordinator can hand out pads of paper to others.",
    ),
    "phones-only": ("Chỉ máy đã ghi danh mới nhận được tập số.", "Only an enrolled phone can lease numbers."),
}

CHANGES = {
    "number_lease.leased": ("Đã cấp một tập số cho máy", "Numbers were leased to a phone"),
    "number_lease.expired": ("Tập số đã hết năm", "A block of numbers has run out with its year"),
}

COMMANDS = {
    "sync.escalate_held": ("Nhắc việc chờ quá lâu", "Escalate work that waits too long"),
    "sync.report_fork": ("Báo hai máy trùng nhau", "Report a cloned phone"),
    "sync.report_unsent": ("Báo việc chưa bao giờ về", "Report work that never arrived"),
    "sync.settle_numbers": ("Đóng các tập số đã hết hạn", "Close blocks of numbers that are over"),
    "sync.void_numbers": ("Huỷ tập số bị mất", "Void a lost block of numbers"),
    "sync.declare_gap": ("Báo mất việc đã lưu", "Declare lost work"),
    "sync.lease_numbers": ("Xin cấp tập số", "Lease numbers"),
    "sync.resolve_review": ("Giải quyết mục cần xem lại", "Resolve a review item"),
}
