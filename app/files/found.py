"""Photos that lie in the store and of which the log knows nothing: a restored server finds those of later hours."""

from app.files import images
from app.files.arrived import arrived
from app.files.queries import waiting_uses
from app.files.store import current_store
from app.files.unopened import RESCUE_TYPE, is_rescue
from app.files.uploads import keep_whole

UNKNOWN_TYPE = "application/octet-stream"


def keep_found(ward: str, sha256: str, content: bytes) -> None:
    """Let the log know of these bytes, as if their phone had sent them now: it may have freed its copy since."""
    uses = waiting_uses(ward, sha256)
    media_type = uses[0].type if uses else _type_of(content)
    keep_whole(current_store(), wards={ward}, media_type=media_type, file=arrived(lambda: [content], None))


def _type_of(content: bytes) -> str:
    """Tell from the bytes themselves: nobody has named them yet."""
    if is_rescue(content):
        return RESCUE_TYPE
    try:
        return images.media_type(content)
    except images.ImageRefused:
        return UNKNOWN_TYPE
