"""The photographed pages of one paper as one PDF for the office."""

import io

import pypdfium2
import pytest

from app.core.effects import run_effects
from app.files.intake import store_upload
from tests.files.make_upload import photo
from tests.make import WARD, make_leader, make_officer
from tests.make_dossiers import file_ref, make_procedure, phone_sends, recording, some_sha
from tests.make_requests import make_citizen


def scanned(officer, pages, awaited=()):
    """A dossier whose application form was photographed page by page."""
    kept = [store_upload(io.BytesIO(page), "image/jpeg", ward=WARD, role="component") for page in pages]
    files = [*(file.sha256 for file in kept), *awaited]
    line = {"key": "to-khai", "name": "Tờ khai", "kind": "hand_in", "state": "received", "files": files}
    command = recording(make_citizen(), make_procedure(), components=[line])
    phone_sends(officer, command, files=[file_ref(sha) for sha in files])
    run_effects()
    return f"/office/dossiers/{command.dossier_id}/papers/to-khai.pdf"


def colours(pdf):
    """The colour in the middle of each page."""
    pictures = [page.render(scale=0.2).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]
    return [picture.getpixel((picture.width // 2, picture.height // 2)) for picture in pictures]


def test_the_pages_come_in_their_order_and_carry_only_what_was_drawn_anew(desk, officer):
    address = scanned(
        officer, [photo("red"), photo("blue") + b"<script>alert(1)</script>"], awaited=[some_sha("đang về")]
    )

    answer = desk.get(address)

    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"<script>" not in answer.data
    (red, blue) = colours(answer.data)
    assert red[0] > 200 > 60 > red[2]
    assert blue[2] > 200 > 60 > blue[0]
    assert address in desk.get(address.partition("/papers")[0]).text


def test_without_a_page_there_is_no_document(desk, officer):
    address = scanned(officer, [], awaited=[some_sha("đang về")])

    assert desk.get(address).status_code == 404
    assert desk.get(address.replace("to-khai", "khac")).status_code == 404
    assert address not in desk.get(address.partition("/papers")[0]).text


@pytest.mark.parametrize("who", [make_officer, make_leader])
def test_only_the_office_takes_it(sign_in, officer, who):
    address = scanned(officer, [photo()])

    assert sign_in(who()).get(address).status_code == 403
