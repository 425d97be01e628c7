"""Finding people: without marks, with đ, by phone however it is typed."""

import pytest

from app.citizens.queries import namesakes, search_citizens
from tests.make import WARD
from tests.make_requests import make_citizen


@pytest.mark.parametrize(
    "typed", ["Đặng Thị Hoà", "dang thi hoa", "DANG HOA", "hoà", "0912 345 678", "+84912345678", "quynh lam"]
)
def test_a_person_is_found_however_it_is_typed(app, typed):
    wanted = make_citizen(told={"full_name": "Đặng Thị Hòa", "address": "Ngõ 3, Quỳnh Lâm", "phone": "0912345678"})
    make_citizen(told={"full_name": "Bùi Văn Khác", "address": "Số 1", "phone": "0987654321"})

    assert [found.id for found in search_citizens(WARD, typed)] == [wanted.id]


def test_text_in_decomposed_form_finds_as_well(app):
    wanted = make_citizen(told={"full_name": "Nguyễn Thị Hòe"})

    assert [found.id for found in search_citizens(WARD, "Nguye\u0302\u0303n")] == [wanted.id]


def test_the_name_written_exactly_comes_first(app):
    make_citizen(told={"full_name": "Bùi Văn Hoa"})
    exact = make_citizen(told={"full_name": "Bùi Văn Hòa"})

    assert search_citizens(WARD, "Hòa")[0].id == exact.id


def test_signs_of_a_search_language_are_plain_text(app):
    make_citizen()

    assert search_citizens(WARD, "%") == []


def test_namesakes_share_name_and_year_whatever_the_marks(app):
    one = make_citizen(told={"full_name": "Bùi Thị Hoà", "birth_year": 1940})
    same = make_citizen(told={"full_name": "Bùi Thị Hòa", "birth_year": 1940})
    make_citizen(told={"full_name": "Bùi Thị Hòa", "birth_year": 1990, "phone": "0987654321"})

    assert [citizen.id for citizen in namesakes(one)] == [same.id]
