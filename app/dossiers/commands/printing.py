"""A form of the law leaves the printer: which copy, with what on it, is known from then on."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import Text
from app.dossiers import queries
from app.dossiers.commands.authorship import author_name, signed
from app.dossiers.legal.content import content_hash, filled
from app.dossiers.legal.kinds import FormCode, Paper
from app.dossiers.models import FormCopy


class PrintForm(Command):
    """I am printing this form of this dossier."""

    type: ClassVar[str] = "dossiers.print_form"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    dossier_id: UUID
    copy_id: UUID
    law_form: Literal["01", "02", "03", "04", "05", "06"]
    sheet: Literal["A5", "A4"] = "A5"
    document_no: Annotated[Text, Field(max_length=40)] = ""
    """The number that the office's clerk gave to this document, if any."""


@handles(PrintForm)
def print_form(command: PrintForm, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if queries.find_copy(command.copy_id) is not None:
        raise Rejected("form-copy-id-used")
    form = filled(FormCode(command.law_form), dossier, document_no=command.document_no)
    copies = queries.copies_of_fact(dossier.id, command.law_form, form.of_command_id)
    dossier.form_copies.append(
        FormCopy(
            copy_id=command.copy_id,
            form=command.law_form,
            paper=Paper(command.sheet),
            of_command_id=form.of_command_id,
            number=len(copies) + 1,
            content=form.content,
            content_sha256=content_hash(form.content),
            **signed(context) | {"by_name": author_name(context)},
        )
    )
    context.record("form-printed", dossier)
