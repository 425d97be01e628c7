"""Journey: a weekend is planned anew round what families were told; the list says what moves and why; it is undone."""

import re
from datetime import timedelta

import pytest

from app.accounts.queries import find_user_by_name
from app.core.clock import today
from app.core.execute import execute
from app.core.ids import new_id
from app.demo.staff import TEAMS
from app.places.queries import neighbourhoods_of
from app.requests.commands import DeclineRequest
from app.requests.models import Status
from app.requests.queries import list_requests
from app.visits.commands import SetShift
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.queries import get_visit, shifts_between, teams, visits_between
from app.visits.rules import weekend_of
from tests.journeys.conftest import DESK, sign_in
from tests.make import WARD, done
from tests.make_visits import make_accepted_request, make_visit

MORNING, AFTERNOON = 125, 200
"""Minutes of the one team that works: four homes are too many for the morning, not for the whole day."""
HEAVY = {"birth_year": 1930, "priority_groups": ["bedridden", "disabled-severe"]}


@pytest.fixture
def saturday():
    """A weekend of the demo on which nobody is visited yet."""
    return weekend_of(today() + timedelta(weeks=2))[0]


@pytest.fixture
def told(server, saturday):
    """Who is planned by hand in the one morning that is worked, and the visits' ids by name."""
    return server.ask(lambda: crowded_morning(saturday))


def crowded_morning(saturday):
    desk = find_user_by_name("dieuphoi")
    team = next(team for team in teams(WARD) if team.name == TEAMS[0])
    for shift in shifts_between(WARD, saturday, saturday + timedelta(days=1)):
        is_worked = (shift.team_id, shift.works_on) == (team.id, saturday)
        work(desk, shift, (MORNING if shift.half is Half.MORNING else AFTERNOON) if is_worked else 0)
    for request in list_requests(WARD, statuses=(Status.ACCEPTED,)).requests:
        done(execute(DeclineRequest(request_id=request.id, reason="Tự đi được"), actor=desk.as_actor()))
    names = ("Bùi Thị Hẹn", "Bùi Thị Giữ", "Bùi Thị Nhường")
    return {name: make_visit(team=team, request=ask(desk, name), coordinator=desk, date=saturday).id for name in names}


def work(desk, shift, minutes):
    lane = {"team_id": shift.team_id, "date": shift.works_on, "half": shift.half}
    done(execute(SetShift(shift_id=new_id(), capacity_minutes=minutes, **lane), actor=desk.as_actor()))


def ask(desk, name, told=None, **values):
    """Return the accepted request of somebody of this name, all of one neighbourhood."""
    place = neighbourhoods_of(WARD)[0].id
    told = {"birth_year": 1961, "full_name": name} | (told or {})
    return make_accepted_request(coordinator=desk, neighbourhood_id=place, told=told, **values)


def ask_for_mornings(server):
    """Two more ask, both for a morning: one lies in bed, one is in good health."""

    def do():
        desk = find_user_by_name("dieuphoi")
        for name, told in (("Quách Thị Nằm", HEAVY), ("Đinh Văn Khoẻ", {})):
            ask(desk, name, told, wish={"half": "morning"})

    server.ask(do)


def places(server, ids):
    """Return where and when each of these visits is planned."""

    def place(visit):
        return Lane(visit.team_id, visit.planned_on, visit.half), visit.window_from, visit.window_to

    return server.ask(lambda: {name: place(get_visit(id)) for name, id in ids.items()})


def served(server, saturday):
    """Return how many homes somebody goes to on that day."""
    return len(server.ask(lambda: visits_between(WARD, saturday, saturday)))


def card_of(page, visit_id):
    card = page.locator(f"#visit-{visit_id}")
    card.locator("summary", has_text="Xếp vào…").click()
    return card


def test_a_plan_moves_nobody_who_was_told_says_what_moves_and_why_and_is_undone(open_device, server, saturday, told):
    page = open_device(DESK)
    sign_in(page, "dieuphoi", f"/sign-in?next=/office/board?weekend={saturday.isoformat()}")
    card_of(page, told["Bùi Thị Hẹn"]).get_by_role("button", name="Xác nhận").click()
    page.get_by_text("Đã ghi: gia đình đã biết giờ hẹn.").wait_for()
    card_of(page, told["Bùi Thị Giữ"]).get_by_role("button", name="Giữ cố định").click()
    page.get_by_text("Kế hoạch sẽ không dời lượt hẹn này.").wait_for()
    ask_for_mornings(server)
    before = places(server, told)

    page.get_by_role("link", name="Lập kế hoạch").click()
    page.get_by_role("button", name="Lập kế hoạch").click()
    page.get_by_role("heading", name="Đang lập…").wait_for()
    server.work()
    page.get_by_role("heading", name="Kết quả").wait_for()

    moves = page.locator("main").get_by_role("listitem")
    newcomer = moves.filter(has_text="xếp mới").filter(has_text="Quách Thị Nằm")
    giving_way = moves.filter(has_text="dời sang").filter(has_text="Bùi Thị Nhường")
    page.get_by_role("heading", name="Sẽ thay đổi (2)").wait_for()
    assert "sáng thứ Bảy" in newcomer.inner_text()
    assert re.search(r"chiều thứ Bảy.*đang ở: .*sáng thứ Bảy.*08:30–10:00.*đường ngắn nhất", giving_way.inner_text())
    assert moves.filter(has_text="Giữ cố định").count() == 2
    left_out = page.get_by_role("article").filter(has_text="Đinh Văn Khoẻ").inner_text()
    assert "Các buổi đã kín." in left_out
    assert "Còn chỗ nếu gia đình đồng ý: chiều thứ Bảy" in left_out
    assert places(server, told) == before, "a list of changes changes nothing"

    page.get_by_role("button", name="Áp dụng kế hoạch").click()
    page.get_by_text("Đã áp dụng kế hoạch.").wait_for()

    after = places(server, told)
    assert {name for name in told if after[name] != before[name]} == {"Bùi Thị Nhường"}
    assert after["Bùi Thị Nhường"][0].half is Half.AFTERNOON
    assert served(server, saturday) == 4

    page.get_by_role("button", name="Hoàn tác kế hoạch").click()
    page.get_by_text("Đã hoàn tác kế hoạch.").wait_for()

    assert places(server, told) == before
    assert served(server, saturday) == 3
