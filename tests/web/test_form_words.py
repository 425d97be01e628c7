"""What WTForms says by itself is said in the reader's language."""

import re
from pathlib import Path

import pytest
import wtforms
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.web.form_words import WORDS


class QuietForm(FlaskForm):
    """A form that brings no words of its own."""

    name = StringField("Họ và tên", [InputRequired()])
    way = StringField("Chỉ đường", [Length(max=5)])
    year = IntegerField("Năm sinh")
    count = IntegerField("Số bản", [NumberRange(min=1, max=9)])
    place = SelectField("Tổ", choices={"1": "Tổ 1"})

    def found_wrong(self) -> dict[str, list[str]]:
        self.validate()
        return dict(self.errors)


ANSWERS = {"way": "ngõ cạnh trạm", "year": "bốn mốt", "count": "12", "place": "7"}
VIETNAMESE = {
    "name": ["Hãy điền chỗ này."],
    "way": ["Hãy gõ không quá 5 ký tự."],
    "year": ["Hãy gõ bằng chữ số."],
    "count": ["Hãy gõ số từ 1 đến 9."],
    "place": ["Hãy chọn một mục có trong danh sách."],
}


@pytest.fixture
def errors(site):
    def errors(language):
        site.add_url_rule("/quiet", "quiet", lambda: QuietForm(meta={"csrf": False}).found_wrong(), methods=["POST"])
        site.config["WTF_CSRF_ENABLED"] = False
        return site.test_client().post(f"/quiet?lang={language}", data=ANSWERS).json

    return errors


def test_vietnamese_readers_get_vietnamese(errors):
    assert errors("vi") == VIETNAMESE


def test_english_readers_get_english(errors):
    assert errors("en")["name"] == ["This field is required."]


def test_no_words_are_kept_for_messages_that_wtforms_does_not_say():
    source = "".join(path.read_text() for path in Path(wtforms.__file__).parent.rglob("*.py"))
    said = set(re.findall(r'"([^"\n]+)"', source))

    assert set(WORDS) <= said
