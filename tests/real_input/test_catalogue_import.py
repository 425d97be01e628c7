"""Real files from public sources: every row of both is taken and accounted for.

Where the files are not at hand there is nothing to check: the tests say so and pass.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from app.catalogue import queries
from app.catalogue.facts import Detail, LimitUnit, PaperKind, Trust
from app.catalogue.importing import count, import_rows
from app.catalogue.merging import completed
from app.catalogue.models import Status
from app.catalogue.reading.files import read_file
from app.catalogue.rules import status_on_import
from app.catalogue.shipped import PROCEDURES
from tests.make_catalogue import CATALOGUE, make_catalogue

DOMAIN = Path(__file__).parents[3] / "shared" / "domain"
TABLE, PAGES = DOMAIN / "procedures.csv", DOMAIN / "procedures_full.json"
HERE = TABLE.exists() and PAGES.exists()
ALL = 127
"""Procedures of a ward that the table names; the pages describe some of them in full."""


@pytest.fixture(autouse=True)
def _say_when_absent(capsys):
    if not HERE:
        with capsys.disabled():
            print("\nthe real procedure files are not here: nothing checked")  # noqa: T201 - or nobody would know


def rows_of_table():
    if not HERE:
        return []
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows_of_pages():
    return json.loads(PAGES.read_text(encoding="utf-8"))["rows"] if HERE else []


def facts_in(path):
    return {row.code: row.facts for row in read_file(path)} if HERE else {}


def imported(path):
    return list(import_rows(read_file(path), CATALOGUE)) if HERE else []


def test_every_row_is_taken_and_a_second_time_changes_nothing(app):
    first = imported(TABLE) + imported(PAGES)
    make_catalogue()
    again = [*imported(PAGES), *imported(TABLE), *make_catalogue()]

    wanted = [row["code"] for row in rows_of_table()] + [row["code"] for row in rows_of_pages()]
    assert not HERE or len(set(wanted)) == ALL
    assert [outcome.row.code for outcome in first] == wanted
    assert (count(first)["new"], count(first)["refused"]) == (len(rows_of_table()), 0)
    assert {outcome.result for outcome in again} == {"unchanged"}


def test_the_command_reports_every_row_of_both_files(app):
    files = [str(path) for path in (TABLE, PAGES) if HERE]
    result = app.test_cli_runner().invoke(args=["catalogue", "import", *files])

    if HERE:
        assert result.exit_code == 0, result.output
        assert f"{ALL} rows: {ALL} new" in result.output
        for row in rows_of_table():
            assert row["code"] in result.output


def test_no_row_from_memory_is_offered(app):
    imported(TABLE)

    for row in rows_of_table():
        if "memory" in row["source"] or "all UNCONFIRMED" in row["confidence"]:
            assert queries.newest_version(row["code"]).status == Status.DRAFT, row["code"]
            assert queries.find_procedure(row["code"]) is None, row["code"]


def test_pages_make_the_rows_of_the_table_fuller():
    table, pages = facts_in(TABLE), facts_in(PAGES)

    merged = {code: completed(facts, table.get(code)) for code, facts in pages.items()}

    assert {facts.detail for facts in merged.values()} <= {Detail.FULL}
    for code, facts in merged.items():
        assert facts.at_home == table[code].at_home, code
        assert len(facts.channels) >= len(table[code].channels), code


def test_a_page_alone_waits_for_the_answer_about_home_visits():
    assert {status_on_import(facts, None) for facts in facts_in(PAGES).values()} <= {Status.DRAFT}


def test_no_paper_of_the_pages_is_lost_and_notes_are_not_papers():
    pages = facts_in(PAGES)

    for row in rows_of_pages():
        items = [item for group in row["components"] for item in group["items"] if item["name"].strip()]
        papers = pages[row["code"]].papers
        assert len(papers) == len(items), row["code"]
        zero = sum(item["ban_chinh"] + item["ban_sao"] == 0 for item in items)
        assert sum(paper.kind is PaperKind.NOTE for paper in papers) >= zero, row["code"]


def test_a_heading_that_says_show_makes_papers_to_show():
    pages = facts_in(PAGES)

    for row in rows_of_pages():
        kinds = Counter(paper.kind for paper in pages[row["code"]].papers)
        shown = [group for group in row["components"] if group["group"] == "Giấy tờ phải xuất trình"]
        least = sum(item["ban_chinh"] + item["ban_sao"] > 0 for group in shown for item in group["items"])
        assert kinds[PaperKind.SHOW] >= least, row["code"]


def test_a_number_without_a_unit_never_becomes_a_promise():
    pages = facts_in(PAGES)

    for row in rows_of_pages():
        if all(channel["time"].isdigit() for channel in row["channels"]):
            assert {channel.limit.unit for channel in pages[row["code"]].channels} == {LimitUnit.UNKNOWN}, row["code"]


def test_fees_in_dollars_are_for_missions_abroad():
    amounts = {channel.fee.amount for facts in facts_in(PAGES).values() for channel in facts.channels}

    assert 10 not in amounts


def test_the_shipped_facts_agree_with_the_table():
    shipped = {row.code: row.facts for row in read_file(PROCEDURES)}

    for row in rows_of_table():
        ours = shipped.get(row["code"])
        if ours is not None:
            assert ours.name == row["name_vi"], row["code"]
            assert (ours.confidence.code is Trust.MEMORY) == ("code from memory" in row["source"]), row["code"]


def test_no_sentence_of_the_portal_is_shipped_as_a_paper():
    printed = {item["name"].strip() for row in rows_of_pages() for g in row["components"] for item in g["items"]}

    shipped = {paper.name for row in read_file(PROCEDURES) for paper in row.facts.papers}

    assert not {name for name in shipped & printed if len(name) > 25}
