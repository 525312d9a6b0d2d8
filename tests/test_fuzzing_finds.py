"""What `make fuzz` and longer runs have found, each as small as it gets."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Run  # noqa: TC002

from mvdt import engine, output
from mvdt.model.roster import bind_roster
from mvdt.output import Page
from mvdt.output._terminal import wrapped
from mvdt.output.json import NotAReport, load
from mvdt.readers import Source, read
from mvdt.report import Report
from mvdt.source.block import read_block
from mvdt.source.document import Document
from mvdt.source.events import read_events
from mvdt.source.text import decode

Write = Callable[[str, "str | bytes"], Path]


def read_bytes(name: str, data: bytes) -> Document:
    found = read(Source(name, named=True, read=lambda: data))
    assert isinstance(found, Document)
    return found


def check_bytes(name: str, data: bytes) -> Report:
    return engine.check(["-"], on=date(2026, 11, 22), standard_input=lambda: data, standard_input_name=name)


@pytest.mark.parametrize("text", ["{a: {b: ", "a: !x", "[a, b", "- !x", "a: 'b", "? [a]", "a: {", "%YAML"])
def test_what_is_missing_at_the_end_of_a_file_is_not_behind_it(text: str) -> None:
    for fault in read_bytes("team.yaml", text.encode()).tree.faults:
        assert 0 <= fault.start <= fault.end <= len(text)


def test_several_byte_order_marks_shift_no_place() -> None:
    data = "\ufeff\ufeffteam: 'x'\n".encode()
    document = read_bytes("team.yaml", data)
    assert document.text.string == "team: 'x'\n"
    assert decode(data).string[slice(*document.span(("team",)))] == "'x'"


def test_a_team_of_nobody_has_a_number_of_fte_like_any_other(mvdt: Run, write: Write) -> None:
    write("team.yaml", "team: x\nmembers: {}\n")
    saved = mvdt("check", "team.yaml", "--format", "json").stdout
    assert repr(json.loads(saved)["teams"][0]["fte"]) == "0.0"
    write("report.json", saved)
    assert mvdt("render", "report.json", "--format", "json").stdout == saved


def test_a_row_outside_of_every_sheet_is_no_bug() -> None:
    content = (
        b'<o:d xmlns:o="o" xmlns:t="t"><t:table-row t:visibility="collapse"/><t:table t:name="A"><t:table-row>'
        b"<t:table-cell/></t:table-row></t:table></o:d>"
    )
    assert "damaged" in told_of_ods(content)


@pytest.mark.parametrize("encoding", ["utf-7", "nonsense"])
def test_a_workbook_in_an_encoding_that_nobody_reads_is_damaged(encoding: str) -> None:
    assert "damaged" in told_of_ods(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())


def told_of_ods(content: bytes) -> str:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    (fault,) = read_bytes("people.ods", stream.getvalue()).tree.faults
    return fault.message


@pytest.mark.parametrize("field", ["catalogue", "baseline"])
def test_a_path_with_a_null_character_can_not_be_opened(mvdt: Run, write: Write, field: str) -> None:
    write("team.yaml", "team: x\nmembers: []\n")
    write("mvdt.yaml", f'{field}: "a\\0b"\n')
    result = mvdt("check", "team.yaml")
    assert result.returncode == 2
    assert "no file can have a name like this" in result.stderr


def test_a_role_of_no_name_in_a_catalogue_is_said_where_it_stands(mvdt: Run, write: Write) -> None:
    write("team.yaml", "team: x\nmembers: []\n")
    write("roles.yaml", 'catalogue: x\nextends: mvdt\nroles:\n  "": {why: x}\n')
    result = mvdt("check", "team.yaml", "--catalogue", "roles.yaml")
    assert result.returncode == 2
    assert "roles.yaml:4:3: error: invalid-catalogue" in result.stderr


LEAVING = """\
team: x
members:
  - {name: Ann, role: product-manager, until: 9999-12-31}
  - {name: Bo, role: developer, until: 9999-12-30}
  - {name: Cy, role: delivery-manager}
"""


@pytest.mark.parametrize("on", [date.min, date.max, date(9999, 12, 1)])
def test_a_check_on_the_last_day_that_there_is_looks_no_further(on: date) -> None:
    report = engine.check(["-"], on=on, standard_input=LEAVING.encode, standard_input_name="team.yaml")
    assert report.crashes == []


def test_a_look_ahead_without_end_is_no_bug(mvdt: Run, write: Write) -> None:
    write("team.yaml", LEAVING)
    write("mvdt.yaml", "rules:\n  leaving-soon:\n    options: {days: 1e300}\n")
    result = mvdt("check", "team.yaml")
    assert result.returncode == 1
    assert "warning: leaving-soon" in result.stdout


@pytest.mark.parametrize("heading", ["Start Date", "WTE", "Hours", "Number of posts", "Title", "Status"])
@pytest.mark.parametrize("value", ["\u00b2", "\u0663", "\u00bd", "\u2460", "9" * 400])
def test_an_unusual_digit_in_a_cell_is_no_bug(heading: str, value: str) -> None:
    report = check_bytes("people.csv", f"Name,Role,{heading}\nAnn Lee,developer,{value}\n".encode())
    assert report.crashes == []
    assert len(report.teams) == 1


@pytest.mark.parametrize("remark", ["# remark", "sponsor: x # remark", "[] # remark"])
def test_a_remark_ends_where_a_carriage_return_ends_its_line(remark: str) -> None:
    text = f"{remark}\rteam: x\nmembers:\n  - name: Ann # one\r  - name: Bo\n"
    for _ in ("read", "remembered"):
        quick = read_block(text)
        assert quick is None or quick.root == read_events(text).root


def test_what_is_missing_at_the_end_of_the_last_line_is_not_behind_it() -> None:
    text = "team: x\nmembers:\n  - {name: Ann, role"
    for data in (text, text + "}", text + ": ", "team:", "members:\n-"):
        document = read_bytes("team.yaml", data.encode())
        for problem in bind_roster(document).problems:
            start, end = problem.span or document.span(problem.at)
            assert 0 <= start <= end <= len(data)


@pytest.mark.parametrize(
    ("place", "value"),
    [(("teams", 0, "fte"), 10**400), (("findings", 0, "message"), ""), (("findings", 0, "fix"), ""),
     (("rules", 0), "\x00\x1b"), (("teams", 0, "strengths"), [""]), (("teams", 0, "team"), ""), (("findings", 0, "span", "column"), 10**18)],
)  # fmt: skip
def test_a_saved_report_that_somebody_has_changed_is_refused_or_written(place: tuple[str | int, ...], value: object) -> None:  # fmt: skip
    saved = json.loads(
        "".join(output.get("json").render(check_bytes("team.yaml", b"team: x\nmembers: [{name: A}]\n"), Page()))
    )
    node = saved
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    with contextlib.suppress(NotAReport):
        report = load(json.dumps(saved).encode())
        for name in output.names():
            written = "".join(output.get(name).render(report, Page(show_excepted=True)))
            assert not set(written) & {"\x00", "\x1b"}, name


@pytest.mark.parametrize("line", ["{0}: x", "  {0}: x", "  - {{name: Ann, {0}: x}}"])
def test_a_key_of_a_thousand_letters_is_read_alike_by_both_readers(line: str) -> None:
    text = f"team: x\nmembers:\n{line.format('k' * 1100)}\n"
    assert read_block(text) is None
    assert read_events(text).faults


def test_a_long_word_is_broken_where_the_line_is_full() -> None:
    word = "\u540d" * 3 + "e\u0301" * 4 + "x" * 9
    assert wrapped(word, 4) == ("\u540d\u540d", "\u540de\u0301e\u0301", "e\u0301e\u0301xx", "xxxx", "xxx")
    assert wrapped("\u540d" * 3, 1) == ("\u540d",) * 3
    assert "".join(wrapped("\u540d" * 5_000, 80)) == "\u540d" * 5_000
