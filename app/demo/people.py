"""Synthetic people. Nobody here exists: names are drawn at random, identity serials are 99xxxx."""

from dataclasses import dataclass
from random import Random
from typing import Any

from app.places.addresses import resolve
from app.places.models import Neighbourhood

FAMILY = ("Bùi", "Nguyễn", "Đinh", "Quách", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Xa", "Hà")
MALE_MIDDLE = ("Văn", "Đức", "Quang", "Hữu", "Xuân")
FEMALE_MIDDLE = ("Thị", "Thị Thanh", "Thị Hồng", "Thị Minh")
MALE = ("Bình", "Chính", "Dũng", "Đạt", "Hải", "Khôi", "Lâm", "Nam", "Phúc", "Sơn", "Thịnh", "Vượng")
FEMALE = ("An", "Ánh", "Chi", "Dung", "Đào", "Hạnh", "Hiền", "Lan", "Mai", "Nga", "Thảo", "Yến")
STREETS = ("Cù Chính Lan", "Trần Hưng Đạo", "Chi Lăng", "An Dương Vương", "Lê Thánh Tông", "Điện Biên Phủ")
DIRECTIONS = (
    "Ngõ bên phải cây xăng, nhà cổng xanh",
    "Cuối ngõ, đối diện nhà văn hóa",
    "Đi qua cầu nhỏ, nhà thứ ba bên trái",
    "Cạnh trường tiểu học, hỏi nhà ông giáo",
    "",
)
NOTES = (
    "Có chó, gọi trước khi vào",
    "Tầng 2, cầu thang hẹp",
    "Nói to và chậm giúp bác",
    "Nằm một chỗ, có con ở nhà",
    "",
)
GROUPS = (
    ["elderly"],
    ["elderly", "disabled-severe"],
    ["disabled-very-severe", "bedridden"],
    ["merit"],
    ["elderly", "poor"],
)


@dataclass(frozen=True)
class Someone:
    """A person as a registration tells it, and the identity number on their card."""

    told: dict[str, Any]
    identity_number: str
    relative: str
    relation: str
    relative_phone: str


def full_name(random: Random, *, female: bool) -> str:
    """Return a name that could belong to anybody."""
    middle, given = (FEMALE_MIDDLE, FEMALE) if female else (MALE_MIDDLE, MALE)
    return f"{random.choice(FAMILY)} {random.choice(middle)} {random.choice(given)}"


def phone(random: Random) -> str:
    """Return a mobile number in a form people write."""
    prefix = random.choice(("091", "094", "097", "098", "096", "090", "093", "086", "038"))
    return f"{prefix}{random.randrange(10)} {random.randrange(1000):03d} {random.randrange(1000):03d}"


def someone(random: Random, place: Neighbourhood) -> Someone:
    """Return an old or disabled person of this neighbourhood, with a relative who can be called."""
    female = random.random() < 0.6
    year = random.randrange(1934, 1962)
    house = f"Số nhà {random.randrange(1, 200)}, đường {random.choice(STREETS)}"
    relation = random.choice(("con gái", "con trai", "cháu", "con dâu"))
    relative, relative_phone = full_name(random, female=relation in {"con gái", "con dâu"}), phone(random)
    has_phone = random.random() < 0.5
    told = {
        "full_name": full_name(random, female=female),
        "birth_year": year,
        "sex": "female" if female else "male",
        "phone": phone(random) if has_phone else relative_phone,
        "phone_owner": "self" if has_phone else relation,
        "neighbourhood_id": place.id,
        "address": house,
        "old_address": old_address(house, place),
        "directions": random.choice(DIRECTIONS),
        "priority_groups": random.choice(GROUPS),
        "access_notes": random.choice(NOTES),
        "contacts": [{"name": relative, "relation": relation, "phone": relative_phone}],
    }
    century_and_sex = "1" if female else "0"
    number = f"017{century_and_sex}{year % 100:02d}99{random.randrange(10_000):04d}"
    return Someone(told, number, relative, relation, relative_phone)


def old_address(house: str, place: Neighbourhood) -> str:
    """Return the address as the card has it, from before the merger; empty if it leads elsewhere today."""
    text = f"{house}, Phường {place.old_ward_name}, Thành phố Hòa Bình, Tỉnh Hòa Bình"
    found = resolve(text)
    return text if found is not None and found.ward_code == place.ward else ""
