"""Forms of codes, results, deliveries, corrections, originals and return visits."""

import re
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.commands import Command
from app.dossiers.commands import (
    AttachResult,
    ChooseDelivery,
    CorrectFact,
    LinkCode,
    TransferCustody,
)
from app.dossiers.forms.base import REASON, DossierForm, lines_of
from app.dossiers.models import CustodyPaper, Dossier
from app.dossiers.models.words import WORDS
from app.dossiers.queries import facts_of_command
from app.dossiers.rules.corrections import CORRECTABLE, as_plain
from app.files.forms import SignatureField
from app.visits.commands import PlanVisit
from app.visits.forms import read_lane
from app.web.forms import PageForm
from app.web.i18n import page_language

PAPER_LINE = re.compile(r"(?P<name>.+?)(?:\s*[x×]\s*(?P<count>[1-9]\d{0,2}))?")


class CodeForm(DossierForm):
    """The official code, typed or scanned."""

    official_code = StringField(
        _l("Mã hồ sơ trên hệ thống"),
        [InputRequired(_l("Hãy nhập mã hồ sơ.")), Length(max=80, message=_l("Tối đa 80 chữ."))],
    )
    replaces = BooleanField(_l("Thay mã đã gắn trước đó vì mã đó sai"))

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        replaced = dossier.official_code if self.replaces.data else None
        return LinkCode(dossier_id=dossier.id, official_code=self.official_code.data, replaces=replaced)


class ResultForm(DossierForm):
    """The result: its papers and their scan."""

    takes_files = True

    code = StringField(_l("Mã kết quả"), [Length(max=60, message=_l("Tối đa 60 chữ."))])
    papers = TextAreaField(
        _l("Giấy tờ kết quả, mỗi dòng một loại (ví dụ: Bản sao trích lục x 2)"),
        [InputRequired(_l("Hãy ghi ít nhất một giấy tờ."))],
    )
    decided_by = StringField(
        _l("Người ký kết quả (chức danh, họ tên)"), [Length(max=200, message=_l("Tối đa 200 chữ."))]
    )
    scans = MultipleFileField(_l("Ảnh chụp kết quả"))

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        papers = [match.groupdict() for line in lines_of(self.papers.data) if (match := PAPER_LINE.fullmatch(line))]
        return AttachResult.model_validate(
            {
                "dossier_id": dossier.id,
                "result_id": self.given_id,
                "code": self.code.data or None,
                "decided_by": self.decided_by.data or None,
                "papers": [{"name": paper["name"], "count": int(paper["count"] or 1)} for paper in papers],
                "files": files,
            }
        )


class DeliveryForm(DossierForm):
    """How the result goes back."""

    way = SelectField(_l("Cách trả kết quả"))
    address = StringField(_l("Địa chỉ nhận (khi gửi bưu điện)"), [Length(max=500, message=_l("Tối đa 500 chữ."))])

    def prepare(self, dossier: Dossier) -> None:
        place = 1 if page_language() == "en" else 0
        self.way.choices = [SelectChoice(way, words[place]) for way, words in WORDS["delivery"].items()]

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return ChooseDelivery.model_validate(
            {"dossier_id": dossier.id, "way": self.way.data, "address": self.address.data or None}
        )


class CorrectionForm(DossierForm):
    """One wrong value of a recorded fact. The choice carries what stood there when the page was shown."""

    place = SelectField(_l("Ô cần sửa"))
    value = StringField(_l("Giá trị đúng"), [Length(max=4000, message=_l("Tối đa 4000 chữ."))])
    reason = TextAreaField(_l("Lý do sửa"), REASON)

    def prepare(self, dossier: Dossier) -> None:
        place = 1 if page_language() == "en" else 0
        self.place.choices = [
            SelectChoice(f"{command_id}/{field}/{value}", f"{WORDS['field'][field][place]}: {value or '–'}")
            for command_id, field, value in correctable_values(dossier)
        ]

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        command_id, field, shown = self.place.data.split("/", 2)
        return CorrectFact.model_validate(
            {
                "dossier_id": dossier.id,
                "command_id": command_id,
                "reason": self.reason.data,
                "fields": {field: {"from": shown, "to": self.value.data}},
            }
        )


class TakeInForm(PageForm):
    """The centre takes an original over, or gives it to an officer."""

    count = IntegerField(_l("Số bản"), [InputRequired(_l("Hãy ghi số bản.")), NumberRange(1, 999, _l("Từ 1 đến 999."))])
    condition = StringField(
        _l("Tình trạng giấy tờ"),
        [InputRequired(_l("Hãy ghi tình trạng giấy tờ.")), Length(max=500, message=_l("Tối đa 500 chữ."))],
    )
    seal = StringField(_l("Số niêm phong"), [Length(max=60, message=_l("Tối đa 60 chữ."))])
    given_by = StringField(_l("Người giao"), [InputRequired(_l("Hãy ghi tên người giao.")), Length(max=200)])
    taken_by = StringField(_l("Người nhận"), [InputRequired(_l("Hãy ghi tên người nhận.")), Length(max=200)])
    to = SelectField(_l("Nơi giữ mới"))
    given_signature = SignatureField(_l("Người giao ký"))
    taken_signature = SignatureField(_l("Người nhận ký"))

    def to_command(self, paper: CustodyPaper, holders: dict[str, dict[str, Any]]) -> TransferCustody:
        """Return the transfer from the present holder to the chosen one."""
        return TransferCustody.model_validate(
            {
                "transfer_id": self.given_id,
                "paper_id": paper.id,
                "dossier_id": paper.dossier_id,
                "from": paper.holder,
                "to": holders[self.to.data],
                "count": self.count.data,
                "condition": self.condition.data or "",
                "seal": self.seal.data or None,
                "given_by": self.given_by.data,
                "taken_by": self.taken_by.data,
                "signatures": (self.given_signature.data, self.taken_signature.data),
            }
        )


class ReturnVisitForm(PageForm):
    """Which team brings the result on which half-day."""

    lane = SelectField(_l("Đội và buổi"))
    minutes = IntegerField(_l("Số phút"), [Optional(), NumberRange(5, 240, _l("Từ 5 đến 240 phút."))])

    def to_command(self, dossier: Dossier) -> PlanVisit:
        """Return the visit that brings the result. Its id is the form's: a double click is one visit."""
        lane = read_lane(self.lane.data)
        return PlanVisit.model_validate(
            {
                "visit_id": self.given_id,
                "citizen_id": dossier.citizen_id,
                "team_id": lane.team_id,
                "date": lane.on,
                "half": lane.half,
                "minutes": self.minutes.data,
                "purposes": [{"kind": "return", "dossier_id": dossier.id}],
            }
        )


def correctable_values(dossier: Dossier) -> list[tuple[UUID, str, str]]:
    """Return what may be corrected: the reporting command, the field, what stands there."""
    commands = [dossier.recorded_command, *(row.command_id for row in _reports(dossier))]
    found = []
    for command_id in dict.fromkeys(commands):
        for fact in facts_of_command(dossier, command_id):
            found += [(command_id, field, as_plain(getattr(fact, field))) for field in CORRECTABLE[type(fact)]]
    return found


def _reports(dossier: Dossier) -> list[Any]:
    return [*dossier.payments, *dossier.receipts, *dossier.hand_overs]
