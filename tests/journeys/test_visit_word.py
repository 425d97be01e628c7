"""Journey 4, up to the door: the notes about the house, the call, and the word on the slip."""

from playwright.sync_api import expect

from app.accounts.queries import find_user_by_name
from app.citizens.commands import CorrectCitizen
from app.citizens.queries import get_citizen
from app.core.execute import execute
from app.core.ids import new_id
from app.demo.scenes import service_day
from app.demo.staff import TEAMS
from app.requests.commands import AcceptRequest
from app.requests.tracking import find_by_tracking
from app.visits.commands import PlanVisit
from app.visits.models import Half
from app.visits.queries import teams
from tests.journeys import steps
from tests.journeys.test_book import answer_until_the_check_page, see, send
from tests.make import done

WARD = "04795"
LAST_FOUR = "4321"
NOTES = "Có chó dữ, gọi trước khi vào"


def book(page):
    """The daughter books, and writes down what the slip says: the code and the word."""
    answer_until_the_check_page(page)
    send(page)
    see(page, "Đã đăng ký xong")
    return page.locator("#code").inner_text(), page.locator(".slip-word strong").inner_text()


def arrange(code):
    """The office hears of the dog, accepts the request and plans it; returns the visit's id."""
    office, asked, visit_id = find_user_by_name("dieuphoi").as_actor(), find_by_tracking(code, LAST_FOUR), new_id()
    plan = PlanVisit(
        visit_id=visit_id,
        request_id=asked.id,
        citizen_id=asked.citizen_id,
        team_id=next(team.id for team in teams(WARD) if team.name == TEAMS[0]),
        date=service_day(),
        half=Half.AFTERNOON,
        purposes=[{"kind": "collect", "procedure_code": "2.000635"}],
    )
    notes = {"from": get_citizen(asked.citizen_id).access_notes, "to": NOTES}
    heard = CorrectCitizen(citizen_id=asked.citizen_id, fields={"access_notes": notes}, reason="Con gái dặn")
    for command in (AcceptRequest(request_id=asked.id), heard, plan):
        done(execute(command, actor=office))
    return str(visit_id)


def test_the_officer_reads_the_notes_calls_and_knows_the_word_of_the_slip(open_device, server):
    code, word = book(open_device(java_script_enabled=False))
    visit = server.ask(lambda: arrange(code))
    page = open_device()
    steps.enrol(page, "canbo1")
    steps.go_offline(page)

    steps.go(page, "/calls")
    page.get_by_role("group", name="Kết quả cuộc gọi cho Bùi Văn Thử").get_by_role("button", name="Đã báo").click()
    page.get_by_role("group", name="Kết quả cuộc gọi cho Bùi Văn Thử").wait_for(state="detached")
    steps.go(page, f"/visits/{visit}")
    page.get_by_role("heading", name="Việc người dân cần").wait_for()
    expect(page.locator(".banner", has_text="Lưu ý khi vào nhà")).to_contain_text(NOTES)
    steps.go(page, f"/visits/{visit}/start")
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").wait_for()
    expect(page.locator(".banner", has_text="Lưu ý khi vào nhà")).to_contain_text(NOTES)
    expect(page.locator(".slip-word strong")).to_have_text(word)
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").click()
    page.get_by_role("heading", name="Việc cần làm tại nhà").wait_for()

    steps.go_online(page)
    sent = [(one["body"]["type"], one["state"], one["flags"]) for one in steps.sent_box(page)]
    assert ("notices.record_call", "applied", []) in sent
    assert ("visits.start", "applied", []) in sent
