"""The places of the vector file: each old ward leads to today's, neighbours do not, and a bare name is not enough."""

import json
from pathlib import Path

import pytest

from app.places import distance
from app.places.addresses import resolve
from app.places.cli import DEMO_WARD

PLACES = json.loads((Path(__file__).parents[1] / "vectors" / "places.json").read_text(encoding="utf-8"))
MAIN = PLACES["main"]
OURS = json.loads(DEMO_WARD.read_text(encoding="utf-8"))


@pytest.mark.parametrize("old", MAIN["old_wards"], ids=lambda old: old["code"])
def test_an_old_ward_is_todays_ward_in_its_own_place(old):
    found = resolve(f"tổ 3, {old['name']}, thành phố Hòa Bình, tỉnh Hòa Bình")

    assert (found.ward_code, found.old_ward_code) == (MAIN["code"], old["code"])
    assert distance.km((found.lat, found.lon), (old["lat"], old["lon"])) < 1


def test_the_demo_ward_stands_where_the_file_says():
    ward, old_wards = OURS["ward"], {old["code"]: old for old in OURS["old_wards"]}

    assert [ward[name] for name in ("code", "name", "province_code", "province")] == [
        MAIN[name] for name in ("code", "name", "province_code", "province")
    ]
    assert (ward["lat"], ward["lon"]) == (MAIN["lat"], MAIN["lon"])
    assert {code: old["bounds"] for code, old in old_wards.items()} == {
        old["code"]: old["bounds"] for old in MAIN["old_wards"]
    }
    assert len(OURS["neighbourhoods"]) == MAIN["facts"]["to_dan_pho"]


@pytest.mark.parametrize("place", [*PLACES["neighbours"], *PLACES["second"]["candidates"]], ids=lambda one: one["code"])
def test_another_place_is_not_this_ward(place):
    assert resolve(f"Số 1, {place['name']}, {place['province']}").ward_code == place["code"]


@pytest.mark.parametrize("place", PLACES["same_name_units"], ids=lambda one: one["code"])
def test_five_places_of_one_name_are_told_apart_by_their_province(place):
    assert resolve(f"Số 1, {place['name']}, {place['province']}").ward_code == place["code"]
    assert resolve(f"Số 1, {place['name']}") is None
