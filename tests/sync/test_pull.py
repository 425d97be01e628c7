"""Pull: what a person may see, each once, with tombstones; pages, echoes, manifest, projection."""

import re
from urllib.parse import parse_qsl, urlsplit

from app.accounts.commands import SetActive, SetAreas
from app.core.changes import canonical, sha256
from app.core.ids import new_id
from app.visits.commands import ReassignVisit
from tests.make import SYSTEM, WARD, done, make_coordinator, make_leader, make_officer
from tests.make_visits import make_visit, make_working_team
from tests.phone import Phone


def test_first_sync_brings_what_the_ward_shares(app, client):
    officer, colleague = make_officer(name="Bùi Thị Lan"), make_officer(name="Trần Văn Mộc")
    phone = Phone(client, officer)

    phone.pull()

    names = {body["full_name"] for body in phone.bodies("staff").values()}
    assert names == {"Bùi Thị Lan", "Trần Văn Mộc"}
    assert str(colleague.id) in phone.bodies("staff")


def test_small_pages_bring_the_same_rows(app, client):
    officer = make_officer()
    for _ in range(7):
        make_officer()
    whole, paged = Phone(client, officer), Phone(client, officer)
    whole.pull()
    paged.pull(limit=2)
    assert paged.rows == whole.rows


def test_small_pages_bring_what_came_and_what_went(app, client, act):
    officer = make_officer()
    mine, theirs = make_working_team(officer, name="Đội 1"), make_working_team(name="Đội 2")
    coordinator = make_coordinator()
    visits = [make_visit(team=mine if n % 2 else theirs, coordinator=coordinator) for n in range(4)]
    whole, *paged = (Phone(client, officer) for _ in range(4))
    before = {phone.pull() for phone in (whole, *paged)}
    for visit in visits:
        other = theirs if visit.team_id == mine.id else mine
        done(act(coordinator, ReassignVisit(visit_id=visit.id, team_id=other.id)))

    count = whole.pull()

    assert set(whole.bodies("visit")) == {str(visit.id) for visit in visits[::2]}
    assert len(before) == 1
    assert [phone.pull(limit=limit) for limit, phone in enumerate(paged, 1)] == [count] * 3
    assert all(phone.rows == whole.rows for phone in paged)


def test_a_later_pull_brings_changes_only(app, client, act):
    officer, other = make_officer(), make_officer()
    phone = Phone(client, officer)
    phone.pull()

    done(act(SYSTEM, SetActive(user_id=other.id, is_active=False, reason="nghỉ")))

    assert phone.pull() == 1
    assert phone.bodies("staff")[str(other.id)]["is_active"] is False
    assert phone.pull() == 0


def test_nobody_sees_another_phones_numbers(app, client):
    owner, other = Phone(client, make_officer()), Phone(client, make_officer())
    owner.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 2})
    owner.pull()
    other.pull()
    assert (len(owner.bodies("number_lease")), len(other.bodies("number_lease"))) == (1, 0)


def test_the_own_echo_comes_without_a_body_and_with_its_hash(app, client):
    phone = Phone(client, make_officer())
    phone.pull()
    phone.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 2})

    page = phone.get("pull", ward=WARD, cursor=phone.cursors[WARD], scope_epoch=1).json

    (row,) = page["put"]
    assert row["body"] is None
    (whole,) = phone.fetch([row["id"]])
    assert row["sha"] == whole["sha"] == sha256(canonical(whole["body"]))


def test_changed_rights_raise_the_epoch_and_the_manifest_tells_what_is_left(app, client, act):
    areas = [new_id(), new_id()]
    leader = make_leader(areas[0])
    phone = Phone(client, leader)
    phone.pull()

    done(act(SYSTEM, SetAreas(user_id=leader.id, neighbourhood_ids=areas)))

    answer = phone.get("pull", ward=WARD, cursor=phone.cursors[WARD], scope_epoch=1)
    assert (answer.status_code, answer.json["error"], answer.json["details"]) == (
        409,
        "scope-changed",
        {"scope_epoch": 2},
    )
    manifest = client.post("/api/sync/v1/manifest", json={"ward": WARD}, headers=phone.headers(phone.read_token)).json
    assert manifest["scope_epoch"] == 2
    assert {(kind, id) for kind, id, _ in manifest["items"]} == set(phone.rows)


def test_a_cursor_from_the_future_means_another_life_of_the_server(app, client):
    phone = Phone(client, make_officer())
    answer = phone.get("pull", ward=WARD, cursor=10**6, scope_epoch=1)
    assert (answer.status_code, answer.json["error"]) == (409, "generation")


def test_another_ward_is_not_there(app, client):
    phone = Phone(client, make_officer())
    make_coordinator(ward="08500")
    assert phone.get("pull", ward="08500", cursor=0, scope_epoch=1).status_code == 404


def test_an_old_app_may_not_pull(app, client):
    phone = Phone(client, make_officer())
    assert phone.get("pull", ward=WARD, scope_epoch=1, protocol=0).status_code == 426


def test_schema_and_openapi_name_everything(app, client):
    schema = client.get("/api/sync/v1/schema").json
    assert schema["commands"]["sync.lease_numbers"]["args"]["required"] == ["lease_id", "kind", "count"]
    assert schema["reasons"]["seq-fork"]["en"]
    paths = client.get("/api/openapi.json").json["paths"]
    assert {"/api/sync/v1/push", "/api/sync/v1/pull", "/api/sync/v1/hello"} <= set(paths)
    served = {re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    wanted = {path for path in served if path.startswith("/api/") and not path.startswith("/api/push/")}
    assert {path.replace("{upload_id}", "{id}") for path in wanted} == set(paths), "the document names the whole API"


def test_the_head_of_an_answer_says_where_the_next_page_begins(app, client):
    for _ in range(7):
        make_officer()
    phone, whole = (Phone(client, make_officer()) for _ in range(2))
    whole.pull()

    answer, rows = phone.get("pull", ward=WARD, cursor=0, limit=3, scope_epoch=1, protocol=1), []
    while True:
        rows += answer.json["put"]
        told = [re.fullmatch('<(.*)>; rel="next"', link)[1] for link in answer.headers.getlist("Link")]
        assert len(told) == answer.json["more"]
        if not told:
            break
        said = {name: int(value) for name, value in parse_qsl(urlsplit(told[0]).query)}
        place = {"cursor": answer.json["cursor"], "until": answer.json["until"]}
        assert said == {"ward": int(WARD), "limit": 3, "scope_epoch": 1, "protocol": 1} | place
        answer = client.get(told[0], headers=phone.headers(phone.read_token))

    assert len(rows) > 6
    assert {(row["kind"], row["id"]) for row in rows} == set(whole.rows)
