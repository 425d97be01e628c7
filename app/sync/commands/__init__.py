"""What phones and the office do about numbers, gaps and reviews. Importing this registers every handler."""

from app.sync.commands.gaps import DeclareGap, ReportFork, ReportUnsent
from app.sync.commands.numbers import LeaseNumbers, SettleNumbers, VoidNumbers
from app.sync.commands.review import EscalateHeld, ResolveReview

__all__ = [
    "DeclareGap",
    "EscalateHeld",
    "LeaseNumbers",
    "ReportFork",
    "ReportUnsent",
    "ResolveReview",
    "SettleNumbers",
    "VoidNumbers",
]
