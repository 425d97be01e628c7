"""Photos of one page, each with its pixels lying another way and saying in its EXIF how to turn them upright."""

import base64
from io import BytesIO

from PIL import Image

from tests.journeys.steps import in_app

WIDTH, HEIGHT = 60, 40
CORNERS = {"red": (200, 20, 20), "green": (20, 160, 20), "blue": (20, 20, 200), "grey": (128, 128, 128)}
"""Of the page as it lies before a reader, line by line."""
ORIENTATION = 0x0112
Way = Image.Transpose
STORED = {
    1: None, 2: Way.FLIP_LEFT_RIGHT, 3: Way.ROTATE_180, 4: Way.FLIP_TOP_BOTTOM,
    5: Way.TRANSPOSE, 6: Way.ROTATE_90, 7: Way.TRANSVERSE, 8: Way.ROTATE_270,
}  # fmt: skip
"""How a camera held in each of the eight ways has stored it."""

SHRUNK = """async ({ shrink }, photos) => {
  const pixel = (pen, x, y) => [...pen.getImageData(x, y, 1, 1).data].slice(0, 3);
  const look = async ([photo, turn]) => {
    const { bytes } = await shrink(new Blob([Uint8Array.from(atob(photo), (one) => one.charCodeAt(0))]), turn);
    const kept = await createImageBitmap(new Blob([bytes]), { imageOrientation: "none" });
    const { width, height } = kept;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.drawImage(kept, 0, 0);
    const [near, far] = [(side) => Math.round(side / 4), (side) => Math.round((3 * side) / 4)];
    const corners = [near, far].flatMap((y) => [near, far].map((x) => pixel(pen, x(width), y(height))));
    return { width, height, corners };
  };
  return Promise.all(photos.map(look));
}"""


def check_upright(page):
    """Whatever a file says about its turn is done before it is kept; a turn by hand comes on top."""
    files = [photo(orientation) for orientation in STORED]
    *upright, turned = in_app(page, "core/camera.js", SHRUNK, [*([file, 0] for file in files), [files[5], 90]])
    for orientation, kept in zip(STORED, upright, strict=True):
        assert (kept["width"], kept["height"]) == (WIDTH, HEIGHT), orientation
        assert colours(kept) == ["red", "green", "blue", "grey"], orientation
    assert (turned["width"], turned["height"]) == (HEIGHT, WIDTH)
    assert colours(turned) == ["blue", "red", "grey", "green"]


def photo(orientation):
    """Return a JPEG file of the page, as text."""
    page = Image.new("RGB", (2, 2))
    page.putdata(list(CORNERS.values()))
    page = page.resize((WIDTH, HEIGHT), Image.Resampling.NEAREST)
    how = STORED[orientation]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    file = BytesIO()
    (page.transpose(how) if how is not None else page).save(file, "JPEG", quality=95, exif=exif)
    return base64.b64encode(file.getvalue()).decode()


def colours(kept):
    """Name the colour nearest to what was found in each corner, line by line."""
    return [
        min(CORNERS, key=lambda name: sum(abs(a - b) for a, b in zip(CORNERS[name], found, strict=True)))
        for found in kept["corners"]
    ]
