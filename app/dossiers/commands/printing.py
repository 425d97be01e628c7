"""A form of the law or the register leaves the printer: which copy, with what on it, is known from then on."""

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
from app.dossiers.legal.keeping import find_register_print, next_print_number, register_content
from app.dossiers.legal.kinds import FormCode, Paper
from app.dossiers.legal.register import Stretch
from app.dossiers.models import FormCopy, RegisterPrint


class PrintRegister(Command):
    """I am taking out a copy of this stretch of the register."""

    type: ClassVar[str] = "dossiers.print_register"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    print_id: UUID
    year: Annotated[int, Field(ge=2025, le=2100)]
    month: Annotated[int, Field(ge=0, le=12)] = 0
    """The month of taking in; 0: the whole year."""


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


@handles(PrintRegister)
def print_register(command: PrintRegister, context: Context) -> None:
    if find_register_print(command.print_id) is not None:
        raise Rejected("form-copy-id-used")
    stretch = Stretch(command.year, command.month or None)
    content = register_content(context.ward, stretch)
    row = RegisterPrint(
        id=command.print_id,
        ward=context.ward,
        year=command.year,
        month=command.month,
        number=next_print_number(context.ward, stretch),
        content=content,
        content_sha256=content_hash(content),
        by_name=author_name(context),
        at=context.at,
    )
    context.add(row)
    context.record("printed", row)
