"""The store keeps whole objects, each content once, on a disk or in memory alike."""

import hashlib

import pytest

from app.files.store import ByteStore, keep, kept_path

INK = b"ink"
SHA = hashlib.sha256(INK).hexdigest()


@pytest.fixture(params=["file", "memory"])
def store(request, tmp_path):
    if request.param == "file":
        return ByteStore(f"file://{tmp_path}/files")
    memory = ByteStore("memory://files-test")
    memory.drop("")
    return memory


def test_what_was_kept_is_read_back(store):
    keep(store, ward="04795", sha256=SHA, size=len(INK), parts=[INK])

    assert store.get(kept_path("04795", SHA)) == INK
    assert store.open(kept_path("04795", SHA)).read() == INK


def test_equal_bytes_are_written_once(store, tmp_path):
    keep(store, ward="04795", sha256=SHA, size=len(INK), parts=[INK])
    first = tmp_path / "files" / kept_path("04795", SHA)
    before = first.stat().st_ino if first.exists() else None

    keep(store, ward="04795", sha256=SHA, size=len(INK), parts=[INK])

    assert before is None or first.stat().st_ino == before
    assert store.get(kept_path("04795", SHA)) == INK


@pytest.mark.parametrize("found", [b"i", b"inc"], ids=["torn", "a-turned-bit"])
def test_a_damaged_file_is_healed(store, found):
    store.put(kept_path("04795", SHA), found)

    keep(store, ward="04795", sha256=SHA, size=len(INK), parts=[INK])

    assert store.get(kept_path("04795", SHA)) == INK


def test_wards_keep_their_bytes_apart(store):
    keep(store, ward="04795", sha256=SHA, size=len(INK), parts=[INK])

    assert store.size(kept_path("08500", SHA)) is None


def test_dropping_a_folder_forgets_all_of_it(store):
    store.put("pieces/one/0-3", INK)
    store.put("pieces/two/0-3", INK)

    store.drop("pieces/one")
    store.drop("pieces/never-there")

    assert store.size("pieces/one/0-3") is None
    assert store.get("pieces/two/0-3") == INK


def test_no_half_written_file_is_left_beside(tmp_path):
    ByteStore(f"file://{tmp_path}").put("a/b", INK)

    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
