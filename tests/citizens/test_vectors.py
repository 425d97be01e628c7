"""The shared vectors of identity cards, telephones and search folding, as the server reads them."""

import json
from pathlib import Path

import pytest

from app.citizens import phones
from app.citizens.identity import differences, read_number
from app.core.search import fold

VECTORS = json.loads(
    (Path(__file__).parents[1] / "client" / "citizens" / "cccd_qr_vectors.json").read_text(encoding="utf-8")
)
SEX = {"Nam": "male", "Nữ": "female"}


@pytest.mark.parametrize("row", VECTORS["id_numbers"], ids=lambda row: row["number"])
def test_a_number_says_where_when_and_which_sex(row):
    said, parts = row["decoded"], read_number(row["number"])

    assert (parts.province, parts.sex, parts.birth_year) == (
        said["province_code"],
        SEX[said["sex"]],
        said["birth_year"],
    )


@pytest.mark.parametrize("row", [row for row in VECTORS["vectors"] if row["accept"]], ids=lambda row: row["id"])
def test_a_card_that_contradicts_its_number_is_told_and_never_refused(row):
    card = row["expect"]
    year = int(card["birth_date"][:4])

    found = differences(
        card["id_number"],
        name=card["full_name"],
        name_on_card=card["full_name"],
        birth_year=year,
        birth_date=None,
        sexes={SEX[card["sex"]]},
    )

    assert ("card-sex-differs" in found) == ("sex_mismatch" in card["warnings"])
    assert "card-birth-year-differs" not in found


@pytest.mark.parametrize("row", VECTORS["phones"]["accept"], ids=lambda row: row["raw"])
def test_a_telephone_number_is_read_in_any_shape(row):
    assert phones.normalise(row["raw"]) == f"+84{row['normal'][1:]}"


@pytest.mark.parametrize("raw", VECTORS["phones"]["reject"])
def test_what_nobody_can_be_reached_by_is_no_number(raw):
    assert phones.normalise(raw) is None


@pytest.mark.parametrize(("one", "other"), VECTORS["search_folding"]["equal_pairs"])
def test_marks_case_and_spaces_are_passed_over_in_a_search(one, other):
    assert fold(one) == fold(other)
