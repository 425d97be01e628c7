"""Compiles every feature's translations, and refuses one that lost a placeholder or says nothing.

app/<feature>/translations/<language>/LC_MESSAGES/messages.po becomes messages.mo beside it.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_one(source: Path) -> list[str]:
    """Write the compiled file; return what is wrong with the source."""
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    problems = [
        f"{source.relative_to(ROOT)}:{message.lineno}: {problem}"
        for message in catalogue
        for problem in wrong_with(message)
    ]
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return problems


def wrong_with(message: Message) -> list[str]:
    """Return what a reader of the translation would miss."""
    if not message.id:
        return []
    originals, texts = ([words] if isinstance(words, str) else list(words) for words in (message.id, message.string))
    if not all(texts):
        return [f"no translation of {originals[0]!r}"]
    wanted = placeholders(originals[-1])
    return [
        f"the placeholders of {text!r} should be {sorted(wanted)}" for text in texts if placeholders(text) != wanted
    ]


def placeholders(text: str) -> set[str]:
    """Return the names that are filled in later."""
    return set(re.findall(r"%\(\w+\)\w|{\w+}", text))


def main() -> int:
    """Compile all; tell every problem at once."""
    sources = sorted(ROOT.glob("app/*/translations/*/LC_MESSAGES/messages.po"))
    problems = [problem for source in sources for problem in compile_one(source)]
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
