"""Rows of cells that know where they stand: what every reader of a table builds."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Final, Literal

from mvdt.source.text import Text

CELL_LIMIT: Final = 1_000_000
"""Cells of one file that are not empty or stand between others: 50,000 people with twenty columns."""

ROW_LIMIT: Final = 100_000
"""Rows of one file that are not empty."""

LINE_LIMIT: Final = 1_048_576
COLUMN_LIMIT: Final = 16_384
CHARACTER_LIMIT: Final = 32_767
"""Rows, columns and characters of a cell that Excel holds at most (Microsoft, "Excel specifications and limits")."""

Kind = Literal["number", "date", "error", "formula"]
"""What a workbook says that a cell holds, where it is no plain text.

An `error` is what a spreadsheet program shows for a formula that went wrong, `#REF!`. A `formula` is one whose result
the file does not hold, because the program that wrote it can't calculate; its text is the formula.
"""

Place = tuple[int, int, int]
"""Line, first column and column behind the last one of a cell in a text file, all from 1, in code points.

Quotation marks belong to the cell, as they do to a text in YAML; space around it does not. A cell over several lines
ends where its first line does, and an empty one where it begins.
"""

# Invisible, and in names only by accident. The joiners U+200C and U+200D belong to some scripts, and stay.
_INVISIBLE: Final = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
_CONTROLS: Final = dict.fromkeys((*range(0x0A), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), " ")
_SPACES: Final = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")
_CLEANED: Final = {**_INVISIBLE, **_CONTROLS, **_SPACES}
_EDGES: Final = " \n\u200c\u200d"


@dataclass(slots=True)
class Row:
    """One row: its number as a spreadsheet program shows it, and the text of each cell from column A on.

    Text is as `cell_text` makes it; a number is as Python writes it (`0.6`, `1`), a date as ISO 8601 writes it. `kinds`
    names, by position from 0, the cells that are no plain text. `places` is given where the file is text, as the three
    numbers of each cell's place: there a row may begin on another line than its number says, for text in quotes may run over
    several.
    """

    number: int
    cells: list[str]
    kinds: dict[int, Kind] = field(default_factory=dict)
    places: array[int] | None = None

    def place(self, column: int) -> Place | None:
        """Where the cell of a column stands in the file's text, or the last cell of a shorter row; None if it is no text."""
        if self.places is None:
            return None
        at = min(3 * column, len(self.places) - 3)
        return self.places[at], self.places[at + 1], self.places[at + 2]


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
    """A file's path as the user gave it, and its tables that are not empty; of a text file also its text."""

    path: str
    tables: list[Table]
    text: Text | None = None


def cell_text(text: str) -> str:
    """The text of a cell as names are compared: any space is a plain one, none stands around, nothing is invisible.

    A no-break space comes into a cell by pasting from a web page, and 'Ann Lee' with one is still Ann Lee on the
    next sheet. Line breaks inside stay, as line feeds: they may part the entries of a list.
    """
    if text.isprintable():
        return text.strip(" ")
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED).strip(_EDGES)


def column_name(column: int) -> str:
    """The letters of a column, counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters
