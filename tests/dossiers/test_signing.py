"""A signature binds to the very words that were shown: each line that is otherwise now is named, nothing else is."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dossiers.commands import ChooseDelivery, CorrectFact
from app.dossiers.models.shown import LABELS, OF_THE_OFFICE, Line, Said, Settled, differences, shown_lines
from app.dossiers.models.signing import said_now
from app.dossiers.queries import get_dossier, papers_of
from app.dossiers.rules.corrections import CORRECTABLE
from tests.dossiers.desk import page_of
from tests.dossiers.sheets import make_copy, print_of
from tests.make import done, make_coordinator
from tests.make_dossiers import (
    SATURDAY,
    fee_of,
    lease_receipts,
    make_dossier,
    make_paper,
    make_result,
    phone_sends,
    receipt_for,
    signing,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "shown.json").read_text(encoding="utf-8"))


def said_in(parts):
    """Read a vector as the server would read its rows."""
    dossier, told = parts["dossier"], parts["told"]
    roles = dossier["roles"]
    return Said(
        number=told["number"],
        owner=roles["owner"]["name"],
        submitter=roles["submitter"]["name"],
        relation=roles["submitter"]["relation"],
        procedure=f"{dossier['procedure_name']} ({dossier['procedure_code']})",
        copies=dossier["copies"],
        lines=[
            Line(one["name"], one["kind"], one["state"], one["count"], one["form"]) for one in dossier["components"]
        ],
        originals=[(paper["name"], paper["count"]) for paper in parts["originals"]],
        fee=dossier["finance"],
        taken_at=datetime.fromisoformat(told["taken_at"]),
        counted_from=date.fromisoformat(told["counted_from"]),
        due_on=date.fromisoformat(told["due_on"]) if told["due_on"] else None,
        delivery=dossier["delivery"]["way"],
        settled=settled_in(dossier.get("result")),
    )


def settled_in(result):
    """What the vector says was done at the door."""
    if result is None:
        return None
    papers = [(paper["name"], paper["count"]) for paper in result["papers"]]
    at = datetime.fromisoformat(result["settled"]["at"])
    return Settled(result["settled"]["done_in"], at, papers, result["handed"]["to_name"], result["code"])


def text_of(said):
    """The whole text, with the lines that the office adds."""
    lines = [f"{label}: {words}" for label, words in shown_lines(said).items()]
    return "\n".join([*lines[:1], "Nơi nhận: Trung tâm", *lines[1:], "Người tiếp nhận: Nguyễn Thị Lan"])


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_what_a_phone_has_ever_shown_is_recognised_word_for_word(vector):
    said = said_in(vector["parts"])

    lines = dict(line.partition(": ")[::2] for line in vector["text"].split("\n"))

    assert shown_lines(said) == {label: words for label, words in lines.items() if label not in OF_THE_OFFICE}
    assert differences(vector["text"], said) == []


names = st.text(min_size=1, max_size=30).filter(str.strip)
papers = st.builds(
    Line,
    names,
    st.sampled_from(["hand_in", "show"]),
    st.sampled_from(["received", "seen", "missing", "reused", "not-needed"]),
    st.integers(1, 9),
    st.sampled_from(["original", "copy", None]),
)
fees = st.fixed_dictionaries(
    {
        "amount": st.none() | st.integers(0, 10**6),
        "postage": st.integers(0, 50_000),
        "way": st.sampled_from(["cash", "transfer", "none"]),
        "exempt": st.just(False),
        "paid": st.booleans(),
    }
)
saids = st.builds(
    Said,
    owner=names,
    submitter=names,
    procedure=names,
    copies=st.integers(1, 99),
    taken_at=st.integers(0, 500_000).map(lambda minutes: SATURDAY + timedelta(minutes=minutes)),
    number=st.none() | st.just("TN04795-26-0000078"),
    relation=st.none() | names,
    lines=st.lists(papers, max_size=4),
    originals=st.lists(st.tuples(names, st.integers(1, 5)), max_size=3),
    fee=fees,
    counted_from=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    due_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    delivery=st.sampled_from([None, "home", "post", "counter"]),
)
WHERE = {
    "owner": "Chủ hồ sơ",
    "submitter": "Người nộp",
    "procedure": "Việc",
    "copies": "Số bản",
    "originals": "Bản chính cán bộ giữ",
    "due_on": "Hẹn trả",
    "counted_from": "Tính thời hạn từ",
    "delivery": "Trả kết quả",
    "number": "Giấy tiếp nhận hồ sơ tại nhà",
}


@given(said=saids)
def test_nothing_is_noticed_where_nothing_has_changed(said):
    assert differences(text_of(said), said) == []


@given(said=saids, other=saids, field=st.sampled_from(sorted(WHERE)))
def test_every_shown_field_that_changes_is_noticed_on_its_line_and_no_other_line_is(said, other, field):
    after = replace(said, **{field: getattr(other, field)})
    before_words, after_words = (shown_lines(one).get(WHERE[field], "").strip() for one in (said, after))

    found = [one.label for one in differences(text_of(said), after)]

    assert found == ([WHERE[field]] if before_words != after_words else [])


@given(said=saids, state=st.sampled_from(["received", "seen", "missing"]))
def test_every_paper_that_moves_is_noticed_and_a_note_never_is(said, state):
    paper, note = Line("Giấy thử", "hand_in", state), Line("Chỉ để biết", "note", state)

    assert differences(text_of(said), replace(said, lines=[*said.lines, note])) == []
    assert len(differences(text_of(said), replace(said, lines=[*said.lines, paper]))) == 1


@pytest.fixture
def signed(officer, app):
    """A dossier with receipt, fee and one original, signed as a phone does it: over its own words."""
    dossier = make_dossier(officer, delivery={"way": "home"})
    done(phone_sends(officer, fee_of(dossier)))
    make_paper(dossier, officer)
    receipt = receipt_for(dossier, lease_receipts(officer)[0])
    words = replace(
        said_now(get_dossier(dossier.id)),
        number=receipt.number,
        taken_at=receipt.taken_at,
        counted_from=receipt.counted_from,
        due_on=receipt.due_on,
    )
    shown = text_of(words)
    done(phone_sends(officer, receipt_for(dossier, receipt.number, shown=shown)))
    answer = phone_sends(officer, signing(dossier, hashlib.sha256(shown.encode()).hexdigest()))
    assert (answer.status, answer.flags) == ("applied", [])
    return get_dossier(dossier.id)


def changed(dossier):
    return get_dossier(dossier.id).snapshot().changed_after_signing


CASES = [
    ("dossier", "owner_name", "Bùi Văn Thứ", ["Chủ hồ sơ"]),
    ("dossier", "submitter_name", "Bùi Thị Cơn", ["Người nộp"]),
    ("dossier", "copies", 3, ["Số bản"]),
    ("dossier", "case_key", "khac", []),
    ("dossier", "note", "Gọi trước khi đến", []),
    ("fee", "amount", 9000, ["Lệ phí"]),
    ("fee", "slip", "B7", []),
    ("receipt", "counted_from", "2026-11-25", ["Tính thời hạn từ"]),
    ("receipt", "due_on", "2026-11-30", ["Hẹn trả"]),
    ("paper", "count", 2, ["Bản chính cán bộ giữ"]),
    ("paper", "condition", "hơi ố", []),
    ("paper", "seal", "NP-1", []),
]


def reported_by(dossier, fact):
    """The command that reported this fact, and what stands there."""
    rows = {
        "dossier": dossier,
        "fee": dossier.payment,
        "receipt": dossier.receipt,
        "paper": papers_of(dossier.id)[0].transfers[0],
    }
    row = rows[fact]
    return row, row.recorded_command if fact == "dossier" else row.command_id


@pytest.mark.parametrize(("fact", "field", "value", "lines"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_a_correction_is_noticed_exactly_where_it_was_shown(officer, signed, fact, field, value, lines):
    row, command_id = reported_by(signed, fact)
    assert field in CORRECTABLE[type(row)]
    fields = {field: {"from": str(getattr(row, field) or ""), "to": value}}
    wrong = CorrectFact.model_validate(
        {"dossier_id": signed.id, "command_id": command_id, "reason": "Ghi nhầm", "fields": fields}
    )

    assert phone_sends(officer, wrong).status == "applied"

    assert changed(signed) == lines


def test_an_original_taken_after_the_signing_was_not_on_the_list(officer, signed):
    make_paper(signed, officer)

    assert changed(signed) == ["Bản chính cán bộ giữ"]


def test_the_office_the_paper_and_the_phone_say_what_changed_after_signing(act, sign_in, signed):
    coordinator = make_coordinator()
    desk = sign_in(coordinator)
    assert "đã đổi sau khi ký" not in page_of(desk.get(f"/office/dossiers/{signed.id}"))

    done(act(coordinator, ChooseDelivery(dossier_id=signed.id, way="counter")))

    page = page_of(desk.get(f"/office/dossiers/{signed.id}"))
    assert "Hồ sơ đã đổi sau khi ký" in page
    assert "<del>Cán bộ mang đến nhà</del> → <ins>Nhận tại trung tâm</ins>" in page
    assert "Đã thay đổi sau khi ký: Trả kết quả" in print_of(desk, make_copy(act, signed)).words
    assert changed(signed) == ["Trả kết quả"]


def test_signing_anew_over_what_it_says_now_settles_it(officer, act, signed):
    done(act(make_coordinator(), ChooseDelivery(dossier_id=signed.id, way="counter")))
    now = text_of(said_now(get_dossier(signed.id)))
    again = signing(signed, hashlib.sha256(now.encode()).hexdigest()).model_copy(update={"shown": now})

    answer = phone_sends(officer, again)

    assert (answer.flags, changed(signed)) == ([], [])


def test_a_text_that_is_not_what_was_signed_is_refused(officer, signed):
    other = signing(signed, "0" * 64).model_copy(update={"shown": "Nội dung khác"})

    assert phone_sends(officer, other).code == "shown-hash-differs"
    assert len(get_dossier(signed.id).signatures) == 1


def test_without_a_number_the_text_comes_with_the_signature_and_a_later_number_is_noticed(officer):
    dossier = make_dossier(officer)
    shown = text_of(said_now(dossier))
    command = signing(dossier, hashlib.sha256(shown.encode()).hexdigest()).model_copy(update={"shown": shown})

    assert phone_sends(officer, command).flags == []
    assert changed(dossier) == []
    answer = phone_sends(officer, receipt_for(dossier, lease_receipts(officer)[0], shown="Giấy khác"))

    assert answer.flags == ["signed-other-text"]
    assert changed(dossier)[0] == LABELS[0]


def test_read_back_is_kept_and_printed(act, officer, sign_in, signed):
    desk = sign_in(make_coordinator())
    read = signing(signed, signed.receipt.shown_sha256, read_back=True, way="relative", who="relative", relation="con")
    done(phone_sends(officer, read, at=SATURDAY))

    assert [row.read_back for row in get_dossier(signed.id).signatures] == [None, True]
    assert "Người thân ký thay, đã nghe đọc lại" in print_of(desk, make_copy(act, signed)).words


def test_handing_the_result_over_is_no_change(officer, signed):
    make_result(signed)

    assert changed(signed) == []
