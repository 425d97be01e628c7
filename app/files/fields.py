"""What people call the fields of files."""

FIELDS = {
    "media_type": ("Loại tệp", "Kind of file"),
    "most": ("Nhiều nhất", "At most"),
    "refused": ("Vì sao không hiện", "Why it is not shown"),
    "shown": ("Đã cho xem", "Shown"),
    "size": ("Dung lượng", "Size"),
}

UNREAD = frozenset({"enrolment", "file", "file_id", "files", "sha256"})
