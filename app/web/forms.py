"""Forms whose page carries the id of its one command, made when the page was shown: a double click is one wish."""

from uuid import UUID

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from app.core.ids import new_id
from app.core.search import nfc


def given_id() -> UUID:
    """Return the id that the page in hand was shown with; a page without one is a new wish."""
    return request.form.get("command_id", type=UUID) or new_id()


def tidy(text: str | None) -> str:
    """Return what was typed in one form of letters (NFC), without blanks around it; nothing typed is empty."""
    return nfc(text or "").strip()


class PageForm(FlaskForm):
    """A form of such a page."""

    command_id = HiddenField()

    @property
    def given_id(self) -> UUID:
        """The id that its page was shown with."""
        return given_id()
