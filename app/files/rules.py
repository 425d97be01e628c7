"""Limits on files, and who may read the bytes as they were taken."""

from datetime import datetime, timedelta

from app.core.brought import MAX_FILE
from app.core.errors import Rejected
from app.core.roles import Role

MEGABYTE = 1024 * 1024
DAILY_QUOTA = 600 * MEGABYTE
UPLOAD_LIFE = timedelta(days=7)
OVERDUE_AFTER = timedelta(hours=48)
WRONG_TIMES = 3

IMAGE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})

ORIGINAL_READERS = frozenset({Role.OFFICER, Role.COORDINATOR, Role.ADMIN, Role.POSTAL})
"""Bytes as taken may carry the position of a home: leaders and directors get the redrawn picture or none."""
PICTURE_READERS = ORIGINAL_READERS | {Role.DIRECTOR}
"""Leaders see no document photos at all."""


def overdue_before(now: datetime) -> datetime:
    """Bytes awaited since before this moment are overdue."""
    return now - OVERDUE_AFTER


def check_size(size: int) -> None:
    """Refuse nothing and too much."""
    if size > MAX_FILE:
        raise Rejected("file-too-large", most=MAX_FILE)
    if size == 0:
        raise Rejected("file-empty")


def is_over_quota(announced_today: int, length: int) -> bool:
    """Say whether this device has announced enough for one day."""
    return announced_today + length > DAILY_QUOTA


def is_readable(role: Role, *, original: bool) -> bool:
    """Say whether this role reads files at all, before the question of which ones."""
    return role in (ORIGINAL_READERS if original else PICTURE_READERS)
