"""Forms of the post's pages: they turn strings into commands and decide nothing."""

from uuid import UUID, uuid5

from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.files.forms import SignatureField
from app.postal.codes import tidy
from app.postal.commands import CorrectFact, MakeManifest, NumberItem, ReturnItem, SignManifest
from app.postal.models import Manifest, PostalAttempt, PostalDelivery, PostalItem
from app.postal.models.words import FAIL_WORDS, RETURN_WORDS, Side
from app.web.forms import PageForm

COUNT = [
    InputRequired(_l("Hãy ghi số đã đếm.")),
    NumberRange(min=0, max=999, message=_l("Hãy ghi một số từ 0 đến 999.")),
]


class ManifestForm(PageForm):
    """Choose what goes by post, and with which office."""

    post_office = SelectField(_l("Bưu cục"), validators=[InputRequired(_l("Hãy chọn bưu cục."))])
    results = SelectMultipleField(_l("Kết quả gửi đi"), validators=[InputRequired(_l("Hãy chọn ít nhất một kết quả."))])

    def to_command(self, command_id: UUID) -> MakeManifest:
        """Return the list; ids of its lines follow from the page, so that sending it again is the same list."""
        items = [{"item_id": uuid5(command_id, chosen), "dossier_id": chosen} for chosen in self.results.data or []]
        return MakeManifest.model_validate(
            {"manifest_id": command_id, "post_office_id": self.post_office.data, "items": items}
        )


class SignForm(PageForm):
    """One side's count and name."""

    side = RadioField(
        _l("Bên ký"),
        choices=[
            SelectChoice("centre", _l("Trung tâm")),
            SelectChoice("post", _l("Bưu điện")),
        ],
        default="centre",
    )
    count = IntegerField(_l("Số bưu gửi đã đếm"), validators=COUNT)
    name = StringField(_l("Người ký"), validators=[InputRequired(_l("Hãy ghi tên người ký.")), Length(max=200)])
    signature = SignatureField(_l("Chữ ký"))

    def to_command(self, manifest: Manifest) -> SignManifest:
        """Return the signature."""
        return SignManifest(
            manifest_id=manifest.id,
            side=Side(self.side.data),
            count=self.count.data or 0,
            name=self.name.data or "",
            signature_file=self.signature.data,
        )


class CodeForm(PageForm):
    """The number on the post's slip, typed or scanned."""

    code = StringField(
        _l("Số phiếu gửi của bưu điện"), validators=[InputRequired(_l("Hãy ghi số phiếu.")), Length(max=60)]
    )

    def to_command(self, item: PostalItem) -> NumberItem:
        """Return the number as it was typed."""
        return NumberItem(item_id=item.id, code=tidy(self.code.data or ""))


class CorrectionForm(PageForm):
    """What was reported, to be put right; an empty page of the other kind of report is left out."""

    to_name = StringField(_l("Người nhận"), validators=[Length(max=200)])
    relation = StringField(_l("Quan hệ với người nhận"), validators=[Length(max=200)])
    identity_last4 = StringField(_l("Bốn số cuối giấy tờ"), validators=[Length(max=4, message=_l("Chỉ bốn chữ số."))])
    fail_reason = SelectField(_l("Lý do phát chưa được"), validate_choice=False)
    slip_no = StringField(_l("Số giấy mời"), validators=[Length(max=30)])
    why = StringField(_l("Vì sao sửa"), validators=[InputRequired(_l("Hãy ghi vì sao sửa.")), Length(max=500)])

    def prepare(self, report: PostalAttempt | PostalDelivery, place: int) -> None:
        """Offer only what this report has, as it stands."""
        self.fail_reason.choices = [SelectChoice(str(reason), words[place]) for reason, words in FAIL_WORDS.items()]
        for name, field in FIELDS_OF[type(report)].items():
            if not self.is_submitted():
                self[field].data = getattr(report, name) or ""

    def fields_of(self, report: PostalAttempt | PostalDelivery) -> list[Field]:
        """Return the fields to show for this report."""
        return [self[field] for field in FIELDS_OF[type(report)].values()]

    def to_command(self, item: PostalItem, report: PostalAttempt | PostalDelivery) -> CorrectFact | None:
        """Return the correction of what was changed; None when nothing was."""
        changed = {}
        for name, field in FIELDS_OF[type(report)].items():
            was, now = getattr(report, name) or "", (self[field].data or "").strip()
            if was != now:
                changed[name] = {"from": was, "to": now}
        if not changed:
            return None
        return CorrectFact.model_validate(
            {"item_id": item.id, "command_id": report.command_id, "reason": self.why.data, "fields": changed}
        )


FIELDS_OF: dict[type[PostalAttempt] | type[PostalDelivery], dict[str, str]] = {
    PostalDelivery: {"to_name": "to_name", "relation": "relation", "identity_last4": "identity_last4"},
    PostalAttempt: {"reason": "fail_reason", "slip_no": "slip_no"},
}
"""Names of a report's fields and of the form's."""


class ReturnForm(PageForm):
    """The envelope came back to the centre: both sides count, look and sign."""

    reason = SelectField(_l("Lý do"), validators=[InputRequired(_l("Hãy chọn lý do."))])
    count = IntegerField(_l("Số giấy tờ đếm được trong phong bì"), validators=COUNT)
    condition = StringField(
        _l("Tình trạng phong bì và giấy tờ"),
        validators=[InputRequired(_l("Hãy ghi tình trạng giấy tờ.")), Length(max=500)],
    )
    seal = StringField(_l("Số niêm phong"), validators=[Length(max=60)])
    given_by = StringField(
        _l("Người của bưu điện giao"), validators=[InputRequired(_l("Hãy ghi tên người giao.")), Length(max=200)]
    )
    taken_by = StringField(
        _l("Người của trung tâm nhận"), validators=[InputRequired(_l("Hãy ghi tên người nhận.")), Length(max=200)]
    )
    given_signature = SignatureField(_l("Bưu điện ký"))
    taken_signature = SignatureField(_l("Trung tâm ký"))

    def prepare(self, place: int) -> None:
        """Offer the reasons in the reader's language (0 Vietnamese, 1 English)."""
        self.reason.choices = [SelectChoice(str(reason), words[place]) for reason, words in RETURN_WORDS.items()]

    def to_command(self, item: PostalItem) -> ReturnItem:
        """Return the report."""
        return ReturnItem(
            item_id=item.id,
            reason=self.reason.data,
            count=self.count.data or 0,
            condition=self.condition.data or "",
            seal=self.seal.data or None,
            given_by=self.given_by.data,
            taken_by=self.taken_by.data,
            given_signature=self.given_signature.data,
            taken_signature=self.taken_signature.data,
        )
