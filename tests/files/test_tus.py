"""The protocol's rules, without a server: what is refused, and with which status."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest

from app.core.brought import MAX_FILE
from app.files import tus
from app.files.rules import IMAGE_TYPES

SHA = hashlib.sha256(b"photo").hexdigest()


def b64(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def announced(length: object = 5, sha256: str = SHA, media_type: str = "image/jpeg") -> tus.Creation:
    headers = {"Upload-Length": str(length), "Upload-Metadata": f"sha256 {b64(sha256)},type {b64(media_type)}"}
    return tus.read_creation(headers, max_length=MAX_FILE, media_types=IMAGE_TYPES)


def test_a_creation_names_length_hash_and_type():
    creation = announced()

    assert (creation.length, creation.sha256, creation.media_type) == (5, SHA, "image/jpeg")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"length": MAX_FILE + 1}, 413, "file-too-large"),
        ({"length": -1}, 400, "tus-number"),
        ({"length": "٣"}, 400, "tus-number"),
        ({"length": ""}, 400, "tus-number"),
        ({"sha256": SHA.upper()}, 400, "file-hash-missing"),
        ({"sha256": SHA[:-1]}, 400, "file-hash-missing"),
        ({"sha256": SHA + "\n"}, 400, "file-hash-missing"),
        ({"media_type": "text/html"}, 415, "file-type-not-taken"),
        ({"media_type": "image/svg+xml"}, 415, "file-type-not-taken"),
    ],
)
def test_what_cannot_be_taken_is_refused_before_a_byte_is_sent(change, status, code):
    with pytest.raises(tus.TusRefusal) as refused:
        announced(**change)

    assert (refused.value.status, refused.value.code) == (status, code)


def test_metadata_may_have_keys_without_values_and_vietnamese_ones():
    assert tus.read_metadata(f"is_first, name {b64('ảnh bìa')}") == {"is_first": "", "name": "ảnh bìa"}


@pytest.mark.parametrize("header", ["a b64?", f"a {b64('1')},a {b64('2')}", "khoá eA==", f"a {b64(bytes([255]))}"])
def test_metadata_that_breaks_the_rules_is_refused(header):
    with pytest.raises(tus.TusRefusal) as refused:
        tus.read_metadata(header)

    assert refused.value.status == 400


@pytest.mark.parametrize("algorithm", tus.ALGORITHMS)
def test_a_right_checksum_passes_and_a_changed_piece_does_not(algorithm):
    header = f"{algorithm} {b64(hashlib.new(algorithm, b'piece').digest())}"
    tus.check_checksum(header, b"piece")

    with pytest.raises(tus.TusRefusal) as refused:
        tus.check_checksum(header, b"peace")

    assert refused.value.status == 460


@pytest.mark.parametrize("header", ["md5 eA==", "sha256", "sha256 ?", ""])
def test_a_checksum_that_we_cannot_check_is_refused(header):
    with pytest.raises(tus.TusRefusal) as refused:
        tus.check_checksum(header, b"piece")

    assert refused.value.status in {400, 460}


def test_another_version_of_the_protocol_is_refused():
    for headers in ({}, {"Tus-Resumable": "0.2.2"}):
        with pytest.raises(tus.TusRefusal) as refused:
            tus.check_version(headers)
        assert refused.value.status == 412


def test_a_piece_must_say_that_it_is_one():
    tus.check_piece_type({"Content-Type": "application/offset+octet-stream"})
    with pytest.raises(tus.TusRefusal) as refused:
        tus.check_piece_type({"Content-Type": "application/octet-stream"})
    assert refused.value.status == 415


def test_a_piece_continues_where_the_stored_ones_end():
    tus.check_offset(announced=7, stored=7)
    with pytest.raises(tus.TusRefusal) as refused:
        tus.check_offset(announced=0, stored=7)
    assert refused.value.status == 409


def test_expiry_is_written_as_http_writes_dates():
    assert tus.http_date(datetime(2026, 11, 21, 2, 30, tzinfo=UTC)) == "Sat, 21 Nov 2026 02:30:00 GMT"
