"""A table behind a number: heads and rows, ready to be shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table: its title, heads, rows whose first cell names the row, and other views of the same number."""

    title: str
    heads: list[str]
    rows: list[list[str | int]]
    beside: "tuple[Table, ...]" = ()
