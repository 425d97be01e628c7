"""Files that come by a form, not by tus: the coordinator's scan of a result, into the same store."""

from typing import BinaryIO

from app.core.brought import MAX_FILE
from app.core.commands import FileRef
from app.core.errors import Rejected
from app.files import images, rules
from app.files.arrived import arrived
from app.files.store import current_store
from app.files.uploads import keep_whole


def store_upload(stream: BinaryIO, media_type: str, *, ward: str, role: str = "result") -> FileRef:
    """Keep the picture and return its reference, to be named in a command; Rejected if it is none.

    To be called before the command is executed: the bytes are here first, so the file is never awaited.
    """
    if media_type not in rules.IMAGE_TYPES:
        raise Rejected("file-type-not-taken")
    content = stream.read(MAX_FILE + 1)
    rules.check_size(len(content))
    try:
        images.check(content)
    except images.ImageRefused as refused:
        raise Rejected(refused.code) from refused
    file = arrived(lambda: [content], None)
    keep_whole(current_store(), wards={ward}, media_type=media_type, file=file)
    return FileRef(sha256=file.sha256, size=len(content), type=media_type, role=role)
