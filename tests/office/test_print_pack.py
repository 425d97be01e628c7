"""The papers for the bags: what stands on a sheet, what never does, and that no number is printed twice unasked."""

import pytest

from app.core.ids import new_id
from app.office.queries.weekend import Weekend
from app.sync.commands import LeaseNumbers
from app.visits.commands import ConfirmVisit
from app.visits.models import Half
from tests.make import done, make_coordinator, make_officer
from tests.make_dossiers import make_dossier, make_procedure, make_result
from tests.make_requests import make_citizen, make_request
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday, plan_of
from tests.page import check_page, text

TOLD = {
    "full_name": "Đinh Thị Mang",
    "access_notes": "chó dữ, nằm liệt",
    "directions": "cạnh trạm y tế cũ",
    "priority_groups": ["bedridden"],
}


@pytest.fixture
def weekend(app):
    return Weekend(next_saturday())


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def print_out(coordinator, sign_in, weekend):
    """`print_out(part=[…])`: the page, parsed."""
    desk = sign_in(coordinator)

    def print_out(**asked):
        return check_page(desk.get("/office/print-pack", query_string={"weekend": str(weekend.saturday)} | asked))

    return print_out


def sheets(page):
    return [text(sheet) for sheet in page.having("pack")]


def test_each_team_and_half_day_with_visits_has_a_sheet(print_out, coordinator):
    team = make_working_team()
    make_shift(team, half=Half.AFTERNOON)
    make_visit(team=team, coordinator=coordinator)
    make_visit(team=team, coordinator=coordinator)
    make_visit(team=team, coordinator=coordinator, half=Half.AFTERNOON)
    make_working_team(name="Đội 2")

    found = sheets(print_out(part="routes"))

    assert [sheet.count("phút") for sheet in found] == [2, 1]
    assert "Đội 1, Sáng thứ Bảy" in found[0]
    assert "Đội 1, Chiều thứ Bảy" in found[1]


def test_a_route_sheet_says_who_where_when_and_what_to_bring(print_out, coordinator):
    officer = make_officer()
    procedure = make_procedure()
    purposes = [{"kind": "collect", "procedure_code": procedure.code}]
    make_visit(
        team=make_working_team(officer), coordinator=coordinator,
        request=make_accepted_request(coordinator=coordinator, told=TOLD), purposes=purposes,
    )  # fmt: skip

    (sheet,) = sheets(print_out(part="routes"))

    for words in (officer.full_name, "Đinh Thị Mang", "Số nhà 12", "cạnh trạm y tế cũ", "0912 345 678", "07:30–09:00"):
        assert words in sheet
    assert f"({procedure.code}). 1 giấy hẹn." in sheet


def test_a_lost_sheet_tells_nothing_that_is_nobodys_business(print_out, coordinator):
    make_visit(
        coordinator=coordinator,
        request=make_accepted_request(coordinator=coordinator, told=TOLD, need_text="Khai tử cho chồng"),
        purposes=[{"kind": "collect", "need_text": "Khai tử cho chồng"}],
    )

    (sheet,) = sheets(print_out(part="routes"))

    for secret in ("nằm liệt", "Khai tử", "hoa sen", "ưu tiên", "1948"):
        assert secret not in sheet
    assert "Có lưu ý khi đến: xem trên máy" in sheet


def test_notes_are_printed_when_somebody_has_looked_at_them(print_out, coordinator):
    make_visit(coordinator=coordinator, request=make_accepted_request(coordinator=coordinator, told=TOLD))

    (sheet,) = sheets(print_out(part="routes", notes="y"))

    assert "Lưu ý: chó dữ, nằm liệt" in sheet


def test_results_to_bring_are_named_by_their_number(print_out, coordinator, act):
    officer = make_officer()
    dossier = make_dossier(officer, citizen=make_citizen())
    make_result(dossier)
    command = plan_of(make_accepted_request(coordinator=coordinator), make_working_team(officer))
    purposes = [{"kind": "return", "dossier_id": str(dossier.id)}]
    planned = command.model_copy(update={"request_id": None, "citizen_id": dossier.citizen_id})
    done(act(coordinator, type(command)(**planned.model_dump() | {"purposes": purposes})))

    (sheet,) = sheets(print_out(part="routes"))

    assert "☐ Kết quả của hồ sơ" in sheet


def test_the_call_list_stays_in_the_office_and_so_has_the_word(print_out, coordinator):
    make_visit(coordinator=coordinator)

    (sheet,) = sheets(print_out(part="calls"))

    assert "hoa sen" in sheet
    assert "☐ Đã báo" in sheet
    assert "Để ở trung tâm." in sheet


def test_the_printed_list_says_who_was_told_and_what_can_be_chosen(print_out, coordinator, act):
    team = make_working_team(minutes=40)
    visit = make_visit(team=team, coordinator=coordinator)
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))
    make_shift(team, half=Half.AFTERNOON)
    make_request(wish={"date": next_saturday(), "half": "morning"})

    (sheet,) = sheets(print_out(part="calls"))

    assert "Đã báo qua điện thoại" in sheet
    assert "Hết chỗ buổi đã chọn" in sheet
    assert "☐ Chiều thứ Bảy" in sheet


def test_blank_receipts_are_printed_only_when_asked_for(print_out, coordinator, act):
    officer = make_officer()
    make_visit(team=make_working_team(officer), coordinator=coordinator)
    pad = LeaseNumbers(lease_id=new_id(), kind="receipt", count=3, medium="paper", user_id=officer.id)
    done(act(coordinator, pad))

    assert print_out().having("sheet-number") == []

    numbers = [text(number) for number in print_out(part="receipts").having("sheet-number")]
    assert len(set(numbers)) == 3


def test_a_number_given_away_is_printed_no_more(print_out, coordinator, act, app):
    from app.core.ledger import blocks_of
    from app.sync.commands import VoidNumbers
    from tests.make import WARD

    officer = make_officer()
    make_visit(team=make_working_team(officer), coordinator=coordinator)
    pad = LeaseNumbers(lease_id=new_id(), kind="receipt", count=2, medium="paper", user_id=officer.id)
    done(act(coordinator, pad))
    done(act(coordinator, VoidNumbers(lease_id=pad.lease_id, reason="rơi mất")))
    assert blocks_of(WARD)[0].left == 0

    assert print_out(part="receipts").having("sheet-number") == []


def test_a_weekend_without_visits_says_so(print_out):
    assert "Chưa có gì để in cho cuối tuần này." in text(print_out().one("main"))
