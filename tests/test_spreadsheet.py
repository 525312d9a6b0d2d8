"""Workbooks: the cells as their reader sees them, what is hidden, and a sentence for what can't be read."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, TableCell, TableRow
from odf.table import Table as OdfTable
from odf.text import P
from openpyxl import Workbook as NewWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from mvdt.readers import spreadsheet as reader
from mvdt.source import workbook as workbook_module
from mvdt.source.document import Document
from mvdt.source.table import Row, Table, Workbook, cell_text, column_name

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
OPEN = "the workbook is damaged, or no spreadsheet program wrote it"
SAVE = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)"


def new() -> tuple[NewWorkbook, Worksheet]:
    workbook = NewWorkbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Team"
    return workbook, sheet


def saved(workbook: NewWorkbook) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def by_hand(rows: str, *, after: str = "", **parts: str) -> bytes:
    """A workbook of one sheet with these rows as XML; further parts by their names, `xl/` and `.xml` left out."""
    workbook, sheet = new()
    sheet["A1"] = "x"
    replaced = {f"xl/{name}.xml": content for name, content in parts.items()}
    replaced[SHEET] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    return changed(saved(workbook), replaced)


def changed(data: bytes, parts: dict[str, Any], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", compression) as archive:
        for name in old.namelist():
            if name not in parts:
                archive.writestr(name, old.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def tables(data: bytes, path: str = "team.xlsx") -> list[Table]:
    found = reader.read(path, data)
    assert isinstance(found, Workbook), found.tree.faults
    assert (found.path, found.text) == (path, None)
    return found.tables


def rows(data: bytes) -> list[Row]:
    (table,) = tables(data)
    return table.rows


def cells(data: bytes) -> list[list[str]]:
    return [row.cells for row in rows(data)]


def told(data: bytes, path: str = "team.xlsx") -> tuple[str, str]:
    """Message and fix of the only fault."""
    found = reader.read(path, data)
    assert isinstance(found, Document)
    assert not found.tree.complete
    (fault,) = found.tree.faults
    assert (fault.start, fault.end) == (0, 0)
    return fault.message, fault.fix


def test_values_as_excel_shows_them() -> None:
    workbook, sheet = new()
    sheet.append(["name", "fte", "from"])
    sheet.append(["Ann\u00a0Lee ", 0.1 + 0.2, date(2026, 4, 1)])
    sheet.append(["Bob", 1.0, datetime(2026, 4, 1, 10, 30)])  # noqa: DTZ001
    sheet.append(["1.0", True, clock(10, 30)])
    sheet.append([12345, "0,6", timedelta(hours=30)])
    sheet["B6"] = 0.6
    sheet["B6"].number_format = "0%"
    # What Excel makes of 1.1 in a column that it takes for dates.
    sheet["C6"] = datetime(2026, 1, 1)  # noqa: DTZ001
    sheet["C6"].number_format = "d-mmm"
    assert rows(saved(workbook)) == [
        Row(1, ["name", "fte", "from"]),
        Row(2, ["Ann Lee", "0.3", "2026-04-01"], {1: "number", 2: "date"}),
        Row(3, ["Bob", "1", "2026-04-01 10:30:00"], {1: "number", 2: "date"}),
        Row(4, ["1.0", "true", "10:30:00"]),
        Row(5, ["12345", "0,6", "30:00:00"], {0: "number"}),
        Row(6, ["", "0.6", "2026-01-01"], {1: "number", 2: "date"}),
    ]


def test_rows_and_columns_keep_their_numbers() -> None:
    workbook, sheet = new()
    sheet["B3"] = "name"
    sheet["D3"] = "role"
    sheet["B7"] = "Ann"
    assert rows(saved(workbook)) == [Row(3, ["", "name", "", "role"]), Row(7, ["", "Ann", "", ""])]


def test_errors_are_no_empty_cells() -> None:
    data = by_hand(
        '<row r="2"><c r="A2" t="e"><f>Other!A1</f><v>#REF!</v></c><c r="B2" t="e"><v>#N/A</v></c>'
        '<c r="C2"><v>1</v></c></row><row r="9"><c r="E9" t="e"><v>#DIV/0!</v></c></row>'
    )
    assert rows(data) == [
        Row(2, ["#REF!", "#N/A", "1", "", ""], {0: "error", 1: "error", 2: "number"}),
        Row(9, ["", "", "", "", "#DIV/0!"], {4: "error"}),
    ]


def test_what_looks_like_an_error_and_is_text_stays_text() -> None:
    data = by_hand('<row r="1"><c r="A1" t="inlineStr"><is><t>#REF!</t></is></c></row>')
    assert rows(data) == [Row(1, ["#REF!"])]


def test_formulas_give_the_result_that_was_kept() -> None:
    data = by_hand(
        '<row r="1"><c r="A1"><f>0.5+0.1</f><v>0.6</v></c><c r="B1" t="str"><f>UPPER("a")</f><v>A</v></c>'
        '<c r="C1" t="str"><f>IF(1,"","")</f><v></v></c><c r="D1" t="b"><f>TRUE()</f><v>1</v></c></row>'
    )
    assert rows(data) == [Row(1, ["0.6", "A", "", "true"], {0: "number"})]


def test_a_formula_that_nobody_calculated_is_no_empty_cell() -> None:
    workbook, sheet = new()
    sheet["A1"] = "Ann"
    sheet["B1"] = "=SUM(C1:D1)"
    sheet["C4"] = "=A1"
    assert rows(saved(workbook)) == [
        Row(1, ["Ann", "=SUM(C1:D1)"], {1: "formula"}),
        Row(4, ["", "", "=A1"], {2: "formula"}),
    ]


def test_a_sheet_of_nothing_but_such_formulas() -> None:
    workbook, sheet = new()
    sheet["B2"] = "=1+1"
    assert rows(saved(workbook)) == [Row(2, ["", "=1+1"], {1: "formula"})]


def test_merged_cells_count_for_all_that_they_cover() -> None:
    workbook, sheet = new()
    for row in (["team", "name", "roles"], ["Wards", "Ann", "x", "y"], [None, "Bob"], [None, "Cid"]):
        sheet.append(row)
    sheet.merge_cells("C1:D1")
    # Nobody is in row 5.
    sheet.merge_cells("A2:A5")
    sheet["A7"] = 0.5
    sheet.merge_cells("A7:B7")
    assert rows(saved(workbook)) == [
        Row(1, ["team", "name", "roles", "roles"]),
        Row(2, ["Wards", "Ann", "x", "y"]),
        Row(3, ["Wards", "Bob", "", ""]),
        Row(4, ["Wards", "Cid", "", ""]),
        Row(7, ["0.5", "0.5", "", ""], {0: "number", 1: "number"}),
    ]


def test_a_cell_that_is_merged_across_the_whole_sheet() -> None:
    workbook, sheet = new()
    sheet.append(["Our digital team"])
    sheet.append(["name", "role"])
    sheet.merge_cells("A1:XFD1")
    assert cells(saved(workbook)) == [["Our digital team", "Our digital team"], ["name", "role"]]


def test_what_is_hidden() -> None:
    workbook, sheet = new()
    for row in ("name", "Ann", "Bob", "Cid"):
        sheet.append([row])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    other = workbook.create_sheet("Old")
    other["A1"] = "gone"
    other.sheet_state = "hidden"
    third = workbook.create_sheet("Lists")
    third["A1"] = "yes"
    third.sheet_state = "veryHidden"
    workbook.create_sheet("Empty")
    workbook.create_chartsheet("Chart")
    assert [(table.sheet, table.hidden, table.hidden_rows) for table in tables(saved(workbook))] == [
        ("Team", False, [3]),
        ("Old", True, []),
        ("Lists", True, []),
    ]


def test_two_programs_write_the_same_sheet() -> None:
    # With prefixes, without references, texts in runs, and cells out of order.
    other = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>me</x:t></x:r></x:is></x:c>'
        '<x:c t="e"><x:v>#N/A</x:v></x:c></x:row>'
        '<x:row hidden="true"><x:c t="inlineStr"><x:is><x:t>Ann</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    (table,) = tables(changed(by_hand(""), {SHEET: other}))
    assert table == Table("Team", [Row(1, ["name", "#N/A"], {1: "error"}), Row(2, ["Ann", ""])], False, [2])


def test_macros_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    workbook, sheet = new()
    sheet["A1"] = "name"
    data = changed(
        saved(workbook), {"xl/vbaProject.bin": b"\0" * 100_000_000, "xl/externalLinks/externalLink1.xml": "<"}
    )
    assert rows(data) == [Row(1, ["name"])]
    assert [table.rows for table in tables(data, "team.xlsm")] == [[Row(1, ["name"])]]


def open_document(*sheets: tuple[str, list[TableRow], bool]) -> bytes:
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for name, its_rows, is_hidden in sheets:
        table = OdfTable(name=name, **({"stylename": "hidden"} if is_hidden else {}))
        for row in its_rows:
            table.addElement(row)
        document.spreadsheet.addElement(table)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def odf_row(*its_cells: TableCell | str, **attributes: Any) -> TableRow:
    row = TableRow(**attributes)
    for cell in its_cells:
        row.addElement(odf_cell(cell, valuetype="string") if isinstance(cell, str) else cell)
    return row


def odf_cell(text: str, kind: Any = TableCell, **attributes: Any) -> TableCell:
    cell = kind(**attributes)
    for line in text.split("\n") if text else ():
        cell.addElement(P(text=line))
    return cell


def test_open_document() -> None:
    empty = TableCell(numbercolumnsrepeated=16384)
    data = open_document(
        (
            "Team",
            [
                odf_row(TableCell(), "name", odf_cell("roles", valuetype="string", numbercolumnsspanned=2),
                        odf_cell("", CoveredTableCell)),
                odf_row(TableCell(numbercolumnsrepeated=16384), numberrowsrepeated=3),
                odf_row(
                    odf_cell("0,6", valuetype="float", value="0.6"),
                    odf_cell("1. Apr", valuetype="date", datevalue="2026-04-01"),
                    odf_cell("60%", valuetype="percentage", value="0.6"),
                    odf_cell("WAHR", valuetype="boolean", booleanvalue="true"),
                    visibility="filter",
                ),
                odf_row(
                    odf_cell("#REF!", valuetype="string", formula="of:=[.#REF!]"),
                    odf_cell("a\nb", valuetype="string"),
                    TableCell(formula="of:=1+1"),
                    odf_cell("2", valuetype="float", value="2", formula="of:=1+1"),
                    numberrowsrepeated=2,
                ),
                odf_row(empty, numberrowsrepeated=1_048_569, visibility="collapse"),
            ],
            False,
        ),
        ("Old", [odf_row("gone")], True),
    )  # fmt: skip
    calculated: dict[int, Any] = {0: "error", 2: "formula", 3: "number"}
    assert tables(data, "team.ods") == [
        Table(
            "Team",
            [
                Row(1, ["", "name", "roles", "roles"]),
                Row(5, ["0.6", "2026-04-01", "0.6", "true"], {0: "number", 1: "date", 2: "number"}),
                Row(6, ["#REF!", "a\nb", "=1+1", "2"], calculated),
                Row(7, ["#REF!", "a\nb", "=1+1", "2"], calculated),
            ],
            False,
            [5],
        ),
        Table("Old", [Row(1, ["gone"])], True),
    ]


NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def open_document_by_hand(its_rows: str, before: str = "") -> bytes:
    content = (
        f"{before}<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Team">{its_rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return changed(open_document(("Team", [], False)), {"content.xml": content})


def test_an_error_and_a_remark_as_libreoffice_writes_them() -> None:
    data = open_document_by_hand(
        '<table:table-row><table:table-cell office:value-type="string">'
        "<office:annotation><text:p>ask HR</text:p></office:annotation><text:p>Ann</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row>'
    )
    assert rows(data) == [Row(1, ["Ann", "#REF!"], {1: "error"})]


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return written.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "message", "fix"),
    [
        (b"", "the file is empty", "ask for the workbook again"),
        (
            b"name,role\r\nAnn,tester\r\n",
            "this is plain text under the name of a workbook, as some websites export it",
            "end its name with `.csv` if it is a table",
        ),
        (
            "name\trole\n".encode("utf-16"),
            "this is plain text under the name of a workbook, as some websites export it",
            "end its name with `.csv` if it is a table",
        ),
        (
            b"\xef\xbb\xbf<html><body><table>",
            "this is a web page under the name of a workbook, as some websites export it",
            SAVE,
        ),
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
            "this is XML under the name of a workbook, as some programs export it",
            SAVE,
        ),
        (OLD, "this is an Excel workbook from before 2007, or another old document", SAVE),
        (
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "the workbook is behind a password",
            "open it and save it without the password",
        ),
        (zipped(xl__workbook_bin=b""), "this is a binary Excel workbook (.xlsb)", SAVE),
        (
            zipped(word__document_xml=b"<w/>"),
            "this is a Word document",
            "copy the table into a spreadsheet and save it (.xlsx)",
        ),
        (
            zipped(notes_xml=b"<w/>"),
            "this is a zip archive and no workbook",
            "unpack it, and check that this is the file you mean",
        ),
        (b"\x00\x01\x02", "this is no workbook", "check that this is the file you mean, and ask for it again"),
    ],
)
def test_what_is_no_workbook(data: bytes, message: str, fix: str) -> None:
    assert told(data) == (message, fix)


BROKEN = (
    "the workbook is damaged or was not copied whole",
    "open it in a spreadsheet program and save it again, or ask for it again",
)
DAMAGED = (OPEN, "open it in a spreadsheet program and save it again")


def test_a_workbook_that_was_not_copied_whole() -> None:
    data = by_hand('<row r="1"><c r="A1"><v>1</v></c></row>')
    for length in (4, 100, len(data) // 2, len(data) - 30):
        assert told(data[:length]) == BROKEN
    at = data.index(SHEET.encode()) + len(SHEET) + 20
    assert told(data[:at] + b"\0" * 40 + data[at + 40 :]) == BROKEN


@pytest.mark.parametrize(
    "its_rows",
    [
        "<row>",
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A0"><v>7</v></c></row>',
        '<row r="0"><c><v>7</v></c></row>',
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>',
        '<row r="-1"><c r="one"><v>1</v></c></row>',
    ],
)
def test_a_damaged_sheet(its_rows: str) -> None:
    assert told(by_hand(its_rows)) == DAMAGED


def test_a_locked_open_document() -> None:
    data = changed(open_document(("Team", [], False)), {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"})
    assert told(data) == ("the workbook is behind a password", "open it and save it without the password")


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = f'{laughs}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    assert told(changed(by_hand(""), {SHEET: sheet})) == DAMAGED
    assert told(open_document_by_hand("", laughs)) == DAMAGED


MEGABYTES = (
    "the workbook unpacks to more than 64 MiB, and no roster does",
    "check that this is the file you mean, and delete what does not belong to the roster",
)
FAR = "delete the rows and columns behind the table: a stray entry there, such as a space, is enough"


def bombs() -> dict[str, tuple[bytes, tuple[str, str]]]:
    """Small files that would fill the memory, and what is said of them."""
    much = b" " * 200_000_000
    honest = changed(by_hand(""), {SHEET: much})
    # What the archive says of the size of its part is a lie.
    size = len(much).to_bytes(4, "little")
    assert honest.count(size) == 2
    lying = honest.replace(size, (1000).to_bytes(4, "little"))
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    merged = "".join('<mergeCell ref="A1:XFD1048576"/>' for _ in range(1_000))
    full = "".join(f"<row><c><v>{number}</v></c><c><v>1</v></c></row>" for number in range(2_000))
    other = "<row><c/><c><v>1</v></c></row>"
    long = other.replace("<c/>", f'<c t="inlineStr"><is><t>{"a b " * 7_500}</t></is></c>')
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"/>'
    return {
        "honest": (honest, MEGABYTES),
        "lying": (lying, BROKEN),
        "far": (by_hand(far), ("the sheet `Team` reaches as far as XFD1048576, and most of it is empty", FAR)),
        "merged": (
            by_hand(full, after=f"<mergeCells>{merged}</mergeCells>"),
            (
                "the merged cells of the sheet `Team` cover more than 1,000,000 cells",
                "undo the merging of cells in this sheet",
            ),
        ),
        "long": (
            by_hand(long + other * 2_499, after='<mergeCells><mergeCell ref="A1:A2500"/></mergeCells>'),
            (
                "the merged cells of the sheet `Team` show more than 67,108,864 characters in all the cells that they cover",
                "undo the merging of cells in this sheet",
            ),
        ),
        "cells": (
            by_hand("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>" + "<row/>" * 5_000_001),
            (
                "the workbook has far more cells than a roster",
                "check that this is the file you mean, and delete what does not belong to the roster",
            ),
        ),
        "texts": (
            by_hand("", sharedStrings="<sst>" + "<si/>" * 9_000_000 + "</sst>"),
            ("the workbook has far more texts than a roster", "check that this is the file you mean"),
        ),
        "repeated": (
            open_document_by_hand(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'),
            (
                "the sheet `Team` has more than 1,000,000 cells, and no roster is so large",
                "check that this is the file you mean, and delete sheets that do not belong to the roster",
            ),
        ),
        "emptiness": (
            open_document_by_hand(
                '<table:table-row table:number-rows-repeated="1000000">'
                '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>' * 1_000
            ),
            DAMAGED,
        ),
    }


@pytest.fixture(scope="module")
def dangerous() -> dict[str, tuple[bytes, tuple[str, str]]]:
    return bombs()


@pytest.mark.parametrize(
    "name", ["honest", "lying", "far", "merged", "long", "cells", "texts", "repeated", "emptiness"]
)
def test_bombs_are_refused_in_little_memory(name: str, dangerous: dict[str, tuple[bytes, tuple[str, str]]]) -> None:
    data, expected = dangerous[name]
    code = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({1 << 29}, {1 << 29}))\n"
        "from mvdt.readers import spreadsheet\n"
        "data = sys.stdin.buffer.read()\n"
        "(fault,) = spreadsheet.read('team.xlsx', data).tree.faults\n"
        "print(fault.message, fault.fix, sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=False)
    assert not done.stderr
    assert tuple(done.stdout.decode().splitlines()) == expected


def test_an_archive_of_too_many_parts() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    assert told(written.getvalue()) == (
        "the workbook has more than 10,000 parts, and none needs so many",
        "check that this is the file you mean",
    )


def test_rows_that_are_formatted_to_the_end_of_the_sheet() -> None:
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2, 200_000))
    assert rows(by_hand(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}')) == [Row(1, ["1"], {0: "number"})]


def test_many_rows() -> None:
    workbook = NewWorkbook(write_only=True)
    sheet = workbook.create_sheet("Team")
    for number in range(10_000):
        sheet.append([f"Name {number}", "Developer", "Digital", 0.6, "permanent", "NHS", "a b", "Team A", number, "x"])
    data = saved(workbook)
    assert len(rows(data)) == 10_000


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10_000, 10_000),
    st.floats(-1000, 1000).map(lambda number: round(number, 6)),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]), max_size=8).filter(
        lambda text: not text.startswith("=")
    ),
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(VALUES, max_size=5), max_size=6), st.integers(0, 3), st.integers(0, 3))
def test_what_is_written_is_read(values: list[list[Any]], down: int, right: int) -> None:
    workbook, sheet = new()
    expected = {}
    for number, row in enumerate(values, down + 1):
        for column, value in enumerate(row, right + 1):
            sheet.cell(number, column, value)
            text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
            shown = f"{value:.15g}" if isinstance(value, float) else cell_text(text)
            if shown:
                expected[number, column] = "0" if shown == "-0" else shown
    found = {
        (row.number, column): text
        for table in tables(saved(workbook))
        for row in table.rows
        for column, text in enumerate(row.cells, 1)
        if text
    }
    assert found == expected


CELLS: dict[str, tuple[str, str, Any]] = {
    # How a cell is written, its text and its kind.
    "nothing": ("<c{at}/>", "", None),
    "formatted": ('<c{at} s="0"></c>', "", None),
    "number": ("<c{at}><v>1</v></c>", "1", "number"),
    "error": ('<c{at} t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", "error"),
    "formula": ("<c{at}><f>A1</f><v/></c>", "=A1", "formula"),
    "shared": ('<c{at}><f t="shared" si="0"/></c>', "=", "formula"),
    "nothing by formula": ('<c{at} t="str"><f>A1</f><v></v></c>', "", None),
    "text": ('<c{at} t="inlineStr"><is><t>x</t></is></c>', "x", None),
}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(sorted(CELLS)), max_size=4), max_size=5),
    st.booleans(),
    st.sampled_from(["", "x:"]),
    st.sets(st.integers(1, 5)),
)
def test_what_the_library_keeps_to_itself_is_put_in_the_right_place(
    grid: list[list[str]], referenced: bool, prefix: str, hidden: set[int]
) -> None:
    written, expected = [], []
    for number, row in enumerate(grid, 1):
        at = [f' r="{column_name(column)}{number}"' if referenced else "" for column in range(len(row))]
        its_cells = "".join(CELLS[name][0].format(at=place) for name, place in zip(row, at, strict=True))
        attributes = f' r="{number}"' if referenced else ""
        attributes += ' hidden="1"' if number in hidden else ""
        written.append(f"<row{attributes}>{its_cells}</row>")
        kinds = {column: CELLS[name][2] for column, name in enumerate(row) if CELLS[name][2]}
        expected.append(Row(number, [CELLS[name][1] for name in row], kinds))
    sheet = re.sub(
        r"<(/?)(?=\w)",
        rf"<\1{prefix}",
        "<worksheet><sheetData>" + "".join(written) + "</sheetData></worksheet>",
    ).replace("worksheet>", f'worksheet xmlns{":x" if prefix else ""}="{MAIN}">', 1)
    found = tables(changed(by_hand(""), {SHEET: sheet}))
    shown = [Row(row.number, _trimmed(row.cells), row.kinds) for table in found for row in table.rows]
    filled = [Row(row.number, _trimmed(row.cells), row.kinds) for row in expected if any(row.cells)]
    assert shown == filled
    assert [number for table in found for number in table.hidden_rows] == [
        row.number for row in filled if row.number in hidden
    ]


def _trimmed(its_cells: list[str]) -> list[str]:
    while its_cells and not its_cells[-1]:
        its_cells = its_cells[:-1]
    return its_cells


def test_a_panic_of_the_library_is_a_fault_and_an_interruption_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """What its own is: no `Exception`."""

    def raising(error: type[BaseException]) -> Callable[[object], None]:
        def load(_: object) -> None:
            raise error

        return load

    data = by_hand("")
    monkeypatch.setattr(workbook_module, "load_workbook", raising(Panic))
    assert told(data) == DAMAGED
    monkeypatch.setattr(workbook_module, "load_workbook", raising(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        told(data)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
def test_damage_never_raises(at: int, damage: bytes) -> None:
    data = by_hand('<row r="1"><c r="A1"><v>1</v></c></row>')
    at %= len(data)
    reader.read("team.xlsx", data[:at] + damage + data[at + len(damage) :])
