"""The text of a document that is a table: its rows as lines, its cells as places."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mvdt.source.nodes import Span
from mvdt.source.table import Row, column_name
from mvdt.source.text import Cell, Text

_BETWEEN: Final = " | "
_WIDEST: Final = 40
LINE_BREAKS: Final = str.maketrans(dict.fromkeys("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


def widths(rows: Iterable[Row], columns: Sequence[int]) -> list[int]:
    """How wide each of these columns is to be written, so that rows stand in line and no cell takes all the room."""
    found = [1] * len(columns)
    for row in rows:
        for place, column in enumerate(columns):
            if column < len(row.cells) and len(row.cells[column]) > found[place]:
                found[place] = min(len(row.cells[column]), _WIDEST)
    return found


class TableText(Text):
    """Some rows of a table as lines of text, with the columns' headings first: the text of a document that is a table.

    Its columns are `columns`; cells of others that matter are given as `beside`, and each stands on a line of its own
    below the rows, where nobody sees it.
    """

    __slots__ = ("_begins", "_beside", "_heading_line", "_headings", "_lines", "_rows", "_sheet", "_whole", "columns")

    def __init__(
        self,
        sheet: str,
        headings: Row,
        rows: Sequence[Row],
        *,
        columns: Sequence[int],
        widths: Sequence[int],
        beside: Sequence[tuple[Row, int]] = (),
    ) -> None:
        self._sheet = sheet
        self._headings = headings
        self.columns = columns
        self._rows: list[Row] = [headings, *rows]
        # Where each row begins, and each cell of the rows that are shown whole.
        self._lines = array("q")
        self._begins = array("q")
        self._whole = len(self._rows)
        self._beside: list[int] = []
        padded = [*widths[:-1], 0]
        lines: list[str] = []
        offset = 0
        for row in self._rows:
            self._lines.append(offset)
            texts = [row.cells[column] if column < len(row.cells) else "" for column in columns]
            line = _BETWEEN.join([text.ljust(width) for text, width in zip(texts, padded, strict=True)])
            for text, width in zip(texts, padded, strict=True):
                self._begins.append(offset)
                offset += max(len(text), width) + len(_BETWEEN)
            # A line break is one character, and so is what stands for it.
            lines.append(line if line.isprintable() else line.translate(LINE_BREAKS))
            offset = self._lines[-1] + len(line) + 1
        for row, column in beside:
            self._beside.append(column)
            self._lines.append(offset)
            self._rows.append(row)
            lines.append(row.cells[column].translate(LINE_BREAKS))
            offset += len(lines[-1]) + 1
        super().__init__("\n".join([*lines, ""]))
        # Every place in the table shows it.
        self._heading_line = self.string[: self.string.index("\n")]

    def spans(self, number: int) -> list[Span]:
        """The spans of the cells of a row that is shown whole, counted from the headings, which are 0."""
        cells = self._rows[number].cells
        begins = self._begins[number * len(self.columns) : (number + 1) * len(self.columns)]
        return [
            (begin, begin + len(cells[column]) if column < len(cells) else begin)
            for begin, column in zip(begins, self.columns, strict=True)
        ]

    def spans_below(self) -> Iterator[list[Span]]:
        """The same of each row below the headings."""
        return map(self.spans, range(1, self._whole))

    def cells(self) -> Iterator[tuple[str, str, Span]]:
        """Each cell below the headings: its column's heading, its text with its line breaks, and the span of that."""
        for row, spans in zip(self._rows[1:], self.spans_below(), strict=False):
            for column, span in zip(self.columns, spans, strict=True):
                yield self._heading(column), row.cells[column] if column < len(row.cells) else "", span
        for number, column in enumerate(self._beside, self._whole):
            begin, text = self._lines[number], self._rows[number].cells[column]
            yield self._heading(column), text, (begin, begin + len(text))

    def position(self, offset: int) -> tuple[int, int]:
        """The row and column, both from 1, of an offset; line and column where the file is text."""
        row, column, *_ = self.place((offset, offset))
        return row, column

    def line_at(self, offset: int) -> tuple[int, str]:
        """Where the line of an offset begins, and its text without its line break."""
        start = self._lines[self._line_of(offset)]
        return start, self._line(start, self.string.index("\n", start))

    def place(self, span: Span) -> tuple[int, int, int, int, str, Cell | None]:
        """A span as the cell that it begins in, as a `Location` has it."""
        start, end = span
        number = self._line_of(start)
        line_start, snippet = self.line_at(start)
        row = self._rows[number]
        last = max(min(end, line_start + len(snippet)), start)
        if number < self._whole:
            spans = self.spans(number)
            nearest = max(bisect_right(spans, (start, len(self.string))) - 1, 0)
            column, heading = self.columns[nearest], self._heading_line
            if last == start and spans[nearest][1] > start:
                last = spans[nearest][1]
        else:
            column = self._beside[number - self._whole]
            heading = self._heading(column)
        name = f"{column_name(column)}{row.number}"
        line, first, behind = row.place(column) or (row.number, column + 1, column + 2)
        marks = (start - line_start + 1, max(last - line_start + 1, start - line_start + 1))
        cell = Cell(self._sheet, name, *marks, heading, self._headings.number)
        return line, first, behind, line_start, snippet, cell

    def _line_of(self, offset: int) -> int:
        return max(bisect_right(self._lines, offset) - 1, 0)

    def _heading(self, column: int) -> str:
        return self._headings.cells[column].translate(LINE_BREAKS) if column < len(self._headings.cells) else ""
