"""What a hostile corpus has found: personal data in disguise, and what only looks like it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest

from mvdt.model.personal_values import private_in_name, private_values

if TYPE_CHECKING:
    from conftest import Run

Write = Callable[[str, str | bytes], Path]

DISGUISED: Final = [
    "943\u200e476\u200e5919",
    "\u200f".join("9434765919"),
    "9\ufe0f\u20e34\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e37\ufe0f\u20e36\ufe0f\u20e35\ufe0f\u20e39\ufe0f\u20e31\ufe0f\u20e39",
    "\u2079\u2074\u00b3\u2074\u2077\u2076\u2075\u2079\u00b9\u2079",
    "943%20476%205919",
    "%39434765919",
    "943&nbsp;476&nbsp;5919",
    "&#57;434765919",
    "943+476+5919",
    "943\u00b7476\u00b75919",
    "9-4-3-4-7-6-5-9-1-9",
    "943476 5919",
    "9,434,765,919",
    "9.434765919e9",
    "AB_12_34_56_C",
    "niAB123456C",
    "AB%2012%2034%2056%20C",
    "AB\u200e123456\u200eC",
    "4.7.83",
    "4th Jul '83",
    "04-Jul-83",
    "04 / 07 / 1983",
    "04_07_1983",
    "04071983",
    "04%2F07%2F1983",
    "04&#47;07&#47;1983",
    "\u0660\u0664/\u0660\u0667/\u0661\u0669\u0668\u0663",
    "0\u200b4\u200b/\u200b0\u200b7\u200b/\u200b1\u200b9\u200b8\u200b3",
    "GMC_7012345",
    "GMC -> 7012345",
    "GMC&nbsp;7012345",
    "12_I_3456_E",
    "registration number 7012345",
]
HARMLESS: Final = [
    "EPR version 4.7.83",
    "EPR v4.7.83",
    "joined the team on 4/7/83",
    "contract 04/07/1998 - 31/12/2009",
    "opened 5 July 1948",
    "of 12 May 45 wards",
    "on 4 July 60 staff moved",
    "on 10 11 12 a visit",
    "company registration number 01234567",
    "(01632) 960983 1234",
    "192.168.100.200",
    "\u00a31,234,567,890",
    "team_001_002_0003",
    "R&D 50%, A&E 100%20",
    "123e4567-e89b-12d3-a456-426614174000",
]


@pytest.mark.parametrize("text", DISGUISED)
def test_personal_data_in_disguise_is_known(text: str) -> None:
    assert private_values(f"about {text}")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert private_values(text) == []


def test_a_number_that_a_broken_file_escapes_is_not_shown(mvdt: Run, write: Write) -> None:
    write("team.json", '{"team": "A", "members": [{"name": "\\u0039434765919", "note": "x\\nAB123456C"} oops]}')
    write("team.toml", 'team = "A"\nnote = "\\u0039434765919" oops\n')
    result = mvdt("check", ".", "--format", "json")
    assert "434765919" not in result.stdout
    assert "AB123456C" not in result.stdout
    refused = [one["path"] for one in json.loads(result.stdout)["findings"] if one["rule"] == "personal-data"]
    assert refused == ["team.json", "team.json", "team.toml"]


def test_a_sheet_named_after_somebody_is_not_offered(mvdt: Run, write: Write) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "943 476 5919"
    book.worksheets[0].append(["Name", "Job title"])
    stream = io.BytesIO()
    book.save(stream)
    write("team.xlsx", stream.getvalue())
    result = mvdt("check", "team.xlsx", "--sheet", "Staff", "--format", "json")
    assert result.returncode == 2
    assert "476 5919" not in result.stdout + result.stderr
    assert "its only sheet is `[not shown]`" in result.stdout


def test_a_day_of_long_ago_counts_in_words_but_not_in_a_name_of_a_file() -> None:
    assert private_in_name("1983-07-04", old_dates=True) is not None
    assert private_in_name("teams-1998-04-01.yaml") is None


def test_a_title_with_a_day_of_birth_is_refused(mvdt: Run) -> None:
    result = mvdt("roles", "--title", "1983-07-04 manager")
    assert (result.returncode, result.stdout) == (2, "")
    assert "the command line holds what looks like an old date, perhaps of birth" in result.stderr
    assert "1983" not in result.stderr


def test_a_sheet_that_no_file_has_use_for_is_told(mvdt: Run, write: Write) -> None:
    write("team.yaml", "team: A\nmembers:\n  - {name: Jo, role: developer}\n")
    plain = mvdt("check", "team.yaml")
    result = mvdt("check", "team.yaml", "--sheet", "Staff")
    assert (result.returncode, result.stdout) == (plain.returncode, plain.stdout)
    assert result.stderr == (
        "mvdt: --sheet has no effect: none of the files is a spreadsheet\n"
        "  fix: leave --sheet out, or name a spreadsheet\n"
    )


@pytest.mark.parametrize("value", ["943 4\n76 5919", "94347\n65919", "943476591\n9", "04/07/19\n83"])
def test_a_number_that_a_line_break_splits_is_in_no_output(mvdt: Run, write: Write, tmp_path: Path, value: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Posts", 0)
    for row in (["Team", "Name", "Job title"], ["Beds", "Priya Shah", f"Developer {value}"]):
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    write("people.csv", f'team,name,title\nBeds,Priya Shah,"Developer {value}"\n')
    lines = value.replace("\n", "\n        ")
    write("team.yaml", f"team: Beds\nmembers:\n  - name: Priya Shah\n    role: |-\n        Developer {lines}\n")
    write("team.json", json.dumps({"team": "Beds", "members": [{"name": "Priya Shah", "role": f"Wizard {value}"}]}))
    for path in ("people.xlsx", "people.csv", "team.yaml", "team.json"):
        for name in ("text", "json"):
            done = mvdt("check", path, "--format", name)
            assert done.returncode == 1
            assert "personal-data" in done.stdout
            shown = "".join(character for character in done.stdout + done.stderr if not character.isspace())
            assert value.replace("\n", "").replace(" ", "") not in shown.replace("\\n", "")


@pytest.mark.parametrize("value", ["Ext 1234\n567 890", "2019\n2020", "band 8\n0.6"])
def test_lines_that_end_in_figures_are_no_number(value: str) -> None:
    assert private_values(value) == []
