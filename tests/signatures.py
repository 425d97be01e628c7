"""Signatures as a desk's page sends them: a small picture for each field."""

import io

from PIL import Image, ImageDraw


def drawn(seed=0):
    """Return a signature as a file field takes it; another seed is another signature."""
    picture, out = Image.new("RGB", (200, 80), "white"), io.BytesIO()
    ImageDraw.Draw(picture).line([(10, 60), (60 + seed, 20), (150, 60)], fill="navy", width=3)
    picture.save(out, "PNG")
    return io.BytesIO(out.getvalue()), "ky.png", "image/png"


def both_signed():
    """Return both sides' signatures."""
    return {"given_signature": drawn(1), "taken_signature": drawn(2)}
