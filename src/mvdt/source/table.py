"""Rows of cells that know where they stand: what every reader of a table builds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["number", "date", "error"]
"""What a workbook says that a cell holds, where it is no plain text."""

Place = tuple[int, int, int]
"""Line, first column and column behind the last one of a cell in a text file, all from 1, in code points."""


@dataclass(slots=True)
class Row:
    """One row: its number as a spreadsheet program shows it, and the text of each cell from column A on.

    Text is without space around it; a number is as Python writes it (`0.6`, `1`), a date as ISO 8601 writes it. `kinds`
    names, by position from 0, the cells that are no plain text. `places` is given where the file is text: then a
    row may begin on another line than its number says, for text in quotes may run over several.
    """

    number: int
    cells: list[str]
    kinds: dict[int, Kind] = field(default_factory=dict)
    places: list[Place] | None = None


@dataclass(slots=True)
class Table:
    """One sheet without its empty rows. `sheet` is empty where a file has but one table and no name for it.

    `hidden` is whether the sheet is; `hidden_rows` are the numbers of the rows that a reader of the sheet does not see.
    """

    sheet: str
    rows: list[Row]
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """A file's path as the user gave it, and its tables that are not empty."""

    path: str
    tables: list[Table]


def column_name(column: int) -> str:
    """The letters of a column, counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters
