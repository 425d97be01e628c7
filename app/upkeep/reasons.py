"""Words for what goes wrong with backups, each with what to do."""

REASONS = {
    "backup-no-key": (
        "Chưa có khoá sao lưu nên chưa sao lưu được. Chạy: flask backup keygen, rồi cất tệp khoá ở nơi khác.",
        "There is no backup key, so no backup is made. Run: flask backup keygen, and keep the key file elsewhere.",
    ),
    "backup-key-exists": (
        "Máy này đã có khoá sao lưu. Nếu thật sự muốn đổi khoá, thêm --replace và giữ cả tệp khoá cũ.",
        "This machine has a backup key already. To change it, add --replace, and keep the old key file as well.",
    ),
    "backup-key-file-exists": (
        "Tệp khoá này đã có. Hãy chọn tên khác; không ghi đè lên khoá cũ.",
        "This key file exists. Choose another name; an old key is never overwritten.",
    ),
    "backup-key-unreadable": (
        "Tệp này không phải là tệp khoá sao lưu.",
        "This file is not a backup key file.",
    ),
    "backup-cannot-open": (
        "Khoá này không mở được bản sao lưu: sai khoá, hoặc bản sao lưu đã bị hỏng.",
        "This key does not open the backup: another key, or the backup is damaged.",
    ),
    "backup-running": (
        "Một lần sao lưu khác đang chạy. Hãy đợi vài phút.",
        "Another backup is running. Wait a few minutes.",
    ),
    "backup-disk-full": (
        "Ổ đĩa không đủ chỗ để sao lưu. Hãy dọn ổ đĩa hoặc chuyển nơi sao lưu sang ổ khác.",
        "There is too little room for the backup. Make room, or let backups go to another disk.",
    ),
    "backup-place-unreachable": (
        "Không ghi được vào nơi sao lưu. Hãy xem ổ đĩa hoặc đường mạng tới nơi đó còn hoạt động không.",
        "The place of the backups cannot be written. Check that its disk or network share is there.",
    ),
    "backup-file-missing": (
        "Kho của máy chủ có ảnh bị mất hoặc hỏng. Điện thoại vẫn giữ ảnh của mình; hãy gọi người phụ trách kỹ thuật.",
        "Photos are missing or damaged in the server's store. Phones keep theirs; call the technician.",
    ),
    "backup-not-migrated": (
        "Cơ sở dữ liệu chưa có số hiệu phiên bản. Chạy: flask db upgrade.",
        "The database has no revision. Run: flask db upgrade.",
    ),
    "backup-none-here": (
        "Ở đây không có bản sao lưu trọn vẹn nào.",
        "There is no whole backup here.",
    ),
    "backup-damaged": (
        "Bản sao lưu này đã hỏng hoặc bị sửa. Chưa có gì bị thay đổi; hãy thử bản trước đó (--at).",
        "This backup is damaged or was changed. Nothing here was touched; try the one before (--at).",
    ),
    "backup-of-another-signer": (
        "Bản sao lưu này do máy chủ khác ký. Hãy đối chiếu mã khoá trên biên bản tuần.",
        "Another server signed this backup. Compare the key id with the weekly minutes.",
    ),
    "restore-place-in-use": (
        "Ở đây đang có dữ liệu. Nếu thật sự muốn thay, thêm --yes; dữ liệu cũ được để riêng, không xoá.",
        "There are data here. To replace them, add --yes; what is here is set aside, not deleted.",
    ),
    "restore-server-runs": (
        "Máy chủ hoặc tiến trình nền còn đang chạy. Hãy dừng cả hai rồi thử lại.",
        "The server or its worker is still running. Stop both and try again.",
    ),
    "restore-other-database": (
        "Bản sao lưu thuộc loại cơ sở dữ liệu khác với máy này.",
        "The backup is of another kind of database than this machine's.",
    ),
    "restore-newer-backup": (
        "Bản sao lưu do phiên bản phần mềm mới hơn tạo ra. Hãy cập nhật phần mềm trước.",
        "A newer version of the software made this backup. Update the software first.",
    ),
}

CHANGES: dict[str, tuple[str, str]] = {}

COMMANDS = {
    "upkeep.record_restore": ("Ghi việc khôi phục từ bản sao lưu", "Record a restore from a backup"),
}
