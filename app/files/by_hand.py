"""Files that come on a stick: opened, compared with their hash, kept in every ward that waits for them."""

from app.core.brought import Brought, Kept, keeps_brought
from app.core.sealing import CannotOpen
from app.files.arrived import arrived
from app.files.queries import find_stored, wards_awaiting
from app.files.rules import IMAGE_TYPES
from app.files.store import current_store
from app.files.uploads import keep_whole


@keeps_brought
def keep_by_hand(brought: Brought) -> Kept:
    """Keep it; the same file again changes nothing."""
    if brought.media_type not in IMAGE_TYPES:
        return Kept(refused="file-type-not-taken")
    try:
        file = arrived(brought.parts, brought.key)
    except CannotOpen:
        return Kept(refused="sealed-file-unreadable")
    if file.sha256 != brought.sha256:
        return Kept(refused="file-wrong-bytes")
    wards = wards_awaiting(file.sha256) | {brought.ward}
    was_known = all(find_stored(ward, file.sha256) for ward in wards)
    if not was_known:
        keep_whole(current_store(), wards=wards, media_type=brought.media_type, file=file)
    return Kept(was_known)
