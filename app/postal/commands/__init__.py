"""What happens to envelopes, one module for each thing; importing this package registers every handler."""

import app.postal.commands.withdrawing  # noqa: F401 - registers what follows from a hand-over
from app.postal.commands.corrections import CorrectFact
from app.postal.commands.door import DeliverItem, PickUpItem, RecordAttempt
from app.postal.commands.listing import MakeManifest
from app.postal.commands.numbering import NumberItem
from app.postal.commands.returning import ReturnItem
from app.postal.commands.signing import SignManifest

__all__ = [
    "CorrectFact",
    "DeliverItem",
    "MakeManifest",
    "NumberItem",
    "PickUpItem",
    "RecordAttempt",
    "ReturnItem",
    "SignManifest",
]
