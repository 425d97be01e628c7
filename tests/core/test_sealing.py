"""What the phone's own modules seal, Python opens; what was changed, cut or swapped, it does not."""

import base64
import hashlib
import json
import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.sealing import (
    CHUNK,
    FRAME,
    CannotOpen,
    Sealed,
    from_b64url,
    open_sealed,
    open_stream,
    opened_size,
    sealed_size,
)

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/sealing.json").read_text())


def private_key(jwk):
    """The key of a vector."""
    return ec.derive_private_key(int.from_bytes(from_b64url(jwk["d"]), "big"), ec.SECP256R1())


SERVER = private_key(VECTORS["server"])
PUBLIC = {name: value for name, value in VECTORS["server"].items() if name != "d"}


def phone_seals(**wanted):
    """Let the phone's modules seal in Node; returns what they give."""
    node = shutil.which("node")
    assert node, "node is needed"
    done = subprocess.run(
        [node, ROOT / "tests/client/core/seal-lines.mjs"],
        input=json.dumps({"key": PUBLIC} | wanted),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def changed(text):
    """The same base64url text with its first letter changed."""
    return ("B" if text[0] == "A" else "A") + text[1:]


@pytest.mark.parametrize("case", VECTORS["seal"], ids=range(len(VECTORS["seal"])))
def test_published_vectors_open(case):
    assert open_sealed(SERVER, Sealed(**case["sealed"])).decode() == case["plaintext"]


def test_phone_seals_and_server_opens():
    texts = ["", "Bà Nguyễn Thị Ánh, tổ dân phố 5", "x" * 300_000]

    sealed = phone_seals(texts=texts)["sealed"]

    assert [open_sealed(SERVER, Sealed(**one)).decode() for one in sealed] == texts
    assert {one["kid"] for one in sealed} == {PUBLIC["kid"]}


@pytest.mark.parametrize("field", ["epk", "iv", "ct", "kid"])
def test_a_changed_field_does_not_open(field):
    sealed = VECTORS["seal"][1]["sealed"]

    with pytest.raises(CannotOpen):
        open_sealed(SERVER, Sealed(**sealed | {field: changed(sealed[field])}))


def test_another_key_does_not_open():
    with pytest.raises(CannotOpen):
        open_sealed(private_key(VECTORS["seal"][0]["ephemeral"]), Sealed(**VECTORS["seal"][1]["sealed"]))


@pytest.mark.parametrize("bad", ["not base64 !", "é", "AAAA", ""])
def test_rubbish_is_refused_and_breaks_nothing(bad):
    with pytest.raises(CannotOpen):
        open_sealed(SERVER, Sealed(**VECTORS["seal"][1]["sealed"] | {"epk": bad}))


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_sealed_on_the_phone_opens_byte_for_byte(size):
    [made] = phone_seals(sizes=[size])["files"]
    stream = base64.b64decode(made["stream"])

    file_key = open_sealed(SERVER, Sealed(**made["sealed_key"]))

    assert b"".join(open_stream(file_key, [stream[:1000], stream[1000:]])) == bytes(i % 251 for i in range(size))
    assert (opened_size(len(stream)), sealed_size(size)) == (size, len(stream))


def drain(key, frames, how):
    """Open all of it; says which way of cheating went through."""
    list(open_stream(key, frames))
    pytest.fail(f"{how} went through")


def a_stream():
    """A file of three chunks, sealed on the phone: its key and its frames."""
    [made] = phone_seals(sizes=[2 * CHUNK + 10])["files"]
    stream = base64.b64decode(made["stream"])
    return open_sealed(SERVER, Sealed(**made["sealed_key"])), [stream[:FRAME], stream[FRAME:-38], stream[-38:]]


def test_a_file_that_was_cut_swapped_doubled_or_changed_is_noticed():
    key, (first, second, last) = a_stream()
    flipped = first[:100] + bytes([first[100] ^ 1]) + first[101:]
    wrong = {
        "cut": [first, second],
        "cut inside": [first, second[:-1]],
        "swapped": [second, first, last],
        "doubled": [first, first, second, last],
        "left out": [first, last],
        "changed": [flipped, second, last],
        "longer": [first, second, last, b"x"],
        "empty": [],
    }

    assert b"".join(open_stream(key, [first + second + last])) == bytes(i % 251 for i in range(2 * CHUNK + 10))
    for how, frames in wrong.items():
        with pytest.raises(CannotOpen):
            drain(key, frames, how)


def test_a_long_file_is_opened_in_bounded_memory(tmp_path):
    [made] = phone_seals(sizes=[40 * CHUNK])["files"]
    path = tmp_path / "stream"
    path.write_bytes(base64.b64decode(made["stream"]))
    key = open_sealed(SERVER, Sealed(**made["sealed_key"]))
    digest = hashlib.sha256()

    with path.open("rb") as source:
        tracemalloc.start()
        for part in open_stream(key, iter(lambda: source.read(100_000), b"")):
            digest.update(part)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert digest.hexdigest() == hashlib.sha256(bytes(i % 251 for i in range(40 * CHUNK))).hexdigest()
    assert peak < 8 * CHUNK


@pytest.mark.parametrize("case", VECTORS["stream"]["cases"], ids=lambda case: case["size"])
def test_published_streams_open(case):
    key = bytes.fromhex(VECTORS["stream"]["file_key"])
    stream = rebuilt(key, case)

    assert hashlib.sha256(stream).hexdigest() == case["sealed_sha256"]
    plain = b"".join(open_stream(key, [stream]))
    assert (len(plain), hashlib.sha256(plain).hexdigest()) == (case["size"], case["plaintext_sha256"])


def rebuilt(key, case):
    """The stream of a vector, made from its key and ivs alone by the words of the page."""
    plain, frames = bytes(i % 251 for i in range(case["size"])), []
    for n, iv in enumerate(map(bytes.fromhex, case["ivs"])):
        place = b"tn-file\0" + n.to_bytes(4, "big") + (b"\1" if n == len(case["ivs"]) - 1 else b"\0")
        frames.append(iv + AESGCM(key).encrypt(iv, plain[n * CHUNK : (n + 1) * CHUNK], place))
    return b"".join(frames)
