"""The admin's page of the law's forms: what is confirmed, and how the agency writes itself on paper."""

import pytest

from app.core.ids import new_id
from app.core.roles import Role
from app.places.commands import SetLetterhead
from tests.dossiers.desk import page_of, posted
from tests.dossiers.sheets import make_copy
from tests.make import done, make_user
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
