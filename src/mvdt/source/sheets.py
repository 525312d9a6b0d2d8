"""What the XML of a sheet says that the library for the values keeps to itself.

That is: rows that are hidden, cells that are merged, errors, and formulas whose result nobody has calculated. And how
far a sheet reaches: the library makes room for every cell between the first and the last, which one stray cell in the
last corner of a sheet makes half a terabyte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Final
from xml.parsers import expat

from mvdt.source.table import CELL_LIMIT, COLUMN_LIMIT, LINE_LIMIT, Kind, column_name

AREA_LIMIT: Final = 4 * CELL_LIMIT
"""Cells of one sheet with the empty ones between them."""

SHEET_LIMIT: Final = 1_000
"""Sheets of one workbook; each may be a team."""

TEXT_LIMIT: Final = 64 * 1024 * 1024
"""Characters of all cells of a workbook. One text may stand for thousands of cells, and the library copies it for each."""

TAG_LIMIT: Final = 5 * CELL_LIMIT
"""Marks of XML in one part; a cell has four, and an empty row that is formatted one."""

_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_END_OF_TEXT: Final = re.compile(rb"</(?:[^<>:]*:)?si\s*>")
# As LibreOffice shows them.
_ERROR: Final = re.compile(r"#[A-Z/0]+[!?]?|Err:[0-9]+")

Attributes = dict[str, str]


class BadSheet(Exception):
    """A sheet that can't be read. Carries a sentence and a way out."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


@dataclass(slots=True)
class Seen:
    """One sheet. Rows and columns count from 0; ranges are first row, first column, last row and last column."""

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    special: dict[tuple[int, int], tuple[Kind, str]] = field(default_factory=dict)
    cells: int = 0
    shared: int = 0
    """Cells whose text stands in another part, where several may share one."""
    rows: tuple[int, int] | None = None
    columns: tuple[int, int] = (0, 0)

    def count(self, row: int, column: int, *, rows: int = 1, columns: int = 1) -> None:
        """Note that there is something in a cell, or the same in several."""
        self.cells += rows * columns
        last_row, last_column = row + rows - 1, column + columns - 1
        if last_row >= LINE_LIMIT or last_column >= COLUMN_LIMIT or row < 0:
            raise _damaged()
        if self.rows is None:
            self.rows = row, last_row
            self.columns = column, last_column
            return
        if row < self.rows[0] or last_row > self.rows[1]:
            self.rows = min(row, self.rows[0]), max(last_row, self.rows[1])
        if column < self.columns[0] or last_column > self.columns[1]:
            self.columns = min(column, self.columns[0]), max(last_column, self.columns[1])

    @property
    def area(self) -> int:
        """The cells between the first and the last that is not empty, with the empty ones between them."""
        if self.rows is None:
            return 0
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)

    def check(self, sheet: str) -> None:
        """Raise `BadSheet` where the sheet is too large."""
        if self.cells > CELL_LIMIT:
            raise BadSheet(
                f"the sheet `{sheet}` has more than {CELL_LIMIT:,} cells, and no roster is so large",
                "check that this is the file you mean, and delete sheets that do not belong to the roster",
            )
        if self.area > AREA_LIMIT and self.rows is not None:
            corner = f"{column_name(self.columns[1])}{self.rows[1] + 1}"
            raise BadSheet(
                f"the sheet `{sheet}` reaches as far as {corner}, and most of it is empty",
                "delete the rows and columns behind the table: a stray entry there, such as a space, is enough",
            )


class _Sum:
    """What the sheets of a workbook hold together, so far: a thousand sheets of a million cells are too many as well."""

    def __init__(self) -> None:
        self.sheets = 0
        self.cells = 0
        self.area = 0
        self.characters = 0

    def add(self, *, sheets: int = 0, cells: int = 0, area: int = 0, characters: int = 0) -> None:
        """Count these in; raises `BadSheet` where it is too much."""
        self.sheets += sheets
        self.cells += cells
        self.area += area
        self.characters += characters
        if self.sheets > SHEET_LIMIT:
            raise BadSheet(
                f"the workbook has more than {SHEET_LIMIT:,} sheets",
                "check that this is the file you mean, and split it",
            )
        what = ""
        if self.cells > CELL_LIMIT:
            what = f"more than {CELL_LIMIT:,} cells"
        elif self.area > AREA_LIMIT:
            what = f"more than {AREA_LIMIT:,} cells with the empty ones between them"
        elif self.characters > TEXT_LIMIT:
            what = f"more than {TEXT_LIMIT:,} characters"
        if what:
            raise BadSheet(
                f"the sheets of this workbook have {what}, and no roster is so large",
                "check that this is the file you mean, and delete sheets that do not belong to the roster",
            )


def excel_sheets(part: Callable[[str], bytes], texts: bytes) -> dict[str, Seen]:
    """Each work sheet of an Excel workbook by its name.

    `part` gives the content of a part of the workbook; `texts` is the one whose texts cells share.

    Raises `BadSheet`. The parts are those of ECMA-376 (Office Open XML), part 1, section 12.3 and 18.
    """
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(name: str, attributes: Attributes) -> None:
        if _local(name) == "Relationship":
            target = normpath(join("/xl", attributes.get("Target", ""))).lstrip("/")
            targets[attributes.get("Id", "")] = target

    def sheet(name: str, attributes: Attributes) -> None:
        if _local(name) == "sheet":
            identity = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), identity))

    _parse(part("xl/_rels/workbook.xml.rels"), relation)
    _parse(part("xl/workbook.xml"), sheet)
    seen = {}
    read: set[str] = set()
    together = _Sum()
    longest = max(map(len, _END_OF_TEXT.split(texts)))
    together.add(sheets=len(sheets))
    for name, identity in sheets:
        target = targets.get(identity, "")
        content = part(target)
        # Charts and dialogues are sheets, too, of another kind.
        if content and b"sheetData" in content:
            if target.lower() in read:
                # It would be read again for each sheet that it is said to be.
                raise _damaged()
            read.add(target.lower())
            seen[name] = _excel_sheet(content)
            seen[name].check(name)
            together.add(cells=seen[name].cells, area=seen[name].area)
            if seen[name].shared * longest > TEXT_LIMIT:
                together.add(characters=_shared_characters(content, texts))
    return seen


def _shared_characters(content: bytes, texts: bytes) -> int:
    """The characters of all cells of a sheet whose texts stand in another part, each as often as a cell has it."""
    lengths = [len(text) for text in _END_OF_TEXT.split(texts)]
    total = 0
    shared = inside = False
    number = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal shared, inside, number
        local = _local(name)
        if local == "c":
            shared = attributes.get("t") == "s"
        inside = shared and local == "v"
        number = ""

    def characters(text: str) -> None:
        nonlocal number
        if inside:
            number += text

    def end(_: str) -> None:
        nonlocal inside, total
        if inside and number.strip().isdecimal() and len(number) <= len(str(LINE_LIMIT)):
            place = int(number)
            total += lengths[place] if place < len(lengths) else 0
        inside = False

    parser = _parser(start)
    parser.CharacterDataHandler = characters
    parser.EndElementHandler = end
    _run(parser, content)
    return total


def _excel_sheet(content: bytes) -> Seen:  # noqa: C901, PLR0915
    """What one sheet's part says."""
    # Closures, not a class: they are called for every cell, and it saves a third of the time.
    seen = Seen()
    row = column = -1
    row_name = ""
    cell: Attributes = {}
    entry = ""
    texts: dict[str, list[str]] | None = None
    cells = 0
    rows: set[int] = set()
    columns: set[int] = set()
    locals_: dict[str, str] = {}
    known_columns: dict[str, int] = {}

    def start(name: str, attributes: Attributes) -> None:  # noqa: C901
        nonlocal row, column, row_name, cell, entry, cells
        local = locals_.get(name)
        if local is None:
            local = locals_[name] = _local(name)
        if local == "c":
            cell = attributes
            reference = attributes.get("r")
            if reference is None:
                column += 1
            elif reference.endswith(row_name) and reference.removesuffix(row_name) in known_columns:
                column = known_columns[reference.removesuffix(row_name)]
            else:
                row, column = _position(reference)
                row_name = str(row + 1)
                known_columns[reference.removesuffix(row_name)] = column
            kind = attributes.get("t")
            if kind == "s":
                seen.shared += 1
            elif kind == "e":
                listen()
        elif local in {"v", "is", "f"}:
            entry = local
            cells += 1
            rows.add(row)
            columns.add(column)
            if local == "f" and texts is None:
                listen()
        elif local == "row":
            number = attributes.get("r")
            row = _number(number) - 1 if number is not None else row + 1
            row_name = str(row + 1)
            column = -1
            if attributes.get("hidden") in {"1", "true"}:
                seen.hidden_rows.append((row, row))
        elif local == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            seen.merged.append((*_position(first), *_position(last or first)))

    def listen() -> None:
        # To what stands in this cell, and when it ends; of other cells it is enough that something does.
        nonlocal texts
        texts = {}
        parser.CharacterDataHandler = characters
        parser.EndElementHandler = end

    def characters(text: str) -> None:
        if texts is not None:
            texts.setdefault(entry, []).append(text)

    def end(name: str) -> None:
        nonlocal texts, entry
        entry = ""
        if locals_.get(name) != "c" or texts is None:
            return
        value = "".join(texts.get("v", ())).strip()
        kind = cell.get("t", "n")
        if kind == "e" and value:
            seen.special[row, column] = "error", value
        # A formula may well give a text without a character.
        elif kind != "str" and not value:
            seen.special[row, column] = "formula", "=" + "".join(texts.get("f", ())).strip()
        texts = None
        parser.CharacterDataHandler = None
        parser.EndElementHandler = None

    parser = _parser(start)
    _run(parser, content)
    for number in (min(rows), max(rows)) if rows else ():
        for position in (min(columns), max(columns)):
            seen.count(number, position)
    seen.cells = cells
    return seen


def open_document_sheets(content: bytes) -> dict[str, Seen]:
    """Each sheet of an OpenDocument spreadsheet by its name, from its part `content.xml`.

    Raises `BadSheet`. The elements are those of OpenDocument 1.3, part 3, section 9.
    """
    return _OpenDocument(content).seen


class _OpenDocument:
    def __init__(self, content: bytes) -> None:
        self.seen: dict[str, Seen] = {}
        self.sheet = ""
        self.row = self.column = 0
        self.rows = 1
        self.depth = 0
        self.cell: Attributes | None = None
        self.columns = 1
        self.texts: list[str] = []
        # A remark at a cell has paragraphs, too, and may hold a table of its own.
        self.aside = 0
        self.together = _Sum()
        self.parser = _parser(self.start)
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        _run(self.parser, content)
        for name, seen in self.seen.items():
            seen.check(name)
            self.together.add(area=seen.area)

    def start(self, name: str, attributes: Attributes) -> None:
        local = _local(name)
        if self.aside or local in {"annotation", "shapes", "tracked-changes"}:
            self.aside += 1
            return
        if local == "table":
            self.sheet = _attribute(attributes, "name")
            if self.sheet in self.seen:
                # A spreadsheet program has no two of one name; the library would read both.
                raise _damaged()
            self.seen[self.sheet] = Seen()
            self.together.add(sheets=1)
            self.row = 0
            self.rows = 0
        elif local == "table-row":
            self.rows = _number(_attribute(attributes, "number-rows-repeated") or "1")
            self.column = 0
            hidden = _attribute(attributes, "visibility") in {"collapse", "filter"}
            if hidden and self.sheet in self.seen:
                self.seen[self.sheet].hidden_rows.append((self.row, self.row + self.rows - 1))
        elif local in {"table-cell", "covered-table-cell"}:
            self.cell = attributes
            self.columns = _number(_attribute(attributes, "number-columns-repeated") or "1")
            self.texts = []

    def characters(self, text: str) -> None:
        if self.cell is not None and not self.aside:
            self.texts.append(text)

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
            return
        local = _local(name)
        if local == "table-row":
            self.row += self.rows
            if self.row > LINE_LIMIT:
                raise _damaged()
        elif local in {"table-cell", "covered-table-cell"} and self.cell is not None and self.sheet in self.seen:
            self.finish(self.cell)
            self.column += self.columns
            self.cell = None
            if self.column > COLUMN_LIMIT:
                raise _damaged()

    def finish(self, cell: Attributes) -> None:
        seen = self.seen[self.sheet]
        written = "".join(self.texts)
        text = written.strip()
        kinds = {value for key, value in cell.items() if _local(key) == "value-type"}
        formula = _attribute(cell, "formula")
        if text or kinds or formula:
            seen.count(self.row, self.column, rows=self.rows, columns=self.columns)
            seen.check(self.sheet)
            cells = self.rows * self.columns
            self.together.add(cells=cells, characters=cells * len(written))
        special: tuple[Kind, str] | None = None
        if "error" in kinds or (formula and _ERROR.fullmatch(text)):
            special = "error", text
        elif formula and not kinds and not text:
            special = "formula", formula.removeprefix("of:")
        if special is not None:
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column, self.column + self.columns):
                    seen.special[row, column] = special
        rows = _number(_attribute(cell, "number-rows-spanned") or "1")
        columns = _number(_attribute(cell, "number-columns-spanned") or "1")
        if rows > 1 or columns > 1:
            seen.merged.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))


def _attribute(attributes: Attributes, wanted: str) -> str:
    return next((value for key, value in attributes.items() if _local(key) == wanted), "")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(written: str) -> int:
    if not written.isascii() or not written.isdigit() or len(written) > len(str(LINE_LIMIT)):
        raise _damaged()
    return int(written)


def _position(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a cell such as `C7`."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise _damaged()
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _parser(start: Callable[[str, Attributes], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_declarations
    parser.buffer_text = True
    return parser


def _no_declarations(*_: object) -> None:
    # No program writes one into a workbook; entities that stand for entities are what it is misused for.
    raise _damaged()


def _parse(content: bytes, start: Callable[[str, Attributes], None]) -> None:
    if content:
        _run(_parser(start), content)


def _run(parser: expat.XMLParserType, content: bytes) -> None:
    if content.count(b"<") > TAG_LIMIT:
        raise BadSheet(
            "the workbook has far more cells than a roster",
            "check that this is the file you mean, and delete what does not belong to the roster",
        )
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two are for an encoding that there is not, or that expat can't read.
        raise _damaged() from error


def _damaged() -> BadSheet:
    return BadSheet(
        "the workbook is damaged, or no spreadsheet program wrote it",
        "open it in a spreadsheet program and save it again",
    )
