"""An original changes hands at the desk only when both sides have counted, looked and signed."""

import io

import pytest

from app.core.ids import new_id
from app.dossiers.queries import get_paper
from app.files.queries import find_stored, uses_of
from tests.dossiers.desk import dossier_paper, page_of, posted
from tests.make import WARD
from tests.page import check_page
from tests.signatures import both_signed, drawn

FORM = {"to": "centre", "count": "1", "condition": "nguyên vẹn", "seal": "NP-7", "given_by": "A", "taken_by": "B"}


def address_of(paper):
    return f"/office/custody/{paper.id}/transfer"


def test_both_sides_sign_and_the_slip_shows_each_under_its_side(desk, dossier):
    paper = dossier_paper(dossier)

    answer = posted(desk, address_of(paper), **FORM, **both_signed())

    moved = get_paper(paper.id).last_transfer
    assert answer.status_code == 302
    assert (moved.to_holder["kind"], moved.count, moved.condition, moved.seal) == ("centre", 1, "nguyên vẹn", "NP-7")
    assert [find_stored(WARD, file) is not None for file in moved.signature_files] == [True, True]
    assert moved.giver_file != moved.taker_file
    slip = check_page(desk.get(f"/office/dossiers/{dossier.id}/custody-slip"))
    shown = {image.get("alt"): image.get("src") for image in slip.all("img") if "Chữ ký" in (image.get("alt") or "")}
    assert shown["Chữ ký của A"] == f"/api/files/{moved.giver_file}?variant=thumb"
    assert shown["Chữ ký của B"] == f"/api/files/{moved.taker_file}?variant=thumb"
    assert {use.entity_id for use in uses_of(moved.giver_file)} == {paper.id}


SIDES = ["given_signature", "taken_signature"]


@pytest.mark.parametrize("missing", [*SIDES, "condition", "given_by", "taken_by", "count"])
def test_what_one_side_left_out_is_asked_for_and_nothing_moves(desk, dossier, missing):
    paper, form = dossier_paper(dossier), FORM | both_signed()
    del form[missing]

    answer = posted(desk, address_of(paper), **(form | ({} if "signature" in missing else {missing: ""})))

    assert answer.status_code == 422
    assert f'href="#{missing}"' in page_of(answer)
    assert get_paper(paper.id).holder.kind == "officer"


def test_whoever_signed_need_not_sign_again_after_another_fault(desk, dossier):
    paper = dossier_paper(dossier)
    page = check_page(posted(desk, address_of(paper), **(FORM | {"count": ""}), **both_signed()))
    signed = [one for one in page.all("input") if one.get("name") in SIDES and one.get("value")]
    kept = {one.get("name"): one.get("value") for one in signed}

    answer = posted(desk, address_of(paper), **FORM, **kept)

    assert set(kept) == {"given_signature", "taken_signature"}
    assert answer.status_code == 302
    assert get_paper(paper.id).last_transfer.signature_files == [kept["given_signature"], kept["taken_signature"]]


@pytest.mark.parametrize(
    "signature", [(b"<html>", "a.png", "image/png"), (b"x", "a.exe", "application/octet-stream"), "0" * 64, "<b>"]
)
def test_what_is_no_signature_is_refused(desk, dossier, signature):
    paper = dossier_paper(dossier)

    sent = signature if isinstance(signature, str) else (io.BytesIO(signature[0]), *signature[1:])

    answer = posted(desk, address_of(paper), **FORM, given_signature=drawn(), taken_signature=sent)

    assert answer.status_code == 422
    assert 'href="#taken_signature"' in page_of(answer)
    assert get_paper(paper.id).holder.kind == "officer"


def test_an_empty_form_is_asked_for_everything(desk, dossier):
    answer = desk.post(address_of(dossier_paper(dossier)), data={})

    assert answer.status_code == 422
    assert page_of(answer).count("Chưa có chữ ký") == 4, "in the summary and at each field"


def test_a_double_click_moves_a_paper_once(desk, dossier):
    paper, name = dossier_paper(dossier), str(new_id())

    for _ in range(2):
        assert posted(desk, address_of(paper), command_id=name, **FORM, **both_signed()).status_code == 302

    assert [t.to_holder["kind"] for t in get_paper(paper.id).transfers] == ["officer", "centre"]
