"""The counter gives a result out: who received it, by what right, which paper was seen, and both signatures."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError

from app.core.commands import Command
from app.core.errors import Rejected, reason_text
from app.dossiers.commands import HandOverResult
from app.dossiers.forms.base import LONG, DossierForm
from app.dossiers.models import Dossier
from app.dossiers.queries import papers_of
from app.dossiers.rules.facts import why_hand_over_beside
from app.dossiers.rules.steps import IN_HAND
from app.files.forms import SignatureField
from app.web.i18n import page_language

SHORT = Length(max=200, message=_l("Tối đa 200 chữ."))
LINE = Length(max=500, message=_l("Tối đa 500 chữ."))


class CounterForm(DossierForm):
    """Somebody has come to the centre for the result."""

    to_name = StringField(_l("Người nhận"), [DataRequired(_l("Hãy ghi tên người nhận.")), SHORT])
    relation = StringField(_l("Quan hệ với chủ hồ sơ"), [LINE])
    identity_last4 = StringField(
        _l("4 số cuối giấy tờ đã xem"), [Optional(), Regexp(r"[0-9]{4}\Z", message=_l("Chỉ ghi đúng 4 chữ số cuối."))]
    )
    authorisation = StringField(_l("Giấy uỷ quyền"), [LINE])
    papers_returned = SelectMultipleField(_l("Bản chính trả lại cùng lúc"))
    note = TextAreaField(_l("Ghi chú (không xem giấy tờ thì ghi lý do ở đây)"), [LONG])
    given_signature = SignatureField(_l("Cán bộ trao ký"))
    taken_signature = SignatureField(_l("Người nhận ký"))

    def prepare(self, dossier: Dossier) -> None:
        here = [paper for paper in papers_of(dossier.id) if paper.holder_kind == "centre"]
        if not here:
            del self.papers_returned
        else:
            self.papers_returned.choices = [SelectChoice(str(one.id), f"{one.name} × {one.count}") for one in here]
            if not self.is_submitted():
                self.papers_returned.data = [str(one.id) for one in here]
        why = None if self.is_submitted() else why_not_at_counter(dossier)
        if why is not None:
            self.form_errors.append(reason_text(why, page_language()))
        if self.to_name.data is None:
            expected = dossier.roles.get("receiver") or dossier.roles["submitter"]
            self.to_name.data, self.relation.data = expected["name"], expected.get("relation") or ""

    def validate_note(self, field: Field) -> None:
        """Without a paper seen there must be a word why."""
        if not self.identity_last4.data and not (field.data or "").strip():
            raise ValidationError(_("Không xem giấy tờ thì ghi lý do ở đây."))

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        why = why_not_at_counter(dossier)
        if why is not None:
            raise Rejected(why)
        to = {
            "name": self.to_name.data,
            "relation": self.relation.data or "",
            "identity_last4": self.identity_last4.data or None,
            "authorisation": self.authorisation.data or None,
        }
        return HandOverResult.model_validate(
            {
                "dossier_id": dossier.id,
                "result_id": dossier.result.id if dossier.result else self.given_id,
                "to": to,
                "papers_returned": tuple(self.papers_returned.data or ()) if self.papers_returned else (),
                "signature": {"way": "pad", "file": self.taken_signature.data, "name": self.to_name.data},
                "given_signature": self.given_signature.data,
                "note": self.note.data or "",
            }
        )


def why_not_at_counter(dossier: Dossier) -> str | None:
    """Return why there is nothing to give at the counter now, told before anybody signs."""
    result_id = dossier.result.id if dossier.result else dossier.id
    return why_hand_over_beside(dossier, result_id, expected=IN_HAND)
