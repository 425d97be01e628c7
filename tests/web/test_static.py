"""Static files: kept for ever under this release's version, never under another's."""

import gzip
import hashlib
import os
import re
import subprocess

import pytest
from werkzeug.test import Client

from app.sync.shell import precache_list
from app.web.assets import STATIC, StaticFiles
from tests.page import check_page

CSS = "a { color: red }\n" * 20


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


def test_the_app_s_workers_are_there_under_the_scope_of_its_service_worker(visitor):
    version = stylesheet(visitor).removesuffix("styles/base.css")
    name = "client/core/vault/stretch.worker.js"

    in_scope, plain = visitor.get(f"/app{version}{name}"), visitor.get(f"{version}{name}")

    assert in_scope.mimetype == "text/javascript"
    assert in_scope.get_data() == plain.get_data()
    assert "'wasm-unsafe-eval'" in in_scope.headers["Content-Security-Policy"]
    assert visitor.get("/app/static-screen").mimetype == "text/html"


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


@pytest.fixture
def folder(tmp_path):
    """A folder of static files with one that is packed."""
    original, packed = tmp_path / "a.css", tmp_path / "a.css.gz"
    original.write_text(CSS)
    packed.write_bytes(gzip.compress(b"packed form"))
    os.utime(packed, (original.stat().st_mtime, original.stat().st_mtime))
    return tmp_path


def ask_for_css(folder):
    files = StaticFiles(None, root=str(folder), prefix="static/")
    return Client(files).get("/static/a.css", headers={"Accept-Encoding": "gzip"})


def test_a_packed_file_is_sent_with_its_original_s_type(folder):
    answer = ask_for_css(folder)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == b"packed form"
    assert answer.mimetype == "text/css"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_packed_file_of_another_day_is_not_sent(folder):
    os.utime(folder / "a.css.gz", (1, 1))

    answer = ask_for_css(folder)

    assert "Content-Encoding" not in answer.headers
    assert answer.get_data(as_text=True) == CSS


def test_the_phone_s_list_has_the_hash_of_each_file_as_written_and_as_sent_packed(app, client):
    subprocess.run(["node", "tools/pack.mjs"], cwd=STATIC.parent, check=True)
    precache_list.cache_clear()

    for row in client.get("/app/precache.json").json[1:]:
        assert not row["url"].endswith(".gz")
        assert hashlib.sha256(client.get(row["url"]).data).hexdigest() == row["revision"]
        packed = client.get(row["url"], headers={"Accept-Encoding": "gzip"})
        content = gzip.decompress(packed.data) if packed.headers.get("Content-Encoding") == "gzip" else packed.data
        assert hashlib.sha256(content).hexdigest() == row.get("sent", row["revision"]), row["url"]
