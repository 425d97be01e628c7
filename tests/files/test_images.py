"""Which bytes are shown, and that what is shown carries nothing but pixels."""

import io
import struct
import zlib

import pytest
from PIL import Image

from app.files.images import ImageRefused, check, redraw


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb() -> bytes:
    """Thirty thousand pixels square in a few kilobytes."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_position_and_camera_are_gone_from_what_is_shown():
    exif = Image.Exif()
    exif[0x010F] = "Camera of a private person"
    exif.get_ifd(0x8825)[1] = "N"
    taken = picture(exif=exif)

    shown = redraw(taken)

    assert b"private person" in taken
    for copy in shown:
        assert b"private person" not in copy
        assert not Image.open(io.BytesIO(copy)).getexif()


def test_a_photo_held_upright_is_shown_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    shown = redraw(picture(exif=exif))

    assert Image.open(io.BytesIO(shown.display)).size == (40, 60)


def test_code_hidden_behind_the_picture_does_not_survive():
    shown = redraw(picture() + b"<script>alert(1)</script>")

    assert b"<script>" not in shown.display


def test_ink_on_a_transparent_pad_stays_readable():
    pad = Image.new("RGBA", (30, 30), (0, 0, 0, 0))
    out = io.BytesIO()
    pad.save(out, "PNG")

    shown = Image.open(io.BytesIO(redraw(out.getvalue()).display))

    assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_large_photos_are_shown_smaller():
    shown = redraw(picture(size=(4000, 3000)))

    assert max(Image.open(io.BytesIO(shown.display)).size) == 2000
    assert max(Image.open(io.BytesIO(shown.thumb)).size) == 320


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_of_phones_are_taken(kind):
    assert redraw(picture(kind)).thumb


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!doctype html><script>alert(1)</script>", "not-an-image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-an-image"),
        (picture("GIF"), "not-an-image"),
        (picture("TIFF"), "not-an-image"),
        (b"", "not-an-image"),
        (png_bomb(), "image-too-many-pixels"),
        (picture("PNG", (6000, 4001)), "image-too-many-pixels"),
        (picture(size=(600, 400))[:-400], "image-damaged"),
        (picture("PNG", (600, 400))[:-300], "image-damaged"),
    ],
    ids=["html", "svg", "gif", "tiff", "empty", "bomb", "over 24 megapixels", "cut jpeg", "cut png"],
)
def test_what_is_no_picture_of_ours_is_refused(content, code):
    with pytest.raises(ImageRefused) as refused:
        redraw(content)

    assert refused.value.code == code


def test_a_form_refuses_a_page_named_jpeg_at_once():
    with pytest.raises(ImageRefused):
        check(b"<html></html>")
