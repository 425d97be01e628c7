"""The simulated year: the same seed gives the same table, and nobody waits for ever."""

from click.testing import CliRunner

from app.visits.cli import group
from app.visits.planning.demand import HOURS
from app.visits.planning.engine import Effort
from app.visits.planning.year import GROUPS, play, table_of

ROUGH = Effort(tries=10, work=0.02, routes=0)


def test_the_same_seed_plays_the_same_weeks():
    first, again, other = play(2, seed=4), play(2, seed=4), play(2, seed=5)

    assert table_of(first) == table_of(again)
    assert table_of(first) != table_of(other)


def test_a_few_weeks_add_up():
    year = play(3, 1, effort=ROUGH)

    assert sum(one.is_served for one in year.asked) > len(year.asked) / 2
    assert all(0 <= one.waited <= 3 for one in year.asked)
    assert all(one.is_served or one.waited for one in year.asked)
    assert len(year.waits(GROUPS["everybody"])) == len(year.asked)
    assert 0.05 < year.travel_share < 0.5
    longest = max(closes - opens for opens, closes in HOURS.values())
    assert year.travel + year.service <= year.routes * longest


def test_the_command_prints_the_table_and_writes_it_into_a_page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- simulate -->\nlast year\n<!-- end of simulate -->\nafter\n", encoding="utf-8")

    result = CliRunner().invoke(group, ["simulate", "--weeks", "1", "--into", str(page)])

    assert result.exit_code == 0, result.output
    assert "1 weekends, seed 1" in result.output
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n<!-- simulate -->\n1 weekends")
    assert written.endswith("<!-- end of simulate -->\nafter\n")
    assert "last year" not in written
