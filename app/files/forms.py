"""A signature given on a page: drawn on its pad or photographed from paper, kept at once, named by its hash."""

import re
from typing import Any, BinaryIO, cast

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import Field, Form
from wtforms.validators import StopValidation
from wtforms.widgets import FileInput

from app.accounts.current import current_user
from app.core.errors import Rejected, reason_text
from app.files.intake import store_upload
from app.files.queries import find_stored
from app.web.i18n import page_language

SHA256 = re.compile(r"[0-9a-f]{64}")


class SignatureField(Field):
    """One side's signature; without one the form is not valid.

    Its data is the picture's hash. A form that comes back for another fault names the hash, so that nobody signs twice.
    """

    widget = FileInput()
    picture: FileStorage | None = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Prefer a new picture to the one that this page has kept."""
        pictures = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        kept = [value for value in valuelist if isinstance(value, str) and SHA256.fullmatch(value)]
        self.picture = pictures[0] if pictures else None
        self.data = kept[0] if kept else None

    def pre_validate(self, form: Form) -> None:
        """Keep the picture first: a command names only bytes that are here."""
        ward = current_user().ward
        if self.picture is not None:
            self.data = self._stored(self.picture, ward)
        elif self.data is not None and find_stored(ward, self.data) is None:
            self.data = None
        if self.data is None:
            raise StopValidation(_("Chưa có chữ ký: %(who)s.", who=self.label.text))

    def _stored(self, picture: FileStorage, ward: str) -> str:
        self.data = None
        try:
            stream = cast(BinaryIO, picture.stream)
            return store_upload(stream, picture.mimetype, ward=ward, role="signature").sha256
        except Rejected as refusal:
            raise StopValidation(reason_text(refusal.code, page_language())) from refusal
