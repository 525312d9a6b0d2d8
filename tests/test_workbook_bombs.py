"""Workbooks of some kilobytes that would unpack to gigabytes in a library's hands, or be read for hours: each is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from test_resources import bounded, pytestmark  # noqa: F401 - these bounds are for the same systems
from test_spreadsheet import MAIN, OPEN, by_hand, changed, new, saved, tables, told

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TOO_MANY = "check that this is the file you mean, and delete sheets that do not belong to the roster"
ROWS = 2_000


def grid(cell: str, cells: int, *, wide: int = 20) -> str:
    return f"<row>{cell * wide}</row>" * (cells // wide)


def with_shared(rows: str, texts: str) -> bytes:
    """A workbook whose sheet may use these shared texts."""
    data = by_hand(rows, sharedStrings=f'<sst xmlns="{MAIN}">{texts}</sst>')
    # openpyxl has written the part, its type and its relation already.
    assert "xl/sharedStrings.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    return data


def several_sheets(count: int, rows: str, *, of_one_part: bool) -> bytes:
    workbook, _ = new()
    parts: dict[str, str | bytes] = {}
    sheets = relations = ""
    for number in range(1, count + 1):
        target = 1 if of_one_part else number
        sheets += f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number}"/>'
        relations += (
            f'<Relationship Id="rId{number}" Type="{RELATION}/worksheet" Target="worksheets/sheet{target}.xml"/>'
        )
        parts[f"xl/worksheets/sheet{target}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{sheets}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    return changed(saved(workbook), parts)


def open_document(body: str) -> bytes:
    written = io.BytesIO()
    name = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    spaces = " ".join(f'xmlns:{short}="{name.format(short)}"' for short in ("office", "table", "text"))
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{name.format("manifest")}"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return written.getvalue()


def repeated(text: str, *, rows: int, columns: int, name: str = "S", further: str = "") -> str:
    return (
        f'<table:table table:name="{name}"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{columns}" {further}><text:p>{text}</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )


def test_one_shared_text_in_many_cells_is_counted_in_each() -> None:
    long = f"<si><t>{'x' * 32_000}</t></si>"
    data = with_shared(grid('<c t="s"><v>0</v></c>', 3_000), long)
    assert len(data) < 40_000
    assert told(data) == (
        "the sheets of this workbook have more than 67,108,864 characters, and no roster is so large",
        TOO_MANY,
    )


def test_many_cells_beside_one_long_text_are_read() -> None:
    texts = f"<si><t>{'x' * 32_000}</t></si><si><t>Developer</t></si>"
    data = with_shared(grid('<c t="s"><v>1</v></c>', 3_000) + '<row><c t="s"><v>0</v></c></row>', texts)
    (table,) = tables(data)
    assert len(table.rows) == 151
    assert table.rows[0].cells[19] == "Developer"


def test_a_text_that_open_document_repeats_is_counted_each_time() -> None:
    data = open_document(repeated("x" * 32_000, rows=150, columns=20))
    assert told(data, "team.ods") == (
        "the sheets of this workbook have more than 67,108,864 characters, and no roster is so large",
        TOO_MANY,
    )


@pytest.mark.parametrize("further", ["", 'table:formula="of:=1"'])
def test_cells_are_counted_over_all_sheets(further: str) -> None:
    text = "#REF!" if further else "x"
    body = "".join(repeated(text, rows=15_000, columns=20, name=f"S{n}", further=further) for n in range(4))
    assert told(open_document(body), "team.ods") == (
        "the sheets of this workbook have more than 1,000,000 cells, and no roster is so large",
        TOO_MANY,
    )


def test_the_room_between_cells_is_counted_over_all_sheets() -> None:
    stray = '<row r="1"><c r="A1"><v>1</v></c></row><row r="100000"><c r="T100000"><v>1</v></c></row>'
    assert told(several_sheets(3, stray, of_one_part=False)) == (
        "the sheets of this workbook have more than 4,000,000 cells with the empty ones between them, "
        "and no roster is so large",
        TOO_MANY,
    )


def test_a_part_is_one_sheet_alone() -> None:
    rows = grid("<c><v>1</v></c>", 40)
    assert len(tables(several_sheets(2, rows, of_one_part=False))) == 2
    assert told(several_sheets(2, rows, of_one_part=True))[0] == OPEN


def test_two_sheets_of_one_name() -> None:
    body = repeated("x", rows=1, columns=2) * 2
    assert told(open_document(body), "team.ods")[0] == OPEN


def test_more_sheets_than_any_organisation_has_teams() -> None:
    assert told(several_sheets(1_001, "", of_one_part=False)) == (
        "the workbook has more than 1,000 sheets",
        "check that this is the file you mean, and split it",
    )


def test_a_cell_of_many_paragraphs_and_a_formula_of_many_pieces(tmp_path: Path) -> None:
    paragraphs = "</text:p><text:p>".join(["a"] * 300_000)
    (tmp_path / "team.ods").write_bytes(open_document(repeated(paragraphs, rows=1, columns=1)))
    pieces = f"<row><c><f>{'a<b/>' * 300_000}</f></c></row>"
    (tmp_path / "team.xlsx").write_bytes(by_hand(pieces))
    found = bounded("check", "team.ods", "team.xlsx", "--format", "concise", cwd=tmp_path).stdout
    assert "the cell A1 has more than 32,767 characters, more than a spreadsheet can hold" in found
