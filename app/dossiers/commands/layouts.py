"""A form's layout is compared with the circular's own: by a named person, with the text that was read."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.catalogue.rules import check_confirmation
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.core.search import Text
from app.dossiers.legal.keeping import layouts_of
from app.dossiers.legal.kinds import FORMS, FormCode
from app.dossiers.models import FormLayout


class ConfirmLayout(Command):
    """This person compared our layout of the form with this text; it agrees, or it does not."""

    type: ClassVar[str] = "dossiers.confirm_layout"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.ADMIN, Role.SYSTEM})

    form_layout_id: UUID
    """For the first word on this form; later ones change that row."""
    law_form: Literal["01", "02", "03", "04", "05", "06", "07"]
    layout: Annotated[Text, Field(min_length=1, max_length=40)]
    """The version that was compared."""
    is_confirmed: bool = True
    confirmed_by: Annotated[Text, Field(max_length=200)] = ""
    source: Annotated[Text, Field(max_length=400)] = ""


@handles(ConfirmLayout)
def confirm_layout(command: ConfirmLayout, context: Context) -> None:
    check_confirmation(command.is_confirmed, command.confirmed_by, command.source)
    newest = FORMS[FormCode(command.law_form)].layout
    if command.layout != newest:
        raise Conflict("layout-has-changed", now=newest)
    row = layouts_of(context.ward).get(command.law_form)
    if row is None:
        row = FormLayout(id=command.form_layout_id, ward=context.ward, law_form=command.law_form)
        context.add(row)
    row.layout, row.is_confirmed, row.at = command.layout, command.is_confirmed, context.at
    row.confirmed_by, row.source = command.confirmed_by, command.source
    context.record("confirmed" if command.is_confirmed else "doubted", row)
