"""The register, form 07: every dossier once, in order of arrival, for the eye, the printer and the spreadsheet."""

import io
from datetime import UTC, datetime
from uuid import UUID

import openpyxl
import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import LinkCode, PrintRegister
from app.dossiers.legal.keeping import find_register_print, register_prints
from app.dossiers.legal.register import Stretch
from app.dossiers.routes import register
from tests.dossiers.desk import page_of, posted
from tests.dossiers.sheets import printed_at
from tests.make import WARD, done, make_coordinator, make_user
from tests.make_dossiers import handing, make_dossier, make_result
from tests.make_places import make_ward

NOVEMBER = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def in_november(clock):
    clock(NOVEMBER)


def copied(desk, asked="year=2026&month=11"):
    """Take a copy of the register; return its address."""
    return posted(desk, f"/office/register?{asked}").location


def cells_of(response):
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    return [["" if value is None else value for value in row] for row in book.active.iter_rows(values_only=True)]


def test_a_line_says_all_that_the_register_wants(in_november, act, desk, coordinator, officer):
    dossier = make_dossier(officer, at=NOVEMBER, delivery={"way": "post", "address": "Số 1"})
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code="G09.20-20261122-0000001")))
    result = make_result(dossier, coordinator)
    done(act(officer, handing(dossier, result), at=NOVEMBER))

    rows = cells_of(desk.get(copied(desk) + "/xlsx"))

    assert rows[2][0] == "SỔ THEO DÕI HỒ SƠ – Tháng 11 năm 2026 – bản in số 1"
    assert rows[5] == [
        "01",
        "G09.20-20261122-0000001",
        "Cấp bản sao trích lục hộ tịch",
        "1",
        "Bùi Văn Thử; người nộp: Bùi Thị Con (con gái)",
        "Số nhà 12, 0912 345 678",
        "",
        "10:00, 22/11/2026",
        "",
        "10:00, 22/11/2026",
        "Gửi qua bưu điện",
        "Bùi Thị Con",
        "Đã trả kết quả",
    ]


def test_the_printed_register_is_a4_across_and_holds_only_its_month_and_ward(in_november, desk, officer):
    october = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)
    make_dossier(officer, at=october, roles={"owner": {"name": "Người Tháng Mười"}, "submitter": {"name": "A"}})
    make_dossier(officer, at=NOVEMBER, roles={"owner": {"name": "Người Tháng Mười Một"}, "submitter": {"name": "A"}})

    sheet = printed_at(desk, copied(desk) + "/pdf")

    assert sheet.sizes == [(297, 210)]
    assert "SỔ THEO DÕI HỒ SƠ" in sheet.words
    assert "Tháng 11 năm 2026 – bản in số 1" in sheet.words
    assert "Người Tháng Mười Một" in sheet.words
    assert "Người Tháng Mười;" not in sheet.words
    assert "Người Tháng Mười;" in page_of(desk.get("/office/register?year=2026&month=0"))


def test_another_ward_reads_its_own_register(in_november, officer, sign_in):
    make_dossier(officer, at=NOVEMBER)
    make_ward("08500", name="Xã Xuân Lũng")

    page = page_of(sign_in(make_coordinator(ward="08500")).get("/office/register"))

    assert "Chưa có hồ sơ." in page
    assert "Bùi Văn Thử" not in page


def test_what_looks_like_a_formula_stays_text(in_november, desk, officer):
    make_dossier(officer, at=NOVEMBER, roles={"owner": {"name": "=1+1"}, "submitter": {"name": "=1+1"}})

    book = openpyxl.load_workbook(io.BytesIO(desk.get(copied(desk) + "/xlsx").data))

    cell = book.active["E6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_stretch_too_long_for_a_pdf_is_refused_in_words(in_november, desk, officer, monkeypatch):
    monkeypatch.setattr(register, "MOST_FOR_PDF", 0)
    make_dossier(officer, at=NOVEMBER)

    page = page_of(desk.get(copied(desk) + "/pdf", follow_redirects=True))

    assert "quá dài để làm PDF" in page


@pytest.mark.parametrize("asked", ["year=1&month=77", "year=abc&month=-1", "year=2026&month=0", ""])
def test_whatever_the_address_says_there_is_a_page(in_november, desk, asked):
    page_of(desk.get(f"/office/register?{asked}"))
    page_of(desk.get(f"/office/register?{asked}&lang=en"))


def test_each_copy_has_its_number_and_keeps_its_words(in_november, act, desk, coordinator, officer):
    dossier = make_dossier(officer, at=NOVEMBER)
    first = copied(desk)
    assert "Sổ đã có thay đổi" not in page_of(desk.get(first))
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code="G09.20-20261122-0000001")))
    second, year = copied(desk), copied(desk, "year=2026&month=0")

    assert [cells_of(desk.get(one + "/xlsx"))[2][0].split(" – ")[1:] for one in (first, second, year)] == [
        ["Tháng 11 năm 2026", "bản in số 1"],
        ["Tháng 11 năm 2026", "bản in số 2"],
        ["Năm 2026", "bản in số 1"],
    ]
    page = page_of(desk.get(first))
    assert "Sổ đã có thay đổi" in page
    assert "G09.20" not in page
    assert "Bản số 2" in page_of(desk.get("/office/register?year=2026&month=11"))
    (change,) = changes_of("register_print", find_register_print(UUID(first.rsplit("/", 1)[1])).id)
    assert change.what == "printed"


def test_the_same_again_is_one_copy(in_november, act, coordinator):
    command, name = PrintRegister(print_id=new_id(), year=2026, month=11), new_id()

    receipts = [act(coordinator, command, id=name) for _ in range(2)]

    assert [receipt.is_duplicate for receipt in receipts] == [False, True]
    assert act(coordinator, command).code == "form-copy-id-used"
    assert len(register_prints(WARD, Stretch(2026, 11))) == 1


def test_another_ward_s_copy_is_not_there(in_november, desk, sign_in):
    address = copied(desk)
    make_ward("08500", name="Xã Xuân Lũng")

    stranger = sign_in(make_coordinator(ward="08500"))

    assert {stranger.get(address + part).status_code for part in ("", "/pdf", "/xlsx")} == {404}


def test_the_register_is_the_coordinator_s(act, desk, sign_in):
    address = copied(desk)
    for role in (Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR):
        stranger = make_user(role)
        assert act(stranger, PrintRegister(print_id=new_id(), year=2026)).code == "not-permitted"
        browser = sign_in(stranger)
        assert {browser.get(one).status_code for one in ("/office/register", address, address + "/xlsx")} == {403}
