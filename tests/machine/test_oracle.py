"""The oracle knows every kind of entity there is: one that it forgets would be taken for a leak, or for nothing."""

from app.core.commands import all_kinds
from tests.machine.oracle import SEEN, SHARED, UNSEEN


def test_every_kind_has_its_line_in_plain_sql(app):
    assert set(SEEN) | set(SHARED) | UNSEEN == set(all_kinds())
