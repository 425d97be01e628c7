"""The office's screens: the coordinator's desk, the director's numbers, the administrator's phones."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from app.demo.weekend import plan_weekend
from tests.screenshots.devices import DEVICES
from tests.screenshots.walk import Screen, Walk, follow, press


def edit_wrongly(page: Page) -> None:
    """Open the form of what was refused by its shape, and send it with what is no number."""
    follow("/office/review/")(page)
    follow("/office/review/", tail="/edit")(page)
    page.get_by_label("Sai số (m)").fill("gần")
    page.get_by_role("button", name="Ghi nhận bản đã sửa").click()
    page.get_by_role("alert").wait_for()


def weekend_that_shows(page: Page, wanted: Locator) -> None:
    """From Monday on a page opens with the weekend just gone, on a weekend with the one under way."""
    if wanted.count() == 0:
        page.get_by_role("link", name="Tuần trước").click()
    wanted.first.wait_for()


def week_before(page: Page) -> None:
    """The weekend that is over, of which cash is still out."""
    weekend_that_shows(page, page.get_by_text("Còn phải nộp"))


def some_to_type(page: Page) -> None:
    """Dossiers wait for their code: their packets can be fetched."""
    page.get_by_role("button", name="Tải tất cả thành gói JSON").wait_for()


def act_of_a_dossier(name: str) -> Callable[[Page], None]:
    """From the list over one dossier to what the desk can do with it."""

    def open_act(page: Page) -> None:
        follow("/office/dossiers/")(page)
        follow("/office/dossiers/", tail=f"/{name}")(page)

    return open_act


def tapped_wrongly(page: Page) -> None:
    """From the list on which nobody answered, it says, to where that is put right."""
    page.get_by_role("button", name="Không nghe máy").first.click()
    page.get_by_text("Đã ghi kết quả cuộc gọi.").wait_for()
    follow("/office/calls/")(page)


def forms_of_a_dossier(page: Page) -> None:
    """From the list over one dossier to the forms that can be printed of it."""
    follow("/office/dossiers/")(page)
    follow("/office/dossiers/", tail="/forms")(page)


COORDINATOR = Walk(
    "coordinator",
    (
        Screen("home", "/office/"),
        Screen("K1-board", "/office/board"),
        Screen("K1-visit", "/office/board", follow("/office/visits/")),
        Screen("K2-citizen", act=follow("/office/citizens/")),
        Screen("K1-readiness", "/office/readiness"),
        Screen("K1-print-pack", "/office/print-pack"),
        Screen("K1-print-pack-receipts", "/office/print-pack?part=receipts"),
        Screen("K1-plan", f"/office/plan?weekend={plan_weekend().isoformat()}"),
        Screen("K2-requests", "/office/requests"),
        Screen("K2-request", act=follow("/office/requests/0")),
        Screen("K2-new-request", "/office/requests/new"),
        Screen("K3-teams", "/office/teams"),
        Screen("K3-skills", "/office/skills"),
        Screen("K3-weights", "/office/weights"),
        Screen("K4-calls", "/office/calls"),
        Screen("K4-call-correct", act=tapped_wrongly),
        Screen("K4-call-off", "/office/call-off"),
        Screen("K6-review", "/office/review"),
        Screen("K6-review-item", "/office/review?kind=conflict", follow("/office/review/")),
        Screen("K6-review-edit", act=follow("/office/review/", tail="/edit")),
        Screen("K6-review-edit-error", "/office/review?kind=rejected", edit_wrongly),
        Screen("K6-numbers", "/office/numbers"),
        Screen("K7-results", "/office/results"),
        Screen("K7-result-delivery", act=follow("/office/dossiers/", tail="/delivery")),
        Screen("K7-post", "/office/post"),
        Screen("K7-post-manifest", act=follow("/office/post/manifests/")),
        Screen("K7-post-item", act=follow("/office/post/items/")),
        Screen("K7-post-new", "/office/post/new"),
        Screen("K8-notices", "/office/notices"),
        Screen("dossiers", "/office/dossiers"),
        Screen("dossier", act=follow("/office/dossiers/")),
        Screen("dossier-receipt", act=follow("/office/dossiers/", tail="/receipt")),
        Screen("dossier-supplement", "/office/dossiers?state=4", act_of_a_dossier("supplement")),
        Screen("dossier-apology", "/office/dossiers?state=4", act_of_a_dossier("apology")),
        Screen("dossier-stop", "/office/dossiers?state=4", act_of_a_dossier("stop")),
        Screen("dossier-received", "/office/dossiers?state=5", act_of_a_dossier("received")),
        Screen("dossier-forms", "/office/dossiers", forms_of_a_dossier),
        Screen("dossier-form-copy", act=press("main form button[type=submit]")),
        Screen("register", "/office/register"),
        Screen("register-copy", act=press("main form[method=post] button")),
        Screen("still-to-type", "/office/still-to-type", some_to_type),
        Screen("import", "/office/import"),
        Screen("custody", "/office/custody"),
        Screen("custody-transfer", act=follow("/office/custody/", tail="/transfer")),
        Screen("cash", "/office/cash", act=week_before),
        Screen("cash-hand-in", act=follow("/office/cash/")),
        Screen("take-over", "/office/take-over"),
        Screen("take-over-officer", act=follow("/office/take-over/")),
        Screen("find", "/office/find"),
        Screen("calendar", "/office/calendar"),
        Screen("catalogue", "/office/catalogue"),
        Screen("catalogue-procedure", "/office/catalogue/2.000635"),
    ),
    username="dieuphoi",
)

DIRECTOR = Walk(
    "director",
    (
        Screen("D1-overview", "/office/"),
        Screen("D1-figure", act=follow("/office/figures/")),
        Screen("D1-waiting", "/office/months/waiting"),
        Screen("D1-opinions", "/office/months/opinions"),
        Screen("D1-legal", "/office/legal"),
        Screen("Q3-audit", "/office/audit"),
    ),
    username="giamdoc",
)

ADMIN = Walk(
    "admin",
    (
        Screen("home", "/office/"),
        *DEVICES,
        Screen("fee-account", "/office/fee-account"),
        Screen("forms", "/office/forms"),
        Screen("legal", "/office/legal"),
        Screen("Q3-audit", "/office/audit"),
        Screen("Q4-backups", "/office/backups"),
        Screen("Q4-checkpoint", "/office/checkpoints"),
        Screen("Q5-vault", "/office/vault"),
        Screen("Q6-rescue", "/office/rescue"),
        Screen("Q6-rescue-nothing", act=press("main form button[type=submit]")),
    ),
    username="quantri",
)
