"""The codes that systems exchange, as the vector file has them: ours must be the same, letter by letter."""

import json
import re
from pathlib import Path

import pytest

from app.core.errors import Rejected
from app.dossiers.legal.kinds import FORMS
from app.dossiers.models.words import STATUS
from app.dossiers.packet import CITIZEN, ELECTRONIC, IN_PERSON, PAPER
from app.dossiers.rules.codes import OFFICIAL_SHAPES, check_official, tidy_official

CODES = json.loads((Path(__file__).parents[1] / "vectors" / "reference_codes.json").read_text(encoding="utf-8"))


def test_the_ten_states_have_the_exchanged_numbers_and_names():
    assert {row["code"]: row["name_vi"] for row in CODES["dossier_status"]} == {
        int(status): words[0] for status, words in STATUS.items()
    }


def test_each_shape_of_an_official_code_is_ours_and_takes_its_example():
    formats = CODES["dossier_code_formats"]

    assert [shape.pattern for shape in OFFICIAL_SHAPES] == [row["regex"].strip("^$") for row in formats]
    for row in formats:
        check_official(tidy_official(row["example"].lower()))
        for wrong in (row["example"] + "x", row["example"][:-4], "X" + row["example"]):
            with pytest.raises(Rejected, match="official-code-shape"):
                check_official(wrong)


def test_the_seven_forms_have_their_names_and_their_numbers_before():
    now = {row["no"]: row["name"] for row in CODES["forms_tt03_2025"]}
    before = {row["no"] for row in CODES["forms_tt01_2018"]}

    assert {code: form.name for code, form in FORMS.items()} == now
    assert {form.before for form in FORMS.values() if form.before} == before


def test_packets_use_the_exchanged_codes():
    assert CODES["channel"][str(IN_PERSON)] == "Trực tiếp"
    assert CODES["applicant_type"][str(CITIZEN)] == "Công dân"
    kinds = {"original": "Bản chính", "copy": "Bản sao"}
    assert {kind: CODES["paper_type"][str(PAPER[kind])] for kind in kinds} == kinds
    assert CODES["paper_type"][str(ELECTRONIC)] == "Bản điện tử"


def test_the_catalogue_s_codes_have_the_national_shape(app):
    shapes = [re.compile(CODES["procedure_code"][name]) for name in ("national_regex", "local_regex")]

    assert all(any(shape.match(one) for shape in shapes) for one in CODES["procedure_code"]["examples"])
    assert shapes[0].match("2.000635")
