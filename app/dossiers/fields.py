"""What people call the fields of dossiers, receipts and custody; the words of their values are those of the papers."""

from app.dossiers.models.words import STATUS, WORDS

FIELDS = {
    "apology": ("Lời xin lỗi", "Apology"),
    "asked": ("Đã hỏi", "Asked"),
    "asked_before": ("Đã hỏi trước đó", "Asked before"),
    "authorisation": ("Giấy ủy quyền", "Authorisation"),
    "awaited": ("Còn chờ ảnh", "Photos awaited"),
    "case": ("Trường hợp", "Case"),
    "checked": ("Đã kiểm", "Checked"),
    "components": ("Thành phần hồ sơ", "Papers"),
    "condition": ("Tình trạng", "Condition"),
    "corrections": ("Đã đính chính", "Corrections"),
    "counted_from": ("Tính thời hạn từ", "Counted from"),
    "delivery": ("Cách trả kết quả", "Delivery"),
    "due_on": ("Hẹn trả", "Due on"),
    "exempt": ("Được miễn phí", "Exempt"),
    "exempt_reason": ("Lý do miễn", "Reason for exemption"),
    "finance": ("Phí", "Fee"),
    "form": ("Bản", "Form"),
    "given_by": ("Người giao", "Given by"),
    "handed": ("Đã trao", "Handed over"),
    "helper": ("Người giúp", "Helper"),
    "history": ("Các bước", "Steps"),
    "holder": ("Ai đang giữ", "Held by"),
    "items": ("Các mục", "Items"),
    "knows_second": ("Biết là yêu cầu bổ sung lần hai", "Knows it is the second time"),
    "linked": ("Đã gắn", "Linked"),
    "new_due_on": ("Hẹn lại ngày", "New due day"),
    "official_code": ("Mã hồ sơ", "Official code"),
    "owner": ("Chủ hồ sơ", "Owner"),
    "page": ("Trang", "Page"),
    "paid": ("Đã thu", "Paid"),
    "paper": ("Giấy tờ", "Paper"),
    "paper_id": ("Bản chính", "Original"),
    "papers_returned": ("Giấy tờ trả lại", "Papers given back"),
    "procedure_name": ("Thủ tục", "Procedure"),
    "receipt": ("Giấy hẹn", "Receipt"),
    "replaces": ("Thay cho mã", "Replaces the code"),
    "result_id": ("Kết quả", "Result"),
    "roles": ("Những người liên quan", "People"),
    "seal": ("Số niêm phong", "Seal number"),
    "signatures": ("Chữ ký", "Signatures"),
    "slip": ("Số biên lai", "Slip"),
    "standing": ("Có hiệu lực không", "Standing"),
    "submitter": ("Người nộp", "Submitter"),
    "supplement": ("Bổ sung giấy tờ", "More papers"),
    "taken": ("Đã có", "Taken"),
    "taken_at": ("Nhận tại nhà lúc", "Taken at"),
    "taken_by": ("Người nhận", "Taken by"),
    "times": ("Số lần", "Times"),
    "to_name": ("Giao cho", "Given to"),
    "transfer_id": ("Lần giao nhận", "Transfer"),
    "transfers": ("Các lần giao nhận", "Transfers"),
    "typed": ("Đã gõ", "Typed"),
    "who": ("Ai", "Who"),
}

VALUES = {
    "form": WORDS["form"],
    "kind": WORDS["kind"] | WORDS["holder"],
    "role": {
        "component": ("Giấy tờ trong hồ sơ", "Paper of the dossier"),
        "signature": ("Chữ ký", "Signature"),
        "thumbprint": ("Điểm chỉ", "Thumbprint"),
        "paper": ("Bản chính nhận giữ", "Original in custody"),
        "result": ("Kết quả", "Result"),
        "handover": ("Lúc trao kết quả", "Hand-over"),
        "gate": ("Cổng nhà", "Gate"),
    },
    "standing": {"in-force": ("Có hiệu lực", "In force"), "beside": ("Chờ xem lại", "Waits for a decision")},
    "state": WORDS["state"]
    | {"awaited": ("Ảnh đang về", "Photo on its way"), "stored": ("Đã có ảnh", "Photo here")}
    | {name: words for name, words in WORDS["result"].items() if name != "returned"},
    "status": {str(int(status)): words for status, words in STATUS.items()},
    "way": WORDS["delivery"] | WORDS["signed"] | WORDS["paid"],
    "who": WORDS["signer"],
}

UNREAD = frozenset(
    {
        "case_key", "component_key", "over_sha256", "procedure_version_id", "qr", "rule_version", "shown_sha256",
        "signature", "signature_file", "signature_files",
    }
)  # fmt: skip
