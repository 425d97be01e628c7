"""Words for refusals and changes of places."""

REASONS = {
    "ward-mismatch": ("Mã phường không khớp với phường đang làm việc.", "The code is not that of this ward."),
    "ward-exists": ("Phường này đã có trong hệ thống.", "This ward is already set up."),
    "neighbourhood-exists": ("Tổ dân phố này đã có.", "This neighbourhood already exists."),
    "post-office-exists": ("Bưu cục này đã có.", "This post office already exists."),
    "unknown-ward": ("Chưa có phường này trong hệ thống.", "This ward is not set up."),
    "unknown-neighbourhood": ("Không tìm thấy tổ dân phố.", "The neighbourhood was not found."),
    "unknown-post-office": ("Không tìm thấy bưu cục.", "The post office was not found."),
}

CHANGES = {
    "ward.added": ("Đã thêm phường", "Ward added"),
    "ward.letterhead-set": ("Đã đổi tên cơ quan trên biểu mẫu", "Letterhead of forms changed"),
    "ward.ways-told": ("Đã báo cách tính đường đi cho máy", "Phones told how to reckon the way"),
    "neighbourhood.added": ("Đã thêm tổ dân phố", "Neighbourhood added"),
    "post_office.added": ("Đã thêm bưu cục", "Post office added"),
}

COMMANDS = {
    "places.add_neighbourhood": ("Thêm tổ dân phố", "Add a neighbourhood"),
    "places.add_post_office": ("Thêm bưu cục", "Add a post office"),
    "places.add_ward": ("Thêm phường", "Add a ward"),
    "places.tell_ways": ("Báo cách tính đường đi cho máy", "Tell phones how to reckon the way"),
    "places.set_letterhead": ("Đặt tên cơ quan trên biểu mẫu", "Set the letterhead of forms"),
}
