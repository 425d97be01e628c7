"""Lost and damaged originals: said at once, made good by whoever lost them, on the red list until they are home."""

from datetime import timedelta

import pytest

from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import ReportPaper, SettlePaper
from app.dossiers.queries import get_dossier, get_paper, open_papers
from tests.dossiers.desk import dossier_paper, page_of, posted
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import SATURDAY, citizen_side, make_dossier, make_paper, officer_side, phone_sends, transfer_of


@pytest.fixture
def officer(app):
    return make_officer(name="Đinh Thị Giữ")


@pytest.fixture
def paper(officer):
    return make_paper(make_dossier(officer), officer)


def lost(paper, **values):
    args = {"incident_id": new_id(), "paper_id": paper.id, "what": "lost", "how": "Rơi trên đường về"}
    return ReportPaper(**(args | values))


def settling(paper, **values):
    args = {
        "paper_id": paper.id,
        "outcome": "reissued",
        "responsible": "Đinh Thị Giữ",
        "cost": 8000,
        "apology": "Đã đến nhà xin lỗi",
    }
    return SettlePaper(**(args | values))


def test_a_lost_paper_is_said_and_made_good_and_stays_red_until_home(act, officer, paper):
    done(phone_sends(officer, lost(paper), at=SATURDAY))
    assert get_paper(paper.id).snapshot().incident.what == "lost"

    done(act(make_coordinator(name="Hà Thị Điều Phối"), settling(paper)))

    incident = get_paper(paper.id).incidents[0]
    assert (incident.outcome, incident.cost, incident.settled_by) == ("reissued", 8000, "Hà Thị Điều Phối")
    assert get_paper(paper.id).snapshot().incident.is_settled
    assert [p.id for p in open_papers(WARD)] == [paper.id]


def test_the_same_report_again_is_one_incident(officer, paper):
    command, name = lost(paper), new_id()

    for _ in range(2):
        done(phone_sends(officer, command, id=name, at=SATURDAY))

    assert len(get_paper(paper.id).incidents) == 1
    assert phone_sends(officer, command).code == "incident-id-used"


def test_a_second_report_is_kept_and_looked_at(officer, paper):
    done(phone_sends(officer, lost(paper), at=SATURDAY))

    receipt = phone_sends(officer, lost(paper, what="damaged"), at=SATURDAY)

    assert (receipt.status, receipt.flags) == ("applied", ["incident-open"])
    assert len(get_paper(paper.id).incidents) == 2


def test_a_paper_that_is_at_home_cannot_well_be_lost(act, officer, paper):
    home = transfer_of(
        get_dossier(paper.dossier_id), giver=officer_side(officer), taker=citizen_side(), paper_id=paper.id
    )
    done(act(officer, home, at=SATURDAY + timedelta(hours=1)))

    assert phone_sends(officer, lost(paper)).flags == ["paper-at-home"]


def test_what_was_not_reported_cannot_be_made_good(act, officer, paper):
    coordinator = make_coordinator()
    assert act(coordinator, settling(paper)).code == "no-incident-open"
    done(phone_sends(officer, lost(paper), at=SATURDAY))
    name = new_id()
    for _ in range(2):
        done(act(coordinator, settling(paper), id=name))

    assert act(coordinator, settling(paper)).code == "no-incident-open"


def test_unknown_papers_are_unknown(act, officer, paper):
    assert act(officer, lost(paper, paper_id=new_id())).code == "unknown-paper"
    assert act(make_coordinator(), settling(paper, paper_id=new_id())).code == "unknown-paper"


@pytest.mark.parametrize("role", [Role.LEADER, Role.DIRECTOR, Role.ADMIN])
def test_who_never_holds_papers_reports_none(act, paper, role):
    assert act(make_user(role), lost(paper)).code == "not-permitted"
    assert act(make_user(Role.OFFICER), settling(paper)).code == "not-permitted"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_desk_reports_and_makes_good(desk, dossier, language):
    paper = dossier_paper(dossier)
    address = f"/office/custody/{paper.id}/incident"
    page_of(desk.get(f"{address}?lang={language}"))
    assert "field-error" in page_of(posted(desk, address, what="lost", how=" "))

    posted(desk, address, what="lost", how="Rơi xuống suối")
    page_of(desk.get(f"{address}?lang={language}"))
    page_of(desk.get(f"/office/custody?lang={language}"))
    assert "Rơi xuống suối" in page_of(desk.get(f"/office/dossiers/{dossier.id}/custody-slip"))
    posted(desk, address, outcome="reissued", responsible="Cán bộ", cost="8000", apology="Đã xin lỗi tận nhà")

    assert get_paper(paper.id).open_incident is None
    assert "Đã xin lỗi tận nhà" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))
