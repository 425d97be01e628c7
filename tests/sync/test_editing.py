"""Editing what was sent: a form by fields from the command's schema; bad input keeps its value and gets a sentence."""

import pytest
from werkzeug.datastructures import MultiDict

from app.core.commands import find_command, lift
from app.core.roles import Role
from app.sync.forms import EditForm
from tests.frozen import bodies

VISIT = "0193aaaa-0000-7000-8000-000000000001"
HASH = "a" * 64


@pytest.fixture(autouse=True)
def on_a_page(app):
    with app.test_request_context("/office/review"):
        yield


def typed_into(form):
    """What a browser posts of the form as it stands."""
    posted = MultiDict()
    for one in form:
        values = one.data if isinstance(one.data, list) else [] if one.data is False else [one.data]
        offered = [choice.value for choice in one.choices] if one.type == "RadioField" else values
        for value in values:
            if value in offered and value is not None:
                posted.add(one.name, value)
    return posted


def edit(command, args, **typed):
    """The form as posted with this typed over it; names say `__` for a dot."""
    command = find_command(command)
    posted = typed_into(EditForm(command, args))
    for name, value in typed.items():
        posted.setlist("args." + name.replace("__", "."), value if isinstance(value, list) else [value])
    form = EditForm(command, args, posted)
    return form.read(), {name: list(words) for name, words in form.errors.items()}


def all_bodies():
    """What a person may have written; what only the machine says of itself waits in no list."""
    for command_type, version in bodies.names():
        if find_command(command_type).allowed == {Role.SYSTEM}:
            continue
        for sent in bodies.read(command_type, version).get("sent", []):
            yield command_type, version, bodies.Sent(**sent).envelope["args"]


def test_every_body_there_is_can_be_posted_back_untouched_and_says_the_same():
    seen = set()
    for command_type, version, sent in all_bodies():
        command, args = find_command(command_type), lift(command_type, version, sent)
        read, errors = edit(command_type, args)
        assert errors == {}, command_type
        assert command.model_validate(read) == command.model_validate(args), command_type
        seen.add(command_type)
    assert len(seen) > 40


def test_what_cannot_be_edited_has_no_control():
    for command_type, version, sent in all_bodies():
        form = EditForm(find_command(command_type), lift(command_type, version, sent))
        for one in form:
            key = one.short_name.rpartition(".")[2]
            assert not key.endswith(("_id", "_ids", "sha256")), one.short_name


def plan(**more):
    purpose = {"kind": "collect", "procedure_code": "2.000635", "need_text": "Xin trích lục"}
    args = {"visit_id": VISIT, "citizen_id": VISIT, "team_id": VISIT, "date": "2026-11-21", "half": "morning"}
    return args | {"purposes": [purpose, {"kind": "return", "dossier_id": VISIT}]} | more


def test_dates_choices_numbers_and_lines_of_a_list_are_edited():
    read, errors = edit(
        "visits.plan", plan(), date="2026-11-22", half="afternoon", minutes="40", purposes__0__need_text="Xin giấy khác"
    )

    assert errors == {}
    assert (read["date"], read["half"], read["minutes"], read["order"]) == ("2026-11-22", "afternoon", 40, None)
    assert read["purposes"][0]["need_text"] == "Xin giấy khác"
    assert read["purposes"][1] == {"kind": "return", "dossier_id": VISIT}
    assert read["visit_id"] == VISIT


def test_each_kind_of_field_has_its_control():
    form = EditForm(find_command("visits.plan"), plan())
    kinds = {part.path: part.kind for part in form.tree.walk()}
    asked = ("date", "half", "minutes", "visit_id", "purposes", "purposes.1", "purposes.1.dossier_id", "visit_word")

    assert [kinds[one] for one in asked] == ["date", "choice", "number", "fixed", "list", "group", "fixed", "text"]
    assert [choice[1] for choice in form["half"].iter_choices()] == ["Buổi sáng", "Buổi chiều"]


def test_bad_input_is_kept_with_a_sentence_at_each_field():
    read, errors = edit(
        "visits.plan", plan(minutes=30), date="", minutes="bốn mươi", order="999", purposes__0__procedure_code="x" * 31
    )

    assert read is None
    assert errors == {
        "date": ["Hãy chọn ngày, tháng, năm."],
        "minutes": ["Hãy gõ bằng chữ số."],
        "order": ["Hãy gõ số không quá 100."],
        "purposes.0.procedure_code": ["Hãy gõ không quá 30 ký tự."],
    }


def test_the_second_line_is_blamed_when_the_first_is_left_out():
    read, errors = edit(
        "dossiers.attach_result",
        {"dossier_id": VISIT, "result_id": VISIT, "papers": [{"name": "A", "count": 1}, {"name": "B", "count": 2}]},
        papers__0__remove="y",
        papers__1__count="0",
    )

    assert (read, list(errors)) == (None, ["papers.1.count"])


def test_a_list_loses_a_line_and_gains_one():
    read, errors = edit(
        "dossiers.attach_result",
        {"dossier_id": VISIT, "result_id": VISIT, "papers": [{"name": "A", "count": 1}, {"name": "B", "count": 2}]},
        papers__0__remove="y",
        papers__2__name="C",
    )

    assert errors == {}
    assert read["papers"] == [{"name": "B", "count": 2}, {"name": "C", "count": 1}]


def test_plain_lines_are_one_a_line():
    args = {
        "backup_taken_at": "2026-11-21T02:03:04+00:00",
        "generation": "g2",
        "ended_generations": ["g1"],
        "lost_files": ["Một", "Hai"],
    }
    read, _ = edit("upkeep.record_restore", args, lost_files="Một\r\n\r\nBa")

    assert read["lost_files"] == ["Một", "Ba"]


def test_what_may_be_nothing_stays_nothing_and_becomes_something():
    args = {"visit_id": VISIT, "outcome": "postponed"}
    assert edit("visits.close", args)[0]["next_try"] is None

    read, errors = edit("visits.close", args, next_try__date="2026-11-28")
    assert (read, errors) == (None, {"next_try.half": ["Hãy chọn một mục có trong danh sách."]})

    read, _ = edit("visits.close", args, next_try__date="2026-11-28", next_try__half="morning")
    assert read["next_try"] == {"date": "2026-11-28", "half": "morning"}


def test_yes_and_no_moments_and_checks():
    taken = {"dossier_id": VISIT, "amount": 8000, "exempt": False, "way": "cash"}
    assert edit("dossiers.take_fee", taken, exempt="true", exempt_reason="Hộ nghèo")[0]["exempt"] is True

    signature = {"who": "citizen", "way": "pad", "name": "Thử", "over_sha256": HASH, "at": "2026-11-21T02:03:04+00:00"}
    signing = {"dossier_id": VISIT, "signatures": [signature]}
    assert edit("dossiers.sign", signing)[0]["signatures"][0]["at"] == signature["at"], "seconds are not lost"
    read, _ = edit("dossiers.sign", signing, signatures__0__at="2026-11-21T09:30", signatures__0__way="thumbprint")
    (edited,) = read["signatures"]
    assert (edited["way"], edited["at"]) == ("thumbprint", "2026-11-21T09:30:00+07:00")
    assert (edited["over_sha256"], edited["file"]) == (HASH, None)

    opinion = {"opinion_id": VISIT, "visit_id": VISIT, "score": 5, "where": "paper", "reasons": ["polite", "clear"]}
    read, _ = edit("feedback.rate", opinion, reasons=["late"], answers__on_time="false")
    assert (read["reasons"], read["answers"]) == (["late"], {"on_time": False})


def test_a_correction_is_edited_by_the_choices_of_the_field_that_it_corrects():
    fields = {"sex": {"from": "male", "to": "female"}, "birth_year": {"from": 1940, "to": 1941}}
    args = {"citizen_id": VISIT, "fields": fields, "reason": "theo căn cước"}

    form = EditForm(find_command("citizens.correct"), args)
    read, _ = edit("citizens.correct", args, fields__sex__to="male", fields__birth_year__to="1942")

    assert [choice[1] for choice in form["fields.sex.to"].iter_choices()][-2:] == ["Nam", "Nữ"]
    assert "fields.sex.from" not in form
    assert read["fields"] == {"sex": {"from": "male", "to": "male"}, "birth_year": {"from": 1940, "to": 1942}}


def test_a_bound_of_the_whole_is_said_where_it_can_be_seen():
    args = {"visit_id": VISIT, "window": {"from": "08:00", "to": "10:00"}, "told_by": "điện thoại"}

    read, errors = edit("visits.confirm", args, window__from="8h", told_by="")

    assert read is None
    assert set(errors) == {"window.from", "told_by"}
