"""Faults of the server, each the smallest text that breaks one promise."""

from tests.faults.fault import Fault

DAY = ("tests/machine/test_day.py",)
FOUND = ("tests/machine/test_found.py",)
LAW = ("tests/machine/test_found_law.py",)
HANDING = ("tests/dossiers/test_custody_property.py::test_one_holder_always",)
ORDER = "tests/sync/test_order.py"
PUSH = "tests/sync/test_push.py"

SERVER_FAULTS = [
    Fault(
        name="receipt-lookup-skipped",
        promise="one effect for an id",
        file="app/core/answer.py",
        edits={"    for known in earlier:\n": "    for known in []:\n"},
        proof=DAY,
    ),
    Fault(
        name="refused-body-dropped",
        promise="refused is not gone",
        file="app/core/attempt.py",
        edits={"    record.status = status\n": '    record.status = status\n    record.body = b""\n'},
        proof=DAY,
    ),
    Fault(
        name="hole-skipped",
        promise="every number answered or declared",
        file="app/sync/push.py",
        edits={"        if wire.seq > expected and _is_missing_before": "        if False and _is_missing_before"},
        proof=DAY,
    ),
    Fault(
        name="ward-lock-after-reads",
        promise="(entity, version) unique",
        file="app/core/execute.py",
        edits={"            .with_for_update()\n            .execution_options(populate_existing=True)\n": ""},
        proof=(f"{ORDER}::test_two_writers_never_make_the_same_version", "--database", "postgresql"),
    ),
    Fault(
        name="counter-drawn-like-a-sequence",
        promise="a ward's sequence has no holes for a reader to miss",
        file="app/core/publish.py",
        edits={
            "        memory.heads[ward] += count\n": (
                "        drawn[ward] = memory.heads[ward] = max(drawn.get(ward, 0), memory.heads[ward]) + count\n"
            ),
            "def draw(ward: str, count: int) -> int:\n": "drawn = {}\n\n\ndef draw(ward: str, count: int) -> int:\n",
        },
        proof=DAY,
    ),
    Fault(
        name="related-keys-not-rewritten",
        promise="visible set = SQL oracle",
        file="app/core/publish.py",
        edits={"        waiting.extend([] if place in unlinked else targets_of(place))\n": ""},
        proof=DAY,
    ),
    Fault(
        name="void-lends-on",
        promise="visible set = SQL oracle",
        file="app/core/publish.py",
        edits={", *(target for place in voided for target in targets_of(place))": ""},
        proof=FOUND,
    ),
    Fault(
        name="restore-keeps-generation",
        promise="phones converge after a restore",
        file="app/core/installation.py",
        edits={
            "            row.generation, row.began_at, row.backed_up_at = new_id(), now(), None\n": "            pass\n"
        },
        proof=DAY,
    ),
    Fault(
        name="lease-counter-restored",
        promise="numbers unique",
        file="app/core/leasing.py",
        edits={"    if here.life == 1 or series.year > began.year + 1:\n": "    if series.year:\n"},
        proof=("tests/sync/test_numbers.py::test_a_restored_server_never_repeats_a_number",),
    ),
    Fault(
        name="child-not-woken",
        promise="no held command with a decided parent",
        file="app/core/answer.py",
        edits={
            "    if record.status == records.APPLIED:\n        _wake(record, sequence)\n": (
                "    if record.status == records.APPLIED:\n        pass\n"
            )
        },
        proof=(f"{PUSH}::test_a_child_waits_for_its_parent_and_then_runs",),
    ),
    Fault(
        name="decided-child-woken",
        promise="a held command is decided once",
        file="app/core/records.py",
        edits={'session.execute(waits.execution_options(synchronize_session="fetch"))': "del waits"},
        proof=FOUND,
    ),
    Fault(
        name="unreadable-kept-twice",
        promise="one record for the same bytes",
        file="app/sync/push.py",
        edits={
            "    known = records.find_parked_bytes(sha256(wire.body))\n    if known is not None:\n": (
                "    known = None\n    if known is not None:\n"
            )
        },
        proof=FOUND,
    ),
    Fault(
        name="photos-not-brought-back",
        promise="saved bytes are on the phone or in a backup",
        file="app/upkeep/restoring.py",
        edits={"    give_files_back(shelved, facts.files, returned)\n": ""},
        proof=("tests/upkeep/test_drill.py",),
    ),
    Fault(
        name="post-key-not-given",
        promise="visible set = SQL oracle",
        file="app/postal/models/item.py",
        edits={"{ward_key(self.ward), post_key(self.post_office_id)}": "{ward_key(self.ward)}"},
        proof=DAY,
    ),
    Fault(
        name="accepted-original-stays",
        promise="what a person has accepted counts",
        file="app/dossiers/commands/custody.py",
        edits={"    for transfer in queries.transfers_beside(context.command_id):\n": "    for transfer in ():\n"},
        proof=LAW,
    ),
    Fault(
        name="contested-transfer-moves",
        promise="one holder of each original, and the log says why",
        file="app/dossiers/rules/custody.py",
        edits={"    if not holder.is_same(giver):\n": "    if False:\n"},
        proof=HANDING,
    ),
    Fault(
        name="actor-from-the-session",
        promise="actor = key owner",
        file="app/sync/authors.py",
        edits={
            ", Enrolment.user_id == batch.user.id)": ")",
            "        if envelope.actor != str(batch.user.id):\n": "        if False:\n",
        },
        proof=DAY,
    ),
]
