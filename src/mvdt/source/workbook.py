"""Workbooks to rows: Excel (.xlsx, .xlsm) and OpenDocument (.ods).

python-calamine reads the values: for 50,000 rows it takes 0.4 seconds where openpyxl takes 7 (and 9 with hidden rows
and merged cells), loads in a hundredth of a second, runs no macro and follows no link. What it does not tell or can't
stand, `source.sheets` finds beforehand; and it sees nothing but the parts that were measured there.

Workbooks before 2007 (.xls) and binary ones (.xlsb) are told apart and refused: in them errors such as #REF! would come
out as empty cells, and hidden rows as any others.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

from mvdt.source.archive import Archive, BadArchive
from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault
from mvdt.source.sheets import TAG_LIMIT, TEXT_LIMIT, BadSheet, Seen, excel_sheets, open_document_sheets
from mvdt.source.signatures import content_of
from mvdt.source.table import CELL_LIMIT, CHARACTER_LIMIT, Kind, Row, Table, Workbook, cell_text, column_name
from mvdt.source.text import Recurring, Text

_SAVE: Final = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)"
_OTHER: Final = {
    "office": ("this is an Excel workbook from before 2007, or another old document", _SAVE),
    "encrypted": ("the workbook is behind a password", "open it and save it without the password"),
    "web page": ("this is a web page under the name of a workbook, as some websites export it", _SAVE),
    "XML": ("this is XML under the name of a workbook, as some programs export it", _SAVE),
    "JSON": ("this is JSON under the name of a workbook", "end its name with `.json`"),
    "PDF": ("this is a PDF document under the name of a workbook", "ask for the workbook itself"),
    "picture": ("this is a picture under the name of a workbook", "ask for the workbook itself"),
    "archive": ("this is a compressed archive", "unpack it"),
}
# The part that tells what a zip archive is, if no workbook that can be read.
_OTHER_ARCHIVES: Final = (
    ("xl/workbook.bin", "this is a binary Excel workbook (.xlsb)", _SAVE),
    ("word/document.xml", "this is a Word document", "copy the table into a spreadsheet and save it (.xlsx)"),
    ("ppt/presentation.xml", "this is a presentation", "copy the table into a spreadsheet and save it (.xlsx)"),
    ("Index/Document.iwa", "this is a document of Apple's Numbers or Pages", "export it as an Excel workbook (.xlsx)"),
)
_DAMAGED: Final = (
    "the workbook is damaged, or no spreadsheet program wrote it",
    "open it in a spreadsheet program and save it again",
)
_EXCEL: Final = "xl/workbook.xml"
_TEXTS: Final = "xl/sharedstrings.xml"
_OPEN_DOCUMENT: Final = "content.xml"
# In lower case, for not every program writes them alike.
_NEEDED: Final = (
    "[content_types].xml",
    "_rels/.rels",
    _TEXTS,
    "xl/styles.xml",
    "mimetype",
    "meta-inf/manifest.xml",
    "styles.xml",
)
_PRINTABLE: Final = re.compile(rb"[^\x00-\x08\x0e-\x1f]*")
_LOOKED_AT: Final = 4096


def read_workbook(path: str, data: bytes) -> Document | Workbook:
    """The sheets in these bytes that are not empty, or a document with what is wrong; `path` is what to call it."""
    content = content_of(data)
    try:
        if content != "zip":
            raise _what_else(content, data)
        return Workbook(path, _tables(Archive(data)))
    except (BadArchive, BadSheet) as error:
        return faulty(path, Text(""), Fault(error.message, error.fix, 0, 0))


def _what_else(content: str | None, data: bytes) -> BadArchive:
    if content is not None:
        return BadArchive(*_OTHER[content])
    if not data:
        return BadArchive("the file is empty", "ask for the workbook again")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _PRINTABLE.fullmatch(data, 0, _LOOKED_AT):
        return BadArchive(
            "this is plain text under the name of a workbook, as some websites export it",
            "end its name with `.csv` if it is a table",
        )
    return BadArchive("this is no workbook", "check that this is the file you mean, and ask for it again")


def _tables(archive: Archive) -> list[Table]:
    names = archive.names
    needed = _needed(archive)
    if _EXCEL in names:
        seen = excel_sheets(archive.part, needed.get(_TEXTS, b""))
    elif _OPEN_DOCUMENT in names and b"spreadsheet" in archive.part("mimetype"):
        if b"encryption-data" in archive.part("META-INF/manifest.xml"):
            raise BadArchive("the workbook is behind a password", "open it and save it without the password")
        seen = open_document_sheets(archive.part(_OPEN_DOCUMENT))
    else:
        for part, what, fix in _OTHER_ARCHIVES:
            if part in names:
                raise BadArchive(what, fix)
        if b"spreadsheetml" in archive.part("[Content_Types].xml"):
            raise BadArchive("the workbook is laid out in a way that few programs can read", _SAVE)
        raise BadArchive("this is a zip archive and no workbook", "unpack it, and check that this is the file you mean")
    return [table for table in _read_values(archive.read_parts(), seen) if table.rows]


def _needed(archive: Archive) -> dict[str, bytes]:
    """The parts beside the sheets that the library reads, by their names in small letters, which it does not tell apart."""
    found: dict[str, bytes] = {}
    for part in archive.names:
        name = part.lower()
        if name not in _NEEDED:
            continue
        if name in found:
            raise BadSheet(*_DAMAGED)
        found[name] = archive.part(part)
        if found[name].count(b"<") > TAG_LIMIT:
            raise BadSheet("the workbook has far more texts than a roster", "check that this is the file you mean")
    return found


def _read_values(data: bytes, seen: dict[str, Seen]) -> list[Table]:
    tables = []
    try:
        workbook = load_workbook(io.BytesIO(data))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            values = workbook.get_sheet_by_name(sheet.name)
            first_row, first_column = values.start or (0, 0)
            rows = _Rows(seen[sheet.name])
            for number, cells in enumerate(values.to_python(), first_row):
                rows.add(number, first_column, cells)
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            tables.append(rows.table(sheet.name, hidden=hidden))
    except (KeyboardInterrupt, SystemExit, MemoryError, BadSheet):
        raise
    except BaseException as error:
        # The library's own panic is no `Exception`.
        raise BadSheet(*_DAMAGED) from error
    return tables


class _Rows:
    """The rows of one sheet, by their number from 0."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.rows: dict[int, Row] = {}
        self.recurring = Recurring()

    def add(self, number: int, first: int, values: Sequence[object]) -> None:
        kinds: dict[int, Kind] = {}
        cells = [""] * first
        some = False
        for value in values:
            if isinstance(value, str):
                text = cell_text(value)
            else:
                text, kind = _text(value)
                if kind is not None:
                    kinds[len(cells)] = kind
            if text:
                some = True
                self.refuse_long(text, number, len(cells))
            cells.append(self.recurring[text])
        if some:
            self.rows[number] = Row(number + 1, cells, kinds)

    def refuse_long(self, text: str, number: int, column: int) -> None:
        """Raise `BadSheet` for a text that no spreadsheet program keeps in a cell."""
        if len(text) > CHARACTER_LIMIT:
            raise BadSheet(
                f"the cell {column_name(column)}{number + 1} has more than {CHARACTER_LIMIT:,} characters, "
                "more than a spreadsheet can hold",
                "check that this is the file you mean",
            )

    def table(self, sheet: str, *, hidden: bool) -> Table:
        for (number, column), (kind, text) in self.seen.special.items():
            self.refuse_long(text, number, column)
            row = self.rows.setdefault(number, Row(number + 1, []))
            _put(row, column, cell_text(text), kind)
        numbers = sorted(self.rows)
        self.fill_merged(numbers, sheet)
        hidden_rows = [
            number + 1
            for first, last in self.seen.hidden_rows
            for number in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
        ]
        return Table(sheet, [self.rows[number] for number in numbers], hidden, sorted(set(hidden_rows)))

    def fill_merged(self, numbers: list[int], sheet: str) -> None:
        """Put what a merged cell shows into every cell that it covers, in rows that hold something of their own."""
        covered = characters = 0
        width = self.seen.columns[1] + 1
        for first_row, first, last_row, last in self.seen.merged:
            origin = self.rows.get(first_row)
            if origin is None or first >= len(origin.cells) or not origin.cells[first]:
                continue
            text, kind = origin.cells[first], origin.kinds.get(first)
            inside = numbers[bisect_left(numbers, first_row) : bisect_right(numbers, last_row)]
            columns = range(first, min(last + 1, max(width, first + 1)))
            covered += len(inside) * len(columns)
            characters += len(inside) * len(columns) * len(text)
            if covered > CELL_LIMIT or characters > TEXT_LIMIT:
                how_many = f"cover more than {CELL_LIMIT:,} cells"
                if covered <= CELL_LIMIT:
                    how_many = f"show more than {TEXT_LIMIT:,} characters in all the cells that they cover"
                raise BadSheet(
                    f"the merged cells of the sheet `{sheet}` {how_many}",
                    "undo the merging of cells in this sheet",
                )
            for number in inside:
                for column in columns:
                    _put(self.rows[number], column, text, kind)


def _put(row: Row, column: int, text: str, kind: Kind | None) -> None:
    row.cells.extend([""] * (column + 1 - len(row.cells)))
    row.cells[column] = text
    if kind is None:
        row.kinds.pop(column, None)
    else:
        row.kinds[column] = kind


def _text(value: object) -> tuple[str, Kind | None]:
    """What a cell holds that is no text, as text, and its kind."""
    match value:
        case bool():
            return str(value).lower(), None
        case int() | float():
            # Excel itself keeps and shows 15 digits.
            return f"{value + 0.0:.15g}", "number"
        case datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00"), "date"
        case date():
            return value.isoformat(), "date"
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}", None
        case _:
            return str(value), None
