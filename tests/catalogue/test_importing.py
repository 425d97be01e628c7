"""Files go in row by row: every row is answered, a bad one hurts no other, a bad file changes nothing."""

import csv
import json

import pytest
from pydantic import ValidationError

from app.catalogue import queries
from app.catalogue.facts import Detail, ProcedureFacts
from app.catalogue.merging import completed
from app.catalogue.models import Status
from app.catalogue.reading.files import read_file
from app.catalogue.reading.rows import SUMMARY_COLUMNS
from app.catalogue.shipped import PROCEDURES
from tests.make_catalogue import make_catalogue

ROW = {
    "code": "2.000635",
    "name_vi": "Cấp bản sao Trích lục hộ tịch",
    "field_vi": "Hộ tịch",
    "authority": "UBND cấp xã",
    "time_limit": "2 ngày làm việc",
    "fee_vnd": "8000/bản",
    "components_vi": "Tờ khai [1 bản chính]",
    "home_visit_fit": "yes - at home",
    "source": "dichvucong.gov.vn",
    "confidence": "confirmed",
}


@pytest.fixture
def run(app, tmp_path):
    """`run(text, name)`: import a file with this text; returns the command line's result."""

    def run(text, name="rows.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return app.test_cli_runner().invoke(args=["catalogue", "import", str(path)])

    return run


def table(*rows):
    import io

    out = io.StringIO()
    writer = csv.DictWriter(out, SUMMARY_COLUMNS)
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return out.getvalue()


def test_a_row_is_taken_then_unchanged_then_changed(run):
    first, again, other = run(table({})), run(table({})), run(table({"time_limit": "3 ngày làm việc"}))

    assert "1 rows: 1 new, 0 changed, 0 unchanged, 0 refused" in first.output
    assert "0 new, 0 changed, 1 unchanged, 0 refused" in again.output
    assert "0 new, 1 changed, 0 unchanged, 0 refused" in other.output
    assert (first.exit_code, again.exit_code, other.exit_code) == (0, 0, 0)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "2-000635"}, "code"),
        ({"code": ""}, "code"),
        ({"name_vi": ""}, "name"),
        ({"home_visit_fit": "có lẽ"}, "yes, partly or no"),
        ({"source": ""}, "source"),
        ({"time_limit": "9000 ngày"}, "less than or equal to 400"),
        ({"fee_vnd": "99999999999"}, "amount"),
        ({"components_vi": "x" * 7000}, "at most 6000"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_the_others_are_taken(run, change, reason):
    result = run(table(ROW | change, {"code": "1.000419"}))

    assert result.exit_code == 1
    assert "2 rows: 1 new, 0 changed, 0 unchanged, 1 refused" in result.output
    line = next(line for line in result.output.splitlines() if line.startswith("refused"))
    assert reason in line
    assert "line 2" in line


def test_the_same_code_twice_in_one_file_is_refused_once(run):
    result = run(table({}, {"time_limit": "9 ngày"}))

    assert "this code stands at line 2 already" in result.output
    assert queries.get_procedure("2.000635").facts.channels[0].limit.n == 2


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("", "empty.csv", "the file is empty"),
        ("a,b\n1,2\n", "other.csv", "missing: code"),
        (b"\xff\xfe\x00code", "utf16.csv", "not UTF-8"),
        ("{", "broken.json", "not valid JSON"),
        ('{"something": []}', "strange.json", "expected"),
        ("[]", "list.json", "expected"),
        (b"\x89PNG\r\n\x1a\n", "photo.csv", "not UTF-8"),
    ],
)
def test_an_unreadable_file_says_what_is_wrong_and_changes_nothing(run, text, name, reason):
    result = run(text, name)

    assert result.exit_code == 2
    assert reason in result.output
    assert queries.all_newest() == []


def test_a_missing_file_is_named(app):
    result = app.test_cli_runner().invoke(args=["catalogue", "import", "nowhere.csv"])

    assert (result.exit_code, "nowhere.csv" in result.output) == (2, True)


def test_rows_that_are_no_rows_are_refused_one_by_one(run):
    good = json.loads(PROCEDURES.read_text(encoding="utf-8"))["procedures"][0]
    rows = ["text", None, {"code": "1.000000"}, good | {"surprise": 1}, good]

    result = run(json.dumps({"format": "tan-nha-catalogue", "procedures": rows}), "ours.json")

    assert "5 rows: 1 new, 0 changed, 0 unchanged, 4 refused" in result.output


def test_markup_and_decomposed_letters_are_only_text(run):
    name = "Ca\u0302\u0301p <script>alert(1)</script> '); DROP TABLE procedure; --"

    run(table({"name_vi": name}))

    assert queries.get_procedure("2.000635").facts.name == "Cấp <script>alert(1)</script> '); DROP TABLE procedure; --"


def test_loading_the_shipped_data_twice_changes_nothing(app):
    first = app.test_cli_runner().invoke(args=["catalogue", "load"])
    again = app.test_cli_runner().invoke(args=["catalogue", "load"])

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "50 rows: 50 new" in first.output
    assert "50 unchanged" in again.output


def test_fifty_procedures_are_shipped_and_the_remembered_ones_are_not_offered(app):
    make_catalogue()

    newest = queries.all_newest()
    drafts = {procedure.code for procedure in newest if procedure.status == Status.DRAFT}
    assert len(newest) == 50
    assert drafts >= {procedure.code for procedure in newest if procedure.facts.is_from_memory}
    wanted = [
        "2.000635",
        "2.000815",
        "2.000884",
        "1.014027",
        "1.001699",
        "1.003583",
        "1.000419",
        "1.000593",
        "1.012566",
    ]
    assert {procedure.code for procedure in queries.find_offered()} >= set(wanted)


def test_each_shipped_procedure_says_what_a_visit_needs(app):
    make_catalogue()

    for procedure in queries.all_newest():
        facts = procedure.facts
        assert facts.plain_name, procedure.code
        assert facts.plain_name_en, procedure.code
        assert facts.at_home.reason, procedure.code
        assert facts.at_home.minutes, procedure.code
        assert facts.papers, procedure.code
        assert facts.source, procedure.code


def test_every_word_of_the_shipped_procedures_is_there_in_english_too(app):
    make_catalogue()

    for procedure in queries.all_newest():
        facts = procedure.facts
        assert facts.at_home.reason_en, procedure.code
        assert all(paper.name_en for paper in facts.papers), procedure.code
        assert all(case.name_en for case in facts.cases if case.name), procedure.code
        assert len(facts.exemptions_en) == len(facts.exemptions), procedure.code


def test_english_goes_with_the_words_that_it_translates():
    shipped = next(row.facts for row in read_file(PROCEDURES) if row.facts.exemptions)
    known = shipped.model_copy(update={"detail": Detail.SUMMARY})
    silent = known.model_copy(update={"exemptions": (), "exemptions_en": ()})
    other = known.model_copy(update={"exemptions": ("Người khác",), "exemptions_en": ()})

    assert completed(silent, known).exemptions_en == shipped.exemptions_en
    assert completed(other, known).exemptions_en == ()
    with pytest.raises(ValidationError, match="same order"):
        ProcedureFacts.model_validate(other.model_dump() | {"exemptions_en": ("one", "and one too many")})


def test_eight_popular_procedures_stand_in_their_order(app):
    make_catalogue()

    assert [procedure.facts.popular for procedure in queries.popular()] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [procedure.code for procedure in queries.popular(3)] == ["2.000635", "2.000884", "1.014027"]


def test_a_search_needs_no_marks_and_prefers_exact_ones(app):
    make_catalogue()

    assert [p.code for p in queries.find_offered("KHAI SINH TAI NHA")] == ["1.003583"]
    assert queries.find_offered("trợ cấp hưu trí")[0].code == "1.014027"
    assert [p.code for p in queries.find_offered("2.000635")] == ["2.000635"]
    assert queries.find_offered("100%_không_có") == []


def test_a_certified_copy_is_never_settled_at_home(app):
    make_catalogue()

    copy, signature = queries.get_procedure("2.000815").facts, queries.get_procedure("2.000884").facts
    assert (copy.at_home.way, signature.at_home.way) == ("collect", "settle")
    assert "23/2015" in copy.at_home.article
