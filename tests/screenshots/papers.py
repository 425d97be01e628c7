"""The forms 01–07 as they leave the printer: each PDF's pages as pictures, with an easy dossier and a hard one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from flask.testing import FlaskClient

from app import create_app
from app.catalogue.queries import work_calendar_around
from app.core.clock import now
from app.core.db import db
from app.core.execute import execute
from app.core.ids import new_id
from app.core.installation import begin_generation
from app.core.numbers import receipt_number
from app.dossiers.commands import Apologise, AskSupplement, ChangeStatus, PrintForm, PrintRegister, Refuse, Stop
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.dossiers.queries import get_dossier
from tests.conftest import make_tables, settings
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import fee_of, make_dossier, make_paper, receipt_for
from tests.make_places import make_ward
from tests.make_requests import make_citizen
from tests.make_sessions import signed_in

DOTS_PER_INCH = 110
LONG = "Nguyễn Phước Quỳnh Hương Đặng Thị Ngọc Diễm Ưởng Ỷ Ỹ"
MANY = [
    {
        "key": f"giay-{n}",
        "name": f"Giấy tờ số {n} chứng minh quan hệ và nơi cư trú của người yêu cầu theo quy định",
        "kind": "hand_in",
        "state": "received",
        "form": "copy",
    }
    for n in range(1, 31)
]
HARD = {"components": MANY, "roles": {"owner": {"name": LONG}, "submitter": {"name": LONG, "relation": "cháu ngoại"}}}


def draw_papers(folder: Path) -> int:
    """Draw every page of every form; return how many pictures were made."""
    folder.mkdir(parents=True, exist_ok=True)
    with desk() as (browser, act, dossiers):
        easy, hard, refused, stopped = dossiers
        ended = Refuse(dossier_id=refused.id, reason="Không thuộc thẩm quyền của phường", ground="Luật Hộ tịch, Điều 7")
        act(ended)
        act(ChangeStatus(dossier_id=stopped.id, status=Status.ACCEPTED))
        act(Stop(dossier_id=stopped.id, reason="Công dân đã chuyển nơi cư trú", ground="Điều 9"))
        due_on = easy.receipt.due_on
        later = work_calendar_around(due_on).next_working_after(due_on)
        act(Apologise(dossier_id=easy.id, reason="Đang chờ cơ quan khác xác minh", new_due_on=later))
        asked = [{"name": line["name"], "why": "bản sao chưa được chứng thực"} for line in MANY[:8]]
        act(AskSupplement.model_validate({"dossier_id": hard.id, "papers": asked}))
        wanted = [
            (easy, "01"),
            (hard, "01"),
            (hard, "02"),
            (refused, "03"),
            (easy, "04"),
            (stopped, "05"),
            (easy, "06"),
        ]
        made = 0
        for dossier, form in wanted:
            for sheet in ("A5", "A4"):
                copy_id = new_id()
                act(PrintForm(dossier_id=dossier.id, copy_id=copy_id, law_form=form, sheet=sheet))
                kind = "hard" if dossier is hard else "easy"
                made += draw(browser, f"/office/form-copies/{copy_id}/pdf", folder / f"{form}-{kind}-{sheet}")
        copy_id = new_id()
        act(PrintRegister(print_id=copy_id, year=now().year))
        return made + draw(browser, f"/office/register/prints/{copy_id}/pdf", folder / "07-A4")


@contextmanager
def desk() -> Iterator[tuple[FlaskClient, object, list[Dossier]]]:
    """A coordinator's browser on a ward with four dossiers, a hard one among them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        uri = f"sqlite:///{name}/papers.db"
        make_tables(uri)
        app = create_app(settings(Path(name), uri))
        with app.app_context():
            begin_generation()
            make_ward()
            coordinator, officer = make_coordinator(name="Hà Thị Điều Phối"), make_officer(name="Đinh Văn Cán Bộ")

            def act(command):
                done(execute(command, actor=coordinator.as_actor()))

            citizen = make_citizen()
            dossiers = [
                taken(officer, n, citizen=citizen, **values) for n, values in enumerate(({}, HARD, {}, {}), start=1)
            ]
            yield signed_in(app.test_client(), coordinator), act, dossiers
            db.session.remove()
            db.engine.dispose()


def taken(officer, serial, **values):
    """Return a dossier with its receipt, fee and one original."""
    moment = now()
    dossier = make_dossier(officer, at=moment, **values)
    due_on = work_calendar_around(moment.date()).next_working_after(moment.date())
    for _ in range(3):
        due_on = work_calendar_around(due_on).next_working_after(due_on)
    receipt = receipt_for(dossier, receipt_number(WARD, 2026, serial), taken_at=moment, due_on=due_on)
    for command in (receipt, fee_of(dossier)):
        done(execute(command, actor=officer.as_actor(), at=moment))
    make_paper(dossier, officer, at=moment)
    return get_dossier(dossier.id)


def draw(browser: FlaskClient, address: str, path: Path) -> int:
    """Draw the pages of one PDF, in grey as most offices print."""
    response = browser.get(address)
    if response.mimetype != "application/pdf":
        raise RuntimeError(f"{address} gave no PDF: {response.status}")
    with pypdfium2.PdfDocument(response.data) as pdf:
        for n in range(len(pdf)):
            picture = pdf[n].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
            picture.save(path.with_name(f"{path.name}.{n + 1}.png"))
        return len(pdf)
