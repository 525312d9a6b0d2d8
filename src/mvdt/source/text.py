"""Bytes to text, and offsets to lines and columns as an editor counts them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mvdt.source.nodes import Span

_LONG: Final = 200
_RECURRING: Final = 5_000
_SHORT: Final = 16 * 1024
_LINE_BREAK = re.compile(r"\r\n?|\n")
# The characters that YAML 1.2 (section 5.1) does not allow in a stream.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# What stands in a text stands for itself, and every control character for the first of them: that is told in one go.
_CONTROLS: Final = bytes(0 if (code < 32 and code not in b"\t\n\r") or code == 127 else code for code in range(256))  # noqa: PLR2004

_PIECE: Final = 256 * 1024

_SIGNATURES: Final = (
    (b"PK\x03\x04", "a spreadsheet, a Word document or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
)
_SIGNED: Final = tuple(signature for signature, _ in _SIGNATURES)


class NotText(Exception):
    """These bytes are no text. Carries the `offset` (in code points of what was readable) and `text` so far."""

    def __init__(self, message: str, fix: str, text: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.text = text
        self.offset = offset


class Cell(NamedTuple):
    """A cell of a table: its sheet and its name as spreadsheet programs write it, such as `C7`.

    `start` and `end` are its columns in the location's snippet, from 1, the end exclusive. `heading` is the row above all
    others that names the columns, and `heading_line` its number.
    """

    sheet: str
    name: str
    start: int
    end: int
    heading: str
    heading_line: int


class Location(NamedTuple):
    """A place in a file: line and columns from 1 in code points, the end exclusive, and the line's text.

    `offset` is where the line begins in the file, in code points from 0. In a table the line and column are the row and
    the column where the file has no lines, and `cell` says more.
    """

    path: str
    line: int
    column: int
    end_column: int
    offset: int
    snippet: str
    cell: Cell | None = None

    @property
    def marked(self) -> Span:
        """The columns of the snippet, from 1 and the end exclusive, that the place is about."""
        return (self.cell.start, self.cell.end) if self.cell is not None else (self.column, self.end_column)


class Recurring(dict[str, str]):
    """Texts of a file, each to be kept once however often it stands there: fields, roles, levels, all met early on."""

    def __missing__(self, text: str) -> str:
        if len(self) < _RECURRING:
            self[text] = text
        return text


class Text:
    """A decoded text without its byte-order mark, and where its lines begin.

    Offsets count code points from 0; lines and columns count from 1. Only line feeds, carriage returns and
    the pair of both end a line: U+0085 and U+2028 do for YAML 1.1, but not for editors.
    """

    __slots__ = ("_last", "_long", "_short", "_starts", "string")

    def __init__(self, string: str) -> None:
        self.string = string
        # The long line that was looked at last and where it begins: thousands of places may stand on it.
        self._long = -1, ""
        # In a short text a line is found sooner by looking than by a table of all of them.
        self._short = len(string) <= _SHORT and "\r" not in string
        # An offset and its line; the next is mostly a little further down.
        self._last = 0, 1
        self._starts: array[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset."""
        line, start, _ = self._bounds(offset)
        return line, offset - start + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1."""
        return self._table[line - 1] + column - 1

    def line_at(self, offset: int) -> tuple[int, str]:
        """Where the line of an offset begins, and its text without its line break."""
        _, start, end = self._bounds(offset)
        return start, self._line(start, end)

    def _bounds(self, offset: int) -> tuple[int, int, int]:
        """The line of an offset, and where it begins and ends, its line break included or not."""
        if self._short:
            string = self.string
            before, line = self._last
            line = line + string.count("\n", before, offset) if before <= offset else string.count("\n", 0, offset) + 1
            self._last = offset, line
            end = string.find("\n", offset)
            return line, string.rfind("\n", 0, offset) + 1, end if end >= 0 else len(string)
        table = self._table
        line = bisect_right(table, offset)
        return line, table[line - 1], table[line] if line < len(table) else len(self.string)

    def _line(self, start: int, end: int) -> str:
        """What stands between two line breaks."""
        if start == self._long[0]:
            return self._long[1]
        line = self.string[start:end].rstrip("\r\n")
        if len(line) > _LONG:
            self._long = start, line
        return line

    def locate(self, path: str, span: Span) -> Location:
        """A span as line and columns; one over several lines ends where its first line does."""
        return Location(path, *self.place(span))

    def place(self, span: Span) -> tuple[int, int, int, int, str, Cell | None]:
        """The same without a path: what a `Location` has."""
        start, end = span
        line, line_start, line_end = self._bounds(start)
        snippet = self.string[line_start:line_end] if self._short else self._line(line_start, line_end)
        last = line_start + len(snippet)
        end = min(last, end)
        return line, start - line_start + 1, (max(start, end)) - line_start + 1, line_start, snippet, None

    def places_on_lines(
        self, spots: Iterable[tuple[int, int, int]]
    ) -> Iterator[tuple[int, int, int, int, str, Cell | None]]:
        """The same of several places in their order, each by where its line begins and its columns there, from 0."""
        if not self._short:
            yield from (self.place((line_start + start, line_start + end)) for line_start, start, end in spots)
            return
        string = self.string
        before, line = 0, 1
        for line_start, start, end in spots:
            line += string.count("\n", before, line_start)
            before = line_start
            stop = string.find("\n", line_start + end)
            snippet = string[line_start:stop] if stop >= 0 else string[line_start:]
            yield line, start + 1, end + 1, line_start, snippet, None

    @property
    def _table(self) -> array[int]:
        table = self._starts
        if table is None:
            if "\r" in self.string:
                table = array("q", chain((0,), (found.end() for found in _LINE_BREAK.finditer(self.string))))
            else:
                lengths = (len(line) + 1 for piece in pieces(self.string) for line in piece.split("\n"))
                table = array("q", accumulate(lengths, initial=0))
                # Behind the last line there is no other.
                table.pop()
            self._starts = table
        return table


def pieces(string: str) -> Iterator[str]:
    """A text in pieces of whole lines, without the line feeds between them: a long one in many, for its memory's sake."""
    start = 0
    while (end := string.find("\n", start + _PIECE)) >= 0:
        yield string[start:end]
        start = end + 1
    yield string[start:] if start else string


def lines(string: str) -> Iterable[str]:
    """A text's lines, without the line feeds between them."""
    if len(string) <= _SHORT:
        return _lines(string)
    return chain.from_iterable(piece.split("\n") for piece in pieces(string))


# Whoever reads the lines of a short text is soon followed by others.
@lru_cache(maxsize=16)
def _lines(string: str) -> list[str]:
    return string.split("\n")


def decode(data: bytes, language: str = "YAML") -> Text:
    """Decode UTF-8, or UTF-16 and UTF-32 that begin with a byte-order mark. `language` is what it should hold.

    Raises `NotText` with a sentence for people where that can't be done.
    """
    if data.startswith(_SIGNED):
        kind = next(kind for signature, kind in _SIGNATURES if data.startswith(signature))
        raise NotText(f"this is {kind}, not a text file", f"save it as a {language} text file")
    if data.isascii() and b"\0" not in data.translate(_CONTROLS):
        # As nearly every file is.
        return Text(data.decode("ascii"))
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encoding = "utf-32"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        string = data.decode(encoding)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(encoding, "ignore")
        if b"\x00" in data[:1024] and encoding == "utf-8-sig":
            raise NotText("this is not a text file", f"save it as a {language} text file") from None
        wanted = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
        raise NotText(
            f"a character here is not {wanted}",
            "save the file again with the encoding UTF-8 (an older Windows encoding is the usual cause)",
            readable,
            len(readable),
        ) from None
    # Programs that each add a mark leave several, and libyaml counts none of them.
    string = string.lstrip("\ufeff")
    wrong = _NOT_TEXT.search(string)
    if wrong:
        code = ord(wrong[0])
        if code == 0:
            raise NotText("this is not a text file", f"save it as a {language} text file")
        raise NotText(
            f"the invisible control character U+{code:04X} may not stand in a {language} file",
            "delete the character, or type this line again",
            string,
            wrong.start(),
        )
    return Text(string)
