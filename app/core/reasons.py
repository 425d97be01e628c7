"""Words for refusals and flags that any command can meet."""

REASONS = {
    "not-permitted": (
        "Vai trò của anh/chị không được làm việc này. Hãy nhờ điều phối viên.",
        "Your role may not do this. Ask the coordinator.",
    ),
    "wrong-ward": ("Việc này thuộc phường khác.", "This belongs to another ward."),
    "unknown-command": (
        "Máy chủ chưa biết loại việc này. Dữ liệu vẫn được giữ; trung tâm sẽ xử lý.",
        "The server does not know this kind of work yet. It is kept; the centre will look at it.",
    ),
    "unknown-version": (
        "Ứng dụng mới hơn máy chủ. Dữ liệu vẫn được giữ; trung tâm sẽ xử lý.",
        "The app is newer than the server. It is kept; the centre will look at it.",
    ),
    "invalid-shape": (
        "Có một ô chưa đúng dạng. Hãy xem lại ô được nêu.",
        "One field has a wrong form. Look at the field that is named.",
    ),
    "id-reuse": (
        "Mã việc này đã dùng cho một việc khác. Cả hai bản đều được giữ để điều phối viên xem.",
        "This id was used for something else. Both are kept for the coordinator.",
    ),
    "parked": (
        "Máy chủ gặp lỗi khi xử lý. Dữ liệu được giữ nguyên; trung tâm sẽ xem lại.",
        "The server failed on this. It is kept as it is; the centre will look at it.",
    ),
    "unreadable": (
        "Máy chủ không đọc được nội dung. Bản gốc được giữ; trung tâm sẽ xem lại.",
        "The server cannot read this. The original is kept; the centre will look at it.",
    ),
    "waits-for-another": (
        "Việc này chờ một việc khác đến trước. Không cần làm gì.",
        "This waits for something that must arrive first. Nothing to do.",
    ),
    "moved-on": (
        "Thông tin đã thay đổi sau lần tải về của máy. Hãy xem bản mới rồi làm lại nếu vẫn cần.",
        "Things changed after the phone's last download. Look at the new state and repeat it if still needed.",
    ),
    "clock-off": (
        "Đồng hồ của máy lệch hơn 5 phút. Giờ đã được tính lại; hãy chỉnh giờ tự động trên máy.",
        "The phone's clock is off by more than 5 minutes. The time was corrected; set it to automatic.",
    ),
    "number-voided": (
        "Số này đã bị hủy khi máy ngừng dùng. Điều phối viên cần kiểm tra giấy hẹn.",
        "This number was void since its phone was taken out of use. The coordinator must check the receipt.",
    ),
    "number-not-leased": (
        "Số này không nằm trong sổ đã cấp cho máy. Điều phối viên cần đối chiếu.",
        "This number was not leased to a phone. The coordinator must check it.",
    ),
    "number-of-another-device": (
        "Số này được cấp cho máy khác. Điều phối viên cần đối chiếu.",
        "This number was leased to another phone. The coordinator must check it.",
    ),
    "numbers-used-up": (
        "Phường đã dùng hết số của năm này. Hãy báo quản trị viên.",
        "The ward has used up this year's numbers. Tell the administrator.",
    ),
    "number-issued-twice": (
        "Số này đã được dùng cho một việc khác. Điều phối viên cần đối chiếu.",
        "This number was used for something else already. The coordinator must check it.",
    ),
}

CHANGES = {
    "rescoped": ("Người được xem đã thay đổi", "Who may see it changed"),
    "number_lease.voided": ("Đã hủy các số chưa cấp của máy", "A phone's unissued numbers were voided"),
    "number_lease.leased": ("Đã cấp một tập số cho máy", "Numbers were leased to a phone"),
}
