"""Whatever transfers arrive, in whatever order: each paper has one holder, and it follows from the log."""

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.core.execute import execute
from app.core.ids import new_id
from app.dossiers.models.shapes import Holder
from app.dossiers.queries import get_paper
from tests.make import make_coordinator, make_officer
from tests.make_dossiers import (
    CENTRE,
    SATURDAY,
    citizen_side,
    make_dossier,
    make_paper,
    officer_side,
    transfer_of,
)

LONG = 100_000
MOST = 25
MOVE = st.tuples(
    st.integers(0, 2),  # which paper
    st.sampled_from(["citizen", "first", "second", "centre"]),  # who says to have given it
    st.sampled_from(["citizen", "first", "second", "centre"]),  # who took it
    st.sampled_from(["first", "second", "office"]),  # who reports
    st.integers(0, 600),  # minutes after the first visit, by the reporter's clock
    st.booleans(),  # is it sent twice
)


def moves_of(least):
    """Return transfers to be sent, at least so many at a time."""
    return st.lists(MOVE, min_size=least, max_size=MOST)


def test_one_holder_always(app):
    assert transfers_played(app, examples=25) > 0


@pytest.mark.long
def test_one_holder_always_over_a_hundred_thousand_transfers(app):
    assert transfers_played(app, examples=LONG // MOST, least=MOST) >= LONG


def transfers_played(app, *, examples, least=0):
    """Play random transfers, late and twice, from phones and from the desk; return how many were sent."""
    sent = 0
    first, second, office = make_officer(name="Một"), make_officer(name="Hai"), make_coordinator()
    people = {"first": first, "second": second, "office": office}
    sides = {
        "citizen": citizen_side(),
        "first": officer_side(first),
        "second": officer_side(second),
        "centre": CENTRE,
    }
    dossier = make_dossier(first)

    # Without shrinking: each example is a run against the database, and the first failure says enough.
    @given(moves=moves_of(least))
    @settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def any_moves(moves):
        nonlocal sent
        paper_ids = [make_paper(dossier, first).id for _ in range(3)]
        believed = dict.fromkeys(paper_ids, "first")
        for which, giver, taker, who, minutes, is_twice in moves:
            paper_id, name = paper_ids[which], new_id()
            command = transfer_of(dossier, giver=sides[giver], taker=sides[taker], paper_id=paper_id)
            moment = SATURDAY + timedelta(minutes=minutes)
            for _ in range(2 if is_twice else 1):
                sent += 1
                receipt = execute(command, actor=people[who].as_actor(), command_id=name, at=moment)
            if receipt.status == "applied" and not receipt.flags:
                assert believed[paper_id] == giver
                believed[paper_id] = taker
            _holder_follows_from_the_log(paper_id, Holder.model_validate(sides[believed[paper_id]]))

    any_moves()
    return sent


def _holder_follows_from_the_log(paper_id: UUID, believed: Holder) -> None:
    paper = get_paper(paper_id)
    standing = [transfer for transfer in paper.snapshot().transfers if transfer.standing == "in-force"]
    assert paper.holder.is_same(believed)
    assert paper.holder.is_same(standing[-1].to)
    for before, after in pairwise(standing):
        assert after.from_.is_same(before.to)
