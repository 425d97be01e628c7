"""Files of a dossier: every hash that a command names is waited for, whatever its place in the dossier."""

from collections.abc import Iterable

from app.core.context import Context
from app.dossiers.commands.authorship import signed
from app.dossiers.models import Dossier, DossierFile
from app.dossiers.models.shapes import FileUseShape
from app.files.models import AWAITED
from app.files.queries import await_files, stored_refs


def file_pages(context: Context, dossier: Dossier, pages: Iterable[FileUseShape]) -> None:
    """Put these files into the dossier, each place once; a hash that nobody announced is flagged."""
    wanted = list(pages)
    announced = {file.sha256 for file in context.files}
    unannounced = [page for page in wanted if page.sha256 not in announced]
    here = [ref for page in unannounced for ref in stored_refs(dossier.ward, [page.sha256], page.role)]
    states = await_files(context, dossier) | await_files(context, dossier, here)
    forgotten = sorted({page.sha256 for page in wanted} - set(states))
    if forgotten:
        context.flag("file-not-named", files=forgotten)
    present = {(file.sha256, file.role, file.component_key) for file in dossier.files}
    for page in wanted:
        place = (page.sha256, page.role, page.component_key)
        if place not in present:
            present.add(place)
            state = states.get(page.sha256, AWAITED)
            dossier.files.append(DossierFile(**page.model_dump(), **signed(context), state=state))
