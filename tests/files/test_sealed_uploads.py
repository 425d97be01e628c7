"""Files that travel sealed: opened as a stream, hashed in the clear, stored as they were taken."""

import json
import tracemalloc
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from app.core.brought import MAX_FILE
from app.core.db import session
from app.core.effects import run_effects
from app.core.records import ReviewItem
from app.core.sealing import CHUNK, FRAME, public_jwk
from app.core.sealing_keys import current_public_key, make_sealing_key
from app.files import rules
from app.files.queries import find_stored
from app.files.store import current_store, kept_path
from app.sync.rescue_file import FileLine, read_rescue
from tests.files.make_upload import Tus, b64, make_phone, photo, sha256
from tests.make import WARD, make_coordinator, make_officer, set_status
from tests.sealing import seal_file


@pytest.fixture
def phone(app):
    """A fresh enrolment."""
    return make_phone(make_officer())


@pytest.fixture
def tus(client, phone):
    """The phone, speaking tus by hand."""
    return Tus(client, phone)


def metadata(content, sealed_key):
    """What a phone says about a sealed file."""
    return f"sha256 {b64(sha256(content))},type {b64('image/jpeg')},sealed {b64(json.dumps(sealed_key))}"


def announce(tus, content, stream, sealed_key):
    return tus.announce(stream, Upload_Metadata=metadata(content, sealed_key))


def deliver(tus, content, stream, sealed_key, part=200_000):
    """Send a sealed stream in parts; returns the last answer."""
    url, answer = announce(tus, content, stream, sealed_key).headers["Location"], None
    for start in range(0, len(stream), part):
        answer = tus.send(url, stream[start : start + part], start)
    return answer


def kept(content):
    return current_store().get(kept_path(WARD, sha256(content)))


@pytest.mark.parametrize("size", [1, CHUNK, 3 * CHUNK + 5])
def test_a_sealed_file_is_stored_as_it_was_taken(tus, size):
    content = bytes(i % 251 for i in range(size))

    answer = deliver(tus, content, *seal_file(current_public_key(), content))

    assert answer.status_code == 204, answer.json
    assert kept(content) == content
    assert find_stored(WARD, sha256(content)).size == size


def test_a_file_sealed_before_the_key_was_rotated_still_opens(tus):
    content = photo()
    stream, sealed_key = seal_file(current_public_key(), content)
    make_sealing_key()

    assert deliver(tus, content, stream, sealed_key).status_code == 204
    assert kept(content) == content


@pytest.mark.parametrize("status", ["suspended", "revoked", "wipe"])
def test_a_phone_that_is_shut_out_goes_on_delivering(tus, phone, status):
    content = photo()
    sealed = seal_file(current_public_key(), content)
    set_status(phone.enrolment.id, status)

    assert deliver(tus, content, *sealed).status_code == 204
    assert kept(content) == content


def wrong_ways(content):
    """Streams and keys that do not give the promised bytes."""
    stream, key = seal_file(current_public_key(), content)
    other_stream, other_key = seal_file(current_public_key(), photo("red", (900, 900)))
    return {
        "changed": (stream[:50] + bytes([stream[50] ^ 1]) + stream[51:], key),
        "cut": (stream[:FRAME], key),
        "swapped": (stream[FRAME : 2 * FRAME] + stream[:FRAME] + stream[2 * FRAME :], key),
        "another file's key": (stream, other_key),
        "another file": (other_stream, other_key),
        "not sealed": (content, key),
    }


@pytest.mark.parametrize("how", ["changed", "cut", "swapped", "another file's key", "another file", "not sealed"])
def test_what_does_not_open_to_the_promised_bytes_ends_in_460(tus, how):
    content = bytes(2 * CHUNK + 9)

    answer = deliver(tus, content, *wrong_ways(content)[how])

    assert (answer.status_code, answer.json["error"]) == (460, "file-wrong-bytes")
    assert find_stored(WARD, sha256(content)) is None


def test_three_times_wrong_asks_a_person_and_the_right_bytes_are_still_taken(tus):
    content = photo()
    stream, key = seal_file(current_public_key(), content)
    url = announce(tus, content, stream, key).headers["Location"]

    for _ in range(rules.WRONG_TIMES):
        assert tus.send(url, stream[:-1] + bytes([stream[-1] ^ 1]), 0).status_code == 460

    assert [item.code for item in session.scalars(select(ReviewItem))] == ["file-bytes-wrong"]
    assert tus.send(url, stream, 0).status_code == 204


@pytest.mark.parametrize("sealed", ["{}", "not json", "null"])
def test_a_sealed_key_of_another_shape_is_refused_at_once(tus, sealed):
    content = photo()
    said = f"sha256 {b64(sha256(content))},type {b64('image/jpeg')},sealed {b64(sealed)}"

    assert tus.announce(content, Upload_Metadata=said).status_code == 400


def test_too_much_metadata_is_refused_at_once(tus):
    content = photo()
    stream, key = seal_file(current_public_key(), content)

    answer = announce(tus, content, stream, key | {"ct": "A" * 800})

    assert (answer.status_code, answer.json["error"]) == (400, "tus-metadata")


def test_the_limit_is_of_the_picture_not_of_its_seal(tus):
    key = seal_file(current_public_key(), b"")[1]
    largest = MAX_FILE + MAX_FILE // CHUNK * 28
    said = metadata(b"", key)

    assert tus.announce(b"", Upload_Length=largest, Upload_Metadata=said).status_code == 201
    assert tus.announce(b"", Upload_Length=largest + 29, Upload_Metadata=said).status_code == 413


def test_a_large_file_is_opened_in_bounded_memory(tus):
    content = bytes(40 * CHUNK)
    stream, key = seal_file(current_public_key(), content)
    url = announce(tus, content, stream, key).headers["Location"]
    start = 0
    while start + CHUNK < len(stream):
        tus.send(url, stream[start : start + CHUNK], start)
        start += CHUNK
    tracemalloc.start()
    answer = tus.send(url, stream[start:], start)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert answer.status_code == 204
    assert peak < 12 * CHUNK, "the whole file is 40 chunks"


def lost(content):
    """A stream and a key that were sealed to a key which a restore has taken away."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return seal_file(public_jwk(key) | {"kid": "lost"}, content)


def rewound(rescue):
    """Each file of a rescue file, its bytes to be read from their start."""
    for part in read_rescue(BytesIO(rescue)):
        part.stream.seek(0)
        yield part


def test_a_key_that_was_lost_is_told_before_a_byte_travels(tus):
    content = photo()

    answer = announce(tus, content, *lost(content))

    assert (answer.status_code, answer.json["error"]) == (422, "sealing-key-lost")
    assert list(session.scalars(select(ReviewItem))) == []


def test_what_nobody_can_seal_anew_is_kept_as_it_came_and_asked_about_once(tus, sign_in):
    content = photo()
    stream, sealed_key = lost(content)
    given = {"Upload_Metadata": metadata(content, sealed_key) + ",unopened MQ=="}

    for _ in range(2):
        url = tus.announce(stream, **given).headers["Location"]
        assert tus.send(url, stream, 0).status_code == 204
    run_effects()

    [item] = session.scalars(select(ReviewItem))
    assert (item.reason, item.code) == ("file-missing", "file-unopened")
    assert "tìm khoá trong bản sao lưu cũ" in sign_in(make_coordinator()).get(f"/office/review/{item.id}").text
    rescue = current_store().get(kept_path(WARD, item.details["sha256"]))
    [part] = [(one.line, one.stream.read()) for one in rewound(rescue)]
    assert part == (FileLine(sha256=sha256(content), type="image/jpeg", length=len(stream), key=sealed_key), stream)


def test_a_file_that_is_handed_over_is_opened_where_the_key_is_there_after_all(tus):
    content = photo()
    stream, sealed_key = seal_file(current_public_key(), content)

    url = tus.announce(stream, Upload_Metadata=metadata(content, sealed_key) + ",unopened MQ==").headers["Location"]
    assert tus.send(url, stream, 0).status_code == 204

    assert kept(content) == content
