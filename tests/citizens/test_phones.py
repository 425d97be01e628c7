"""Phone numbers of Vietnam in any shape; and what an identity number tells."""

from datetime import date

import pytest

from app.citizens import identity, phones


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "0912.345.678", "84912345678", "+84 912 345 678", "(091) 234-5678"]
)
def test_a_mobile_number_is_read_in_any_shape(typed):
    assert phones.normalise(typed) == "+84912345678"


def test_a_landline_of_the_old_province_is_read():
    assert phones.normalise("0218 3852 123") == "+842183852123"


@pytest.mark.parametrize("typed", ["", "không có", "091234567", "01234567890", "113", "19001234", "+1 212 555 0100"])
def test_what_cannot_be_called_is_no_phone_number(typed):
    assert phones.normalise(typed) is None


def test_numbers_are_shown_as_people_say_them():
    assert phones.show("+84912345678") == "0912 345 678"
    assert phones.show(None) == ""


@pytest.mark.parametrize(
    ("number", "sex", "year"),
    [("017048990001", "male", 1948), ("017148990001", "female", 1948), ("025305000001", "female", 2005)],
)
def test_a_number_tells_sex_and_year_of_birth(number, sex, year):
    parts = identity.read_number(number)

    assert (parts.sex, parts.birth_year) == (sex, year)


def test_a_card_that_agrees_raises_nothing():
    found = identity.differences(
        "017048990001",
        name="Bùi Văn Thử",
        name_on_card="BÙI VĂN THỬ",
        birth_year=1948,
        birth_date=date(1948, 3, 2),
        sexes={"male", None},
    )

    assert found == []
