"""Somebody with a valid token tries to put other bytes in the place of a stored file: never."""

import pytest

from app.files.store import current_store, kept_path
from tests.files.make_upload import Tus, b64, make_phone, photo, sha256
from tests.make import WARD, make_officer

TAKEN = photo("teal")


@pytest.fixture
def mallory(client):
    """Another officer's phone, after the honest one has delivered."""
    Tus(client, make_phone(make_officer())).deliver(TAKEN)
    return Tus(client, make_phone(make_officer()))


def stored():
    return current_store().get(kept_path(WARD, sha256(TAKEN)))


def claim(content):
    """Metadata that says: these bytes are the stored file."""
    return {"Upload_Metadata": f"sha256 {b64(sha256(TAKEN))},type {b64('image/jpeg')}", "Upload_Length": len(content)}


@pytest.mark.parametrize(
    "forged",
    [bytes(reversed(TAKEN)), TAKEN + b"\0", TAKEN[:-1], TAKEN[:-1] + bytes([TAKEN[-1] ^ 1]), b"x"],
    ids=["reversed", "longer", "shorter", "one bit", "one byte"],
)
def test_other_bytes_under_a_stored_name_are_sent_back(mallory, forged):
    url = mallory.announce(forged, **claim(forged)).headers["Location"]

    answer = mallory.send(url, forged, 0)

    assert answer.status_code == 460
    assert stored() == TAKEN


def test_other_bytes_with_the_announcement_are_sent_back(mallory):
    forged = bytes(len(TAKEN))

    answer = mallory.announce(forged, body=forged, **claim(forged))

    assert answer.status_code == 460
    assert stored() == TAKEN


def test_bytes_sent_after_the_last_one_change_nothing(mallory):
    url = mallory.announce(TAKEN).headers["Location"]
    mallory.send(url, TAKEN, 0)

    answers = [mallory.send(url, b"forged", at).status_code for at in (0, len(TAKEN) - 6, len(TAKEN))]

    assert set(answers) <= {404, 409, 413}
    assert stored() == TAKEN


def test_a_piece_sent_over_another_is_refused(mallory):
    url = mallory.announce(TAKEN).headers["Location"]
    half = len(TAKEN) // 2
    mallory.send(url, TAKEN[:half], 0)

    forged = mallory.send(url, bytes(half), 0)
    honest = mallory.send(url, TAKEN[half:], half)

    assert (forged.status_code, honest.status_code) == (409, 204)
    assert stored() == TAKEN


@pytest.mark.parametrize("name", ["../../secret", sha256(TAKEN).upper(), sha256(TAKEN)[:-1], "", f"{sha256(TAKEN)}/x"])
def test_a_name_that_is_no_hash_is_refused_before_a_byte_is_taken(mallory, name):
    metadata = f"sha256 {b64(name)},type {b64('image/jpeg')}"

    answer = mallory.announce(TAKEN, Upload_Metadata=metadata)

    assert answer.status_code == 400
