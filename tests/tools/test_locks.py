"""The lock files pin everything by hash and name no place to download from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements", "requirements-dev", "requirements-node"]


def canonical(name):
    """The name alone, as packages are compared: without extras and without a wanted version."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>!~;\s]", name)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_is_pinned_with_a_hash(name):
    blocks = re.split(r"\n(?=\S)", (ROOT / f"{name}.txt").read_text().strip())
    pinned = [block for block in blocks if not block.startswith("#")]

    assert pinned
    assert [block for block in pinned if "==" not in block or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_wanted_package_is_locked(name):
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    wanted = {canonical(line) for line in lines if line and not line.startswith(("#", "-"))}
    locked = {canonical(found) for found in re.findall(r"^([\w.-]+)==", (ROOT / f"{name}.txt").read_text(), re.M)}

    assert wanted - locked == set(), "run: make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_no_python_lock_names_a_place(name):
    text = (ROOT / f"{name}.txt").read_text()

    assert re.findall(r"://|^--|\bfile:/|^\s*/", text, re.M) == []


def test_the_node_lock_names_no_place_and_pins_by_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {path: entry for path, entry in packages.items() if path}

    assert installed
    assert [path for path, entry in installed.items() if "resolved" in entry] == []
    assert [path for path, entry in installed.items() if "integrity" not in entry] == []


def test_the_node_lock_follows_package_json():
    wanted = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"][""]

    for kind in ("dependencies", "devDependencies"):
        assert locked[kind] == wanted[kind], "run: make lock"
