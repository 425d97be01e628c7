"""The weights: set by the office, every version kept, shown with each request, counted by plans."""

from dataclasses import asdict

import pytest
from pydantic import ValidationError

from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.roles import Role
from app.visits.commands import SetWeights
from app.visits.planning.weight import DEFAULT_POINTS, Points
from app.visits.weights import versions_of, weights_now
from tests.make import WARD, make_coordinator, make_officer, make_user
from tests.make_plans import line_of, make_plan
from tests.make_visits import make_accepted_request, make_working_team, next_saturday
from tests.page import check_page, text

NAMES = set(SetWeights.model_fields) & set(asdict(DEFAULT_POINTS))


def weights(**values):
    shipped = {name: worth for name, worth in asdict(DEFAULT_POINTS).items() if name in NAMES}
    return SetWeights(**({"weights_id": new_id()} | shipped | values))


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def test_weights_are_set_and_every_version_is_kept(act, coordinator):
    director, command, name = make_user(Role.DIRECTOR), weights(base=5), new_id()
    assert weights_now(WARD) == (0, DEFAULT_POINTS)

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)
    act(director, weights(base=5, aged=30))

    assert again.is_duplicate
    assert weights_now(WARD) == (2, Points(base=5, aged=30))
    assert [(one.number, one.made_by, one.points["aged"]) for one in versions_of(WARD)] == [
        (2, director.id, 30),
        (1, coordinator.id, 10),
    ]
    assert [change.what for change in changes_of("weights", command.weights_id)] == ["weights-set"]


def test_the_same_again_is_no_version_and_the_shipped_ones_come_back(act, coordinator):
    assert act(coordinator, weights()).is_applied
    assert versions_of(WARD) == []

    act(coordinator, weights(base=5))
    act(coordinator, weights())

    assert weights_now(WARD) == (2, DEFAULT_POINTS)


def test_other_wards_keep_theirs(act, coordinator):
    act(make_coordinator(ward="08500"), weights(base=5))

    assert weights_now(WARD) == (0, DEFAULT_POINTS)


def test_the_very_old_are_older_than_the_old(act, coordinator):
    assert act(coordinator, weights(aged_from=80, very_old_from=80)).code == "ages-out-of-order"


@pytest.mark.parametrize("values", [{"base": 0}, {"disability": 61}, {"aged": -1}, {"each_weekend": 0}])
def test_no_part_counts_nothing_for_ever_or_everything(values):
    with pytest.raises(ValidationError):
        weights(**values)


def test_officers_set_no_weights(act, app):
    assert act(make_officer(), weights(base=5)).code == "not-permitted"


def test_a_plan_counts_by_them_and_says_so(act, coordinator, desk):
    make_working_team()
    request = make_accepted_request(coordinator=coordinator)
    assert line_of(make_plan(coordinator), request).parts["base"] == 10
    page = f"/office/plan?weekend={next_saturday()}"
    assert "Tính theo điểm mặc định." in text(check_page(desk.get(page)).root)

    act(coordinator, weights(base=40))
    plan = make_plan(coordinator)

    assert line_of(plan, request).parts["base"] == 40
    assert plan.made_with["weights"] == "1"
    assert "Tính theo điểm ưu tiên bản 1." in text(check_page(desk.get(page)).root)
    board = text(check_page(desk.get(f"/office/board?weekend={next_saturday()}")).root)
    assert "ai cũng có 40, cao tuổi 10" in board


def test_the_office_sets_them_on_their_page(desk, coordinator):
    page = text(check_page(desk.get("/office/weights")).root)
    assert "Đang dùng điểm mặc định." in page
    sent = {name: str(worth) for name, worth in asdict(DEFAULT_POINTS).items() if name in NAMES}

    wrong = text(check_page(desk.post("/office/weights", data=sent | {"base": "51"})).root)
    assert "Hãy ghi một số từ 1 đến 50." in wrong
    wrong = text(check_page(desk.post("/office/weights", data=sent | {"aged_from": "90"})).root)
    assert "Tuổi “rất cao” phải lớn hơn" in wrong

    changed = desk.post("/office/weights", data=sent | {"disability": "35"}, follow_redirects=True)
    shown = text(check_page(changed).root)
    assert "Đang dùng bản 1 của phường." in shown
    assert "khuyết tật (điểm) 35" in shown
    assert coordinator.full_name in shown

    back = text(check_page(desk.post("/office/weights", data=sent, follow_redirects=True)).root)
    assert "Đang dùng điểm mặc định." in back
    assert "Bản 2" in back


def test_the_same_page_sent_again_is_one_version(desk):
    sent = {name: str(worth) for name, worth in asdict(DEFAULT_POINTS).items() if name in NAMES}
    sent |= {"base": "5", "command_id": str(new_id())}

    answers = [desk.post("/office/weights", data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [one.number for one in versions_of(WARD)] == [1]


def test_others_do_not_open_the_page(app, sign_in):
    assert sign_in(make_officer()).get("/office/weights").status_code == 403
