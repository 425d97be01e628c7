"""Words for refusals, flags and changes of citizens."""

REASONS = {
    "citizen-id-used": ("Mã này đã thuộc về một người khác.", "This id belongs to somebody else."),
    "unknown-citizen": ("Không tìm thấy người dân này.", "This person was not found."),
    "unknown-citizen-fact": ("Không tìm thấy việc đã ghi trước đó.", "The earlier record was not found."),
    "correction-empty": ("Chưa ghi nội dung cần sửa.", "Nothing was given to correct."),
    "field-not-yours": (
        "Anh/chị không được xem mục này nên không sửa được. Hãy báo điều phối viên.",
        "You cannot see this item, so you cannot change it. Tell the coordinator.",
    ),
    "field-changed": (
        "Người khác vừa sửa mục này. Hãy xem nội dung mới rồi quyết định.",
        "Somebody else has just changed this item. Look at it again, then decide.",
    ),
    "value-not-possible": ("Nội dung của một mục không hợp lệ.", "One item holds something that cannot be right."),
    "neighbourhood-elsewhere": ("Tổ dân phố này thuộc phường khác.", "This neighbourhood is in another ward."),
    "other-identity-before": (
        "Trước đây đã ghi một số căn cước khác cho người này.",
        "Another identity number was on record for this person.",
    ),
    "identity-in-use": (
        "Số căn cước này đã ghi cho một người khác.",
        "This identity number is on record for somebody else.",
    ),
    "card-name-differs": ("Tên trên thẻ khác tên đã đăng ký.", "The name on the card differs from ours."),
    "card-birth-year-differs": (
        "Năm sinh trên thẻ khác năm đã đăng ký.",
        "The year of birth on the card differs from ours.",
    ),
    "card-sex-differs": (
        "Giới tính trên thẻ, trong số căn cước và trong sổ không khớp nhau.",
        "The sex on the card, in its number and in our register do not agree.",
    ),
    "pin-far-away": ("Vị trí nhà ở rất xa phường.", "The house is marked very far from the ward."),
}

CHANGES = {
    "citizen.located": ("Đã tìm vị trí nhà theo địa chỉ", "Home found by its address"),
    "citizen.messages-resumed": ("Đã mở lại liên lạc với gia đình", "Messages to the household were resumed"),
    "citizen.messages-stopped": ("Đã ngừng mọi liên lạc với gia đình", "All messages to the household were stopped"),
    "citizen.registered": ("Đã ghi tên người dân", "Person registered"),
    "citizen.corrected": ("Đã sửa thông tin", "Details corrected"),
    "citizen.pinned": ("Đã ghim vị trí nhà", "House marked on the map"),
    "citizen.identified": ("Đã ghi số căn cước", "Identity number recorded"),
    "citizen.identity_corrected": ("Đã sửa số căn cước", "Identity number corrected"),
    "citizen.pin_corrected": ("Đã sửa vị trí nhà", "House position corrected"),
}

COMMANDS = {
    "citizens.locate": ("Tìm vị trí nhà theo địa chỉ", "Find a home by its address"),
    "citizens.correct": ("Sửa thông tin người dân", "Correct a citizen's details"),
    "citizens.correct_fact": ("Đính chính thông tin người dân", "Put a citizen's record right"),
    "citizens.place_pin": ("Ghim vị trí nhà", "Pin the house on the map"),
    "citizens.record_identity": ("Ghi giấy tờ tuỳ thân", "Record an identity card"),
    "citizens.register": ("Ghi tên người dân", "Register a citizen"),
}
