"""What people call the fields of wards, neighbourhoods and post offices."""

FIELDS = {
    "address": ("Địa chỉ", "Address"),
    "agency": ("Tên cơ quan, dòng trên", "Agency, upper line"),
    "centre_address": ("Địa chỉ trung tâm", "Centre's address"),
    "centre_name": ("Tên trung tâm", "Centre's name"),
    "code": ("Mã số", "Code"),
    "dateline": ("Địa danh trước ngày tháng", "Place before the date"),
    "hotline": ("Đường dây nóng", "Hotline"),
    "km": ("Cách (km)", "Distance (km)"),
    "lat": ("Vĩ độ", "Latitude"),
    "lon": ("Kinh độ", "Longitude"),
    "neighbourhood_id": ("Tổ dân phố", "Neighbourhood"),
    "office": ("Tên cơ quan, dòng dưới", "Agency, lower line"),
    "old_ward_code": ("Mã phường cũ", "Former ward's code"),
    "old_ward_name": ("Phường cũ", "Former ward"),
    "province": ("Tỉnh", "Province"),
    "province_code": ("Mã tỉnh", "Province code"),
    "radius_m": ("Bán kính (m)", "Radius (m)"),
    "ward": ("Phường", "Ward"),
    "ward_id": ("Phường", "Ward"),
}
