"""The post's pages at the centre: a list is made, signed, printed; envelopes come back."""

import html5lib
import pytest

from app.core.clock import now
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.queries import get_dossier
from app.postal.queries import get_item, get_manifest, items_ended, manifests_of
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import file_ref, handing, phone_sends, some_sha
from tests.make_places import make_post_office
from tests.make_postal import (
    DAY,
    HOUR,
    MONDAY,
    delivering,
    failing,
    make_item,
    make_manifest,
    make_postal,
    make_posted_dossier,
    returning,
)
from tests.signatures import both_signed, drawn


@pytest.fixture
def office(app):
    return make_post_office()


@pytest.fixture
def browser(office, sign_in):
    return sign_in(make_coordinator(name="Trần Thị Điều Phối"))


def shown(response):
    """Return a page's text, after seeing that it is one."""
    html5lib.HTMLParser(strict=True).parse(response.text)
    assert response.text.count("<h1") == 1
    return response.text


def new_list(browser, office, *dossiers, **values):
    data = {"post_office": str(office.id), "results": [str(dossier.id) for dossier in dossiers]}
    return browser.post("/office/post/new", data=data | values)


def test_results_that_go_by_post_are_listed(browser, office):
    first, second = make_posted_dossier(), make_posted_dossier()
    assert "2 kết quả chờ gửi" in shown(browser.get("/office/post"))
    assert str(first.id) in shown(browser.get("/office/post/new"))

    made = new_list(browser, office, first, second)

    assert made.status_code == 302
    page = shown(browser.get(made.location))
    assert "Chờ hai bên đếm và ký" in page
    assert "0 kết quả chờ gửi" in shown(browser.get("/office/post"))


def test_a_double_click_makes_one_list(browser, office):
    dossier, name = make_posted_dossier(), str(new_id())

    answers = [new_list(browser, office, dossier, command_id=name) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert len(manifests_of(WARD)) == 1


def test_a_list_of_nothing_is_refused_on_the_page(browser, office):
    make_posted_dossier()

    refused = new_list(browser, office)

    assert refused.status_code == 422
    assert "Hãy chọn ít nhất một kết quả." in shown(refused)


def test_both_sides_sign_and_the_page_says_so(browser, office):
    manifest = make_manifest(office, signed=False)
    url = f"/office/post/manifests/{manifest.id}"

    for side, name in (("centre", "Trần Thị Điều Phối"), ("post", "Lê Văn Phát")):
        browser.post(url, data={"side": side, "count": "1", "name": name, "signature": drawn(len(name))})

    page = shown(browser.get(url))
    assert "Hai bên đã ký lúc" in page
    assert 'alt="Chữ ký của Lê Văn Phát"' in page
    assert 'alt="Chữ ký của Lê Văn Phát"' in shown(browser.get(f"{url}/print"))
    assert "Lê Văn Phát, đếm được 1" in page
    assert "Ký bảng kê" not in page


def test_a_wrong_count_is_told_at_once(browser, office):
    manifest = make_manifest(office, signed=False)
    url = f"/office/post/manifests/{manifest.id}"

    data = {"side": "centre", "count": "3", "name": "A", "signature": drawn()}
    told = browser.post(url, data=data, follow_redirects=True)

    assert "Hãy đếm lại cùng nhau" in shown(told)
    assert get_manifest(manifest.id, ward=WARD).state == "open"


def test_a_forgotten_count_keeps_the_name(browser, office):
    manifest = make_manifest(office, signed=False)

    refused = browser.post(f"/office/post/manifests/{manifest.id}", data={"side": "centre", "name": "Bà Điều Phối"})

    assert refused.status_code == 422
    assert "Bà Điều Phối" in shown(refused)
    assert "Chưa có chữ ký: Chữ ký." in shown(refused)


def test_the_manifest_is_printed_with_both_counts(browser, office):
    manifest = make_manifest(office)

    paper = shown(browser.get(f"/office/post/manifests/{manifest.id}/print"))

    for said in ("Biên bản giao nhận", manifest.number, "Bùi Văn Thử", "Bản sao trích lục × 2", "Lê Văn Phát"):
        assert said in paper


def test_the_slip_says_what_lies_in_the_envelope_and_nothing_of_the_procedure(browser, office):
    item = make_item(office)

    paper = shown(browser.get(f"/office/post/items/{item.id}/slip"))

    assert "Bản sao trích lục" in paper
    assert "Trung tâm Phục vụ hành chính công" in paper
    assert "hộ tịch" not in paper


def test_an_envelope_tells_its_story(browser, office):
    item = make_item(office)
    postal = make_postal(office)
    phone_sends(postal, failing(item), at=MONDAY + HOUR)
    phone_sends(postal, delivering(item), at=MONDAY + 50 * HOUR)

    page = shown(browser.get(f"/office/post/items/{item.id}"))

    for said in ("Không có ai ở nhà", "giấy mời PM-001", "02/12/2026", "Đã phát cho", "Bùi Thị Con", "Lê Văn Phát"):
        assert said in page
    assert "Nhận lại phong bì" not in page


def test_the_place_of_a_delivery_is_the_desks_to_read_and_goes_to_no_phone(browser, office):
    item = make_item(office)
    here = {"lat": 20.8312345, "lon": 105.3367, "accuracy_m": 24.6}

    phone_sends(make_postal(office), delivering(item), at=MONDAY + HOUR, position=here)

    page = shown(browser.get(f"/office/post/items/{item.id}"))
    assert "Vị trí lúc giao: 20.83123, 105.3367, sai số khoảng 25 m." in page
    assert "20.83" not in get_item(item.id, ward=WARD).snapshot().model_dump_json()


def test_a_delivery_without_a_place_says_nothing_of_one(browser, office):
    item = make_item(office)

    phone_sends(make_postal(office), delivering(item), at=MONDAY + HOUR)

    assert "Vị trí lúc giao" not in shown(browser.get(f"/office/post/items/{item.id}"))


def test_the_slip_number_is_taken_with_a_warning(browser, office):
    item = make_item(office)

    browser.post(f"/office/post/items/{item.id}/code", data={"code": "el 0479 5001 8 vn"})

    assert get_item(item.id, ward=WARD).code == "EL047950018VN"
    assert "có vẻ sai một chữ số" in shown(browser.get(f"/office/post/items/{item.id}"))


def test_a_typed_number_moves_nothing(browser, office):
    item = make_item(office, signed=False)

    browser.post(f"/office/post/items/{item.id}/code", data={"code": "EL047950017VN"})

    assert (get_item(item.id, ward=WARD).code, get_item(item.id, ward=WARD).state) == ("EL047950017VN", "listed")


def test_a_number_that_no_slip_has_is_refused_and_kept(browser, office):
    item = make_item(office)

    refused = browser.post(f"/office/post/items/{item.id}/code", data={"code": "<b>"})

    assert refused.status_code == 422
    assert "&lt;b&gt;" in shown(refused)


def test_an_envelope_is_taken_back_at_the_counter(browser, office):
    item = make_item(office)
    data = {"reason": "called-back", "count": str(item.paper_count), "condition": "ướt góc", "seal": "NP-9"}
    names = {"given_by": "Lê Văn Phát", "taken_by": "Trần Thị Điều Phối"}
    url = f"/office/post/items/{item.id}/return"

    unsigned = browser.post(url, data=data | names)
    told = browser.post(url, data=data | names | both_signed(), follow_redirects=True)

    assert (unsigned.status_code, "Chưa có chữ ký: Bưu điện ký." in shown(unsigned)) == (422, True)
    assert "chưa phát đủ hai lần" in told.text
    assert get_item(item.id, ward=WARD).state == "returned"
    page = shown(browser.get(f"/office/post/items/{item.id}"))
    for said in ("Bên giao: Lê Văn Phát", "Bên nhận: Trần Thị Điều Phối", "ướt góc", "niêm phong NP-9"):
        assert said in page
    assert page.count('alt="Chữ ký của') == 2
    assert "1 kết quả chờ gửi" in shown(browser.get("/office/post"))


@pytest.mark.parametrize(("side", "signer"), [("given", "Lê Văn Phát"), ("taken", "Trần Thị Điều")])
def test_a_lone_signature_stands_under_its_own_side_only(browser, office, side, signer):
    item = make_item(office)
    told = {"given_by": "Lê Văn Phát", "taken_by": "Trần Thị Điều", f"{side}_signature": (file := some_sha(side))}
    phone_sends(make_postal(office), returning(item, **told), at=MONDAY + HOUR, files=[file_ref(file)])

    page = shown(browser.get(f"/office/post/items/{item.id}"))

    assert page.count(file) == page.count('alt="Chữ ký của') == 1
    assert f'alt="Chữ ký của {signer}"' in page


def test_a_report_is_corrected_at_the_desk_and_both_values_stay(browser, office):
    item = make_item(office)
    reported = phone_sends(make_postal(office), delivering(item), at=MONDAY + HOUR).command_id
    url = f"/office/post/items/{item.id}/correct/{reported}"
    assert 'value="Bùi Thị Con"' in shown(browser.get(url))
    data = {"to_name": "Bùi Thị Cả", "relation": "con gái", "identity_last4": "9876"}

    forgotten = browser.post(url, data=data)
    saved = browser.post(url, data=data | {"why": "Ghi nhầm tên"}, follow_redirects=True)

    assert forgotten.status_code == 422
    assert "Sửa “Bùi Thị Con” thành “Bùi Thị Cả”, vì: Ghi nhầm tên" in shown(saved)


def test_an_envelope_of_another_ward_is_unknown(office, sign_in):
    item = make_item(office)
    stranger = sign_in(make_coordinator(ward="08500"))

    for url in (f"/office/post/items/{item.id}", f"/office/post/manifests/{item.manifest_id}"):
        assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("make", [make_officer, make_leader, lambda: make_user(Role.DIRECTOR)])
def test_others_do_not_open_the_post(office, sign_in, make):
    assert sign_in(make()).get("/office/post").status_code == 403


def test_the_pages_speak_english_too(browser, office):
    item = make_item(office)

    page = browser.get(f"/office/post/items/{item.id}?lang=en").text

    assert "In the envelope" in page
    assert "With the post" in page


def test_an_envelope_given_at_the_counter_is_listed_as_such_and_its_empty_list_asks_for_nothing(browser, office, act):
    dossier = make_posted_dossier()
    manifest = make_manifest(office, dossier, signed=False)
    done(act(make_coordinator(), handing(dossier, get_dossier(dossier.id).result)))

    overview, page = shown(browser.get("/office/post")), shown(browser.get(f"/office/post/manifests/{manifest.id}"))

    assert "Đã rút khỏi bảng kê, trao cách khác" in overview
    assert "Trống, không phải ký" in overview
    assert "Bảng kê này không còn phong bì nào." in page
    assert 'name="count"' not in page


def test_an_envelope_withdrawn_long_ago_is_listed_no_more(browser, office, act, clock):
    dossier = make_posted_dossier()
    make_manifest(office, dossier, signed=False)
    done(act(make_coordinator(), handing(dossier, get_dossier(dossier.id).result)))

    assert [item.dossier_id for item in items_ended(WARD, now() - DAY)] == [dossier.id]
    assert items_ended(WARD, now() + DAY) == []
