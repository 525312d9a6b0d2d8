"""Tables as delimited text: the right rows, each cell with its place, and a sentence for what can't be read."""

from __future__ import annotations

import csv
import io
import re

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from mvdt.readers import csv as reader
from mvdt.source.document import Document
from mvdt.source.table import Place, Row, Table, Workbook, cell_text


def table(data: bytes | str, path: str = "team.csv") -> Table:
    found = reader.read(path, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, Workbook), found.tree.faults
    assert found.path == path
    (only,) = found.tables
    return only


def cells(data: bytes | str, path: str = "team.csv") -> list[list[str]]:
    return [row.cells for row in table(data, path).rows]


def told(data: bytes | str, path: str = "team.csv") -> tuple[str, str, int, int]:
    """Message and fix of the only fault, and its line and column."""
    found = reader.read(path, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, Document)
    assert not found.tree.complete
    (fault,) = found.tree.faults
    at = found.locate((fault.start, fault.end))
    return fault.message, fault.fix, at.line, at.column


def places(row: Row) -> list[Place]:
    return [place for column in range(len(row.cells)) if (place := row.place(column)) is not None]


def test_rows_and_places() -> None:
    rows = table("name,role\nAnn Lee, tester \n\n,developer\n").rows
    assert [(row.number, row.cells, row.kinds) for row in rows] == [
        (1, ["name", "role"], {}),
        (2, ["Ann Lee", "tester"], {}),
        (4, ["", "developer"], {}),
    ]
    assert [places(row) for row in rows] == [[(1, 1, 5), (1, 6, 10)], [(2, 1, 8), (2, 10, 16)], [(4, 1, 1), (4, 2, 11)]]


def test_the_text_is_kept_for_its_lines() -> None:
    found = reader.read("team.csv", "\ufeffname\r\nJosé\r\n".encode())
    assert isinstance(found, Workbook)
    assert found.text is not None
    assert found.text.line_at(found.text.offset(2, 1)) == (6, "José")


def test_quotation_marks_belong_to_the_place_and_rows_may_run_over_lines() -> None:
    rows = table('name,note\n"Shah, Priya","first\n\n""second"" line",x\nLee,y\n').rows
    assert [row.cells for row in rows] == [
        ["name", "note"],
        ["Shah, Priya", 'first\n\n"second" line', "x"],
        ["Lee", "y"],
    ]
    assert [row.number for row in rows] == [1, 2, 3]
    assert [places(row) for row in rows[1:]] == [[(2, 1, 14), (2, 15, 21), (4, 18, 19)], [(5, 1, 4), (5, 5, 6)]]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_any_line_break(line_break: str) -> None:
    text = 'name,role\n"A\nB",x\nC,y\n'.replace("\n", line_break)
    rows = table(text).rows
    assert [row.cells for row in rows] == [["name", "role"], ["A\nB", "x"], ["C", "y"]]
    assert places(rows[2]) == [(4, 1, 2), (4, 3, 4)]


def test_line_breaks_of_different_kinds() -> None:
    assert cells("a,b\r\nc,d\re,f\ng,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]


@pytest.mark.parametrize(
    "data",
    [
        "name,role\nJosé,x".encode(),
        "name,role\nJosé,x".encode("utf-8-sig"),
        "name,role\nJosé,x".encode("utf-16"),
        b"\xfe\xff" + "name,role\nJosé,x".encode("utf-16-be"),
        "name,role\nJosé,x".encode("cp1252"),
    ],
)
def test_any_usual_encoding(data: bytes) -> None:
    assert cells(data) == [["name", "role"], ["José", "x"]]


def test_the_characters_that_only_windows_has() -> None:
    assert cells("name,note\nO\u2019Neill,£5 \u2013 €6".encode("cp1252"))[1] == ["O\u2019Neill", "£5 \u2013 €6"]


def test_space_that_nobody_sees() -> None:
    assert cells("name,role\n\u00a0Ann\u00a0Lee\u200b ,\ufefftester\t\n") == [["name", "role"], ["Ann Lee", "tester"]]
    assert places(table("name,role\n\u00a0Ann\u00a0Lee\u200b ,x").rows[1]) == [(2, 2, 9), (2, 12, 13)]
    assert cell_text(" \u2007Ann\u00a0Lee\u200d\v\x1f") == "Ann Lee"
    assert cell_text("first\r\nsecond\rthird\n") == "first\nsecond\nthird"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name;fte\nAnn;0,6\nBob;0,4\n", ["Ann", "0,6"]),
        ("name;fte\nShah, Priya;0,6\nLee, Bob;0,4\n", ["Shah, Priya", "0,6"]),
        ("Digital, Data, and Technology\nTrust, July\n\nname;fte\nShah, Priya;0,6\nLee, Bob;0,4\n", ["Shah, Priya", "0,6"]),
        ("name\tnote\nAnn\ta, b; c\n", ["Ann", "a, b; c"]),
        ("name|note\nAnn|a, b; c\n", ["Ann", "a, b; c"]),
        ("name,roles\nAnn,tester; developer\nBob,tester; designer\n", ["Ann", "tester; developer"]),
        ("name,roles\nAnn,tester|developer\nBob,tester|designer\n", ["Ann", "tester|developer"]),
        ('name,role,note\nAnn,"a;b;c","d;e"\nBob,"a;b;c","d;e"\n', ["Ann", "a;b;c", "d;e"]),
        ("name,note\nAnn,one, two, three\nBob,nothing\nCid,nothing\n", ["Ann", "one", "two", "three"]),
        ("sep=;\nname;fte\nAnn;a,b,c,d\n", ["Ann", "a,b,c,d"]),
        ('"sep=#"\nname#fte\nAnn#a,b\n', ["Ann", "a,b"]),
    ],
)  # fmt: skip
def test_the_delimiter(text: str, expected: list[str]) -> None:
    assert expected in cells(text)


def test_a_file_of_one_column_has_no_letter_for_a_delimiter() -> None:
    assert cells("role\ndeveloper\ntester\ndelivery manager\n") == [
        ["role"],
        ["developer"],
        ["tester"],
        ["delivery manager"],
    ]


def test_a_file_of_tabs_by_its_name() -> None:
    assert cells("a, b\tc, d\ne, f, g\n", "team.tsv") == [["a, b", "c, d"], ["e, f, g"]]
    assert cells("a,b\nc,d\n", "team.tsv") == [["a", "b"], ["c", "d"]]


def test_excels_line_about_the_delimiter_is_no_row() -> None:
    (header, row) = table("sep=;\nname;fte\nAnn;1\n").rows
    assert (header.number, row.number) == (1, 2)
    assert places(row) == [(3, 1, 4), (3, 5, 6)]


def test_a_number_protected_as_a_formula() -> None:
    assert cells('id,name\n="007",Ann\n"=""008""",Bob\n') == [["id", "name"], ["007", "Ann"], ["008", "Bob"]]


def test_a_million_empty_rows_at_the_end_are_none() -> None:
    rows = table("name,role\nAnn,tester,\n" + ",\n" * 1_500_000).rows
    assert [row.cells for row in rows] == [["name", "role"], ["Ann", "tester", ""]]


def test_nothing_at_all() -> None:
    for data in (b"", b"\n\n", b"\xef\xbb\xbf", b",,\n,,\n", b'"",""\n'):
        found = reader.read("team.csv", data)
        assert isinstance(found, Workbook)
        assert found.tables == []


def test_quotation_marks_inside_of_a_text() -> None:
    assert cells('name,note\nAnn,the "big" one\n"Bob" Lee,x\n') == [
        ["name", "note"],
        ["Ann", 'the "big" one'],
        ["Bob Lee", "x"],
    ]


UNCLOSED = "the quotation mark that opens here is never closed"


def test_a_quotation_that_is_never_closed_loses_nobody_in_silence() -> None:
    assert told('name,role\nAnn,tester\nBob,"tester\nCid,tester\n') == (
        UNCLOSED,
        "close the quotation, or delete the mark",
        3,
        5,
    )
    assert told('name,role\n"A\nB", "tester\n')[::3] == (UNCLOSED, 7 - 2)
    assert told('name,role\r\nAnn,"a""') == (UNCLOSED, "close the quotation, or delete the mark", 2, 5)


def test_a_quotation_that_ends_where_another_should_begin() -> None:
    assert told('name,role\nAnn,"tester\nBob,tester\nCid,"tester"\n') == (
        "the quotation mark that opens here is not closed before another one opens on line 4",
        "close the quotation, or delete the mark",
        2,
        5,
    )


@pytest.mark.parametrize(
    ("data", "message", "fix", "line", "column"),
    [
        (
            b"PK\x03\x04rest",
            "this is a workbook or another zip archive, not a table as text (CSV)",
            "end its name with `.xlsx` if it is an Excel workbook",
            1, 1,
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "this is an old Excel or Word document, not a table as text (CSV)",
            "open it in Excel and save it as an Excel workbook (.xlsx)",
            1, 1,
        ),
        (
            b"\n<HTML><table><tr><td>Ann",
            "this is a web page, not a table as text (CSV)",
            "open it in Excel and save it as `CSV UTF-8`",
            1, 1,
        ),
        (b"%PDF-1.7", "this is a PDF document, not a table as text (CSV)",
         "ask for the table itself, or copy it into a spreadsheet", 1, 1),
        (b'{"team": "A"}', "this is JSON, not a table as text (CSV)", "end its name with `.json`", 1, 1),
        (
            "name,role\nAnn,x".encode("utf-16-le"),
            "this is not a text file, or text in UTF-16 without the mark that says so",
            "open the file in Excel and save it as `CSV UTF-8`",
            1, 1,
        ),
        (
            b"name,role\nAnn,\x00x",
            "here stands a null character, which no text has: the file is damaged",
            "open the file in Excel and save it as `CSV UTF-8`",
            2, 5,
        ),
        (
            "name,role\nJosé,x\nZoë,y\nBj".encode() + b"\xc3",
            "a character here is not UTF-8",
            "open the file in Excel and save it as `CSV UTF-8`",
            4, 3,
        ),
        (
            b"name,role\nJos\x81,x",
            "a character here is not UTF-8, and not Windows-1252 either",
            "open the file in Excel and save it as `CSV UTF-8`",
            2, 4,
        ),
        (
            b"\xff\xfen\x00\x00\xd8x\x00",
            "a character here is not UTF-16",
            "open the file in Excel and save it as `CSV UTF-8`",
            1, 2,
        ),
    ],
)  # fmt: skip
def test_what_is_no_table(data: bytes, message: str, fix: str, line: int, column: int) -> None:
    assert told(data) == (message, fix, line, column)


LARGE = "check that this is the file you mean"


@pytest.mark.parametrize(
    ("data", "message", "fix"),
    [
        (
            b"a" * 10_000_000,
            "this cell has more than 32,767 characters, more than a spreadsheet can hold",
            f"check for a quotation mark that is not closed, and {LARGE.removeprefix('check ')}",
        ),
        (b"a," * 5_000_000, "this row has more than 16,384 cells, and no roster has", "check the line breaks"),
        (b'"a",' * 2_500_000, "this row has more than 16,384 cells, and no roster has", "check the line breaks"),
        (b"a\n" * 5_000_000, "the file has more than 1,048,576 lines, and no roster is so large", LARGE),
        (b"a,b\n" * 1_000_000, "the file has more than 100,000 rows, and no roster is so large", LARGE),
        (b'"' * 9_999_999, UNCLOSED, "close the quotation, or delete the mark"),
    ],
)
def test_what_is_far_too_large_is_refused(data: bytes, message: str, fix: str) -> None:
    assert told(data)[:2] == (message, fix)


def test_fifty_thousand_rows() -> None:
    lines = ["name,title,family,fte,employment,organisation,note,team,id,x\n"]
    lines += [f"Name {number},Developer,Digital,0.6,permanent,NHS,a b,Team A,{number},y\n" for number in range(50_000)]
    assert len(table("".join(lines)).rows) == 50_001


def test_real_lists_of_posts() -> None:
    for name, rows in (("dh-2013-junior-posts.csv", 977), ("nhsla-2013-junior-posts.csv", 80)):
        data = (ROOT / "tests" / "data" / name).read_bytes()
        expected = [[cell_text(cell) for cell in row] for row in csv.reader(io.StringIO(data.decode(), newline=""))]
        found = cells(data)
        assert found == expected
        assert len(found) == rows


_PIECES = st.sampled_from(['"', '""', ",", ";", "\t", "\n", "\r\n", "\r", " ", "a", "é", "\u00a0", "b c", "x"])


@settings(deadline=None, max_examples=500)
@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(",;\t|"))
def test_the_rows_are_those_of_the_standard_library(text: str, delimiter: str) -> None:
    found = reader.read("team.csv", f"sep={delimiter}\n{text}".encode())
    if isinstance(found, Document):
        # Where it would have put several rows into one cell.
        assert "quotation mark that opens here" in found.tree.faults[0].message
        return
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    expected = [[cell_text(cell) for cell in row] for row in rows]
    assert [row.cells for table in found.tables for row in table.rows] == [row for row in expected if any(row)]
    assert found.text is not None
    for table in found.tables:
        for row in table.rows:
            for cell, (line, start, end) in zip(row.cells, places(row), strict=True):
                _, shown = found.text.line_at(found.text.offset(line, 1))
                written = shown[start - 1 : end - 1]
                assert len(written) == end - start
                if not written.startswith('"'):
                    assert cell_text(written) == cell
                elif re.fullmatch(r'"(?:[^"]|"")*"', written) and not cell.startswith('"'):
                    assert cell_text(written[1:-1].replace('""', '"')) == cell
