"""Ways to write what is private, and numbers, dates and places of a real roster that only look a little like it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mvdt import engine, output
from mvdt.output import Page

if TYPE_CHECKING:
    from conftest import Run

TODAY = date(2026, 11, 22)

PRIVATE = {
    "an NHS number": [
        "9434 765 919", "94 34 76 59 19", "94347 65919", "943,4765919", "943\u00b7476\u00b75919", "patient-9434765919",
        "NHS nr 943 476 5910",
    ],
    "an old date, perhaps of birth": [
        "12-03-85", "12-3-85", "12/Mar/1985", "12.Mar.1985", "12/Mar/85", "12Mar85", "12. March 1985", "12, March 1985",
        "12\u00b703\u00b71985", "Ann Ward 12.3.85", "Rio Poe 12.3.85",
    ],
    "a register number": [
        "GMC licence 7654321", "on the GMC specialist register, 7654321", "GMC licence to practise no 7654321",
        "G.M.C. 7654321", "Ann Case PH12345",
    ],
    "a private e-mail address": [
        "ann@yahoo.fr", "ann@gmx.de", "ann@protonmail.ch", "ann@pm.me", "ann @ gmail.com", "ann@blueyonder.co.uk",
    ],
    "a home address": ["resides at 12 High St, LS9 7TF", "residing in Leeds, LS9 7TF", "lives in a care home, LS9 7TF"],
}  # fmt: skip

LEFT_ALONE = [
    "SystmOne 5.6.40", "EMIS Web 9.11.43", "e-RS 1.2.50", "upgrade to 3.4.56", "Python 3.12.45", "Room 1.04.76",
    "Appendix 1.1.99", "SFI 3.12.45", "hazard log 1.2.45", "desk 14-07-85",
    "contract signed 12/05/2009", "agreement dated 01/04/2008", "licence renewed on 12 May 2009",
    "Hospital at Home, LS9 7TF", "Oak House Care Home, LS9 7TF", "nursing home LS9 7TF", "registered address LS9 7TF",
    "GMC GMP 2013", "SWE PQS 2018", "GMC NTS 2024", "ICO registration number Z1234567",
    "ISBN 0306406152", "ISBN-10: 0306406152", "ticket CS12345", "order number OR12345",
    "01632 960983", "020 7946 0018", "+44 1632 960 983", "07700 900 123", "ext. 4321", "post 1234567",
    "ODS code A81001", "Y01234", "UPRN 100023336956", "RM1557.13", "2026-11-23", "v5.6.40", "FHIR R4 4.0.1",
    "https://jira.example.nhs.uk/browse/EPR-4010232137", "550e8400-e29b-41d4-a716-446655440000",
    "0123456789abcdef0123456789abcdef01234567", "PO-12-11-45", "192.168.12.85", "Mental Health Act 1983",
]  # fmt: skip


def roster(folder: Path, note: str) -> Path:
    path = folder / "team.yaml"
    text = f"team: X\nmembers:\n  - {{name: Amy, role: developer, note: {json.dumps(note, ensure_ascii=False)}}}\n"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("what", "note"), [(what, note) for what, notes in PRIVATE.items() for note in notes])
def test_what_is_private_is_known_in_each_spelling_and_shown_in_none(tmp_path: Path, what: str, note: str) -> None:
    report = engine.check([str(roster(tmp_path, note))], on=TODAY)
    [finding] = [one for one in report.findings if one.rule == "personal-data"]
    assert finding.message.startswith(f"this looks like {what}, which ")
    start, end = finding.location.column - 41, finding.location.end_column - 41
    value = note[start:end]
    assert sum(character.isalnum() for character in value) >= 5
    for name in output.names():
        assert value not in "".join(output.get(name).render(report, Page())), name


@pytest.mark.parametrize("note", LEFT_ALONE)
def test_what_a_roster_may_well_have_is_left_alone(tmp_path: Path, note: str) -> None:
    report = engine.check([str(roster(tmp_path, note))], on=TODAY, select=["personal-data"])
    assert [one.message for one in report.findings] == []


@pytest.mark.parametrize("name", ["GMC 7654321", "registration number 7654321", "born 1985"])
def test_a_folder_that_names_what_is_private_is_not_read_and_not_shown(mvdt: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"of {name}"
    folder.mkdir()
    roster(folder, "")
    result = mvdt("check")
    assert (result.returncode, name in result.stdout + result.stderr) == (2, False)
    assert "the name of this file holds what looks like " in result.stderr


def test_a_folder_of_ten_digits_is_the_number_of_some_run(mvdt: Run, tmp_path: Path) -> None:
    folder = tmp_path / "9434765919"
    folder.mkdir()
    roster(folder, "")
    assert mvdt("check").returncode == 1


@pytest.mark.parametrize(("text", "what"), [("943/476/5919", "an NHS number"), ("12/03/1985", "an old date")])
def test_slashes_hide_nothing_in_a_saved_report(mvdt: Run, tmp_path: Path, text: str, what: str) -> None:
    report = json.loads(mvdt("check", str(roster(tmp_path, "")), "--format", "json").stdout)
    (tmp_path / "report.json").write_text(json.dumps(report).replace('"Amy"', json.dumps(text)))
    result = mvdt("render", "report.json")
    assert (result.returncode, result.stdout) == (2, "")
    assert f"this report holds what looks like {what}" in result.stderr
    assert text not in result.stderr


def test_slashes_hide_nothing_on_the_command_line(mvdt: Run) -> None:
    result = mvdt("roles", "--title", "943/476/5919")
    assert (result.returncode, "5919" in result.stdout + result.stderr) == (2, False)
