"""What a phone tells about itself: taken down seldom, believed in nothing, and never a reason to refuse."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.core.clock import now
from app.core.db import db
from tests.accounts.make_devices import make_device, row_of

MINUTE = timedelta(minutes=1)
STEP = 64 * 1024 * 1024


@pytest.fixture
def begin(clock):
    moment = now()
    clock(moment)
    return moment


@pytest.fixture
def phone(begin, app, client):
    return make_device(client)[0]


@pytest.fixture
def written(app):
    """The statements that changed the phone's row."""
    found = []

    def note(connection, cursor, statement, *rest):
        if statement.startswith("UPDATE enrolment"):
            found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def tell(phone, **words):
    answer = phone.get("hello", phone.send_token, **words)
    assert answer.status_code == 200, answer.json
    assert len(answer.data) <= 800
    return answer


def test_a_phone_tells_what_waits_and_how_much_room_is_left(phone, begin, clock):
    oldest = begin - timedelta(hours=5)
    clock(begin + MINUTE)

    tell(phone, unsent=3, oldest=oldest.isoformat(), free=5 * STEP + 17, persisted=1, standalone=1, lock="P")

    row = row_of(phone)
    assert (row.unsent, row.oldest_unsent_at, row.free_bytes) == (3, oldest, 5 * STEP)
    assert (row.persisted, row.standalone, row.lock) == (True, True, "P")
    assert row.last_contact_at == begin + MINUTE


def test_a_phone_that_tells_nothing_is_heard_all_the_same(phone, begin, clock):
    clock(begin + 6 * MINUTE)

    tell(phone)

    row = row_of(phone)
    assert (row.unsent, row.free_bytes, row.lock) == (0, None, "")
    assert row.last_contact_at == begin + 6 * MINUTE
    assert row.lease_until == begin + 6 * MINUTE + timedelta(days=14)


def test_what_no_longer_waits_has_no_age(phone, begin, clock):
    clock(begin + MINUTE)
    tell(phone, unsent=3, oldest=begin.isoformat())
    clock(begin + 2 * MINUTE)

    tell(phone, unsent=0)

    assert (row_of(phone).unsent, row_of(phone).oldest_unsent_at) == (0, None)


def test_a_push_that_empties_the_outbox_says_so_too(phone, begin, clock):
    clock(begin + MINUTE)
    tell(phone, unsent=1, oldest=begin.isoformat())

    phone.push()

    assert (row_of(phone).unsent, row_of(phone).oldest_unsent_at) == (0, None)


@pytest.mark.parametrize(
    "words",
    [
        {"unsent": "nhiều", "free": "-1", "oldest": "hôm qua", "persisted": "yes", "lock": "X"},
        {"unsent": "٣", "free": "1e9", "oldest": "2026-11-21T09:00:00", "persisted": "", "lock": ""},
        {"unsent": "9" * 40, "free": "9" * 40, "oldest": "9" * 40, "standalone": "9" * 40, "lock": "HSP"},
    ],
)
def test_what_cannot_be_read_is_passed_over(phone, begin, clock, words):
    clock(begin + 6 * MINUTE)

    tell(phone, **words)

    row = row_of(phone)
    assert (row.unsent, row.free_bytes, row.oldest_unsent_at, row.lock) == (0, None, None, "")
    assert row.last_contact_at == begin + 6 * MINUTE


def test_nothing_is_older_than_now_says_even_a_wrong_clock(phone, begin, clock):
    clock(begin + MINUTE)

    tell(phone, unsent=1, oldest=(begin + timedelta(days=400)).isoformat())

    assert row_of(phone).oldest_unsent_at == begin + MINUTE


def test_idle_polls_write_once_in_five_minutes(phone, begin, clock, written):
    room = {"unsent": 0, "free": 5 * STEP}
    clock(begin + MINUTE)
    tell(phone, **room)
    del written[:]

    for minute in range(2, 12):
        clock(begin + minute * MINUTE)
        tell(phone, unsent=0, free=5 * STEP + minute)  # the room trembles, as it does

    assert len(written) == 2


def test_news_is_written_once_a_minute(phone, begin, clock, written):
    for second in range(60, 180, 2):
        clock(begin + timedelta(seconds=second))
        tell(phone, unsent=second)

    assert len(written) == 2
