"""Signing in: one answer for every mistake, patience after many, and a session that ends on the server."""

from datetime import timedelta

import pytest

from app.accounts.commands import AddUser, SetAreas, SetPassword, hash_password
from app.accounts.sign_in import sign_in as check
from app.core.clock import now
from app.core.errors import Rejected
from app.core.ids import new_id
from app.core.roles import Role
from tests.make import HASH, SYSTEM, done, make_coordinator, make_leader, make_officer, make_user
from tests.page import check_page

PASSWORD = "mười hai con giáp"


@pytest.fixture
def coordinator(app, act):
    user = make_coordinator(username="dieuphoi")
    done(act(SYSTEM, SetPassword(user_id=user.id, password_hash=hash_password(PASSWORD))))
    return user


def test_name_and_password_open_the_office(client, coordinator):
    answer = client.post("/sign-in", data={"username": " DieuPhoi ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/office/board")
    assert client.get("/office/review").status_code == 200


@pytest.mark.parametrize(
    "data", [{"username": "dieuphoi", "password": "sai"}, {"username": "ai-do", "password": PASSWORD}]
)
def test_every_mistake_gets_the_same_words_and_keeps_the_name(client, coordinator, data):
    answer = client.post("/sign-in", data=data)
    check_page(answer)
    assert answer.status_code == 422
    assert "chưa đúng" in answer.text
    assert data["username"] in answer.text
    assert data["password"] not in answer.text


def test_after_many_wrong_tries_the_door_waits(app, client, coordinator, clock):
    for _ in range(8):
        client.post("/sign-in", data={"username": "dieuphoi", "password": "sai"})
    with pytest.raises(Rejected, match="too-many-attempts"):
        check("dieuphoi", PASSWORD)
    clock(now() + timedelta(minutes=16))
    assert check("dieuphoi", PASSWORD)[0].username == "dieuphoi"


def test_a_session_ends_after_half_an_hour_alone(client, coordinator, clock):
    client.post("/sign-in", data={"username": "dieuphoi", "password": PASSWORD})
    clock(now() + timedelta(minutes=31))
    assert client.get("/office/review").status_code == 302


def test_signing_out_ends_the_session_on_the_server(client, coordinator):
    client.post("/sign-in", data={"username": "dieuphoi", "password": PASSWORD})
    client.post("/sign-out")
    assert client.get("/office/review").status_code == 302


@pytest.mark.parametrize("target", ["https://example.org", "//example.org", "/\\example.org"])
def test_the_door_leads_nowhere_else(client, coordinator, target):
    answer = client.post(f"/sign-in?next={target}", data={"username": "dieuphoi", "password": PASSWORD})
    assert answer.location == "/office/board"


def test_people_with_phones_go_to_the_app(app, client, act):
    leader = make_leader(new_id(), username="totruong")
    done(act(SYSTEM, SetPassword(user_id=leader.id, password_hash=hash_password(PASSWORD))))
    assert client.post("/sign-in", data={"username": "totruong", "password": PASSWORD}).location == "/app/"


def test_a_sign_in_name_is_one_persons(app, act):
    make_officer(username="lan")
    command = AddUser(user_id=new_id(), username="lan", full_name="Lan", role=Role.OFFICER, password_hash=HASH)
    assert act(SYSTEM, command).code == "username-taken"


def test_a_password_never_enters_the_log(app, act):
    user = make_officer()
    assert act(SYSTEM, SetPassword(user_id=user.id, password_hash="mật khẩu thật")).code == "weak-password"


def test_only_leaders_have_areas(app, act):
    assert act(SYSTEM, SetAreas(user_id=make_officer().id, neighbourhood_ids=[new_id()])).code == "areas-for-leaders"
    command = AddUser(
        user_id=new_id(),
        username="x1",
        full_name="X",
        role=Role.POSTAL,
        password_hash=HASH,
        neighbourhood_ids=[new_id()],
    )
    assert act(SYSTEM, command).code == "areas-for-leaders"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER, Role.LEADER])
def test_only_an_admin_changes_accounts(app, act, role):
    someone, other = make_user(role), make_officer()
    for command in (
        SetPassword(user_id=other.id, password_hash=HASH),
        SetAreas(user_id=other.id, neighbourhood_ids=[]),
        AddUser(user_id=new_id(), username="x2", full_name="X", role=Role.ADMIN, password_hash=HASH),
    ):
        assert act(someone, command).code == "not-permitted"


def test_a_leader_with_new_areas_gets_them_once(app, act):
    leader, area, name = make_leader(), new_id(), new_id()
    command = SetAreas(user_id=leader.id, neighbourhood_ids=[area])
    done(act(SYSTEM, command, id=name))
    done(act(SYSTEM, command, id=name))
    from app.accounts.queries import get_user

    assert get_user(leader.id).neighbourhood_ids == [str(area)]
    assert get_user(leader.id).scope_epoch == 2
