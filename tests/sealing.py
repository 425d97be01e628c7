"""The phone's half of docs/sealing.md in Python, for tests: seal a text, a file's key, a whole file."""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.changes import canonical
from app.core.sealing import CHUNK, PURPOSE, b64url, from_b64url, point


def seal(public_key, content):
    """Seal bytes to a public key (JWK with kid)."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), b"\4" + from_b64url(public_key["x"]) + from_b64url(public_key["y"])
    )
    pair = ec.generate_private_key(ec.SECP256R1())
    epk, iv = point(pair.public_key()), os.urandom(12)
    said = PURPOSE + b"\0" + public_key["kid"].encode()
    derive = HKDF(algorithm=SHA256(), length=32, salt=epk + point(theirs), info=said)
    ct = AESGCM(derive.derive(pair.exchange(ec.ECDH(), theirs))).encrypt(iv, content, said)
    return {"kid": public_key["kid"], "epk": b64url(epk), "iv": b64url(iv), "ct": b64url(ct)}


def seal_command(phone, command):
    """Seal a command as its phone does at save."""
    return seal(phone.enrolled["sealing_key"], canonical(command).encode())


def seal_file(public_key, content):
    """Return a file's sealed stream and its sealed key."""
    file_key = os.urandom(32)
    parts = [content[start : start + CHUNK] for start in range(0, max(1, len(content)), CHUNK)]
    frames = []
    for n, part in enumerate(parts):
        iv, place = os.urandom(12), b"tn-file\0" + n.to_bytes(4, "big") + bytes([n == len(parts) - 1])
        frames.append(iv + AESGCM(file_key).encrypt(iv, part, place))
    return b"".join(frames), seal(public_key, file_key)


def deliver(carrier, *sealed, **frame):
    """Post sealed commands with the send token of any phone."""
    asked = {"commands": list(sealed)} | frame
    return carrier.client.post("/api/sync/v1/sealed", json=asked, headers=carrier.headers(carrier.send_token))


def statuses(answer):
    """The states that a delivery was answered with."""
    assert answer.status_code == 200, answer.json
    return [result["status"] for result in answer.json["results"]]


def rescue_file(commands=(), files=(), *, end=True):
    """A rescue file of sealed commands and of `(sha256, stream, sealed_key)`."""
    lines = [canonical({"rescue": 1, "made_at": "2026-11-22T17:05:00+07:00", "app": "test 1"}).encode()]
    lines += [canonical({"id": f"c{n}", "command": sealed}).encode() for n, sealed in enumerate(commands)]
    for sha256, stream, key in files:
        said = {"sha256": sha256, "type": "image/jpeg", "length": len(stream), "key": key}
        lines += [canonical(said).encode(), stream]
    lines += [canonical({"end": True}).encode()] if end else []
    return b"".join(line + b"\n" for line in lines)
