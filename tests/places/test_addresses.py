"""Addresses from before July 2025 become today's ward; what is unclear stays unclear."""

import json

import pytest

from app.places import distance
from app.places.addresses import resolve
from app.places.cli import DEMO_WARD, load_places
from app.places.queries import neighbourhoods_of, post_offices_of

OLD_WARDS = {
    "Thịnh Lang": "04795",
    "Hữu Nghị": "04798",
    "Tân Thịnh": "04801",
    "Đồng Tiến": "04804",
    "Phương Lâm": "04807",
    "Quỳnh Lâm": "04816",
    "Trung Minh": "04918",
}


@pytest.mark.parametrize(("name", "code"), OLD_WARDS.items())
def test_each_old_ward_is_found_in_todays_ward(name, code):
    found = resolve(f"Tổ 14, Phường {name}, Thành phố Hòa Bình, Hòa Bình")

    assert (found.ward_code, found.old_ward_code, found.province) == ("04795", code, "Tỉnh Phú Thọ")


@pytest.mark.parametrize(
    "text",
    [
        "Tổ 14, phường Đồng Tiến, TP Hoà Bình, tỉnh Hoà Bình",
        "to 14, p. Dong Tien, tp Hoa Binh, Hoa Binh",
        "Số 5, tổ 3, phường Hoà Bình, tỉnh Phú Thọ",
        "xã Sủ Ngòi, thành phố Hòa Bình, Hòa Bình",
    ],
)
def test_spellings_and_former_names_lead_to_the_same_ward(text):
    assert resolve(text).ward_code == "04795"


@pytest.mark.parametrize(
    "text", ["", "bên cạnh nhà ông Ba", "Tổ 14, phường Đồng Tiến", "Phường Không Có, Hòa Bình", "phường Hòa Bình"]
)
def test_an_unclear_address_is_not_guessed(text):
    assert resolve(text) is None


def test_the_new_ward_is_not_taken_for_the_old_one_of_the_same_code():
    assert resolve("Phường Hòa Bình, tỉnh Phú Thọ").old_ward_code is None
    assert resolve("Phường Thịnh Lang, thành phố Hòa Bình, Hòa Bình").old_ward_code == "04795"


def test_distance_is_measured_on_the_ground():
    dam, centre = (20.8133, 105.3283), (20.837, 105.352)

    assert distance.km(dam, centre) == pytest.approx(3.6, abs=0.1)


@pytest.mark.parametrize("start", [(20.8, 105.3), (0.0, 0.0), (89.0, 10.0), (-60.0, 179.9)])
@pytest.mark.parametrize("step", [(0.0, 0.2), (0.2, 0.0), (0.13, -0.11), (0.3, 0.3), (-0.27, 0.0), (0.0, -0.29)])
def test_what_degrees_make_near_is_near_on_the_ground(start, step):
    end = (start[0] + step[0], start[1] + step[1])

    assert distance.is_farther(start, end, 30.0) == (distance.km(start, end) > 30.0)


def test_the_demo_ward_has_94_neighbourhoods_each_inside_its_old_wards_box():
    places = json.loads(DEMO_WARD.read_text(encoding="utf-8"))
    boxes = {old["code"]: old["bounds"] for old in places["old_wards"]}

    assert len({row["name"] for row in places["neighbourhoods"]}) == 94
    for row in places["neighbourhoods"]:
        box = boxes[row["old_ward_code"]]
        assert box["south"] <= row["lat"] <= box["north"], row
        assert box["west"] <= row["lon"] <= box["east"], row


def test_loading_the_demo_ward_twice_adds_nothing(app):
    places = json.loads(DEMO_WARD.read_text(encoding="utf-8"))

    assert load_places(places) == 1 + 94 + 1
    assert load_places(places) == 0
    assert (len(neighbourhoods_of("04795")), len(post_offices_of("04795"))) == (94, 1)
