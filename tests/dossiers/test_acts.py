"""The coordinator's acts by forms: done once, refused with everything kept as typed."""

import io
from datetime import timedelta

from PIL import Image

from app.catalogue.queries import work_calendar_around
from app.core.clock import today
from app.core.ids import new_id
from app.dossiers.commands import ChooseDelivery
from app.dossiers.queries import get_dossier, return_visits
from tests.dossiers.desk import page_of, posted
from tests.make import done
from tests.make_dossiers import (
    make_result,
)
from tests.make_visits import make_working_team


def test_a_code_is_linked_and_a_wrong_one_keeps_what_was_typed(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/code"

    refused = posted(desk, address, official_code="so-sai-123")
    linked = posted(desk, address, official_code="G09.20-20260609-0092637")

    assert refused.status_code == 422
    assert "so-sai-123" in page_of(refused)
    assert linked.status_code == 302
    assert get_dossier(dossier.id).official_code == "G09.20-20260609-0092637"


def test_a_double_click_is_one_command(desk, dossier):
    address, name = f"/office/dossiers/{dossier.id}/status", str(new_id())

    for _ in range(2):
        assert desk.post(address, data={"command_id": name, "status": "2"}).status_code == 302

    assert [step.status for step in get_dossier(dossier.id).history] == [1, 2]


def test_a_second_supplement_warns_before_it_is_sent(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/supplement"
    wish = {"items": "Tờ khai có chữ ký: chưa ký\nẢnh 3x4", "reason": "Thiếu chữ ký"}

    first = posted(desk, address, **wish)
    warned = posted(desk, address, **wish)
    meant = posted(desk, address, **wish, second_reason="Ảnh cũ không dùng được")

    assert (first.status_code, warned.status_code, meant.status_code) == (302, 422, 302)
    assert "quá hạn" in page_of(warned)
    first_list = get_dossier(dossier.id).supplements[0]
    assert (first_list.items, first_list.whys) == (["Tờ khai có chữ ký", "Ảnh 3x4"], ["chưa ký", ""])


def test_an_apology_sets_the_new_date(desk, dossier):
    day = work_calendar_around(today()).next_working_after(today() + timedelta(days=8))

    answer = posted(desk, f"/office/dossiers/{dossier.id}/apology", new_due_on=day.isoformat(), reason="Chờ xác minh")

    assert answer.status_code == 302
    assert get_dossier(dossier.id).due_on == day


def test_a_result_is_written_with_its_scan(desk, dossier):
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "JPEG")
    picture.seek(0)
    form = {"papers": "Bản sao trích lục x 2\nGiấy xác nhận", "scans": (picture, "ket-qua.jpg", "image/jpeg")}

    answer = posted(desk, f"/office/dossiers/{dossier.id}/result", **form)

    kept = get_dossier(dossier.id)
    assert answer.status_code == 302
    assert kept.result.papers == [{"name": "Bản sao trích lục", "count": 2}, {"name": "Giấy xác nhận", "count": 1}]
    assert [(file.role, file.state) for file in kept.files] == [("result", "stored")]
    assert "variant=thumb" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))


def test_a_scan_that_is_no_picture_is_refused_and_the_papers_stay_typed(desk, dossier):
    form = {"papers": "Bản sao trích lục", "scans": (io.BytesIO(b"<html>"), "a.jpg", "image/jpeg")}

    answer = posted(desk, f"/office/dossiers/{dossier.id}/result", **form)

    assert answer.status_code == 422
    assert "Bản sao trích lục" in page_of(answer)
    assert get_dossier(dossier.id).result is None


def test_a_way_home_is_chosen(desk, dossier):
    address = f"/office/dossiers/{dossier.id}/delivery"

    assert posted(desk, address, way="post", address="").status_code == 422
    assert posted(desk, address, way="post", address="Số nhà 12, tổ 14").status_code == 302
    assert get_dossier(dossier.id).delivery_way == "post"


def test_a_result_is_put_on_a_teams_half_day(act, coordinator, desk, dossier, officer):
    make_result(dossier)
    done(act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="home")))
    make_working_team(officer)
    form = page_of(desk.get(f"/office/results/{dossier.id}/visit"))
    lane = form.split('<option value="')[1].split('"')[0]

    answer = posted(desk, f"/office/results/{dossier.id}/visit", lane=lane, minutes="15")

    assert answer.status_code == 302
    assert [visit.minutes for visit in return_visits(get_dossier(dossier.id))] == [15]
    assert "/office/board?weekend=" in page_of(desk.get("/office/results"))


def test_a_correction_shows_both_values(desk, dossier):
    page = page_of(desk.get(f"/office/dossiers/{dossier.id}/correction"))
    place = next(value for value in page.split('<option value="')[1:] if "/slip/A1" in value).split('"')[0]

    answer = posted(desk, f"/office/dossiers/{dossier.id}/correction", place=place, value="A7", reason="gõ nhầm")

    assert answer.status_code == 302
    assert "A1 → A7" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))
