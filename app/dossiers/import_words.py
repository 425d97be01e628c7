"""Words for what is wrong with a spreadsheet or one of its rows: Vietnamese, English."""

REASONS = {
    "import-empty": ("Hãy chọn một tệp XLSX.", "Choose an XLSX file."),
    "import-too-big": (
        "Tệp lớn hơn 5 MB. Hãy xoá ảnh và các trang tính không cần, rồi lưu lại.",
        "The file is larger than 5 MB. Remove pictures and sheets that are not needed and save it again.",
    ),
    "import-not-xlsx": (
        "Không đọc được tệp này. Hãy mở bằng Excel, bỏ mật khẩu nếu có, rồi lưu dạng “Excel Workbook (.xlsx)”.",
        "This file cannot be read. Open it in Excel, take off any password, and save it as “Excel Workbook (.xlsx)”.",
    ),
    "import-bomb": (
        "Tệp bung ra quá lớn nên không mở. Hãy sao chép riêng bảng cần nhập sang một tệp mới.",
        "The file unfolds to too much, so it was not opened. Copy the table alone into a new file.",
    ),
    "import-macro": (
        "Tệp có macro nên không nhận. Hãy lưu lại dạng “Excel Workbook (.xlsx)”.",
        "The file holds macros and is not taken. Save it as “Excel Workbook (.xlsx)”.",
    ),
    "import-columns": (
        "Không thấy dòng tiêu đề: cần “Số giấy hẹn” hoặc “Mã hồ sơ”, thêm một cột nữa như “Trạng thái”, không gộp ô.",
        "No heading row: it needs “Số giấy hẹn” or “Mã hồ sơ”, and one more such as “Trạng thái”, no merged cells.",
    ),
    "import-column-twice": (
        "Có hai cột cùng ý nghĩa. Hãy xoá bớt một cột.",
        "Two columns mean the same. Remove one of them.",
    ),
    "import-too-many-rows": (
        "Tệp có hơn 200 dòng. Hãy chia thành nhiều tệp.",
        "The file has more than 200 rows. Split it into several files.",
    ),
    "import-no-rows": ("Dưới dòng tiêu đề không có dòng nào.", "There is no row below the heading."),
    "import-rows-unread": (
        "Không đọc được các dòng đã xem. Hãy chọn lại tệp.",
        "The rows that were shown cannot be read. Choose the file again.",
    ),
    "import-formula": (
        "Dòng này có công thức. Hãy dán thành giá trị rồi lưu lại.",
        "This row holds a formula. Paste it as a value and save again.",
    ),
    "import-cell-too-long": (
        "Có ô dài hơn 300 chữ. Hãy viết gọn lại.",
        "A cell is longer than 300 characters. Make it shorter.",
    ),
    "import-row-without-number": (
        "Dòng này không có số giấy hẹn và mã hồ sơ.",
        "This row has neither a receipt number nor an official code.",
    ),
    "import-row-unknown": (
        "Không có hồ sơ nào của phường mang số này. Nếu là hồ sơ nhận tại quầy thì bỏ qua.",
        "No dossier of the ward has this number. If it was taken at the counter, leave it.",
    ),
    "import-row-twice": ("Dòng này lặp lại một dòng ở trên.", "This row repeats one above."),
    "import-rows-disagree": (
        "Hai dòng nói khác nhau về cùng một hồ sơ. Hãy giữ một dòng.",
        "Two rows say different things about one dossier. Keep one.",
    ),
    "import-code-for-two": (
        "Một mã hồ sơ ghi cho hai hồ sơ khác nhau. Hãy xem lại.",
        "One official code stands for two dossiers. Check it.",
    ),
    "import-result-not-done": (
        "Có giấy tờ kết quả nhưng trạng thái chưa phải “Đã xử lý xong”. Hãy xem lại.",
        "A result is named, yet the state is not “decided”. Check it.",
    ),
    "import-state-by-hand": (
        "Trạng thái này cần ghi thêm lý do, giấy tờ hoặc điều luật. Hãy làm trên trang hồ sơ.",
        "This state needs a reason, papers or an article. Do it on the dossier's page.",
    ),
    "import-state-unknown": (
        "Trạng thái không phải một trong mười trạng thái quốc gia.",
        "The state is none of the ten national states.",
    ),
    "import-older-state": (
        "Hồ sơ ở đây đã đi xa hơn trạng thái này. Danh sách có thể đã cũ.",
        "The dossier has come further than this state here. The list may be old.",
    ),
    "import-day-unread": (
        "Không đọc được ngày hẹn trả. Hãy ghi như 26/11/2026.",
        "The due date cannot be read. Write it like 26/11/2026.",
    ),
    "import-due-differs": (
        "Ngày hẹn của hệ thống tỉnh khác ngày đã hẹn với người dân. Ngày ở đây giữ nguyên; hãy xem lại.",
        "The other system's due date differs from the one the citizen was told. Ours stays; look into it.",
    ),
}
