"""What people call the fields of a citizen."""

FIELDS = {
    "access_notes": ("Lưu ý khi đến", "Access notes"),
    "accuracy_m": ("Sai số (m)", "Accuracy (m)"),
    "birth_date": ("Ngày sinh", "Date of birth"),
    "birth_year": ("Năm sinh", "Year of birth"),
    "citizens": ("Những người", "People"),
    "contacts": ("Người liên hệ", "Contacts"),
    "directions": ("Chỉ đường", "Directions"),
    "full_name_on_card": ("Họ tên trên thẻ", "Name on the card"),
    "identity_last4": ("4 số cuối căn cước", "Last four of the ID"),
    "identity_number": ("Số căn cước", "ID number"),
    "is_deceased": ("Đã mất", "Has died"),
    "old_address": ("Địa chỉ cũ", "Former address"),
    "old_identity_number": ("Số chứng minh cũ", "Former ID number"),
    "phone_owner": ("Điện thoại của ai", "Whose phone"),
    "position": ("Vị trí", "Position"),
    "position_accuracy_m": ("Sai số vị trí (m)", "Accuracy of the position (m)"),
    "position_source": ("Vị trí lấy từ", "Position taken from"),
    "priority_groups": ("Diện ưu tiên", "Priority groups"),
    "relation": ("Quan hệ", "Relation"),
    "sex": ("Giới tính", "Sex"),
}

VALUES = {
    "position_source": {
        "pin": ("Ghim tại nhà", "Pinned at the house"),
        "visit": ("Ghi tại cổng trong lần đến", "Recorded at the gate on a visit"),
        "geocoder": ("Tra theo địa chỉ", "Looked up by the address"),
        "same-address": ("Người cùng địa chỉ", "Somebody at the same address"),
        "neighbourhood": ("Giữa tổ dân phố", "Middle of the neighbourhood"),
    },
    "priority_groups": {
        "elderly": ("Cao tuổi", "Elderly"),
        "disabled-very-severe": ("Khuyết tật đặc biệt nặng", "Very severely disabled"),
        "disabled-severe": ("Khuyết tật nặng", "Severely disabled"),
        "disabled-mild": ("Khuyết tật nhẹ", "Mildly disabled"),
        "merit": ("Người có công", "Person of merit"),
        "merit-family": ("Thân nhân người có công", "Family of a person of merit"),
        "heroic-mother": ("Mẹ Việt Nam anh hùng", "Heroic mother"),
        "social-protection": ("Hưởng trợ cấp xã hội", "Receives social assistance"),
        "poor": ("Hộ nghèo", "Poor household"),
        "near-poor": ("Hộ cận nghèo", "Near-poor household"),
        "bedridden": ("Nằm một chỗ", "Bedridden"),
    },
    "sex": {"male": ("Nam", "Male"), "female": ("Nữ", "Female")},
    "source": {
        "geocoder": ("Tra theo địa chỉ", "Looked up by the address"),
        "same-address": ("Người cùng địa chỉ", "Somebody at the same address"),
        "qr": ("Quét mã trên thẻ", "Scanned from the card"),
        "typed": ("Gõ tay", "Typed"),
    },
}
