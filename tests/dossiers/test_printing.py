"""The law's forms: every copy numbered and kept word for word, on the right paper, readable by people and scanners."""

import sys
from datetime import UTC, datetime

import pytest

from app.catalogue.queries import work_calendar_around
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import Apologise, AskSupplement, ChangeStatus, CorrectFact, Refuse, Stop
from app.dossiers.legal.content import forms_due
from app.dossiers.models.shapes import Status
from app.dossiers.queries import find_copy, get_dossier
from tests.dossiers.desk import page_of, posted
from tests.dossiers.sheets import make_copy, print_of, printing
from tests.make import done, make_coordinator, make_user
from tests.make_dossiers import make_dossier, make_result, phone_sends, some_sha
from tests.make_places import make_ward


def refuse(act, coordinator, dossier):
    done(act(coordinator, Refuse(dossier_id=dossier.id, reason="Không thuộc thẩm quyền", ground="Điều 4")))


def test_each_print_is_a_numbered_copy_with_who_and_when(act, coordinator, dossier):
    first, second = (make_copy(act, dossier, coordinator=coordinator) for _ in range(2))
    other = make_copy(act, dossier, "06", coordinator=coordinator)

    assert [(c.form, c.number, c.by_name) for c in (first, second, other)] == [
        ("01", 1, "Hà Thị Điều Phối"),
        ("01", 2, "Hà Thị Điều Phối"),
        ("06", 1, "Hà Thị Điều Phối"),
    ]


def test_the_same_print_again_makes_no_second_copy(act, coordinator, dossier):
    command, name = printing(dossier), new_id()

    for _ in range(2):
        done(act(coordinator, command, id=name))

    assert [copy.number for copy in get_dossier(dossier.id).form_copies] == [1]


def test_a_copy_s_id_is_used_once(act, coordinator, dossier):
    command = printing(dossier)
    done(act(coordinator, command))

    assert act(coordinator, command).code == "form-copy-id-used"


@pytest.mark.parametrize("form", ["02", "03", "04", "05"])
def test_a_form_whose_matter_has_not_happened_is_not_printed(act, coordinator, dossier, form):
    assert act(coordinator, printing(dossier, form)).code == "form-not-due"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR])
def test_only_the_coordinator_prints(act, dossier, role):
    assert act(make_user(role), printing(dossier)).code == "not-permitted"


@pytest.mark.parametrize(("paper", "size"), [("A5", (148, 210)), ("A4", (210, 297))])
def test_form_01_is_one_page_of_the_wanted_paper_with_both_names_both_dates_and_a_code_that_scans(
    act, desk, coordinator, dossier, paper, size
):
    copy = make_copy(act, dossier, coordinator=coordinator, sheet=paper)

    sheet = print_of(desk, copy)

    receipt = dossier.receipt
    assert sheet.sizes == [size]
    for wanted in [
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Độc lập – Tự do – Hạnh phúc",
        "Bùi Văn Thử",
        "Bùi Thị Con (con gái)",
        f"{receipt.counted_from:%d/%m/%Y}",
        f"{receipt.due_on:%d/%m/%Y}",
        "Bản số 1",
        receipt.number,
        f"quyển số: {dossier.register_year}, số thứ tự: 01",
    ]:
        assert wanted in sheet.words
    assert sheet.codes == [copy.content["qr"]]


def test_thirty_papers_and_very_long_names_go_over_to_further_pages_and_nothing_is_lost(act, desk, officer):
    long_name = "Nguyễn Phước Quỳnh Hương Đặng Thị Ngọc Diễm " * 4
    papers = [
        {
            "key": f"giay-{n}",
            "name": f"Giấy tờ số {n} chứng minh quan hệ và nơi cư trú của người yêu cầu theo quy định",
            "kind": "hand_in",
            "state": "received",
            "form": "copy",
        }
        for n in range(1, 31)
    ]
    dossier = make_dossier(officer, components=papers, roles={"owner": {"name": long_name}, "submitter": {"name": "B"}})

    sheet = print_of(desk, make_copy(act, dossier))

    words = sheet.words
    assert sheet.sizes == [(148, 210)] * 3
    assert all(f"Giấy tờ số {n} chứng minh" in words for n in range(1, 31))
    assert long_name.strip() in words
    assert all(f"Trang {n}/3" in words for n in (1, 2, 3))
    assert words.count("Mẫu 01, bản số 1") == 3, "a loose page says of which sheet it is"


def ask(act, coordinator, dossier):
    papers = [{"name": "Tờ khai", "why": "thiếu chữ ký"}, {"name": "Giấy ủy quyền", "why": ""}]
    command = {"dossier_id": dossier.id, "papers": papers, "reason": "Hồ sơ chưa đủ"}
    done(act(coordinator, AskSupplement.model_validate(command)))


def apologise(act, coordinator, dossier):
    new_due_on = work_calendar_around(dossier.receipt.due_on).next_working_after(dossier.receipt.due_on)
    done(act(coordinator, Apologise(dossier_id=dossier.id, reason="Chờ xác minh", new_due_on=new_due_on)))


def stop(act, coordinator, dossier):
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=Status.ACCEPTED)))
    done(act(coordinator, Stop(dossier_id=dossier.id, reason="Công dân đã chuyển đi", ground="Điều 9")))


NOTICES = {
    "02": (ask, ["BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Tờ khai: thiếu chữ ký", "Giấy ủy quyền", "Hồ sơ chưa đủ"]),
    "03": (refuse, ["TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT", "Không thuộc thẩm quyền", "Điều 4"]),
    "04": (apologise, ["XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "Chúng tôi xin lỗi ông/bà", "Chờ xác minh"]),
    "05": (stop, ["THÔNG BÁO DỪNG GIẢI QUYẾT", "Công dân đã chuyển đi", "Điều 9"]),
}


@pytest.mark.parametrize("form", NOTICES)
def test_a_notice_tells_its_matter_and_carries_the_clerk_s_number(act, desk, coordinator, dossier, form):
    happen, wanted = NOTICES[form]
    happen(act, coordinator, dossier)

    sheet = print_of(desk, make_copy(act, dossier, form, coordinator=coordinator, document_no="12/TB"))

    assert [words for words in [*wanted, "Số: 12/TB", "Bùi Văn Thử", "Bùi Thị Con"] if words not in sheet.words] == []
    assert sheet.sizes == [(148, 210)]
    assert sheet.codes == [dossier.receipt.number]


def test_the_control_slip_has_a_row_for_each_handover(act, desk, coordinator, dossier):
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=Status.ACCEPTED)))
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=Status.DONE)))

    copy = make_copy(act, dossier, "06", coordinator=coordinator)

    lines = copy.content["lines"]
    assert [(line["giver"], line["taker"], line["result"]) for line in lines] == [
        ("Bùi Thị Con", "Đinh Văn Cán Bộ", ""),
        ("Bùi Thị Con", "Đinh Văn Cán Bộ", ""),
        ("Đinh Văn Cán Bộ", "Hà Thị Điều Phối", ""),
        ("Hà Thị Điều Phối", "Hà Thị Điều Phối", "Trước hạn"),
    ]
    assert "Bản chính: Giấy chứng nhận kết hôn × 1" in print_of(desk, copy).words


def test_a_copy_stays_what_it_was_and_its_page_says_that_the_dossier_moved_on(act, desk, coordinator, dossier):
    copy = make_copy(act, dossier, coordinator=coordinator)
    address = f"/office/form-copies/{copy.copy_id}"
    assert "đã thay đổi sau khi in" not in page_of(desk.get(address))
    fields = {"owner_name": {"from": "Bùi Văn Thử", "to": "Bùi Văn Thứ"}}
    wrong = CorrectFact(dossier_id=dossier.id, command_id=dossier.recorded_command, reason="Sai dấu", fields=fields)
    done(act(coordinator, wrong))

    page = page_of(desk.get(address))

    assert "đã thay đổi sau khi in" in page
    assert "Bùi Văn Thử" in page
    assert "Bùi Văn Thứ" not in page
    assert "Bùi Văn Thứ" in print_of(desk, make_copy(act, get_dossier(dossier.id), coordinator=coordinator)).words


def test_a_form_is_printed_from_the_dossier_s_page_and_a_double_click_prints_one_copy(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/forms"
    assert "Biểu mẫu 01–06" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))
    form = {"law_form": "01", "sheet": "A5", "command_id": str(new_id())}

    answers = [desk.post(address, data=form) for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {f"/office/form-copies/{form['command_id']}"}
    assert "Bản số 1" in page_of(desk.get(answers[0].headers["Location"]))
    assert page_of(desk.get(address)).count("/office/form-copies/") == 1
    assert posted(desk, address, law_form="03", sheet="A5").status_code == 422


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_valid_in_both_languages(act, desk, dossier, language):
    copy = make_copy(act, dossier)

    for address in [f"/office/dossiers/{dossier.id}/forms", f"/office/form-copies/{copy.copy_id}"]:
        page_of(desk.get(f"{address}?lang={language}"))


def test_another_wards_copy_does_not_exist(act, dossier, sign_in):
    copy = make_copy(act, dossier)
    make_ward("08500", name="Xã Xuân Lũng")
    stranger = sign_in(make_coordinator(ward="08500"))

    for address in [f"/office/form-copies/{copy.copy_id}", f"/office/form-copies/{copy.copy_id}/pdf"]:
        assert stranger.get(address).status_code == 404
    assert stranger.get(f"/office/form-copies/{new_id()}").status_code == 404
    assert find_copy(copy.copy_id) is not None


def test_where_no_pdf_can_be_made_the_page_says_how_to_print(act, desk, dossier, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    copy = make_copy(act, dossier)

    answer = desk.get(f"/office/form-copies/{copy.copy_id}/pdf", follow_redirects=True)

    assert "Hãy bấm In để in từ trình duyệt" in page_of(answer)


def test_scripts_and_addresses_in_what_was_typed_stay_text(act, desk, officer):
    nasty = '<img src="file:///etc/passwd"><script>alert(1)</script>'
    dossier = make_dossier(officer, roles={"owner": {"name": nasty}, "submitter": {"name": some_sha()}})

    words = print_of(desk, make_copy(act, dossier)).words

    assert nasty.replace(" ", "") in words.replace(" ", "")


def test_dossiers_stand_in_the_year_s_register_in_the_order_in_which_they_arrived(officer, clock):
    clock(datetime(2026, 12, 31, 16, 30, tzinfo=UTC))
    last_year = [make_dossier(officer) for _ in range(2)]
    clock(datetime(2026, 12, 31, 17, 30, tzinfo=UTC))

    new_year = make_dossier(officer)

    lines = [(d.register_year, d.register_no) for d in [*last_year, new_year]]
    assert lines == [(2026, 1), (2026, 2), (2027, 1)]


def test_what_is_not_confirmed_is_never_said_on_the_citizen_s_paper(act, desk, dossier):
    assert "xác nhận" not in print_of(desk, make_copy(act, dossier)).words


def test_a_dossier_refused_at_the_door_before_any_receipt_gets_its_refusal_printed(act, desk, coordinator, officer):
    taken = make_dossier(officer)
    phone_sends(
        officer, Refuse(dossier_id=taken.id, reason="Bản chính bị tẩy xoá", ground="Nghị định 23/2015, Điều 22")
    )

    assert forms_due(get_dossier(taken.id)) == ["03", "06"]
    assert act(coordinator, printing(taken, "01")).code == "form-not-due"
    assert "Chưa in phiếu từ chối" in page_of(desk.get(f"/office/dossiers/{taken.id}"))
    sheet = print_of(desk, make_copy(act, taken, "03", coordinator=coordinator))
    assert "Bản chính bị tẩy xoá" in sheet.words
    assert "Nghị định 23/2015, Điều 22" in sheet.words
    assert "Chưa in phiếu từ chối" not in page_of(desk.get(f"/office/dossiers/{taken.id}"))


def test_forms_name_who_is_to_have_the_result_and_who_signed_it(act, coordinator, officer):
    people = {"owner": {"name": "Bùi Văn Thử"}, "submitter": {"name": "Bùi Văn Thử"}}
    given = make_dossier(officer, roles=people | {"receiver": {"name": "Bùi Thị Con", "relation": "con gái"}})
    make_result(given, coordinator, decided_by="Chủ tịch Phạm Văn Ký")

    slip = make_copy(act, given, "06", coordinator=coordinator).content

    assert make_copy(act, given, coordinator=coordinator).content["receiver"] == "Bùi Thị Con (con gái)"
    assert (slip["decider"], slip["receiver"]) == ("Chủ tịch Phạm Văn Ký", "Bùi Thị Con (con gái)")
