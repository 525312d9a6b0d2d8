"""What a second fuzzer and a hostile corpus of their own have found, each as small as it gets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import Run  # noqa: TC002

from mvdt import output
from mvdt.describe import Secrets, redacted
from mvdt.model.personal import HIDDEN
from mvdt.source.events import read_events

Write = Callable[[str, "str | bytes"], Path]

_PRIVATE = "943 476 5919"
_MEMBER = "team: {team}\nmembers:\n  - {{name: {name}, id: {id}, role: product-manager, fte: 0.8}}\n"


@pytest.mark.parametrize("format_", output.names())
def test_an_id_that_is_personal_data_is_not_told_where_teams_are_compared(
    mvdt: Run, write: Write, format_: str
) -> None:
    for team in ("Beds", "Wards"):
        write(f"{team}.yaml", _MEMBER.format(team=team, name="Priya Shah", id=_PRIVATE))
    result = mvdt("check", ".", "--format", format_)
    assert "over-allocated" in result.stdout
    assert _PRIVATE not in result.stdout + result.stderr


def test_half_a_character_is_found_behind_letters_that_are_longer_in_lower_case(mvdt: Run, write: Write) -> None:
    write("team.json", '{"team": "' + "\u0130" * 20 + '\\uD800", "members": []}')
    told = mvdt("check", "team.json", "--format", "concise").stdout
    assert told.startswith(
        "team.json:1:31: error: invalid-file: this code is one half of a character, and the other half is missing\n"
    )


def test_a_character_of_the_private_use_area_stays_what_it_is() -> None:
    root = read_events("team: |-\n  \uf3a0\ue000 \x85 \u2028\n").root
    assert root == {"team": "\uf3a0\ue000 \x85 \u2028"}


def test_a_text_of_personal_data_and_ellipses_is_looked_at_only_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    begins = Secrets._begins

    def counted(self: Secrets, text: str) -> bool:
        nonlocal looked
        looked += 1
        return begins(self, text)

    monkeypatch.setattr(Secrets, "_begins", counted)
    told = redacted(f"{_PRIVATE}\u2026" * 100 + "943 47\u2026", Secrets([_PRIVATE]))
    assert told == HIDDEN * 101
    assert looked < 1_000


def test_a_cell_of_a_workbook_is_no_longer_than_a_spreadsheet_keeps_it(mvdt: Run, write: Write) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Job title"])
    sheet.append(["Ann", "Developer"])
    stream = io.BytesIO()
    book.save(stream)
    write("team.xlsx", _with_long_text(stream.getvalue()))
    told = mvdt("check", "team.xlsx").stdout
    assert "the cell A2 has more than 32,767 characters, more than a spreadsheet can hold" in " ".join(
        re.sub(r"[|]", " ", told).split()
    )


def _with_long_text(workbook: bytes) -> bytes:
    import zipfile

    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as read, zipfile.ZipFile(written, "w") as other:
        for name in read.namelist():
            other.writestr(name, read.read(name).replace(b">Ann<", b">" + b"a" * 32_768 + b"<"))
    return written.getvalue()


def test_a_report_is_rendered_where_a_day_follows_a_day_of_birth_that_it_keeps_back(mvdt: Run, write: Write) -> None:
    born = "born 12/03/1971, until 2027-01-31"
    write(
        "team.yaml",
        f"team: Beds\nmembers:\n  - {{name: Ann, role: developer, note: {born!r}}}\n"
        f"exceptions:\n  - {{rule: no-sponsor, reason: {born!r}}}\n",
    )
    told = mvdt("check", "team.yaml", "--format", "json=report.json").stdout
    assert "born **********, until 2027-01-31" in told
    assert mvdt("render", "report.json").stdout == told
