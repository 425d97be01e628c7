"""The office's pages: every one valid, findable by any code, keeping what was typed when refused."""

import pytest

from app.core.execute import execute
from app.core.numbers import new_tracking_code, receipt_number
from app.core.roles import Role
from app.dossiers.commands import AddFiles, LinkCode
from app.dossiers.queries import get_paper
from app.requests.commands import AcceptRequest
from tests.dossiers.desk import dossier_paper, page_of, pages_about, posted
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import (
    file_ref,
    handing,
    make_dossier,
    make_result,
    phone_sends,
    receipt_for,
    signing,
    some_sha,
)
from tests.make_places import make_ward
from tests.make_requests import make_request
from tests.make_visits import make_visit, make_working_team
from tests.page import check_page
from tests.signatures import both_signed


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_valid_in_both_languages(desk, dossier, language):
    make_result(dossier)
    paper_id = dossier_paper(dossier).id
    addresses = [
        "/office/dossiers",
        "/office/results",
        "/office/custody",
        f"/office/custody/{paper_id}/transfer",
        f"/office/results/{dossier.id}/visit",
        f"/office/dossiers/{dossier.id}/receipt",
        f"/office/dossiers/{dossier.id}/custody-slip",
        *pages_about(dossier),
    ]

    for address in addresses:
        page_of(desk.get(f"{address}?lang={language}"))


def test_no_link_leads_nowhere(desk, dossier):
    make_result(dossier)
    pages = ["/office/dossiers", "/office/results", "/office/custody", f"/office/dossiers/{dossier.id}"]

    links = {link.get("href") for page in pages for link in check_page(desk.get(page)).all("a")}
    nowhere = [link for link in links if link.startswith("/") and desk.get(link).status_code >= 400]

    assert nowhere == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR])
def test_the_pages_are_the_coordinators(dossier, sign_in, role):
    browser = sign_in(make_user(role))

    for address in ["/office/dossiers", "/office/results", "/office/custody", *pages_about(dossier)]:
        assert browser.get(address).status_code == 403


def test_strangers_are_asked_to_sign_in(client, dossier):
    assert client.get(f"/office/dossiers/{dossier.id}").status_code == 302


def test_another_wards_dossier_does_not_exist(dossier, sign_in):
    make_ward("08500", name="Xã Xuân Lũng")
    stranger = sign_in(make_coordinator(ward="08500"))

    assert stranger.get(f"/office/dossiers/{dossier.id}").status_code == 404
    assert "Bùi Văn Thử" not in stranger.get("/office/dossiers?state=all").get_data(as_text=True)


def test_the_list_finds_by_receipt_by_official_code_and_by_tracking_code(act, coordinator, officer, desk):
    code = new_tracking_code()
    request = make_request(tracking_code=code)
    visit = _visit_for(request, officer, coordinator)
    dossier = make_dossier(officer, visit_id=visit.id)
    number = receipt_number(WARD, 2026, 12)
    done(act(officer, receipt_for(dossier, number)))
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code="H44.35-260609-0001")))
    make_dossier(officer)

    for text in [number, "H44.35-260609-0001", code, f"{code[:3]} {code[3:6]} {code[6:]}"]:
        page = page_of(desk.get("/office/dossiers", query_string={"q": text}))
        assert page.count("/office/dossiers/") == 1, text


def _visit_for(request, officer, coordinator):
    done(execute(AcceptRequest(request_id=request.id), actor=coordinator.as_actor()))
    return make_visit(team=make_working_team(officer), request=request, coordinator=coordinator)


def test_the_red_list_shows_each_original_with_its_age_until_it_is_home(desk, dossier):
    paper = dossier_paper(dossier)
    assert "Giấy chứng nhận kết hôn" in page_of(desk.get("/office/custody"))
    names = {"given_by": "Đinh Văn Cán Bộ", "taken_by": "Hà Thị Điều Phối"}
    form = {"count": "1", "condition": "nguyên vẹn"} | names

    taken = posted(desk, f"/office/custody/{paper.id}/transfer", to="centre", **form, **both_signed())
    given = posted(desk, f"/office/custody/{paper.id}/transfer", to="citizen", **form, **both_signed())

    assert (taken.status_code, given.status_code) == (302, 302)
    assert get_paper(paper.id).holder.kind == "citizen"
    assert "Giấy chứng nhận kết hôn" not in page_of(desk.get("/office/custody"))


def test_what_lies_beside_is_marked_on_the_page(act, desk, dossier, officer):
    result = make_result(dossier)
    done(act(officer, handing(dossier, result)))
    phone_sends(make_officer(), handing(dossier, result, to={"name": "Bà Hàng Xóm"}))

    page = page_of(desk.get(f"/office/dossiers/{dossier.id}"))

    assert "Bà Hàng Xóm" in page
    assert "Chờ xem lại" in page


def test_the_page_tells_how_many_photos_are_on_their_way(desk, dossier, officer):
    photo = some_sha("đang về")
    phone_sends(
        officer, AddFiles(dossier_id=dossier.id, files=[{"sha256": photo, "role": "paper"}]), files=[file_ref(photo)]
    )

    assert "còn 1/1 ảnh đang về" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))


def test_the_receipt_is_printed_with_its_qr_and_the_words_that_were_shown(desk, dossier):
    page = page_of(desk.get(f"/office/dossiers/{dossier.id}/receipt"))

    assert dossier.receipt.number in page
    assert "Giấy hẹn trả kết quả" in page
    assert "data:image/svg+xml" in page


def test_the_printed_receipt_says_who_a_relative_that_signed_is(desk, dossier, officer):
    by_daughter = signing(dossier, some_sha(), who="relative", way="relative", name="Bùi Thị Mẩy", relation="con gái")
    phone_sends(officer, by_daughter)

    page = page_of(desk.get(f"/office/dossiers/{dossier.id}/receipt"))

    assert "<strong>Bùi Thị Mẩy</strong> (con gái)" in page


def test_without_receipt_or_originals_there_is_nothing_to_print(desk, officer):
    bare = make_dossier(officer)

    assert desk.get(f"/office/dossiers/{bare.id}/receipt").status_code == 404
    assert desk.get(f"/office/dossiers/{bare.id}/custody-slip").status_code == 404


def test_scripts_in_what_was_typed_stay_text(desk, officer):
    nasty = "<script>alert(1)</script>'; DROP TABLE dossier;--"
    roles = {"owner": {"name": nasty}, "submitter": {"name": "B"}}
    dossier = make_dossier(officer, roles=roles)

    page = page_of(desk.get(f"/office/dossiers/{dossier.id}"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
