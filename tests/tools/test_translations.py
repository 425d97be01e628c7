"""A translation that lost a placeholder, or says nothing, does not pass."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "translations.py"


@pytest.fixture
def compile_words(tmp_path):
    """`compile_words(text)`: run the tool over one feature with these words."""
    (tmp_path / "tools").mkdir()
    shutil.copy(TOOL, tmp_path / "tools")
    folder = tmp_path / "app" / "visits" / "translations" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)

    def compile_words(text):
        (folder / "messages.po").write_text(text, encoding="utf-8")
        tool = [sys.executable, tmp_path / "tools" / "translations.py"]
        return subprocess.run(tool, capture_output=True, text=True), folder / "messages.mo"

    return compile_words


def test_good_words_are_compiled(compile_words):
    done, compiled = compile_words('msgid "Lịch hôm nay"\nmsgstr "Today\'s visits"\n')

    assert done.returncode == 0, done.stderr
    assert b"Today's visits" in compiled.read_bytes()


def test_a_lost_placeholder_is_told_with_its_line(compile_words):
    done, _ = compile_words('#, python-format\nmsgid "Còn %(n)s việc"\nmsgstr "Jobs left"\n')

    assert done.returncode == 1
    assert "messages.po:" in done.stderr
    assert "should be ['%(n)s']" in done.stderr


def test_an_empty_translation_is_told(compile_words):
    done, _ = compile_words('msgid "Lịch hôm nay"\nmsgstr ""\n')

    assert done.returncode == 1
    assert "no translation of 'Lịch hôm nay'" in done.stderr
