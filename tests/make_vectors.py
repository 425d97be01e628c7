"""Writes tests/vectors/receipts.json anew: receipts signed by fixed keys, and what must be said of each.

`python -m tests.make_vectors`; the keys are made from small numbers, so they are nobody's.
"""

import base64
import hashlib
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.numbers import receipt_number

FILE = Path(__file__).parent / "vectors" / "receipts.json"
WARD = "04795"
DAY = "2026-11-21"
WORDS = "\n".join(
    (
        f"Giấy tiếp nhận hồ sơ tại nhà: {receipt_number(WARD, 2026, 1)}",
        "Người nộp: Bùi Thị Con (con gái)",
        "Hẹn trả: 26/11/2026",
    )
)
DEVICES = {
    "0193aaaa-0000-7000-8000-000000000001": (101, "2026-11-01", None),
    "0193aaaa-0000-7000-8000-000000000002": (102, "2026-11-01", "2026-11-20"),
    "0193aaaa-0000-7000-8000-000000000003": (103, "2026-11-22", None),
    "0193aaaa-0000-7000-8000-000000000004": (104, "2026-11-01", DAY),
}
GOOD, ENDED, YOUNG, ENDED_THAT_DAY = DEVICES
STRANGER = "0193aaaa-0000-7000-8000-000000000009"


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def key_of(device):
    return ec.derive_private_key(DEVICES[device][0] if device in DEVICES else 999, ec.SECP256R1())


def published(device):
    numbers = key_of(device).public_key().public_numbers()
    _, first, last = DEVICES[device]
    x, y = (b64(n.to_bytes(32, "big")) for n in (numbers.x, numbers.y))
    return {"device": device, "x": x, "y": y, "first": first, "last": last}


def qr(*, device=GOOD, number=None, day=DAY, words=WORDS, signer=None, version="TN1"):
    digest = b64(hashlib.sha256(words.encode()).digest()[:16])
    text = "|".join([version, number or receipt_number(WARD, 2026, 1), day, digest, device])
    signing = ec.ECDSA(SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(key_of(signer or device).sign(text.encode(), signing))
    return f"{text}|{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def changed(text, place):
    """The same with one letter changed in the middle of a field."""
    parts = text.split("|")
    field = parts[place]
    at = len(field) // 2
    other = next(c for c in "12AB" if c != field[at] and c.isdigit() == field[at].isdigit())
    parts[place] = field[:at] + other + field[at + 1 :]
    return "|".join(parts)


def with_spare_bits(text):
    """The last letter of the signature in a spelling that decodes to the same bytes."""
    return text[:-1] + {"A": "B", "Q": "R", "g": "h", "w": "x"}[text[-1]]


def misread(text):
    number = text.split("|")[1]
    return text.replace(number, number[:-1] + str((int(number[-1]) + 1) % 10))


def vectors():
    good = qr()
    number = good.split("|")[1]
    told = [
        ("genuine", good, "genuine", ""),
        ("genuine, with blanks around it", f"  {good}\n", "genuine", ""),
        ("genuine with its words", good, "genuine", WORDS),
        ("genuine with its words as a messenger sends them", good, "genuine", f"\n{WORDS}\n".replace("\n", "\r\n")),
        ("its words with another date", good, "other-words", WORDS.replace("26/11", "27/11")),
        ("signed on the phone's last day", qr(device=ENDED_THAT_DAY), "genuine", ""),
        ("one letter of the version changed", good.replace("TN1", "TN2"), "not-a-code", ""),
        ("one letter of the number changed", changed(good, 1), "number-misread", ""),
        ("another right number", good.replace(number, receipt_number(WARD, 2026, 2)), "altered", ""),
        ("one letter of the day changed", good.replace(DAY, "2026-11-22"), "altered", ""),
        ("one letter of the hash changed", changed(good, 3), "altered", ""),
        ("one letter of the device changed", changed(good, 4), "key-unknown", ""),
        ("another known device", good.replace(GOOD, ENDED_THAT_DAY), "altered", ""),
        ("one letter of the signature changed", changed(good, 5), "altered", ""),
        ("the signature's last letter spelt otherwise", with_spare_bits(good), "altered", ""),
        ("a signature cut short", good[:-3], "altered", ""),
        ("signed by another phone's key", qr(signer=ENDED), "altered", ""),
        ("signed by a stranger under our device", qr(signer=STRANGER), "altered", ""),
        ("a stranger's device", qr(device=STRANGER), "key-unknown", ""),
        ("the key was revoked before the day", qr(device=ENDED), "key-ended", ""),
        ("the key was made after the day", qr(device=YOUNG), "key-too-young", ""),
        ("signed with a wrong check digit", qr(number=misread(good).split("|")[1]), "number-misread", ""),
        ("another ward's number", qr(number=receipt_number("08500", 2026, 1)), "other-ward", ""),
        ("a number for practice", qr(number=receipt_number("99001", 2026, 1)), "practice", ""),
        ("a number for practice alone", receipt_number("99001", 2026, 1), "practice", ""),
        ("a day that does not exist, signed", qr(day="2026-13-41"), "altered", ""),
        ("a number alone", number, "number-only", ""),
        ("a mistyped number alone", misread(number + "|" + number).split("|")[0], "number-misread", ""),
        ("a bank's code", "00020101021238570010A000000727", "not-a-code", ""),
        ("nothing", "", "not-a-code", ""),
        ("one part too many", f"{good}|x", "not-a-code", ""),
    ]
    return [{"name": n, "text": t, "verdict": v, "words": w} for n, t, v, w in told]


def main():
    whole = {"list": {"ward": WARD, "keys": [published(d) for d in DEVICES]}, "vectors": vectors()}
    FILE.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
