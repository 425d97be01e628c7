"""Which snapshots are kept, and when somebody should look."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

SLACK = timedelta(minutes=1)
"""A phone knows the server's time only roughly: what it dates a moment before the snapshot may be in none."""

TOO_OLD = timedelta(hours=1)
LEAST_FREE = 256 * 1024 * 1024
"""Bytes; with less, a photo may no longer be kept."""
WORKER_SILENT = 180
"""Seconds; the worker notes every minute that it lives."""
NEWEST = 8

PERIODS: list[tuple[Callable[[datetime], str], int]] = [
    (lambda moment: f"{moment:%Y-%m-%d %H}", 24),
    (lambda moment: f"{moment:%Y-%m-%d}", 14),
    (lambda moment: f"{moment:%G-%V}", 8),
]
"""Of the last 24 hours, 14 days and 8 weeks that have a snapshot, the newest one each."""


def worth_keeping(moments: Iterable[datetime]) -> set[datetime]:
    """Return the moments to keep: the newest eight, then thinner and thinner."""
    newest_first = sorted((moment.astimezone(UTC) for moment in moments), reverse=True)
    kept = set(newest_first[:NEWEST])
    for period, count in PERIODS:
        newest_of: dict[str, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(period(moment), moment)
        kept |= set(list(newest_of.values())[:count])
    return kept


def is_too_old(taken_at: datetime | None, moment: datetime) -> bool:
    """Say whether somebody must look after the backups."""
    return taken_at is None or moment - taken_at > TOO_OLD
