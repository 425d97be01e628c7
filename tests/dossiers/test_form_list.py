"""The admin's page of the law's forms: what is confirmed, and how the agency writes itself on paper."""

from dataclasses import replace

import pytest

from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import ConfirmLayout
from app.dossiers.legal import kinds
from app.dossiers.legal.keeping import is_layout_confirmed, layouts_of
from app.places.commands import SetLetterhead
from tests.dossiers.desk import page_of, posted
from tests.dossiers.sheets import make_copy
from tests.make import WARD, done, make_user
from tests.make_places import make_ward


def letterhead(**values):
    args = {
        "agency": "ỦY BAN NHÂN DÂN XÃ THỬ",
        "office": "BỘ PHẬN MỘT CỬA",
        "dateline": "Xã Thử",
        "phone": "0218123456",
    }
    return SetLetterhead(**({"phone": "0218123456"} | args | values))


def test_a_ward_writes_itself_as_it_wants_and_copies_keep_what_they_had(act, dossier):
    admin, name = make_user(Role.ADMIN), new_id()
    before = make_copy(act, dossier)

    for _ in range(2):
        done(act(admin, letterhead(), id=name))

    after = make_copy(act, dossier)
    assert before.content["agency"] == "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH"
    assert [after.content[part] for part in ("agency", "office", "dateline", "phone_office")] == [
        "ỦY BAN NHÂN DÂN XÃ THỬ",
        "BỘ PHẬN MỘT CỬA",
        "Xã Thử",
        "0218 123 456",
    ]


@pytest.mark.parametrize("values", [{"agency": " "}, {"office": ""}, {"dateline": "x" * 61}])
def test_an_empty_or_endless_letterhead_is_refused(act, coordinator, values):
    wrong = letterhead().model_copy(update=values)

    assert act(make_user(Role.ADMIN), wrong).code == "invalid-shape"
    assert act(coordinator, letterhead()).code == "not-permitted"


def test_the_admin_sees_which_layouts_nobody_has_confirmed_and_sets_the_letterhead(app, sign_in):
    make_ward()
    admin = sign_in(make_user(Role.ADMIN))

    page = page_of(admin.get("/office/forms"))

    assert page.count("Chưa xác nhận") == 7
    assert "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH" in page
    form = {"agency": "UBND PHƯỜNG", "office": "MỘT CỬA", "dateline": "Hòa Bình", "phone_office": ""}
    assert posted(admin, "/office/forms", **form).status_code == 302
    assert "UBND PHƯỜNG" in page_of(admin.get("/office/forms?lang=en"))
    assert posted(admin, "/office/forms", **form | {"agency": ""}).status_code == 422


SOURCE = "Phụ lục I Thông tư 03/2025/TT-VPCP, bản Công báo"


@pytest.fixture
def admin(app):
    make_ward()
    return make_user(Role.ADMIN)


def confirming(form="01", **values):
    args = {"form_layout_id": new_id(), "law_form": form, "layout": kinds.FORMS[form].layout, "source": SOURCE}
    return ConfirmLayout(**(args | {"confirmed_by": "Phạm Thị Tư Pháp"} | values))


def confirmed():
    said = layouts_of(WARD)
    return [code for code, form in kinds.FORMS.items() if is_layout_confirmed(form, said.get(code))]


def test_an_admin_confirms_a_layout_once(act, admin):
    command, name = confirming(), new_id()

    receipts = [act(admin, command, id=name) for _ in range(2)]

    assert [receipt.is_duplicate for receipt in receipts] == [False, True]
    assert confirmed() == ["01"]
    assert (layouts_of(WARD)["01"].confirmed_by, layouts_of(WARD)["01"].source) == ("Phạm Thị Tư Pháp", SOURCE)


def test_another_layout_counts_as_not_compared(act, admin, monkeypatch):
    done(act(admin, confirming()))
    old = confirming()

    monkeypatch.setitem(kinds.FORMS, "01", replace(kinds.FORMS["01"], layout="01/2027-01"))

    assert confirmed() == []
    assert act(admin, old).code == "layout-has-changed"
    done(act(admin, confirming()))
    assert confirmed() == ["01"]


def test_a_doubt_takes_the_confirmation_back(act, admin):
    done(act(admin, confirming("04")))
    done(act(admin, confirming("04", is_confirmed=False, source="thiếu dòng “lĩnh vực”")))

    assert confirmed() == []


@pytest.mark.parametrize("values", [{"confirmed_by": " "}, {"source": ""}])
def test_a_confirmation_names_a_person_and_a_text(act, admin, values):
    assert act(admin, confirming(**values)).code == "confirmation-needs-source"


def test_only_admins_confirm_layouts(act, coordinator, officer):
    strangers = [coordinator, officer, make_user(Role.DIRECTOR), make_user(Role.LEADER), make_user(Role.POSTAL)]

    assert {act(stranger, confirming()).code for stranger in strangers} == {"not-permitted"}


def test_the_page_takes_a_comparison_and_says_why_not(admin, sign_in):
    browser = sign_in(admin)
    said = {"law_form": "01/" + kinds.FORMS["01"].layout, "confirmed_by": "Phạm Thị Tư Pháp", "is_confirmed": "y"}

    refused = posted(browser, "/office/forms/layout", **said)
    assert refused.status_code == 422
    assert "Phạm Thị Tư Pháp" in page_of(refused), "what was typed stays"
    assert posted(browser, "/office/forms/layout", law_form="99/x").status_code == 422
    assert posted(browser, "/office/forms/layout", **said, source=SOURCE).status_code == 302

    page = page_of(browser.get("/office/forms"))
    assert (page.count("Chưa xác nhận"), page.count(SOURCE)) == (6, 1)
    page_of(browser.get("/office/forms?lang=en"))
