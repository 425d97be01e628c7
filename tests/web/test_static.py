"""Static files: kept for ever under this release's version, never under another's."""

import re

from tests.page import check_page


def stylesheet(visitor):
    page = check_page(visitor.get("/display"))
    return next(link.get("href") for link in page.all("link") if link.get("href").endswith("/base.css"))


def test_a_page_names_files_with_the_version_of_the_release(visitor):
    assert re.fullmatch(r"/static/~[0-9a-f]{8}/styles/base\.css", stylesheet(visitor))


def test_a_versioned_file_is_kept_for_ever(visitor):
    answer = visitor.get(stylesheet(visitor))

    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_plain_name_is_asked_for_again_each_time(visitor):
    assert visitor.get("/static/styles/base.css").headers["Cache-Control"] == "max-age=0, public"


def test_another_releases_version_gets_the_file_but_may_not_keep_it(visitor):
    answer = visitor.get("/static/~00000000/styles/base.css")

    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]


def test_every_file_a_page_names_exists(visitor):
    for path in ("/display", "/style-page", "/desk"):
        page = check_page(visitor.get(path))
        names = [tag.get("href") or tag.get("src") for tag in page.all("link", "script")]
        assert {name: visitor.get(name).status_code for name in names} == dict.fromkeys(names, 200)


def test_every_icon_a_page_names_is_drawn(visitor):
    page = check_page(visitor.get("/style-page"))
    wanted = {use.get("href").partition("#")[2] for use in page.all("use")}
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', visitor.get("/static/icons/sprite.svg").get_data(as_text=True)))

    assert wanted <= drawn
    assert len(wanted) > 15
