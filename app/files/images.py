"""Photos made safe to show: opened as one of three formats, turned upright, drawn anew without EXIF.

What a person sees was painted by us from pixels; the bytes as taken are never shown inline. The only
importer of Pillow.
"""

import io
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MAX_PIXELS = 24_000_000
DISPLAY_SIDE = 2000
THUMB_SIDE = 320
QUALITY = 82
A4_INCHES = 11.7


class ImageRefused(Exception):
    """The bytes are no picture that we would show; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Redrawn(NamedTuple):
    """A picture in the two sizes that pages use, JPEG."""

    display: bytes
    thumb: bytes


def _open(content: bytes) -> Image.Image:
    """Read the header only: size and format, before a pixel is unpacked."""
    # The setting is the whole process's, and WeasyPrint turns it on: a torn photo would pass as whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image = Image.open(io.BytesIO(content), formats=tuple(FORMATS.values()))
    except Image.DecompressionBombError as error:
        raise ImageRefused("image-too-many-pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ImageRefused("not-an-image") from error
    if image.width * image.height > MAX_PIXELS:
        raise ImageRefused("image-too-many-pixels")
    return image


def media_type(content: bytes) -> str:
    """Return which of the three formats these bytes begin like."""
    with _open(content) as image:
        return next(name for name, form in FORMATS.items() if form == image.format)


def check(content: bytes) -> None:
    """Refuse what does not even begin like a picture we take; cheap enough for a form."""
    _open(content).close()


def _on_white(image: Image.Image) -> Image.Image:
    """Ink on a transparent pad would be black on black in a JPEG."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def _jpeg(image: Image.Image, side: int) -> bytes:
    small = image.copy()
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def redraw(content: bytes) -> Redrawn:
    """Return the picture drawn anew, or raise ImageRefused."""
    image = _open(content)
    try:
        upright = ImageOps.exif_transpose(image)
        plain = _on_white(upright)
    except Image.DecompressionBombError as error:
        raise ImageRefused("image-too-many-pixels") from error
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise ImageRefused("image-damaged") from error
    return Redrawn(display=_jpeg(plain, DISPLAY_SIDE), thumb=_jpeg(plain, THUMB_SIDE))


def as_pdf(pages: Sequence[bytes], title: str) -> bytes:
    """Return one document of these redrawn pictures, a page each, the longer side as long as a sheet of A4."""
    first, *rest = [Image.open(io.BytesIO(page), formats=("JPEG",)) for page in pages]
    out = io.BytesIO()
    first.save(
        out, "PDF", save_all=True, append_images=rest, resolution=DISPLAY_SIDE / A4_INCHES, quality=QUALITY, title=title
    )
    return out.getvalue()
