"""The opinion page on the household's own phone, without JavaScript."""

from datetime import timedelta

import html5lib
import pytest

from app.core.clock import now
from app.feedback.links import opinion_path, visit_of_token
from app.feedback.models import Place
from app.feedback.queries import is_given
from tests.feedback.make_opinions import close
from tests.make import make_officer
from tests.make_visits import make_visit, make_working_team


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def visit(officer):
    return close(make_visit(team=make_working_team(officer)), officer)


def test_a_link_names_one_visit_and_cannot_be_made_up(app, visit):
    path = opinion_path(visit.id)

    token = path.removeprefix("/y-kien/")
    signature = token.rindex(".") + 1
    # The first letter of the signature: the last one carries spare bits that no reader looks at.
    forged = token[:signature] + ("A" if token[signature] != "A" else "B") + token[signature + 1 :]

    assert visit_of_token(token) == visit.id
    assert visit_of_token(forged) is None
    assert visit_of_token("") is None


def test_one_question_is_enough(client, visit):
    path = opinion_path(visit.id)
    shown = client.get(path)

    sent = client.post(path, data={"score": "5"}, follow_redirects=True)

    html5lib.HTMLParser(strict=True).parse(shown.text)
    assert shown.text.count("<h1") == 1
    assert "Cảm ơn" in sent.text
    assert is_given(visit.id, None, Place.OWN_PHONE)


def test_who_has_answered_is_thanked_and_not_asked_again(client, visit):
    path = opinion_path(visit.id)
    client.post(path, data={"score": "5"})

    assert "Cảm ơn" in client.get(path, follow_redirects=True).text


def test_a_forgotten_score_keeps_everything_else(client, visit):
    answered = client.post(opinion_path(visit.id), data={"comment": "Rất tốt", "on_time": "yes", "reasons": ["polite"]})

    assert "Hãy chọn một mức." in answered.text
    assert "Rất tốt" in answered.text
    assert "<title>Lỗi: " in answered.text


def test_four_reasons_are_one_too_many(client, visit):
    reasons = ["polite", "clear", "quick", "late"]

    answered = client.post(opinion_path(visit.id), data={"score": "5", "reasons": reasons})

    assert "tối đa ba ý" in answered.text
    assert not is_given(visit.id, None, Place.OWN_PHONE)


def test_a_double_tap_is_one_opinion(client, visit):
    data = {"score": "5", "command_id": "0193b8a0-0000-7000-8000-000000000001"}

    answers = [client.post(opinion_path(visit.id), data=data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_before_the_visit_and_long_after_nothing_is_asked(client, officer, visit, clock):
    later = make_visit(team=make_working_team(make_officer(), name="Đội 2"))
    early = client.get(opinion_path(later.id))
    clock(now() + timedelta(days=61))
    late = client.get(opinion_path(visit.id))

    assert "chưa xong" in early.text
    assert "quá hai tháng" in late.text
    assert "<form" not in early.text + late.text


def test_a_foreign_link_leads_nowhere(client):
    assert client.get("/y-kien/khong-co").status_code == 404
    assert client.get("/y-kien/khong-co/cam-on").status_code == 404


def test_the_page_speaks_english_too(client, visit):
    page = client.get(f"{opinion_path(visit.id)}?lang=en").text

    assert "How was this visit for you?" in page
    assert "Rất hài lòng" not in page
