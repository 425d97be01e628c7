"""A practice ward: for learning the work, beside the real one, never taken for it.

Its code begins with 99, which no ward's statistics code does. Every receipt number carries the code, so that even
a slip torn from its context tells what it is; and rows of two wards never meet in a count.
"""

import re

PRACTICE = re.compile(r"^99\d{3}$")
NAME = "TẬP HUẤN – không phải hồ sơ thật"


def is_practice(ward: str | None) -> bool:
    """Say whether this ward is one for practice."""
    return bool(PRACTICE.match(ward or ""))


def next_practice_code(known: set[str]) -> str:
    """Return the code of the next practice ward: each begins empty, and none is used twice."""
    serials = [int(code[2:]) for code in known if is_practice(code)]
    return f"99{max(serials, default=0) + 1:03d}"
