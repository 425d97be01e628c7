"""/kiem-tra: anybody may ask whether a receipt is genuine; keys are public, people are not."""

import json
import re
from uuid import UUID

import pytest

from app.accounts.queries import get_user
from app.core.clock import VN, now
from app.core.errors import reason_text
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.public import limits
from app.public.routes.receipts import STATIC, kept_files
from tests.make import WARD, make_officer
from tests.make_vectors import changed
from tests.page import check_page, text
from tests.phone import Phone


@pytest.fixture(autouse=True)
def fresh_limits(app):
    limits.limiter.reset()


@pytest.fixture
def receipt(client):
    """The QR text of a receipt that an officer's phone has signed, with a leased number."""
    phone = Phone(client, make_officer(name="Nguyễn Thị Hạnh"))
    phone.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1})
    phone.pull()
    ((number,),) = [block["codes"] for block in phone.bodies("number_lease").values()]
    return sign(phone, number)


def sign(phone, number):
    signed = f"TN1|{number}|{now().astimezone(VN).date()}|{'A' * 22}|{phone.device_id}"
    return f"{signed}|{phone.sign(signed)}"


def ask(client, code, **more):
    return client.post("/kiem-tra", data={"code": code, **more})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_well_made_in_both_languages(client, language):
    page = check_page(client.get(f"/kiem-tra?lang={language}"))

    said = {one.get("data-verdict"): text(one) for one in page.all("template") if one.get("data-verdict")}
    assert reason_text("receipt-altered", language) in said["altered"]
    assert re.search(r"\d{4} \d{3,4}", said["altered"]), "whoever holds a false paper is told whom to call"


def test_without_scripts_the_page_tells_genuine_from_altered(client, receipt):
    genuine, altered = (check_page(ask(client, code)) for code in (receipt, changed(receipt, 5)))

    assert reason_text("receipt-genuine") in text(genuine.by_id("verdict"))
    assert receipt.split("|")[1] in text(genuine.by_id("verdict"))
    assert reason_text("receipt-altered") in text(altered.by_id("verdict"))


def test_a_number_that_was_never_given_out_is_unknown(client):
    phone = Phone(client, make_officer())

    page = check_page(ask(client, sign(phone, receipt_number(WARD, 2026, 5))))

    assert reason_text("receipt-number-unknown") in text(page.by_id("verdict"))


def test_scripts_ask_the_same_form_and_hear_the_verdict_alone(client, receipt):
    answer = client.post("/kiem-tra", data={"code": receipt}, headers={"Accept": "application/json"})

    assert answer.json == {"verdict": "genuine", "number": receipt.split("|")[1]}


def test_nothing_typed_is_said_in_the_title(client):
    answer = ask(client, "")

    assert answer.status_code == 422
    assert text(check_page(answer).one("title")).startswith("Lỗi: ")


def test_who_asks_too_often_is_told_to_wait(client, receipt):
    for _ in range(60):
        ask(client, "x")

    page = check_page(ask(client, receipt))

    assert "đợi ít phút" in text(page.by_id("verdict"))
    assert (
        client.post("/kiem-tra", data={"code": receipt}, headers={"Accept": "application/json"}).json["verdict"] == ""
    )


def test_keys_are_public_may_be_kept_and_name_nobody(client):
    phone = Phone(client, make_officer(name="Nguyễn Thị Hạnh"))
    officer = get_user(UUID(phone.user_id))

    answer = client.get("/api/receipt-keys")
    again = client.get("/api/receipt-keys", headers={"If-None-Match": answer.headers["ETag"]})

    assert [key["device"] for key in answer.json["keys"]] == [phone.device_id]
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert again.status_code == 304
    assert not any(word in answer.text for word in (officer.full_name, officer.username, phone.user_id))


def test_the_worker_names_all_that_the_page_loads(app, client):
    page = check_page(client.get("/kiem-tra"))
    worker = client.get("/kiem-tra/sw.js")
    files = json.loads(re.search(r"^const FILES = (\[.*\]);$", worker.text, re.MULTILINE)[1])

    asked = {one.get("href") for one in page.all("link")} | {one.get("src") for one in page.all("script")}
    asked = {address for address in asked if address and not address.endswith(".png")}
    assert worker.mimetype == "text/javascript"
    assert asked <= set(files)
    assert imports_of(kept_files()) <= set(kept_files())


def imports_of(names):
    """Every module that these import, at once or later."""
    found = set()
    for name in names:
        if name.startswith(("public/check", "public/receipt", "client/")):
            for path in re.findall(
                r"""(?:from|import\()\s*"(\.[^"]+)\"""", (STATIC / name).read_text(encoding="utf-8")
            ):
                found.add((STATIC / name).parent.joinpath(path).resolve().relative_to(STATIC).as_posix())
    return found
