"""The legal values behind deadlines: set and confirmed by the ward, frozen into dossiers, shown with their source."""

from datetime import time
from pathlib import Path

import pytest

from app.catalogue.commands import SetLegalValue
from app.catalogue.deadlines import Rules, WhileMissing
from app.catalogue.legal import LEGAL_VALUES, frozen, rules_from, thawed
from app.catalogue.queries import legal_choices, legal_days, rules_of
from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.roles import Role
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_places import make_ward
from tests.page import check_page, text


@pytest.fixture
def admin(app):
    make_ward()
    return make_user(Role.ADMIN)


def setting(key, value, **values):
    return SetLegalValue(legal_value_id=new_id(), key=key, value=value, **values)


def test_a_ward_counts_by_what_it_has_set(act, admin):
    done(act(admin, setting("while_missing", "paused")))
    done(act(admin, setting("cut_off", "16:30")))
    done(act(admin, setting("supplement_days", "2")))

    rules = rules_of(WARD)
    assert (rules.while_missing, rules.cut_off) == (WhileMissing.PAUSED, time(16, 30))
    assert (legal_days(WARD, "supplement_days"), legal_days(WARD, "apology_days")) == (2, 1)
    assert rules_of("08500") == Rules(), "another ward has its own"


def test_the_same_again_changes_nothing_and_a_second_choice_changes_the_row(act, admin):
    name, command = new_id(), setting("cut_off", "16:00")
    receipts = [act(admin, command, id=name) for _ in range(2)]
    done(act(admin, setting("cut_off", "15:30")))

    row = legal_choices(WARD)["cut_off"]
    assert [(r.status, r.is_duplicate) for r in receipts] == [("applied", False), ("applied", True)]
    assert (row.id, row.value, len(changes_of("legal_value", row.id))) == (command.legal_value_id, "15:30", 2)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("weather", "rain", "unknown-legal-value"),
        ("receipt_day", "counted", "legal-value-is-fixed"),
        ("cut_off", "mười lăm giờ", "legal-value-wrong"),
        ("while_missing", "never", "legal-value-wrong"),
        ("supplement_days", "0", "legal-value-wrong"),
        ("office_hours", "08:00-12:00", "legal-value-wrong"),
        ("office_hours", "sáng", "legal-value-wrong"),
    ],
)
def test_a_value_that_nobody_could_count_by_is_refused(act, admin, key, value, code):
    assert act(admin, setting(key, value)).code == code
    assert legal_choices(WARD) == {}


def test_who_confirms_has_read_a_text(act, admin):
    bare = act(admin, setting("receipt_day", "not-counted", is_confirmed=True))
    done(
        act(admin, setting("receipt_day", "not-counted", is_confirmed=True, confirmed_by="Giám đốc", source="BLDS 147"))
    )

    assert bare.code == "confirmation-needs-source"
    assert legal_choices(WARD)["receipt_day"].is_confirmed


def test_only_the_administrator_sets_them(act, admin):
    others = [make_officer(), make_coordinator(), make_user(Role.DIRECTOR)]

    assert {act(who, setting("cut_off", "16:00")).code for who in others} == {"not-permitted"}


def test_frozen_rules_thaw_to_the_same():
    rules = rules_from({"while_missing": "paused", "cut_off": "16:00", "office_hours": "08:00-12:00 13:00-17:00"})

    assert thawed(frozen(rules)) == rules
    assert thawed(None) == Rules(version="2026-11")


def test_every_shipped_value_can_be_read_and_says_who_must_confirm_it():
    for value in LEGAL_VALUES.values():
        assert all(value.name), value.key
        assert all(value.source), value.key
        assert all(value.ask), value.key
        if value.read:
            value.read(value.shipped)


def test_the_page_shows_each_value_with_its_source_and_takes_a_confirmation(admin, sign_in):
    browser = sign_in(admin)
    page = check_page(browser.get("/office/legal"))
    form = {"command_id": str(new_id()), "key": "while_missing", "value": "paused"}

    refused = browser.post("/office/legal", data=form | {"is_confirmed": "y"})
    confirmed = form | {
        "is_confirmed": "y",
        "source": "Nghị định 118/2025, Điều 19",
        "confirmed_by": "Giám đốc Trung tâm",
    }
    answer = browser.post("/office/legal", data=confirmed | {"command_id": str(new_id())})

    assert text(page.one("main")).count("chưa xác nhận") >= 8
    assert "Nghị định 61/2018" in text(page.one("main"))
    assert (refused.status_code, answer.status_code) == (422, 302)
    assert "Nghị định 118/2025, Điều 19" in browser.get("/office/legal").get_data(as_text=True)
    assert browser.post("/office/legal", data={"key": "nothing", "command_id": str(new_id())}).status_code == 422


def test_the_director_reads_and_cannot_change(app, sign_in):
    make_ward()
    browser = sign_in(make_user(Role.DIRECTOR))

    assert "<form" not in browser.get("/office/legal").get_data(as_text=True).split("<main")[1].split("</main")[0]
    answer = browser.post("/office/legal", data={"key": "cut_off", "value": "16:00", "command_id": str(new_id())})
    assert (answer.status_code, legal_choices(WARD)) == (422, {})


def test_the_operating_page_names_each_value_that_a_ward_confirms():
    page = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")

    assert [key for key in LEGAL_VALUES if f"`{key}`" not in page] == []
