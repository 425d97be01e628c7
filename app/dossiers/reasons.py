"""Words for refusals, flags and changes of dossiers: Vietnamese, English."""

from app.dossiers import import_words as imports
from app.dossiers import incident_words as incident
from app.dossiers import money_words as money
from app.dossiers import paper_words as papers
from app.dossiers import step_words as steps
from app.dossiers.receipt_words import RECEIPT_CHECK

REASONS = {
    "unknown-dossier": (
        "Không tìm thấy hồ sơ này. Hãy tải lại trang.",
        "This dossier was not found. Reload the page.",
    ),
    "unknown-paper": (
        "Không tìm thấy giấy tờ này trong sổ giữ bản chính.",
        "This paper was not found among the originals in custody.",
    ),
    "dossier-id-used": (
        "Mã hồ sơ này đã dùng cho một hồ sơ khác. Bản mới vẫn được giữ để điều phối viên xem.",
        "This dossier id was used before. The new one is kept for the coordinator.",
    ),
    "component-twice": (
        "Có giấy tờ bị ghi hai lần trong danh sách. Hãy bỏ bớt một dòng.",
        "A paper is listed twice. Remove one of the lines.",
    ),
    "born-in-future": (
        "Năm sinh nằm trong tương lai. Hãy kiểm tra lại.",
        "The year of birth lies in the future. Check it.",
    ),
    "right-unproven": (
        "Người nộp thay chưa có giấy uỷ quyền hoặc giấy chứng minh giám hộ. Hãy hỏi lại trước khi giải quyết.",
        "Whoever hands in for the owner has shown no authorisation or proof of guardianship. Ask before deciding.",
    ),
    "procedure-version-differs": (
        "Thủ tục này đã có bản khác vào ngày nhận hồ sơ. Hãy kiểm tra lại giấy tờ và thời hạn.",
        "Another version of this procedure held on that day. Check papers and time limit.",
    ),
    "case-unknown": (
        "Trường hợp được chọn không có trong thủ tục. Hãy chọn lại trường hợp.",
        "The chosen case is not in this procedure. Choose the case again.",
    ),
    "file-not-named": (
        "Có ảnh chưa được báo gửi. Hãy hỏi cán bộ xem ảnh còn trên máy không.",
        "A photo was not announced. Ask the officer whether it is still on the phone.",
    ),
    "receipt-number-wrong": (
        "Số giấy hẹn không đúng dạng hoặc sai số kiểm tra. Hãy xem lại từng chữ số.",
        "The receipt number has a wrong form or check digit. Check each digit.",
    ),
    "shown-hash-differs": (
        "Nội dung giấy hẹn không khớp với mã kiểm tra đi kèm.",
        "The receipt's text does not match the hash sent with it.",
    ),
    "receipt-already-issued": (
        "Hồ sơ này đã có giấy hẹn. Hãy xem giấy nào người dân đang giữ.",
        "This dossier already has a receipt. See which one the citizen holds.",
    ),
    "due-date-differs": (
        "Ngày hẹn đã báo khác với ngày tính theo quy định. Hãy xem lại và báo cho người dân nếu cần.",
        "The date that was told differs from the one the rules give. Check it and tell the citizen if needed.",
    ),
    "signed-other-text": (
        "Chữ ký thuộc về một nội dung khác với giấy hẹn hiện có. Hãy xem điều gì đã đổi sau khi ký.",
        "A signature belongs to another text than the present receipt. See what changed after signing.",
    ),
    "same-holder": (
        "Bên giao và bên nhận là một. Hãy chọn lại người nhận.",
        "Giver and taker are the same. Choose the taker again.",
    ),
    "transfer-id-used": (
        "Lần giao nhận này đã được ghi trước đó.",
        "This transfer was recorded before.",
    ),
    "custody-holder-differs": (
        "Theo sổ, giấy tờ đang ở chỗ khác với bên giao. Hãy hỏi hai bên xem giấy tờ đang ở đâu.",
        "By the books somebody else holds this paper. Ask both sides where it is.",
    ),
    "custody-out-of-order": (
        "Lần giao nhận này xảy ra trước lần đã ghi sau cùng. Hãy xem giấy tờ đang ở đâu.",
        "This transfer happened before the last one recorded. See where the paper is.",
    ),
    "custody-count-differs": (
        "Số bản giao nhận khác số bản ban đầu. Hãy đếm lại cùng hai bên.",
        "The number of papers differs from before. Count again with both sides.",
    ),
    "paper-of-another-dossier": (
        "Giấy tờ này thuộc hồ sơ khác. Hãy kiểm tra lại mã hồ sơ.",
        "This paper belongs to another dossier. Check the dossier's code.",
    ),
    "not-a-party": (
        "Người báo không phải bên giao hay bên nhận. Hãy hỏi lại hai bên.",
        "The reporter is neither giver nor taker. Ask both sides.",
    ),
    "already-handed-over": (
        "Kết quả này đã được ghi là đã trao. Hãy xem ai là người nhận đúng.",
        "This result was recorded as handed over before. See who really received it.",
    ),
    "result-unknown": (
        "Hồ sơ chưa có kết quả này. Hãy xem cán bộ đã trao giấy tờ gì.",
        "The dossier has no such result. See which papers were handed over.",
    ),
    "result-elsewhere": (
        "Theo sổ, kết quả đang ở nơi khác. Hãy hỏi xem kết quả đang ở đâu.",
        "By the books the result is somewhere else. Ask where it is.",
    ),
    "not-for-the-door": (
        "Theo danh mục, việc này không giải quyết tại nhà được. Hãy xem lại căn cứ pháp lý.",
        "By the catalogue this act cannot be done at a home. See what the law says.",
    ),
    "official-code-shape": (
        "Mã hồ sơ không đúng một trong các dạng của hệ thống quốc gia. Ví dụ: G09.20-20260609-0092637.",
        "The code has none of the national shapes. Example: G09.20-20260609-0092637.",
    ),
    "official-code-taken": (
        "Mã này đã gắn với một hồ sơ khác. Hãy kiểm tra lại mã.",
        "This code is linked to another dossier. Check the code.",
    ),
    "official-code-already-linked": (
        "Hồ sơ này đã có mã khác. Nếu mã cũ sai, hãy chọn thay mã.",
        "This dossier already has another code. If that one is wrong, choose to replace it.",
    ),
    "result-already-attached": (
        "Hồ sơ này đã có kết quả. Hãy tải lại trang để xem.",
        "This dossier already has a result. Reload the page to see it.",
    ),
    "result-id-used": (
        "Kết quả này đã được ghi cho hồ sơ khác.",
        "This result was recorded for another dossier.",
    ),
    "result-not-here": (
        "Kết quả không còn ở trung tâm nên không đổi cách trả được.",
        "The result is no longer at the centre, so its way cannot change.",
    ),
    "address-required": (
        "Hãy ghi địa chỉ nhận bưu phẩm.",
        "Enter the address for the post.",
    ),
    "not-correctable": (
        "Ô này không sửa được bằng cách này. Hãy gọi điều phối viên.",
        "This field cannot be corrected this way. Call the coordinator.",
    ),
    "correction-wrong-value": (
        "Giá trị mới không hợp với ô này. Hãy xem lại.",
        "The new value does not fit this field. Check it.",
    ),
    "correction-outdated": (
        "Nội dung đã được sửa trước đó. Hãy xem bản sửa nào đúng.",
        "This was corrected before. See which correction is right.",
    ),
    **imports.REASONS,
    **incident.REASONS,
    **money.REASONS,
    **papers.REASONS,
    **steps.REASONS,
    **RECEIPT_CHECK,
}

CHANGES = {
    "dossier.recorded": ("Đã nhận hồ sơ tại nhà", "Taken in at home"),
    "dossier.visit-unplanned": ("Lượt đến đã rút khỏi lịch", "The visit was taken out of the plan"),
    "dossier.files-added": ("Đã thêm ảnh giấy tờ", "Photos added"),
    "dossier.file-stored": ("Ảnh đã về đến trung tâm", "A photo has arrived"),
    "dossier.receipt-issued": ("Đã đưa giấy hẹn", "Receipt issued"),
    "dossier.signed": ("Đã ký xác nhận", "Signed"),
    "dossier.packet-exported": ("Đã xuất gói cho hệ thống của tỉnh", "Packet taken for the provincial system"),
    "dossier.list-exported": ("Đã xuất trong danh sách XLSX", "Taken out in a list"),
    "dossier.code-linked": ("Đã gắn mã hồ sơ", "Official code linked"),
    "dossier.result-attached": ("Đã có kết quả", "Result attached"),
    "dossier.delivery-chosen": ("Đã chọn cách trả kết quả", "Way of delivery chosen"),
    "dossier.result-ready": ("Kết quả ở trung tâm, chờ trả", "Result waits at the centre"),
    "dossier.result-with-officer": ("Cán bộ mang kết quả đi trả", "An officer carries the result"),
    "dossier.result-with-post": ("Bưu điện đã nhận kết quả", "The post has the result"),
    "dossier.result-returned": ("Bưu điện đã chuyển hoàn kết quả", "The post returned the result"),
    "dossier.handed-over": ("Đã trao kết quả", "Result handed over"),
    "dossier.hand-over-disputed": ("Có báo cáo trao kết quả cần xem lại", "A hand-over waits for a decision"),
    "dossier.original-added": ("Nhận thêm bản chính sau khi ký", "One more original after signing"),
    "dossier.corrected": ("Đã sửa thông tin", "Corrected"),
    "paper.transferred": ("Đã giao nhận bản chính", "Original changed hands"),
    "paper.transfer-disputed": ("Có lần giao nhận cần xem lại", "A transfer waits for a decision"),
    "paper.awaited": ("Đang chuyển giao cho cán bộ khác", "Being handed on to another officer"),
    "paper.corrected": ("Đã sửa thông tin giao nhận", "Transfer corrected"),
    **incident.CHANGES,
    **money.CHANGES,
    **papers.CHANGES,
    **steps.CHANGES,
}

COMMANDS = {
    "dossiers.add_files": ("Thêm ảnh giấy tờ", "Add photos of papers"),
    "dossiers.attach_result": ("Ghi kết quả đã có", "Attach the result"),
    "dossiers.choose_delivery": ("Chọn cách trả kết quả", "Choose how the result is given back"),
    "dossiers.correct_fact": ("Đính chính hồ sơ", "Put a dossier right"),
    "dossiers.export_list": ("Xuất danh sách hồ sơ", "Take out a list"),
    "dossiers.export_packets": ("Xuất gói hồ sơ", "Take out packets"),
    "dossiers.hand_over": ("Trao kết quả", "Hand over a result"),
    "dossiers.issue_receipt": ("Cấp giấy hẹn", "Issue a receipt"),
    "dossiers.link_code": ("Ghi mã hồ sơ chính thức", "Link the official code"),
    "dossiers.record": ("Nhận hồ sơ", "Take a dossier in"),
    "dossiers.settle": ("Giải quyết tại nhà", "Settle at the door"),
    "dossiers.sign": ("Ký xác nhận", "Sign"),
    "dossiers.transfer_custody": ("Giao nhận bản chính", "Transfer an original"),
    **incident.COMMANDS,
    **money.COMMANDS,
    **papers.COMMANDS,
    **steps.COMMANDS,
}
