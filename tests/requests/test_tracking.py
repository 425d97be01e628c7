"""Following a request: the code alone is not enough, and the link's token is no code."""

from app.core.numbers import new_tracking_code
from app.core.search import fold
from app.requests import tracking
from app.requests.words import WORDS, draw_word
from tests.make_requests import make_request


def test_code_and_last_four_digits_of_the_phone_find_the_request(app):
    code = new_tracking_code()
    request = make_request(tracking_code=code, requester={"phone": "0987 654 321"})

    assert tracking.find_by_tracking(tracking.show_code(code), "4321").id == request.id


def test_neither_wrong_digits_nor_an_unknown_code_find_anything(app):
    code = new_tracking_code()
    make_request(tracking_code=code, requester={"phone": "0987 654 321"})

    assert tracking.find_by_tracking(code, "1234") is None
    assert tracking.find_by_tracking(code, "") is None
    assert tracking.find_by_tracking(new_tracking_code(), "4321") is None


def test_without_any_phone_the_year_of_birth_is_asked(app):
    code = new_tracking_code()
    request = make_request(tracking_code=code, requester=None, told={"phone": None, "birth_year": 1941})

    assert tracking.find_by_tracking(code, "1941").id == request.id


def test_the_token_of_the_link_finds_the_request_alone(app):
    token = tracking.new_link_token()
    request = make_request(link_token=token)

    assert tracking.find_by_link(token).id == request.id
    assert tracking.find_by_link(tracking.new_link_token()) is None


def test_neither_code_nor_token_is_stored_with_the_request(app):
    code, token = new_tracking_code(), tracking.new_link_token()
    request = make_request(tracking_code=code, link_token=token)

    stored = " ".join(str(getattr(request, column.name)) for column in request.__table__.columns)
    assert code not in stored
    assert token not in stored


def test_visit_words_are_told_apart_without_marks():
    assert len({fold(word) for word in WORDS}) == len(WORDS) >= 200
    assert draw_word() in WORDS
