"""The checks that hold the house together notice what they are there for: each is broken on purpose."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import FEATURES

ROOT = Path(__file__).parents[2]
LAYERS = "Features import only downwards"
PHONES = "Phones are served without knowing what they carry"
BREAKS = [
    ("places", "import app.visits.models", LAYERS),
    ("office", "import app.public.routes", LAYERS),
    ("sync", "import app.files.rules", PHONES),
    ("visits", "import pywebpush", "Web push stays in notices"),
    ("dossiers", "import geopy", "Geocoding and administrative units stay in places"),
    ("citizens", "import vietnamadminunits", "Geocoding and administrative units stay in places"),
    ("core", "from PIL import Image", "Image decoding stays in files"),
]


def lint(folder):
    """Return the names of the broken contracts."""
    # A process of its own: the linter keeps what it has read of `app` for as long as it lives.
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.+) BROKEN", done.stdout, re.M)


@pytest.fixture
def house(tmp_path):
    """A copy of the application that may be spoilt."""
    ignore = shutil.ignore_patterns("__pycache__", "data", "templates", "translations")
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_is_in_order(house):
    assert lint(house) == []


@pytest.mark.parametrize(("feature", "line", "contract"), BREAKS)
def test_an_import_in_the_wrong_direction_is_noticed(house, feature, line, contract):
    (house / "app" / feature / "spoilt.py").write_text(f"{line}\n")

    assert contract in lint(house)


def test_a_rule_that_knows_flask_is_noticed(house):
    (house / "app" / "postal" / "rules.py").write_text("import flask\n")

    assert "The domain knows nothing of the web" in lint(house)


def test_a_model_that_imports_a_command_is_noticed(house):
    models = house / "app" / "feedback" / "models.py"
    models.write_text(f"import app.feedback.commands\n{models.read_text()}")

    assert "Inside a feature, imports only go down" in lint(house)


def test_a_package_without_a_place_in_the_order_is_noticed(house):
    (house / "app" / "newcomer").mkdir()
    (house / "app" / "newcomer" / "__init__.py").touch()

    assert LAYERS in lint(house)


def contract(name):
    """Return one contract as it is written."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["name"] == name)


def test_what_serves_phones_knows_no_feature_that_does_work():
    known = {"core", "web", "accounts"}
    beside = {"public", "office", "sync", "demo"}

    assert {name.removeprefix("app.") for name in contract(PHONES)["forbidden_modules"]} == {*FEATURES} - known - beside


def test_server_and_phone_know_the_same_order():
    layers = contract(LAYERS)["layers"]
    in_python = re.findall(r"\w+", " ".join(reversed(layers)))
    in_script = re.findall(
        r'"(\w+)"', re.search(r"const ORDER = \[(.*?)\]", (ROOT / "eslint.config.js").read_text(), re.S)[1]
    )

    assert sorted(in_python) == sorted(in_script) == sorted(FEATURES)
    lower = set(FEATURES) - {"public", "office", "sync", "demo"}
    assert [name for name in in_python if name in lower] == [name for name in FEATURES if name in lower]
    assert [name for name in in_script if name in lower] == [name for name in FEATURES if name in lower]
