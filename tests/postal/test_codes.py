"""The post's numbers against published and worked-out S10 identifiers."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.postal.codes import S10, PostalCode, check_digit, tidy, warnings_of

VECTORS = json.loads((Path(__file__).parent / "s10_vectors.json").read_text())
RIGHT = [row["id"] for row in VECTORS["valid_published"] + VECTORS["valid_synthetic_vn"]]
WRONG = [row["id"] for row in VECTORS["invalid"] if row["why"].startswith("wrong check digit")]


@pytest.mark.parametrize("code", RIGHT)
def test_a_right_code_raises_no_eyebrow(code):
    assert warnings_of(code) == []


@pytest.mark.parametrize("row", VECTORS["check_digit_only"], ids=lambda row: row["serial"])
def test_check_digits_are_those_that_others_publish(row):
    assert check_digit(row["serial"]) == str(row["check"])


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_check_digit_is_a_warning(code):
    assert warnings_of(code) == ["postal-code-check-digit"]


def test_a_reserved_first_letter_is_a_warning():
    assert warnings_of("TE047950017VN") == ["postal-code-reserved"]


def test_spaces_that_print_adds_are_no_mistake():
    assert warnings_of("EL 0479 5001 7 VN") == []
    assert tidy("el 0479 5001 7 vn") == "EL047950017VN"


@pytest.mark.parametrize("code", ["E1047950017VN", "BCCI-2026-000123", "0123456789", ""])
def test_other_numbers_of_the_post_are_taken_as_they_are(code):
    assert warnings_of(code) == []


@pytest.mark.parametrize("code", ["x" * 31, "a/b", "<b>", ""])
def test_what_no_slip_would_print_has_a_wrong_shape(code):
    with pytest.raises(ValidationError):
        TypeAdapter(PostalCode).validate_python(code)


@given(st.text(alphabet="0123456789", min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_but_where_s10_itself_is_blind(serial, place, step):
    digit = check_digit(serial)
    other = str((int(serial[place]) + step) % 10)
    changed = serial[:place] + other + serial[place + 1 :]

    # Modulo 11 with two remainders folded onto 5: only those can hide behind one another.
    if check_digit(changed) == digit:
        assert digit == "5"
    assert S10.fullmatch(f"EE{serial}{digit}VN")
