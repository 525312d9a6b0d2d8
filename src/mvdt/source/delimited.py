"""Delimited text to rows: comma, semicolon, tab or bar, as spreadsheet programs and staff systems export them.

The rows are those of Python's `csv` with `skipinitialspace`, which a property test holds, but with the exact place of
every cell, which `csv` does not give; and a quotation mark that is never closed is a fault, where `csv` would put all
rows behind it into one cell. The delimiter is found by reading the first rows with each: `csv.Sniffer` takes a letter
for one in a file of one column, and a decimal comma for one in a file with semicolons.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import groupby, islice
from typing import Final

from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault
from mvdt.source.signatures import content_of
from mvdt.source.table import (
    CELL_LIMIT,
    CHARACTER_LIMIT,
    COLUMN_LIMIT,
    LINE_LIMIT,
    ROW_LIMIT,
    Place,
    Row,
    Table,
    Workbook,
    cell_text,
)
from mvdt.source.text import Recurring, Text

# Where two read a file equally well, the one that is rarer inside of texts.
_DELIMITERS: Final = ("\t", ";", "|", ",")
# Excel's own way to say it, on a line that it does not show as a row.
_SAID: Final = re.compile(r'"?sep=([^\n"])"?(?:\n|\Z)', re.IGNORECASE)
# A number that a staff system protects from Excel: it shows as 007.
_AS_FORMULA: Final = re.compile(r'="([^"]*)"')
_SAMPLE: Final = 64 * 1024
_SAMPLE_ROWS: Final = 200
_UTF_8: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|(?P<stray>[\x80-\xff])"
)

_OTHER: Final = {
    "zip": ("this is a workbook or another zip archive", "end its name with `.xlsx` if it is an Excel workbook"),
    "office": ("this is an old Excel or Word document", "open it in Excel and save it as an Excel workbook (.xlsx)"),
    "encrypted": ("this is a workbook behind a password", "open it and save it without the password, or as CSV"),
    "web page": ("this is a web page", "open it in Excel and save it as `CSV UTF-8`"),
    "XML": ("this is XML", "open it in Excel and save it as `CSV UTF-8`"),
    "JSON": ("this is JSON", "end its name with `.json`"),
    "PDF": ("this is a PDF document", "ask for the table itself, or copy it into a spreadsheet"),
    "picture": ("this is a picture", "ask for the table itself"),
    "archive": ("this is a compressed archive", "unpack it"),
}


class _Wrong(Exception):
    """What stops the reading, at a line and column from 1."""

    def __init__(self, message: str, fix: str, line: int, column: int, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.place = line, column
        self.length = length


def read_delimited(path: str, data: bytes) -> Document | Workbook:
    """The one table in these bytes, or a document with what is wrong; `path` is what to call it."""
    content = content_of(data)
    if content is not None:
        what, fix = _OTHER[content]
        return faulty(path, Text(""), Fault(f"{what}, not a table as text (CSV)", fix, 0, 0))
    text, fault = _decode(data)
    if fault is not None:
        return faulty(path, text, fault)
    string = text.string.replace("\r\n", "\n").replace("\r", "\n")
    said = _SAID.match(string)
    delimiter = said[1] if said else _delimiter(string, tabbed=path.lower().endswith(".tsv"))
    # Spreadsheet programs write out formatted rows that are empty, up to a million of them.
    filled = len(string.rstrip(f"{delimiter} \n"))
    line_end = string.find("\n", filled)
    string = string[: line_end if line_end >= 0 else len(string)]
    rows = []
    cells = 0
    recurring = Recurring()
    try:
        if string.count("\n") > LINE_LIMIT:
            raise _too_large(f"{LINE_LIMIT:,} lines", 1, 1)
        for row in _rows(string, delimiter, begin=said.end() if said else 0, line=2 if said else 1):
            if not any(row.cells):
                continue
            row.cells = [recurring[text] for text in row.cells]
            rows.append(row)
            cells += len(row.cells)
            if len(rows) > ROW_LIMIT or cells > CELL_LIMIT:
                line, column, _ = row.place(0) or (1, 1, 1)
                raise _too_large(f"{CELL_LIMIT:,} cells" if cells > CELL_LIMIT else f"{ROW_LIMIT:,} rows", line, column)
    except _Wrong as wrong:
        start = text.offset(*wrong.place)
        return faulty(path, text, Fault(wrong.message, wrong.fix, start, start + wrong.length))
    return Workbook(path, [Table("", rows)] if rows else [], text)


def _decode(data: bytes) -> tuple[Text, Fault | None]:
    """The text of these bytes; with a fault, as much of it as could be read.

    UTF-8, or UTF-16 with a byte-order mark as Excel's 'Unicode text', or else Windows-1252, which is what Excel calls
    plain CSV in western Europe. Guessing among further encodings would change names without anybody noticing.
    """
    signed = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if signed else ["utf-8-sig"] if _is_mostly_utf_8(data) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return _without_nul(data.decode(encoding))
        except UnicodeDecodeError as error:
            readable = data[: error.start].decode(encoding, "ignore")
    wanted = {"utf-16": "UTF-16", "utf-8-sig": "UTF-8", "cp1252": "UTF-8, and not Windows-1252 either"}[encoding]
    fix = "open the file in Excel and save it as `CSV UTF-8`"
    return Text(readable), Fault(f"a character here is not {wanted}", fix, len(readable), len(readable))


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether most of what is beyond ASCII is UTF-8: then the rest, if any, is damage and no other encoding."""
    if data.isascii():
        return False
    stray = whole = 0
    for found in islice(_UTF_8.finditer(data), _SAMPLE):
        if found["stray"]:
            stray += 1
        else:
            whole += 1
    return whole > stray


def _without_nul(string: str) -> tuple[Text, Fault | None]:
    text = Text(string)
    nul = string.find("\0")
    if nul < 0:
        return text, None
    # Where nearly every other character is one, it is UTF-16 that does not say so.
    if string.count("\0", 0, _SAMPLE) > min(len(string), _SAMPLE) // 4:
        what = "this is not a text file, or text in UTF-16 without the mark that says so"
        return Text(""), Fault(what, "open the file in Excel and save it as `CSV UTF-8`", 0, 0)
    what = "here stands a null character, which no text has: the file is damaged"
    return text, Fault(what, "open the file in Excel and save it as `CSV UTF-8`", nul, nul + 1)


def _delimiter(string: str, *, tabbed: bool) -> str:
    """What most likely parts the cells.

    It parts the header as well as the rows below, into the same number of cells, where a comma inside of texts or
    numbers does not; and rows above the header may have none.
    """
    sample = string[:_SAMPLE]
    if len(sample) < len(string) and "\n" in sample:
        sample = sample[: sample.rindex("\n")]
    if tabbed and "\t" in sample:
        return "\t"
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        score = _agreement(_widths(sample, delimiter))
        if score > most:
            best, most = delimiter, score
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    """How many cells each of the first rows has; as far as they can be read."""
    widths: list[int] = []
    # What is wrong will be said, with its place, when the whole is read.
    with suppress(_Wrong):
        widths.extend(len(row.cells) for row in islice(_rows(sample, delimiter), _SAMPLE_ROWS) if any(row.cells))
    return widths


def _agreement(widths: list[int]) -> float:
    """How many rows in a row are parted at all, and alike: the mean of both."""
    best = 0.0
    for parted, run in groupby(widths, lambda width: width > 1):
        if parted:
            counted = Counter(run)
            best = max(best, (counted.total() + max(counted.values())) / 2)
    return best


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    parting = re.escape(delimiter)
    return re.compile(
        rf' *(?P<whole>"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"(?P<after>[^{parting}\n]*+))(?P<end>{parting}|\n|\Z)'
        rf'|(?! *")(?P<plain>[^{parting}\n]*+)(?P<then>{parting}|\n|\Z)'
    )


def _rows(string: str, delimiter: str, *, begin: int = 0, line: int = 1) -> Iterator[Row]:
    """Every row of a text whose line breaks are line feeds, empty ones too; raises `_Wrong`."""
    number = 0
    while begin < len(string):
        number += 1
        line_end = string.find("\n", begin)
        if line_end < 0:
            line_end = len(string)
        written = string[begin:line_end]
        if len(written) > CHARACTER_LIMIT and written.count(delimiter) >= COLUMN_LIMIT:
            raise _Wrong(
                f"this row has more than {COLUMN_LIMIT:,} cells, and no roster has", "check the line breaks", line, 1
            )
        if '"' in written:
            row, begin, after = _quoted_row(string, delimiter, begin, line, number)
            yield row
            line = after
            continue
        parts = written.split(delimiter)
        column = 1
        places = array("q")
        for position, part in enumerate(parts):
            end = column + len(part)
            if not part or (part.isprintable() and part[0] != " " and part[-1] != " "):
                places.extend((line, column, end))
            else:
                parts[position], place = _plain(part, line, column)
                places.extend(place)
            if end - column > CHARACTER_LIMIT:
                raise _too_long(line, column)
            column = end + 1
        yield Row(number, parts, places=places)
        begin = line_end + 1
        line += 1


def _plain(part: str, line: int, column: int) -> tuple[str, Place]:
    text = cell_text(part)
    if not text:
        return text, (line, column, column)
    # What is taken away around the text is no part of its place either.
    space = 0
    while not cell_text(part[space]):
        space += 1
    behind = len(part)
    while not cell_text(part[behind - 1]):
        behind -= 1
    return text, (line, column + space, column + behind)


def _quoted_row(string: str, delimiter: str, begin: int, line: int, number: int) -> tuple[Row, int, int]:  # noqa: C901
    """A row with quotation marks in it, where the next begins and on which line."""
    match = _cell(delimiter).match
    cells: list[str] = []
    places = array("q")
    line_start = begin
    while True:
        found = match(string, begin)
        if found is None:
            column = string.index('"', begin) - line_start + 1
            raise _Wrong(
                "the quotation mark that opens here is never closed",
                "close the quotation, or delete the mark",
                line,
                column,
            )
        plain = found["plain"]
        begin = found.end()
        if plain is not None:
            column = found.start() - line_start + 1
            if len(plain) > CHARACTER_LIMIT:
                raise _too_long(line, column)
            text, place = _plain(plain, line, column) if plain else ("", (line, column, column))
            cells.append(_shown(text))
            places.extend(place)
            end = found["then"]
        else:
            start = found.start("whole")
            column = start - line_start + 1
            whole = found["whole"]
            if len(whole) > CHARACTER_LIMIT:
                raise _too_long(line, column)
            quoted, after = found["quoted"], found["after"]
            breaks = quoted.count("\n")
            if breaks and after.strip():
                raise _Wrong(
                    f"the quotation mark that opens here is not closed before another one opens on line {line + breaks}",
                    "close the quotation, or delete the mark",
                    line,
                    column,
                )
            if '""' in quoted:
                quoted = quoted.replace('""', '"')
            cells.append(_shown(cell_text(quoted + after)))
            shown_end = whole.index("\n") if breaks else len(whole.rstrip())
            places.extend((line, column, column + shown_end))
            if breaks:
                line += breaks
                line_start = start + whole.rindex("\n") + 1
            end = found["end"]
        if end != delimiter:
            return Row(number, cells, places=places), begin, line + 1
        if len(cells) >= COLUMN_LIMIT:
            raise _Wrong(
                f"this row has more than {COLUMN_LIMIT:,} cells, and no roster has", "check the line breaks", line, 1
            )


def _shown(text: str) -> str:
    found = _AS_FORMULA.fullmatch(text) if text.startswith('="') else None
    return cell_text(found[1]) if found else text


def _too_large(what: str, line: int, column: int) -> _Wrong:
    return _Wrong(
        f"the file has more than {what}, and no roster is so large",
        "check that this is the file you mean",
        line,
        column,
    )


def _too_long(line: int, column: int) -> _Wrong:
    return _Wrong(
        f"this cell has more than {CHARACTER_LIMIT:,} characters, more than a spreadsheet can hold",
        "check for a quotation mark that is not closed, and that this is the file you mean",
        line,
        column,
    )
