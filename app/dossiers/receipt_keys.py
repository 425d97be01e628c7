"""Whose signatures count on home receipts: the ward's device keys, for machines and for our own check."""

from datetime import date, datetime
from typing import Any

from app.accounts.queries import signers_of
from app.core.clock import VN
from app.core.numbers import state_of_number
from app.dossiers.commands.receipt import AT_THE_DOOR
from app.dossiers.rules.qr import Judged, ReceiptKey, judge


def receipt_keys(ward: str) -> dict[str, ReceiptKey]:
    """Return the key of every phone that has ever been able to sign a receipt here, by its device id."""
    return {
        enrolment.device_id: ReceiptKey(
            enrolment.public_key,
            _day(enrolment.enrolled_at),
            _day(enrolment.ended_at) if enrolment.ended_at else None,
        )
        for enrolment in signers_of(ward, AT_THE_DOOR)
    }


def published_keys(ward: str) -> dict[str, Any]:
    """Return the same for everybody: keys and days, nobody's name."""
    return {
        "ward": ward,
        "keys": [
            {
                "device": device,
                "x": key.key["x"],
                "y": key.key["y"],
                "first": key.first.isoformat(),
                "last": key.last.isoformat() if key.last else None,
            }
            for device, key in receipt_keys(ward).items()
        ],
    }


def check_receipt(text: str, ward: str, words: str = "") -> Judged:
    """Judge a receipt with what only the server knows besides: which numbers were ever given out."""
    judged = judge(text, receipt_keys(ward), ward, words)
    if judged.is_genuine and state_of_number("receipt", judged.number) is None:
        return Judged("number-unknown", judged.number, judged.day)
    return judged


def _day(moment: datetime) -> date:
    return moment.astimezone(VN).date()
