"""Reads a rescue file (docs/sealing.md): lines of JSON, each file's sealed bytes right behind its line.

Read as a stream: a line has a limit, bytes go to a temporary file, and whatever stands before a damage is good.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.brought import MAX_FILE
from app.core.sealing import Sealed, sealed_size

LONGEST_LINE = 1_000_000
MOST_LINES = 20_000
BLOCK = 262_144
IN_MEMORY = 1_000_000


class Damaged(Exception):
    """The file cannot be read any further; `code` has words in reasons.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Line(BaseModel):
    """What every line must be."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Head(Line):
    """The first line."""

    rescue: Literal[1]
    made_at: Annotated[str, Field(max_length=40)]
    app: Annotated[str, Field(max_length=60)]


class CommandLine(Line):
    """One sealed command."""

    id: Annotated[str, Field(max_length=60)]
    command: Sealed


class FileLine(Line):
    """One sealed file; `length` bytes of its stream and a line feed follow."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    type: Annotated[str, Field(max_length=60)]
    length: Annotated[int, Field(ge=1, le=sealed_size(MAX_FILE))]
    key: Sealed


class Tail(Line):
    """The last line: without it the file was cut."""

    end: Literal[True]


@dataclass(frozen=True)
class SealedFile:
    """A file's line with its bytes, which are there until the next line is asked for."""

    line: FileLine
    stream: IO[bytes]


def read_rescue(source: IO[bytes]) -> Iterator[CommandLine | SealedFile]:
    """Yield what the file holds, in its order; raises Damaged where it ends too soon or makes no sense."""
    _read(source, Head, "rescue-not-ours")
    for _ in range(MOST_LINES):
        text = _line(source)
        if not text:
            raise Damaged("rescue-cut")
        line = _understood(text)
        if isinstance(line, Tail):
            return
        if isinstance(line, CommandLine):
            yield line
        else:
            yield from _with_bytes(source, line)
    raise Damaged("rescue-too-long")


def _line(source: IO[bytes]) -> bytes:
    text = source.readline(LONGEST_LINE)
    if len(text) == LONGEST_LINE:
        raise Damaged("rescue-damaged")
    return text


def _read(source: IO[bytes], shape: type[Head], code: str) -> Head:
    try:
        return shape.model_validate_json(_line(source))
    except ValidationError as error:
        raise Damaged(code) from error


def _understood(text: bytes) -> CommandLine | FileLine | Tail:
    shapes: tuple[type[CommandLine | FileLine | Tail], ...] = (CommandLine, FileLine, Tail)
    for shape in shapes:
        try:
            return shape.model_validate_json(text)
        except ValidationError:
            continue
    raise Damaged("rescue-damaged" if text.endswith(b"\n") else "rescue-cut")


def _with_bytes(source: IO[bytes], line: FileLine) -> Iterator[SealedFile]:
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as kept:
        left = line.length
        while left and (block := source.read(min(BLOCK, left))):
            kept.write(block)
            left -= len(block)
        if left or source.read(1) != b"\n":
            raise Damaged("rescue-cut")
        yield SealedFile(line, kept)
