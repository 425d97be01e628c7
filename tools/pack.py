"""Packs every static file with gzip beside the original, so that the server need not do it for each phone.

Our own modules and styles were packed before, without their comments and blanks (tools/pack.mjs).

A packed file carries its original's time: one whose original has changed is made anew, one without is removed.
"""

from pathlib import Path

from whitenoise.compress import Compressor

STATIC = Path(__file__).resolve().parent.parent / "static"
PACKED = ".gz"


def main() -> None:
    """Pack what is not packed yet."""
    for packed in STATIC.rglob(f"*{PACKED}"):
        if not is_current(packed):
            packed.unlink()
    compressor = Compressor(use_brotli=False, quiet=True)
    for path in [path for path in STATIC.rglob("*") if path.is_file() and compressor.should_compress(path.name)]:
        if not path.with_name(path.name + PACKED).exists():
            compressor.compress(str(path))


def is_current(packed: Path) -> bool:
    """Was this made from its original as it is now?"""
    original = packed.with_suffix("")
    return original.exists() and int(original.stat().st_mtime) == int(packed.stat().st_mtime)


if __name__ == "__main__":
    main()
