"""After bytes have come: draw the picture anew for pages; clear what expired; ask for what is overdue."""

from app.core.changes import Change
from app.core.clock import now
from app.core.commands import system_actor
from app.core.effects import effect
from app.core.execute import execute
from app.core.worker import every
from app.files.commands import ReportOverdue, ShowFile
from app.files.images import ImageRefused, redraw
from app.files.queries import get_stored, wards_with_overdue
from app.files.rules import overdue_before
from app.files.store import DISPLAY, THUMB, current_store, kept_path, shown_path
from app.files.uploads import forget_expired


@effect("file.stored", name="files.redraw")
def redraw_for_display(change: Change) -> None:
    """Running it again draws the same picture over itself."""
    stored = get_stored(change.entity_id)
    file_id, ward, sha256, shown = stored.id, stored.ward, stored.sha256, stored.shown
    if shown != "waiting":
        return
    store = current_store()
    try:
        pictures = redraw(store.get(kept_path(ward, sha256)))
    except ImageRefused as refused:
        execute(ShowFile(file_id=file_id, refused=refused.code), actor=system_actor(ward), ward=ward)
        return
    store.put(shown_path(ward, sha256, DISPLAY), pictures.display)
    store.put(shown_path(ward, sha256, THUMB), pictures.thumb)
    execute(ShowFile(file_id=file_id), actor=system_actor(ward), ward=ward)


@every(60, name="files.forget_expired")
def forget_expired_uploads() -> None:
    """Forget uploads past their time."""
    forget_expired(current_store(), now())


@every(30, name="files.ask_for_overdue")
def ask_for_overdue() -> None:
    """Ask the office after bytes that were named two days ago and have not come."""
    for ward in wards_with_overdue(overdue_before(now())):
        execute(ReportOverdue(), actor=system_actor(ward), ward=ward)
