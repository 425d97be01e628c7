"""What people call the fields of a restore."""

FIELDS = {
    "backup_taken_at": ("Bản sao lưu lấy lúc", "Backup taken at"),
    "first": ("Trước tiên", "First"),
    "lost_files": ("Ảnh không còn", "Files that are gone"),
    "signed_by": ("Người ký", "Signed by"),
}

UNREAD = frozenset({"came_from", "ended_generations", "generation", "serials_seen"})
