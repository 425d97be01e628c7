"""Files of a dossier: every hash that a command names is waited for, whatever its place in the dossier."""

from collections.abc import Iterable

from app.core.context import Context
from app.dossiers.commands.authorship import signed
from app.dossiers.models import Dossier, DossierFile
from app.dossiers.models.shapes import FileUseShape
from app.files.queries import await_files, states_of


def file_pages(context: Context, dossier: Dossier, pages: Iterable[FileUseShape]) -> None:
    """Put these files into the dossier, each place once; a hash that the envelope forgot is flagged."""
    wanted = list(pages)
    states = await_files(context, dossier)
    forgotten = {page.sha256 for page in wanted} - set(states)
    if forgotten:
        context.flag("file-not-named", files=sorted(forgotten))
        states |= states_of(dossier.ward, forgotten)
    present = {(file.sha256, file.role, file.component_key) for file in dossier.files}
    for page in wanted:
        place = (page.sha256, page.role, page.component_key)
        if place not in present:
            present.add(place)
            dossier.files.append(DossierFile(**page.model_dump(), **signed(context), state=states[page.sha256]))
