"""What comes back from the provincial system: every row is shown first, done by the usual commands, and once."""

import io
import re
import unicodedata
from datetime import date

import openpyxl
import pytest

from app.core.changes import changes_of
from app.core.errors import Rejected
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.core.roles import Role
from app.dossiers.commands import ChooseDelivery, ExportList, LinkCode
from app.dossiers.importing import workbook
from app.dossiers.importing.doing import carry_out
from app.dossiers.importing.plan import plan
from app.dossiers.importing.rows import TypedRow, read_day, read_status
from app.dossiers.importing.workbook import read_rows
from app.dossiers.queries import get_dossier
from app.dossiers.rules import steps
from tests.dossiers.desk import page_of, posted
from tests.dossiers.tables import bytes_of, part_of, table, with_part
from tests.make import WARD, done, make_user
from tests.make_dossiers import make_dossier, phone_sends, receipt_for

CODE = "G09.20-20261122-0000001"
OTHER = "G09.20-20261122-0000002"
OURS, STRANGER = receipt_number(WARD, 2026, 7), receipt_number(WARD, 2026, 99)


def sent(desk, data):
    upload = {"table": (io.BytesIO(data), "tinh.xlsx")}
    return desk.post("/office/import", data=upload, content_type="multipart/form-data")


def hidden(page, name):
    return [value.replace("&#34;", chr(34)) for value in re.findall(f'name="{name}" value="([^"]*)"', page)]


def saved(desk, page):
    """Press the button of the preview."""
    form = {"command_id": hidden(page, "command_id")[-1], "row": hidden(page, "row")}
    return page_of(desk.post("/office/import/rows", data=form))


def planned(row, batch=None):
    return plan(WARD, [TypedRow(n=2, **row)], batch or new_id())[0]


def types_of(one):
    return [command.type.removeprefix("dossiers.") for command in one.commands]


# ---- one good file


def test_a_list_is_shown_then_done_and_again_changes_nothing(desk, dossier):
    data = table([dossier.receipt.number, CODE, "9 - Đã xử lý xong", "", "Bản sao trích lục", "KQ.G15.000342", ""])

    preview = page_of(sent(desk, data))
    assert get_dossier(dossier.id).official_code is None, "looking changes nothing"
    report = saved(desk, preview)

    kept = get_dossier(dossier.id)
    assert (kept.official_code, kept.status, kept.result.code, kept.result.state) == (CODE, 9, "KQ.G15.000342", "ready")
    assert "Ghi mã hồ sơ chính thức" in report
    before = len(changes_of("dossier", dossier.id))
    saved(desk, preview)
    assert "Không có gì để ghi" in page_of(sent(desk, data))
    assert len(changes_of("dossier", dossier.id)) == before


def test_two_presses_at_once_get_the_same_answers(coordinator, dossier):
    batch, row = new_id(), TypedRow(n=2, home=OURS, code=CODE, status="9", paper="Bản sao trích lục")
    planned_once = plan(WARD, [row], batch)

    first, second = (carry_out(planned_once, actor=coordinator.as_actor(), batch=batch)[0] for _ in range(2))

    assert (first.done, first.refused) == (["dossiers.link_code", "dossiers.attach_result"], [])
    assert (second.done, second.refused) == (first.done, [])
    assert [step.status for step in get_dossier(dossier.id).history] == [1, 2, 9]


def test_a_state_goes_forward_step_by_step_with_where_it_came_from(desk, dossier):
    saved(desk, page_of(sent(desk, table([dossier.receipt.number, "", 4, "", "", "", ""]))))

    history = get_dossier(dossier.id).history
    assert [step.status for step in history] == [1, 2, 4]
    assert history[-1].reason == "Theo danh sách của hệ thống một cửa tỉnh"


def test_between_looking_and_saving_the_world_may_move(act, desk, coordinator, dossier, officer):
    preview = page_of(sent(desk, table([dossier.receipt.number, CODE, "", "", "", "", ""])))
    done(act(coordinator, LinkCode(dossier_id=make_dossier(officer).id, official_code=CODE)))

    report = saved(desk, preview)

    assert "Mã này đã gắn với một hồ sơ khác" in report
    assert get_dossier(dossier.id).official_code is None


def test_our_own_list_is_filled_in_elsewhere_and_comes_home(desk, dossier):
    book = openpyxl.load_workbook(io.BytesIO(posted(desk, "/office/dossier-list", q="", state="open").data))
    book.active["B2"], book.active["F2"] = CODE, "Đang xử lý"

    saved(desk, page_of(sent(desk, bytes_of(book))))

    assert (get_dossier(dossier.id).official_code, get_dossier(dossier.id).status) == (CODE, 4)


# ---- rows


REFUSED = [
    ({}, "import-row-without-number"),
    ({"home": "TN04795-26-0000012", "code": CODE}, "receipt-number-wrong"),
    ({"home": STRANGER, "code": CODE}, "import-row-unknown"),
    ({"code": CODE, "status": "4"}, "import-row-unknown"),
    ({"home": OURS, "code": "12345"}, "official-code-shape"),
    ({"home": OURS, "code": "<script>alert(1)</script>"}, "official-code-shape"),
    ({"home": OURS, "status": "5"}, "import-state-by-hand"),
    ({"home": OURS, "status": "Dừng xử lý"}, "import-state-by-hand"),
    ({"home": OURS, "status": "11"}, "import-state-unknown"),
    ({"home": OURS, "status": "4 - Đã xử lý xong"}, "import-state-unknown"),
    ({"home": OURS, "status": "'; DROP TABLE dossier; --"}, "import-state-unknown"),
    ({"home": OURS, "due": "hôm nào"}, "import-day-unread"),
    ({"home": OURS, "due": "31/02/2026"}, "import-day-unread"),
    ({"home": OURS, "due": "1/1/2031"}, "import-due-differs"),
    ({"home": OURS, "fault": "import-formula"}, "import-formula"),
]


def test_each_refusal_says_why_and_does_nothing(dossier):
    assert dossier.receipt.number == OURS

    found = [(planned(row).left_out, planned(row).commands) for row, _ in REFUSED]

    assert found == [([code], []) for _, code in REFUSED]
    half = planned({"home": OURS, "status": "4", "paper": "Bản sao"})
    assert (half.left_out, types_of(half)) == (["import-result-not-done"], ["change_status", "change_status"])


def test_what_must_be_done_by_hand_does_not_keep_the_code_away(dossier):
    one = planned({"home": dossier.receipt.number.lower(), "code": CODE, "status": "5"})

    assert (types_of(one), one.left_out, one.verdict) == (["link_code"], ["import-state-by-hand"], "change")


def test_an_older_list_moves_nothing_back(act, desk, coordinator, dossier):
    saved(desk, page_of(sent(desk, table([dossier.receipt.number, CODE, 9, "", "Bản sao", "", ""]))))

    one = planned({"code": CODE, "status": "4"})

    assert (one.commands, one.left_out) == ([], ["import-older-state"])


def test_a_linked_code_is_never_replaced(act, coordinator, dossier):
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code=CODE)))

    assert planned({"home": dossier.receipt.number, "code": OTHER}).left_out == ["official-code-already-linked"]
    assert planned({"home": dossier.receipt.number, "code": CODE}).verdict == "same"


@pytest.mark.parametrize("way", ["home", "counter"])
def test_a_result_is_not_handed_over_by_a_list(act, coordinator, dossier, way):
    """Both sides sign for it, wherever that is; a list has no signatures."""
    done(act(coordinator, ChooseDelivery(dossier_id=dossier.id, way=way)))

    row = planned({"home": dossier.receipt.number, "status": "10", "paper": "Bản sao"})

    assert (types_of(row), row.left_out) == (["attach_result"], ["hand-over-is-at-the-door"])


def test_rows_of_one_dossier_count_once_or_not_at_all(dossier, officer):
    number = dossier.receipt.number
    same = [TypedRow(n=n, home=number, code=CODE) for n in (2, 3)]
    differ = [TypedRow(n=2, home=number, code=CODE), TypedRow(n=3, home=number, code=OTHER)]

    assert [one.verdict for one in plan(WARD, same, new_id())] == ["change", "refused"]
    assert [one.left_out for one in plan(WARD, differ, new_id())] == [["import-rows-disagree"]] * 2


def test_a_number_that_was_given_twice_means_the_dossier_whose_receipt_counts(officer, dossier):
    second = make_dossier(officer)
    phone_sends(officer, receipt_for(second, OURS))
    assert [receipt.standing for receipt in get_dossier(second.id).receipts] == ["beside"]

    assert planned({"home": OURS, "code": CODE}).dossier.id == dossier.id


def test_another_ward_s_dossiers_are_unknown(dossier):
    assert plan("08500", [TypedRow(n=2, home=dossier.receipt.number, code=CODE)], new_id())[0].left_out == [
        "import-row-unknown"
    ]


def test_our_date_stays_and_the_other_is_shown(desk, dossier):
    page = page_of(sent(desk, table([dossier.receipt.number, CODE, "", "", "", "", date(2031, 1, 1)])))

    assert "Ngày ở đây giữ nguyên" in page
    saved(desk, page)
    assert get_dossier(dossier.id).due_on == dossier.due_on


@pytest.mark.parametrize(
    ("typed", "status"),
    [("4", 4), ("Đang xử lý", 4), ("ĐANG XỬ LÝ", 4), ("4. dang xu ly", 4), ("In process", 4), ("0", None), ("", None)],
)
def test_states_are_read_by_number_and_name(typed, status):
    assert read_status(typed) == status
    assert read_status(unicodedata.normalize("NFD", typed)) == status


@pytest.mark.parametrize("typed", ["2026-11-26", "26/11/2026", "26.11.2026", "46352", "26/11/2026 08:00"])
def test_days_are_read_as_text_number_or_date(typed):
    assert read_day(typed) == date(2026, 11, 26)


# ---- files


def refused_as(data):
    with pytest.raises(Rejected) as refusal:
        read_rows(data)
    return refusal.value.code


GOOD = table([STRANGER, CODE, "", "", "", "", ""])
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
BAD = {
    "import-empty": b"",
    "import-too-big": b"PK" + b"0" * (10 * 1024 * 1024),
    "import-macro": with_part(GOOD, "xl/vbaProject.bin", b"macro"),
    "import-bomb": with_part(GOOD, "xl/media/image1.png", b"0" * (11 * 1024 * 1024)),
    "import-columns": table(["a", "b"], headings=["Họ tên", "Ghi chú"]),
    "import-column-twice": table([1, 2, 3], headings=["Mã hồ sơ", "Số giấy hẹn", "MaHoSo"]),
    "import-no-rows": table(),
    "import-too-many-rows": table(*([[STRANGER, CODE]] * 201)),
}


def test_a_bad_file_is_refused_in_words_and_changes_nothing(desk, dossier):
    before = len(changes_of("dossier", dossier.id))

    assert {code: refused_as(data) for code, data in BAD.items()} == {code: code for code in BAD}
    for data in BAD.values():
        response = sent(desk, data)
        assert response.status_code == 422
        assert "Chưa có gì thay đổi" in page_of(response)
    assert len(changes_of("dossier", dossier.id)) == before


@pytest.mark.parametrize(
    "data",
    [
        b"MaHoSo;TrangThai\n1;2",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
        GOOD[: len(GOOD) // 2],
        with_part(GOOD, "xl/worksheets/sheet1.xml", LAUGHS),
        with_part(GOOD, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
    ],
    ids=["csv", "old-or-locked", "torn", "entities", "torn-sheet"],
)
def test_what_is_no_spreadsheet_is_not_read(data):
    assert refused_as(data) == "import-not-xlsx"


def test_without_its_guard_nothing_is_read(monkeypatch):
    monkeypatch.setattr(workbook, "DEFUSEDXML", False)

    with pytest.raises(RuntimeError, match="defusedxml"):
        read_rows(GOOD)


def test_titles_above_empty_rows_and_odd_cells_do_no_harm():
    decomposed = unicodedata.normalize("NFD", "Chờ xác minh 🙂")
    rows = read_rows(
        table(
            [],
            [STRANGER, CODE, 4.0, decomposed, None, 342, 46352],
            ["TN04795-26-0000035", "=1+1", "", "", "", "", ""],
            ["TN04795-26-0000043", CODE, "", "x" * 301, "", "", ""],
            headings=["Số giấy hẹn", "mã HỒ SƠ", "TrangThaiHoSo", "Lý do", "Người nộp", "SỐ KẾT QUẢ", "NgayHenTra"],
            above=[["UBND TỈNH"], ["Danh sách hồ sơ"]],
        )
    )

    assert rows[0] == TypedRow(
        n=5, home=STRANGER, code=CODE, status="4", reason="Chờ xác minh 🙂", result="342", due="46352"
    )
    assert [row.fault for row in rows[1:]] == ["import-formula", "import-cell-too-long"]


def test_a_sheet_that_lies_about_its_size_is_read_row_by_row():
    name = "xl/worksheets/sheet1.xml"
    lying = re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', part_of(GOOD, name))

    assert len(read_rows(with_part(GOOD, name, lying))) == 1


def test_rows_that_nobody_was_shown_are_refused(desk):
    for rows in ([], ["{}"], ['{"n":1,"x":2}'], ["not json"], ["[1]"]):
        assert desk.post("/office/import/rows", data={"row": rows}).status_code == 422


def test_words_of_a_file_are_shown_as_words(desk, dossier):
    page = page_of(sent(desk, table([dossier.receipt.number, "<script>alert(1)</script>", "", "", "", "", ""])))

    assert "<script>alert" not in page


# ---- the list that goes out


def exported(dossier):
    return [change.what for change in changes_of("dossier", dossier.id)].count("list-exported")


def test_the_list_goes_out_as_it_is_filtered_and_that_is_written_down(desk, dossier, officer):
    formula = make_dossier(officer, roles={"owner": {"name": "=HYPERLINK(1)"}, "submitter": {"name": "A"}})

    answer = posted(desk, "/office/dossier-list", q="hyperlink", state="all")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert (sheet.max_row, sheet["C2"].value, sheet["C2"].data_type) == (2, "=HYPERLINK(1)", "s")
    taken = [
        [change.what for change in changes_of("dossier", one.id)].count("list-exported") for one in (formula, dossier)
    ]
    assert taken == [1, 0]
    assert posted(desk, "/office/dossier-list", q="không có ai", state="all").status_code == 302


def test_taking_the_same_list_again_is_one_line_in_the_log(act, coordinator, dossier):
    command, name = ExportList(dossier_ids=(dossier.id,)), new_id()

    receipts = [act(coordinator, command, id=name) for _ in range(2)]

    assert [receipt.is_duplicate for receipt in receipts] == [False, True]
    assert exported(dossier) == 1
    assert act(coordinator, ExportList(dossier_ids=(dossier.id, new_id()))).code == "unknown-dossier"


def test_lists_are_the_desk_s(act, sign_in, dossier):
    strangers = [make_user(role) for role in (Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR)]

    assert {act(one, ExportList(dossier_ids=(dossier.id,))).code for one in strangers} == {"not-permitted"}
    browser = sign_in(strangers[-1])
    assert browser.get("/office/import").status_code == 403
    assert posted(browser, "/office/dossier-list").status_code == 403


def test_the_page_says_what_it_takes(desk):
    assert "Số giấy hẹn" in page_of(desk.get("/office/import"))
    page_of(desk.get("/office/import?lang=en"))


def test_the_way_forward_takes_only_plain_steps():
    assert steps.forward(1, 9) == [2, 9]
    assert steps.forward(6, 4) == [4]
    assert steps.forward(5, 4) is None
    assert steps.forward(9, 4) is None
