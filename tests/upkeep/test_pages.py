"""What admins see of the backups, and what a watching machine is told."""

import json
import shutil
from collections import namedtuple
from datetime import timedelta

import pytest

from app import create_app
from app.core.clock import now
from app.core.roles import Role
from app.core.worker import run_duties
from app.upkeep import checkpoints
from app.upkeep.taking import back_up
from tests.conftest import settings
from tests.make import make_officer, make_user
from tests.page import check_page, text


@pytest.fixture
def open_page(ward, key_file):
    """`open_page(role, path)`: a page as somebody of this role gets it."""
    from app.accounts.current import cookie_name
    from app.accounts.models import WebSession
    from app.core.changes import sha256
    from app.core.db import bookkeeping

    def open_page(role, path, **query):
        user_id = make_user(role).id
        with bookkeeping() as opened:
            opened.merge(
                WebSession(token_hash=sha256(str(user_id)), user_id=user_id, began_at=now(), last_seen_at=now())
            )
        client = ward.test_client()
        client.set_cookie(cookie_name(), str(user_id))
        return client.get(path, query_string=query)

    return open_page


def test_without_a_backup_the_page_is_red_and_says_what_to_do(open_page):
    page = check_page(open_page(Role.ADMIN, "/office/backups"))
    assert page.having("banner-bad")
    assert "chưa có lần nào" in text(page.one("main"))
    assert "worker" in text(page.one("main"))


def test_a_fresh_backup_is_told_with_its_age_and_size(open_page, clock):
    back_up()
    clock(now() + timedelta(minutes=20))
    page = check_page(open_page(Role.DIRECTOR, "/office/backups"))
    assert not page.having("banner-bad")
    assert "20 phút trước" in text(page.one("main"))
    assert "đúng" in text(page.one("main"))


def test_after_an_hour_the_page_is_red(open_page, clock):
    back_up()
    clock(now() + timedelta(minutes=61))
    page = check_page(open_page(Role.ADMIN, "/office/backups", lang="en"))
    assert page.having("banner-bad")
    assert "1 h ago" in text(page.one("main"))


def test_what_went_wrong_is_said_in_words(open_page, monkeypatch, clock):
    usage = namedtuple("usage", "total used free")
    back_up()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 0))
    run_duties(minute=15)
    monkeypatch.undo()
    page = check_page(open_page(Role.ADMIN, "/office/backups"))
    assert "Ổ đĩa không đủ chỗ" in text(page.having("banner-bad")[0])

    clock(now() + timedelta(minutes=5))
    back_up()
    page = check_page(open_page(Role.ADMIN, "/office/backups"))
    assert not page.having("banner-bad"), "taken by hand, it is solved"


def test_backups_on_the_data_s_own_disk_are_warned_of(open_page):
    assert check_page(open_page(Role.ADMIN, "/office/backups")).having("banner-warn")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER, Role.LEADER, Role.POSTAL])
def test_nobody_else_reads_about_backups(open_page, role):
    assert open_page(role, "/office/backups").status_code == 403


def test_the_signed_line_stands_on_the_page_as_a_code_and_as_text(open_page):
    make_officer()
    empty = check_page(open_page(Role.COORDINATOR, "/office/checkpoints"))
    assert not empty.all("img")
    checkpoints.write_all()
    page = check_page(open_page(Role.COORDINATOR, "/office/checkpoints"))
    assert text(page.by_id("line")) == checkpoints.newest_of("04795").line()
    assert page.one("img").get("src").startswith("data:image/svg+xml")
    assert open_page(Role.OFFICER, "/office/checkpoints").status_code == 403


def test_the_log_page_holds_the_log_against_its_checkpoints(open_page):
    make_officer()
    checkpoints.write_all()
    path = checkpoints.checkpoints_path()
    assert check_page(open_page(Role.DIRECTOR, "/office/audit", verify=1)).having("banner-good")
    path.write_text(path.read_text().replace("|1|", "|2|"))
    assert check_page(open_page(Role.DIRECTOR, "/office/audit", verify=1)).having("banner-bad")


def test_a_healthy_machine_says_so(ward, key_file):
    run_duties(minute=15)
    answer = ward.test_client().get("/healthz")
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["look_at"]) == ("ok", [])
    assert set(answer.json) == {
        "status", "look_at", "database", "disk_free_mb", "worker_seconds", "backup_minutes",
    }  # fmt: skip


def test_a_silent_worker_and_an_old_backup_are_told_and_serving_goes_on(ward, key_file, clock):
    run_duties(minute=15)
    clock(now() + timedelta(hours=2))
    answer = ward.test_client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json["look_at"] == ["worker", "backup"]


def test_a_full_disk_is_503(ward, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 0))
    assert ward.test_client().get("/healthz").status_code == 503
    monkeypatch.undo()


def test_a_database_that_is_away_is_503(tmp_path, databases):
    uri = databases.bare()
    away = uri.replace("sqlite:///", "sqlite:////no-such-folder") if uri.startswith("sqlite") else f"{uri}_is_gone"
    answer = create_app(settings(tmp_path, away)).test_client().get("/healthz")
    assert (answer.status_code, json.loads(answer.data)["database"]) == (503, "away")
