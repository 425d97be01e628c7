"""Words for refusals, flags and changes of files."""

REASONS = {
    "file-too-large": (
        "Ảnh lớn hơn 12 MB. Hãy chụp lại ở cỡ nhỏ hơn.",
        "The picture is larger than 12 MB. Take it smaller.",
    ),
    "file-empty": ("Tệp không có nội dung. Hãy chọn lại.", "The file is empty. Choose it again."),
    "file-hash-missing": ("Thiếu mã kiểm tra SHA-256 của tệp.", "The file's SHA-256 is missing."),
    "file-type-not-taken": ("Chỉ nhận ảnh JPEG, PNG hoặc WebP.", "Only JPEG, PNG or WebP pictures are taken."),
    "file-not-found": ("Không tìm thấy tệp này.", "There is no such file."),
    "file-quota": (
        "Máy này đã gửi đủ dung lượng trong ngày. Phần còn lại sẽ tự gửi vào ngày mai.",
        "This device has sent its share for today. The rest goes by itself tomorrow.",
    ),
    "file-wrong-bytes": (
        "Tệp nhận được không khớp mã kiểm tra. Máy sẽ tự gửi lại từ đầu.",
        "The bytes do not match the hash. They will be sent again from the start.",
    ),
    "file-bytes-wrong": (
        "Một máy gửi sai nội dung tệp ba lần. Hãy hỏi người giữ máy và chụp lại nếu cần.",
        "A device sent wrong bytes three times. Ask its holder, and take the picture again if needed.",
    ),
    "sealing-key-lost": (
        "Máy chủ không còn khoá của tệp niêm phong này. Hãy mở khoá máy để niêm phong lại; tệp vẫn còn trên máy.",
        "The server has lost the key of this sealed file. Unlock the phone to seal it anew; the file is still there.",
    ),
    "file-unopened": (
        "Một máy giao lại ảnh niêm phong bằng khoá đã mất. Ảnh được giữ, chưa mở được: tìm khoá trong bản sao lưu cũ.",
        "A phone handed over a picture sealed to a lost key. It is kept unopened: look for the key in older backups.",
    ),
    "file-overdue": (
        "Có ảnh đã ghi trong hồ sơ quá 48 giờ mà chưa về tới. Hãy nhắc người giữ máy mở ứng dụng khi có mạng.",
        "Pictures named 48 hours ago have not arrived. Ask the holder of the phone to open the app with a network.",
    ),
    "not-an-image": (
        "Tệp gửi về không phải là ảnh nên không hiển thị được. Bản gốc vẫn được giữ.",
        "The file is not a picture and cannot be shown. The original is kept.",
    ),
    "image-damaged": (
        "Ảnh bị hỏng hoặc thiếu phần cuối. Bản gốc vẫn được giữ; hãy chụp lại nếu cần.",
        "The picture is damaged or cut. The original is kept; take it again if needed.",
    ),
    "image-too-many-pixels": (
        "Ảnh quá lớn (trên 24 triệu điểm ảnh) nên không hiển thị. Bản gốc vẫn được giữ.",
        "The picture has more than 24 megapixels and is not shown. The original is kept.",
    ),
    "unknown-file": ("Không có tệp này.", "There is no such file."),
    "upload-not-found": ("Không có lượt tải lên này, hoặc đã hết hạn.", "There is no such upload, or it has expired."),
    "upload-expired": ("Lượt tải lên đã hết hạn. Hãy bắt đầu lại.", "The upload has expired. Start again."),
    "tus-version": ("Máy chủ chỉ nói tus 1.0.0.", "This server speaks tus 1.0.0 only."),
    "tus-piece-type": (
        "Phần tệp phải có kiểu application/offset+octet-stream.",
        "A piece must be of type application/offset+octet-stream.",
    ),
    "tus-number": ("Thiếu hoặc sai số byte trong tiêu đề.", "A header must be a whole number of bytes."),
    "tus-metadata": ("Không đọc được Upload-Metadata.", "Upload-Metadata cannot be read."),
    "tus-checksum-algorithm": ("Chỉ kiểm tra bằng sha256 hoặc sha1.", "Checksums are sha256 or sha1."),
    "tus-checksum-wrong": (
        "Phần tệp bị thay đổi trên đường đi. Hãy gửi lại phần này.",
        "The piece was changed on its way. Send it again.",
    ),
    "tus-method": ("Không dùng được cách gọi này.", "This method is not known here."),
    "tus-offset": ("Phần tệp không nối tiếp phần đã nhận.", "The piece does not continue what is stored."),
    "tus-too-much": ("Phần tệp dài hơn số byte đã báo.", "The piece is longer than announced."),
}

CHANGES = {
    "file.stored": ("Đã nhận đủ tệp", "File received in full"),
    "file.shown": ("Đã dựng ảnh để xem", "Picture made ready to show"),
    "file.not-shown": ("Không hiển thị được tệp", "File cannot be shown"),
}

COMMANDS = {
    "files.keep": ("Đã nhận đủ tệp", "Keep a file"),
    "files.report_overdue": ("Báo tệp về muộn", "Report overdue files"),
    "files.report_wrong_bytes": ("Báo tệp sai nội dung", "Report wrong bytes"),
    "files.show": ("Dựng ảnh để xem", "Make a picture viewable"),
}
