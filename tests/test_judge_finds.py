"""What a second fuzzer and a hostile corpus of their own have found, each as small as it gets."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import Run  # noqa: TC002

from mvdt import engine, output
from mvdt.describe import Secrets, redacted
from mvdt.model.catalogue import Catalogue, load
from mvdt.model.personal import HIDDEN, personal_data
from mvdt.readers import yaml
from mvdt.source.block import read_block
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


def test_a_second_beginning_of_a_document_is_left_to_libyaml() -> None:
    text = "---\n---\nteam: Beds\n"
    assert read_block(text) is None
    (fault,) = read_events(text).faults
    assert fault.message == "a second document begins here, and a file may hold one only"


def test_thousands_of_instructions_to_yaml_are_refused(mvdt: Run, write: Write) -> None:
    write("team.yaml", "".join(f"%TAG !a{number}! x\n" for number in range(10_000)) + "---\nteam: Beds\n")
    told = mvdt("check", "team.yaml", "--format", "concise").stdout
    assert told.startswith("team.yaml:101:1: error: invalid-file: these are too many instructions to YAML\n")


def test_letters_that_stand_for_many_make_a_title_too_long() -> None:
    # Each is a blessing of eighteen letters.
    titles = load().titles
    assert titles.resolve("\ufdfa" * 10 + ", Developer").role == "developer"
    assert titles.resolve("\ufdfa" * 30 + ", Developer").role is None


def test_an_exception_is_looked_up_and_not_compared_with_each_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    people = "".join(f"  - {{name: P{number}, role: r{number}}}\n" for number in range(50))
    exceptions = "".join(
        f"  - {{rule: unknown-role, about: {about}, reason: x}}\n"
        for about in ("P7", "p8", *(f"Q{n}" for n in range(50)))
    )
    data = f"team: Beds\nmembers:\n{people}exceptions:\n{exceptions}".encode()
    asked = 0
    role_of = Catalogue.role_of

    def counted(self: Catalogue, name: str) -> str | None:
        nonlocal asked
        asked += 1
        return role_of(self, name)

    monkeypatch.setattr(Catalogue, "role_of", counted)
    made = engine.check(["-"], on=date(2026, 11, 22), standard_input=lambda: data, standard_input_name="team.yaml")
    assert [one.about for one in made.findings if one.status == "excepted"] == ["P7", "P8"]
    assert sum(one.rule == "stale-exception" for one in made.findings) == 50
    assert asked < 500


def test_of_many_product_managers_not_each_is_named_to_each(mvdt: Run, write: Write) -> None:
    people = "".join(
        f"  - {{name: P{number:02}, roles: [lead-clinician, product-manager], registration: GMC}}\n"
        for number in range(40)
    )
    write("team.yaml", f"team: Beds\nmembers:\n{people}")
    told = mvdt("check", "team.yaml", "--select", "clinician-as-product-lead", "--format", "jsonl").stdout
    fixes = [json.loads(line)["fix"] for line in told.splitlines() if '"finding"' in line]
    assert len(fixes) == 40
    assert fixes[0] == (
        "pair P00 with an experienced product manager (the others can't be counted as one yet) at half time or more; "
        "or record the skill under `skills` if P00 has it"
    )


@pytest.mark.parametrize("format_", output.names())
@pytest.mark.parametrize(
    "table",
    [
        f"Name,Job title\nWard team {_PRIVATE},\nAnn,Developer\n",
        f"Ward {_PRIVATE},\nName,Job title\nBo,Tester\nWard team,\nAnn,Developer\n",
    ],
)
def test_personal_data_in_a_title_that_names_a_team_is_found(mvdt: Run, write: Write, format_: str, table: str) -> None:
    write("people.csv", table)
    result = mvdt("check", "people.csv", "--format", format_)
    assert _PRIVATE not in result.stdout + result.stderr
    assert "[not shown]" in mvdt("check", "people.csv").stdout
    (told,) = re.findall(r"people.csv:.*personal-data.*", mvdt("check", "people.csv", "--format", "concise").stdout)
    assert "this looks like an NHS number" in told


def test_a_number_whose_groups_stand_apart_is_known(mvdt: Run, write: Write) -> None:
    apart = _PRIVATE.replace(" ", " " * 5)
    write("team.yaml", f'team: Beds\nmembers:\n  - {{name: "{apart}", role: developer}}\n')
    write("people.csv", f"Name,Job title\n{apart},Developer\n")
    assert mvdt("check", ".", "--format", "concise").stdout.count("this looks like an NHS number") == 2
    assert _PRIVATE not in " ".join(mvdt("check", ".").stdout.split())


def test_long_lines_of_many_files_are_not_kept() -> None:
    tracemalloc.start()
    for number in range(20):
        personal_data(
            yaml.read(
                "team.yaml", f"team: Beds\n# {number}{' word' * 20_000}\nnote{'e' * 100_000}: {number}\n".encode()
            )
        )
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000
