"""Photos over a weak mobile network that breaks again and again: all arrive, and little is sent twice.

The short form runs eight times faster: the network, its breaks and the phone's patience alike.
"""

import pytest

from app.core.db import session
from tests.bad_luck.node import live
from tests.bad_luck.oracle import check_delivered, check_file

pytestmark = pytest.mark.timeout(900)

RATE = 64_000 / 8
"""Bytes a second of an EDGE network at a village's edge."""
DROP_S = 20
SENT_AGAIN = 0.15
SIGNATURES = 2


def deliver(ward, server, *, hurry, photos):
    session.rollback()
    told = {"server": server.url, "seed": 1, "hurry": hurry, "phones": ward.phones("officer-1")}
    air = {"rate": RATE * hurry, "drop_ms": DROP_S * 1000 / hurry, "rounds": 40}
    return live("weak.mjs", told | air | {"photos": photos, "photo_bytes": 400_000})


def check(phone, photos):
    session.rollback()
    check_delivered(phone)
    assert len(phone["files"]) == photos + SIGNATURES
    for file in phone["files"]:
        check_file(file)
    again = phone["carried"] / phone["bytes"] - 1
    print(f"{phone['drops']} breaks, {phone['rounds']} rounds, {again:.1%} on top of the files' bytes")
    assert phone["drops"] >= 3
    assert again <= SENT_AGAIN


def test_photos_arrive_whole_over_a_network_that_breaks_again_and_again(ward, server):
    check(deliver(ward, server, hurry=8, photos=2), 2)


@pytest.mark.long
def test_photos_arrive_whole_at_64_kbit_with_a_break_every_20_seconds(ward, server):
    check(deliver(ward, server, hurry=1, photos=4), 4)
