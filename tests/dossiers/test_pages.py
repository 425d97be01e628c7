"""The office's pages: every one valid, findable by any code, keeping what was typed when refused."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from app.core.clock import now, today
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import new_tracking_code, receipt_number
from app.core.roles import Role
from app.dossiers.commands import AddFiles, ChooseDelivery, LinkCode
from app.dossiers.queries import get_dossier, get_paper, papers_of, return_visits
from app.requests.commands import AcceptRequest
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import (
    fee_of,
    file_ref,
    handing,
    make_dossier,
    make_paper,
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


@pytest.fixture
def coordinator(app):
    make_ward()
    return make_coordinator(name="Hà Thị Điều Phối")


@pytest.fixture
def desk(coordinator, sign_in):
    """The coordinator's browser."""
    return sign_in(coordinator)


@pytest.fixture
def officer(app):
    return make_officer(name="Đinh Văn Cán Bộ")


@pytest.fixture
def dossier(act, officer):
    """A dossier that the officer took in an hour ago, with receipt, signature, fee and one original."""
    moment = now() - timedelta(hours=1)
    taken = make_dossier(officer, at=moment)
    number = receipt_number(WARD, 2026, 7)
    due_on = today() + timedelta(days=3)
    command = receipt_for(taken, number, taken_at=moment, due_on=due_on)
    done(act(officer, command, at=moment))
    done(act(officer, signing(taken, command.shown_sha256), at=moment))
    done(act(officer, fee_of(taken), at=moment))
    make_paper(taken, officer, at=moment)
    return get_dossier(taken.id)


def page_of(response):
    """Return the page's text, which must be what every page must be."""
    assert response.status_code in {200, 422}, response.status_code
    check_page(response)
    return response.get_data(as_text=True)


def posted(desk, address, /, **fields):
    return desk.post(address, data={"command_id": str(new_id())} | fields)


def pages_about(dossier):
    acts = ["code", "status", "supplement", "apology", "result", "delivery", "correction"]
    return [f"/office/dossiers/{dossier.id}", *(f"/office/dossiers/{dossier.id}/{act}" for act in acts)]


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


def dossier_paper(dossier):
    return papers_of(dossier.id)[0]


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


def test_a_code_is_linked_and_a_wrong_one_keeps_what_was_typed(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/code"

    refused = posted(desk, address, official_code="so-sai-123")
    linked = posted(desk, address, official_code="G09.20-20260609-0092637")

    assert refused.status_code == 422
    assert "so-sai-123" in page_of(refused)
    assert linked.status_code == 302
    assert get_dossier(dossier.id).official_code == "G09.20-20260609-0092637"


def test_a_double_click_is_one_command(desk, dossier):
    address, name = f"/office/dossiers/{dossier.id}/status", str(new_id())

    for _ in range(2):
        assert desk.post(address, data={"command_id": name, "status": "2"}).status_code == 302

    assert [step.status for step in get_dossier(dossier.id).history] == [1, 2]


def test_a_double_click_moves_a_paper_once(desk, dossier):
    paper, name = dossier_paper(dossier), str(new_id())
    form = {"command_id": name, "to": "centre", "count": "1", "given_by": "A", "taken_by": "B"}

    for _ in range(2):
        assert desk.post(f"/office/custody/{paper.id}/transfer", data=form).status_code == 302

    assert [t.to_holder["kind"] for t in get_paper(paper.id).transfers] == ["officer", "centre"]


def test_a_second_supplement_warns_before_it_is_sent(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/supplement"
    wish = {"items": "Tờ khai có chữ ký\nẢnh 3x4", "reason": "Thiếu chữ ký"}

    first = posted(desk, address, **wish)
    warned = posted(desk, address, **wish)
    meant = posted(desk, address, **wish, knows_second="y")

    assert (first.status_code, warned.status_code, meant.status_code) == (302, 422, 302)
    assert "quá hạn" in page_of(warned)
    assert get_dossier(dossier.id).supplements[0].items == ["Tờ khai có chữ ký", "Ảnh 3x4"]


def test_an_apology_sets_the_new_date(desk, dossier):
    day = today() + timedelta(days=9)

    answer = posted(desk, f"/office/dossiers/{dossier.id}/apology", new_due_on=day.isoformat(), reason="Chờ xác minh")

    assert answer.status_code == 302
    assert get_dossier(dossier.id).due_on == day


def test_a_result_is_written_with_its_scan(desk, dossier):
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "JPEG")
    picture.seek(0)
    form = {"papers": "Bản sao trích lục x 2\nGiấy xác nhận", "scans": (picture, "ket-qua.jpg", "image/jpeg")}

    answer = posted(desk, f"/office/dossiers/{dossier.id}/result", **form)

    kept = get_dossier(dossier.id)
    assert answer.status_code == 302
    assert kept.result.papers == [{"name": "Bản sao trích lục", "count": 2}, {"name": "Giấy xác nhận", "count": 1}]
    assert [(file.role, file.state) for file in kept.files] == [("result", "stored")]
    assert "variant=thumb" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))


def test_a_scan_that_is_no_picture_is_refused_and_the_papers_stay_typed(desk, dossier):
    form = {"papers": "Bản sao trích lục", "scans": (io.BytesIO(b"<html>"), "a.jpg", "image/jpeg")}

    answer = posted(desk, f"/office/dossiers/{dossier.id}/result", **form)

    assert answer.status_code == 422
    assert "Bản sao trích lục" in page_of(answer)
    assert get_dossier(dossier.id).result is None


def test_a_way_home_is_chosen(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/delivery"

    assert posted(desk, address, way="post", address="").status_code == 422
    assert posted(desk, address, way="post", address="Số nhà 12, tổ 14").status_code == 302
    assert get_dossier(dossier.id).delivery_way == "post"


def test_a_result_is_put_on_a_teams_half_day(act, coordinator, desk, dossier, officer):
    make_result(dossier)
    done(act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="home")))
    make_working_team(officer)
    form = page_of(desk.get(f"/office/results/{dossier.id}/visit"))
    lane = form.split('<option value="')[1].split('"')[0]

    answer = posted(desk, f"/office/results/{dossier.id}/visit", lane=lane, minutes="15")

    assert answer.status_code == 302
    assert [visit.minutes for visit in return_visits(get_dossier(dossier.id))] == [15]
    assert "/office/board?weekend=" in page_of(desk.get("/office/results"))


def test_a_correction_shows_both_values(desk, dossier):
    page = page_of(desk.get(f"/office/dossiers/{dossier.id}/correction"))
    place = next(value for value in page.split('<option value="')[1:] if "/slip/A1" in value).split('"')[0]

    answer = posted(desk, f"/office/dossiers/{dossier.id}/correction", place=place, value="A7", reason="gõ nhầm")

    assert answer.status_code == 302
    assert "A1 → A7" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))


def test_the_red_list_shows_each_original_with_its_age_until_it_is_home(desk, dossier):
    paper = dossier_paper(dossier)
    assert "Giấy chứng nhận kết hôn" in page_of(desk.get("/office/custody"))
    form = {"count": "1", "given_by": "Đinh Văn Cán Bộ", "taken_by": "Hà Thị Điều Phối"}

    taken = posted(desk, f"/office/custody/{paper.id}/transfer", to="centre", **form)
    given = posted(desk, f"/office/custody/{paper.id}/transfer", to="citizen", **form)

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
