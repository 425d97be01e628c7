"""Text as it is stored and as it is searched: what is quick leaves the same as what Unicode says, letter by letter."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.core.search import fold, nfc

EVERYTHING = st.characters(codec=None) | st.sampled_from("\x00\x1f\x7f\x85\ud800\n\t\u0301\u20d0\u034fđĐơứ\u0345\u3099")


@given(st.text(EVERYTHING))
def test_stored_text_has_no_control_characters(text):
    composed = unicodedata.normalize("NFC", text)

    assert nfc(text) == "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


@given(st.text(EVERYTHING))
def test_a_search_key_has_no_marks_of_any_script(text):
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))

    assert fold(text) == " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def test_vietnamese_is_found_without_its_marks():
    assert fold("Bùi  Văn Đào, Phường Hòa Bình") == "bui van dao, phuong hoa binh"
