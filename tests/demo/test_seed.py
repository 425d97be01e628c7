"""The demo ward is whole: places, staff, people, requests in every state, last weekend's work, all by commands."""

import re
from collections import Counter
from datetime import date, datetime
from random import Random

import pytest
from sqlalchemy import func, select

from app.accounts.queries import find_user_by_name, staff_of
from app.citizens.models import Citizen
from app.core import audit
from app.core.changes import WardSequence
from app.core.clock import VN, now, today
from app.core.db import session
from app.core.records import ReviewItem
from app.core.roles import Role
from app.demo.people import someone
from app.demo.scenes import ALL, SHARES, at, how_many, service_day
from app.demo.staff import is_seeded
from app.demo.weekend import plan_weekend, sunday_off
from app.dossiers.models import Dossier
from app.places.queries import neighbourhoods_of
from app.postal.models import Manifest
from app.requests.models import ServiceRequest, Status
from app.visits.models import Visit
from app.visits.standing import plan_days
from tests.demo.citizen_pages import citizen_pages
from tests.demo.crawl import crawl
from tests.make import WARD
from tests.make_places import make_neighbourhood, make_ward
from tests.page import check_page, text
from tests.valid_html import invalid_html

MANY_PAGES = 300
"""Of three people at their desks and of citizens, forms sent empty too."""


def check_review(desk):
    """What waits for the coordinator came from phones, of several kinds, and every item can be opened."""
    items = list(session.scalars(select(ReviewItem)))
    assert {item.reason for item in items} == {"held", "conflict", "rejected", "gap", "clock", "duplicate"}
    assert not any(item.resolved_at for item in items)
    listed = desk.get("/office/review").text
    for item in items:
        assert f"/office/review/{item.id}" in listed
        page = check_page(desk.get(f"/office/review/{item.id}"))
        if item.reason == "conflict":
            asked, stands, since = (text(side) for side in page.having("compare-side"))
            assert "Chỉ đường: " in asked
            assert "→ Ngõ 12, nhà thứ hai bên phải" in asked
            assert re.match(r"Điều đang ghi trên máy chủ\s*Chỉ đường\s*Ngõ 12, cạnh nhà văn hóa", stands)
            assert re.search(r"0\d{3} \d{3} \d{3}", stands), "phone numbers are read in groups"
            assert "14:00" in since, "what the desk did meanwhile"
        form = desk.get(f"/office/review/{item.id}/edit")
        assert ("Sửa nội dung" in text(page.one("main"))) == (form.status_code == 200)
        assert form.status_code == 404 or check_page(form).by_id("stands-title") is not None


def check_plan(desk):
    """The plan's page shows a proposal that can be taken over, and why somebody is left out."""
    page = text(check_page(desk.get(f"/office/plan?weekend={plan_weekend().isoformat()}")).one("main"))
    assert re.search(r"Sẽ thay đổi \((\d+)\)", page)[1] != "0"
    assert "Áp dụng kế hoạch" in page
    assert "Chưa xếp được (1)" in page
    assert re.search(r"Không đội nào làm việc vào buổi gia đình mong\. Còn chỗ nếu gia đình đồng ý:", page)


@pytest.mark.parametrize("day", range(23, 30))
def test_the_demo_plans_a_weekend_that_can_still_be_planned(clock, day):
    clock(datetime(2026, 11, day, 9, tzinfo=VN))

    assert plan_days(plan_weekend(), today())
    assert service_day() != sunday_off(), "the afternoon that nobody works is no day of the demo's visits"


def test_nothing_of_the_demo_lies_ahead_in_the_small_hours_of_a_monday(clock):
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=VN)
    clock(monday)

    with at(date(2026, 11, 23), 8, 30):
        assert now() == monday
    with at(date(2026, 11, 22), 8, 30):
        assert now() == datetime(2026, 11, 22, 8, 30, tzinfo=VN)


@pytest.mark.timeout(500)
def test_the_demo_ward_is_whole(app, sign_in, tmp_path):
    runner = app.test_cli_runner()

    result = runner.invoke(args=["demo", "seed"])

    assert result.exit_code == 0, result.output
    staff = Counter(user.role for user in staff_of(WARD))
    assert (staff[Role.LEADER], staff[Role.OFFICER], staff[Role.POSTAL]) == (94, 9, 1)
    assert len(neighbourhoods_of(WARD)) == 94
    states = Counter(session.scalars(select(ServiceRequest.status)))
    assert sum(states.values()) == 40 + 1, "one is registered twice, for the review list"
    assert set(states) == set(Status)
    people = list(session.scalars(select(Citizen)))
    assert len(people) == 60
    assert sum(bool(person.old_address) for person in people) > 40
    repeated = [person.address for person in people if "Tổ" in person.address]
    assert not repeated, "every page says the neighbourhood beside the address"
    for table in (Visit, Dossier, Manifest):
        assert session.scalar(select(func.count()).select_from(table)) > 0
    assert audit.find_break(WARD) is None
    check_review(sign_in(find_user_by_name("dieuphoi")))
    check_plan(sign_in(find_user_by_name("dieuphoi")))
    pages = citizen_pages(app)
    for who in ("dieuphoi", "giamdoc", "quantri"):
        opened, faults, found = crawl(sign_in(find_user_by_name(who)))
        assert (len(opened) > 30, faults) == (True, []), opened
        pages |= {f"{who} {name}": html for name, html in found.items()}
    for who in ("canbo1", "totruong14", "buudien"):
        assert crawl(sign_in(find_user_by_name(who)))[1] == [], "whose work is on the phone meets no page of others"
    assert len(pages) > MANY_PAGES
    assert invalid_html(pages, tmp_path / "pages") == []
    assert "Demo ward" in result.output
    before = last_change()
    again = runner.invoke(args=["demo", "seed", "--size", "400"])
    assert (again.exit_code, "empty database" in again.output) == (1, True)
    assert runner.invoke(args=["demo", "seed", "--if-empty"]).exit_code == 0
    assert last_change() == before, "a second seed adds nothing"


def last_change():
    """Return how far the ward's log goes."""
    session.expire_all()
    return session.get_one(WardSequence, WARD).last


@pytest.mark.parametrize("size", [1, 3, 40, 400, 1000])
def test_larger_wards_keep_the_proportions_and_the_smallest_has_one_of_each(size):
    made = {state: how_many(state, size) for state in SHARES}

    assert all(made.values())
    if size >= ALL:
        assert made == {state: size * share // ALL for state, share in SHARES.items()}
        assert sum(made.values()) == size


def test_no_ward_has_no_size(app):
    assert app.test_cli_runner().invoke(args=["demo", "seed", "--size", "0"]).exit_code == 2
    assert not is_seeded(WARD)


def test_the_same_seed_makes_the_same_people_and_another_seed_others(app):
    make_ward()
    place = make_neighbourhood()

    def drawn(seed):
        chance = Random(seed)
        return [someone(chance, place) for _ in range(20)]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
