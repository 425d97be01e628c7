"""What must be true of originals, money and receipts whenever nothing is on its way, read in plain SQL."""

import json
from collections import Counter, defaultdict

from app.core.db import session
from app.core.ledger import faults
from app.dossiers.queries import receipt_faults
from tests.machine.invariants import as_uuid, rows
from tests.machine.world import SECOND_WARD
from tests.make import WARD

HOLDERS = """
SELECT p.id, p.holder_kind, p.holder_id, u.id AS officer_id, o.id AS office_id FROM custody_paper p
LEFT JOIN "user" u ON u.id = p.holder_id LEFT JOIN post_office o ON o.id = p.holder_id WHERE {chosen}
"""
MOVES = """
SELECT c.entity_id AS paper_id, c.what, r.command_id, i.resolution FROM change c
JOIN command_record r ON r.number = c.command_number LEFT JOIN review_item i ON i.id = r.review_id
WHERE c.kind = 'paper' AND {chosen} ORDER BY c.version
"""
TRANSFERS = """
SELECT paper_id, command_id, from_holder, to_holder, standing FROM custody_transfer WHERE {chosen} ORDER BY id
"""
ACCEPTED = """
SELECT {table}.id, {table}.command_id FROM {table} JOIN command_record r ON r.command_id = {table}.command_id
JOIN review_item i ON i.id = r.review_id
WHERE {table}.standing = 'beside' AND r.status = 'applied' AND i.resolution = 'apply_as_is'
"""
ALL_MAY_COUNT = ("custody_transfer", "fee_payment", "dossier_status_change", "dossier_supplement")
"""Rows that do not push each other out: whatever a person has accepted counts."""
PAID = """
SELECT r.command_id, r.body, f.amount, f.way, f.standing, f.dossier_id FROM command_record r
LEFT JOIN fee_payment f ON f.command_id = r.command_id
WHERE r.type = 'dossiers.take_fee' AND r.status = 'applied' ORDER BY f.id
"""
HANDED_IN = """
SELECT r.command_id, r.body, h.amount FROM command_record r LEFT JOIN change c ON c.command_number = r.number
LEFT JOIN cash_hand_in h ON h.id = c.entity_id WHERE r.type = 'dossiers.hand_in_cash' AND r.status = 'applied'
"""
COUNTED = """
SELECT f.dossier_id, i.resolution FROM fee_payment f JOIN command_record r ON r.command_id = f.command_id
LEFT JOIN review_item i ON i.id = r.review_id
WHERE f.way = 'cash' AND f.standing = 'in-force' AND f.duty_command IS NULL AND r.status = 'applied'
"""

SETTLED = """
SELECT r.command_id, r.body, h.dossier_id, h.standing, d.done_in FROM command_record r
LEFT JOIN hand_over h ON h.command_id = r.command_id LEFT JOIN dossier_result d ON d.dossier_id = h.dossier_id
WHERE r.type = 'dossiers.settle' AND r.status = 'applied'
"""


class Law:
    """Papers, fees, receipts, acts at the door."""

    def the_law_holds(self):
        """Ask the tables about everything that a family could ask for."""
        session.rollback()
        each_original_has_one_holder()
        what_a_person_accepted_counts()
        fees_are_written_once()
        receipts_are_accounted_for()
        acts_at_the_door_are_written_once()
        session.rollback()


def each_original_has_one_holder(of=None):
    """Somebody in particular, by the transfer that moved the paper last. `of`: look at these papers only."""
    moved, transfers = moves(of), transfers_by_place(of)
    for paper in of_papers(HOLDERS, "p.id", of):
        paper_id, holder = as_uuid(paper.id), (paper.holder_kind, as_uuid(paper.holder_id))
        assert paper.holder_kind in {"citizen", "officer", "centre", "post"}, paper
        known = {"officer": paper.officer_id, "post": paper.office_id}
        assert paper.holder_kind not in known or known[paper.holder_kind] is not None, f"nobody knows {holder}"
        last = counted(transfers, paper_id, moved[paper_id][-1].command_id)[-1]
        assert same(holder, last.to_holder), f"{paper_id} is with {holder}, and was given to {last.to_holder}"
        each_move_begins_where_the_last_one_ended(paper_id, moved[paper_id], transfers)
    for (paper_id, command_id), made in transfers.items():
        has_moved = as_uuid(command_id) in {as_uuid(row.command_id) for row in moved[paper_id]}
        assert has_moved == any(t.standing == "in-force" for t in made), f"{command_id} moved {paper_id}: {made}"


def each_move_begins_where_the_last_one_ended(paper_id, moved, transfers):
    """Unless a person has decided that it counts all the same."""
    place = None
    for row in moved:
        for transfer in counted(transfers, paper_id, row.command_id):
            giver = side_of(transfer.from_holder)
            follows = place is None or same((giver["kind"], giver["id"]), place)
            assert follows or row.resolution == "apply_as_is", f"{paper_id} was with {place} and came from {giver}"
            place = transfer.to_holder


def counted(transfers, paper_id, command_id):
    """Return the transfers of this paper by this command that are in force."""
    return [t for t in transfers[(paper_id, as_uuid(command_id))] if t.standing == "in-force"]


def of_papers(query, column, of):
    """Run a query about all papers, or about these."""
    if of is None:
        return rows(query.format(chosen="1 = 1"))
    named = {f"p{place}": paper_id.hex for place, paper_id in enumerate(of)}
    return rows(query.format(chosen=f"{column} IN ({', '.join(f':{name}' for name in named)})"), **named)


def moves(of=None):
    """Return paper → what moved it, in that order."""
    moved = defaultdict(list)
    for row in of_papers(MOVES, "c.entity_id", of):
        if "transferred" in row.what.split():
            moved[as_uuid(row.paper_id)].append(row)
    return moved


def transfers_by_place(of=None):
    """Return (paper, command) → its transfers, in the order of arrival."""
    made = defaultdict(list)
    for row in of_papers(TRANSFERS, "paper_id", of):
        made[(as_uuid(row.paper_id), as_uuid(row.command_id))].append(row)
    return made


def same(holder, written):
    """Say whether a transfer's side is this holder; the family and the centre are one side each."""
    side, (kind, id) = side_of(written), holder
    return kind == side["kind"] and (kind in {"citizen", "centre"} or str(id) == side["id"])


def side_of(written):
    """A side of a transfer: JSON text on SQLite, a dict on PostgreSQL."""
    return written if isinstance(written, dict) else json.loads(written)


def what_a_person_accepted_counts():
    """A decision in review is carried out."""
    for table in ALL_MAY_COUNT:
        left = rows(ACCEPTED.format(table=table))
        assert not left, f"accepted by a person, and beside all the same: {table} {left}"


def fees_are_written_once():
    """Each report of money is one line of that amount; a second fee in cash counts only if a person has said so.

    What the office asks for later may be paid in parts.
    """
    for row in rows(PAID):
        said = json.loads(bytes(row.body))["args"]
        assert (row.amount, row.way) == (said["amount"], said["way"]), f"{row.command_id} says {said}"
    times = Counter(as_uuid(row.command_id) for row in rows(PAID))
    assert not [name for name, count in times.items() if count > 1], "one fee was written twice"
    cash = defaultdict(list)
    for row in rows(COUNTED):
        cash[as_uuid(row.dossier_id)].append(row.resolution)
    for dossier_id, counted in cash.items():
        assert len([one for one in counted if one != "apply_as_is"]) <= 1, f"{dossier_id} was paid {len(counted)} times"
    for row in rows(HANDED_IN):
        assert row.amount == json.loads(bytes(row.body))["args"]["amount"], row


def receipts_are_accounted_for():
    """No number counts twice, and the ledger knows what became of each."""
    twice = rows("SELECT number FROM home_receipt WHERE standing = 'in-force' GROUP BY number HAVING count(*) > 1")
    assert not twice, f"receipts with one number: {twice}"
    for ward in (WARD, SECOND_WARD):
        wrong = [*faults(ward), *receipt_faults(ward)]
        assert not wrong, wrong


def acts_at_the_door_are_written_once():
    """Each report of an act is one hand-over; one of a dossier counts, and its place is the result's place."""
    found = rows(SETTLED)
    times = Counter(as_uuid(row.command_id) for row in found)
    assert not [name for name, count in times.items() if count > 1], "one act was written twice"
    assert all(row.standing is not None for row in found), "an act was reported, and its result was given to nobody"
    counting = [row for row in found if row.standing == "in-force"]
    dossiers = Counter(as_uuid(row.dossier_id) for row in counting)
    assert not [name for name, count in dossiers.items() if count > 1], "two acts of one dossier count"
    for row in counting:
        assert row.done_in == json.loads(bytes(row.body))["args"]["done_in"], row
