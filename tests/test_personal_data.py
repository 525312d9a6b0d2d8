"""Personal data in any field of any input is in no byte of any output; what only looks a little like it is left alone."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from conftest import TODAY, VIABLE, Run

from mvdt import output
from mvdt.cli import _check

Write = Callable[[str, str | bytes], Path]
Place = tuple[str, tuple[str | int, ...]]

NHS: Final = "943 476 5919"
KINDS: Final = {
    "an NHS number": NHS,
    "an NHS number in one": "9434765919",
    "an NHS number with hyphens": "943-476-5919",
    "an NHS number with dots": "943.476.5919",
    "an NHS number with two spaces": "943  476  5919",
    "an NHS number with dashes": "943\u2013476\u20135919",
    "an NHS number with a joint": "943\u200b476\u200b5919",
    "an NHS number in wide digits": "\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19",
    "an NHS number with slashes": "943/476/5919",
    "an NHS number with underscores": "943_476_5919",
    "an NHS number with commas": "943, 476, 5919",
    "an NHS number with brackets": "(943) 476 5919",
    "an NHS number with long dashes": "943\u2014476\u20145919",
    "an NHS number in two groups": "943 4765919",
    "an NHS number digit by digit": "9 4 3 4 7 6 5 9 1 9",
    "an NHS number in Arabic digits": "\u0669\u0664\u0663 \u0664\u0667\u0666 \u0665\u0669\u0661\u0669",
    "an NHS number behind its name": "NHS9434765919",
    "a mistyped NHS number that is called one": "NHS number 943 476 5918",
    "a National Insurance number": "AB123456C",
    "a National Insurance number in groups": "AB 12 34 56 C",
    "a National Insurance number with hyphens": "AB-12-34-56-C",
    "a made-up National Insurance number": "QQ123456C",
    "a National Insurance number in small letters": "ab 12 34 56 c",
    "a National Insurance number in small letters with hyphens": "ab-12-34-56-c",
    "a National Insurance number with dots": "AB.12.34.56.C",
    "a National Insurance number letter by letter": "A B 1 2 3 4 5 6 C",
    "a National Insurance number in wide letters": "\uff21\uff22123456\uff23",
    "a National Insurance number without its last letter": "NI number AB 12 34 56",
    "a temporary National Insurance number": "TN010180M",
    "a day of birth with two digits for the year": "dob 29/2/80",
    "a day of birth, the year first": "80-02-29",
    "a day of birth in one word": "29feb1980",
    "a day of birth in digits": "dob 290280",
    "a month of birth": "born 2/1980",
    "a day of birth": "born 29 February 1980",
    "a day of birth in another order": "DOB May 9, 2001",
    "a year of birth": "born in 1980",
    "a day of long ago": "1980-02-29",
    "a day of long ago, the day first": "29/02/1980",
    "a day of long ago in words": "29 Feb 1980",
    "a day of long ago in one": "19800229",
    "a doctor's number": "GMC 7654321",
    "a doctor's number that is called one": "GMC no. is 7654321",
    "a doctor's number in front": "7654321 (GMC)",
    "a doctor's number behind the register's whole name": "General Medical Council 7654321",
    "a nurse's number in groups": "12 A 3456 B",
    "a social worker's number": "social worker, SW76543",
    "an optician's number": "GOC 01-76543",
    "a nurse's number": "12A3456B",
    "a physiotherapist's number": "PH123456",
    "a psychologist's number": "HCPC PYL12345",
    "a dentist's number": "GDC 123456",
}
SECRET: Final = re.compile(
    r"943.{0,9}476|5919|5918|9 4 3 4|AB.?12.?34|B 1 2 3|TN0101|29/2/80|80-02-29|29feb|290280|2/1980|76543|12 A 3456|123456C|29 Feb|1980|May 9|9 May|19800229|7654321|12A3456|PH1234|PYL1234|GDC 123|"
    "\uff19\uff14\uff13|uff19|\u0669\u0664\u0663|u0669|\uff21\uff22|uff21",
    re.IGNORECASE,
)
HARMLESS: Final = [
    "from: 1998-04-01",
    "{name: Priya Shah, from: 1998-04-01, note: x}",
    "start_date: 1998-04-01",
    "note: joined the trust on 1 April 1998",
    "note: contract from 01/04/1998 to 31/03/2009",
    "note: reviewed 12 May 2009",
    "note: Desk phone 020 7946 0018",
    "note: +44 20 7946 0018",
    "note: GMC 020 7946 0018",
    "note: 943 476 5918",
    "note: 943, 476, 5918",
    "note: open 24/7, 8/12/26 to 31-12-26 a plan",
    "note: Birth centre 12-14, born digital 24/7",
    "note: 1 2 3 4 5 6 7 8 9 1",
    "note: SW12345",
    "note: Ph 123456",
    "note: General Medical Council 2013 guidance",
    "note: NI programme 2026",
    "note: PO123456",
    "id: post-1234567890",
    "id: post-9434765919",
    "name: 7654321",
    "note: NMC 2018 code",
    "registration: GMC  # checked 2026-11-22",
    "note: version v1.2.2003",
    "note: https://example.org/1999/12/31/x",
    "sha: 94347659190a1b2c3d4e9434765919abcdef0123",
]
"""Lines with numbers that mean something else."""

ROSTER: Final[dict[str, Any]] = {
    "team": "Ward tablets",
    "organisation": "Trust",
    "phase": "beta",
    "approach": "build",
    "clinical": "true",
    "uses_ai": "false",
    "led_by": "Priya Shah",
    "decides": "fully",
    "knowledge_transfer": "pairing",
    "sponsor": "COO",
    "members": [
        {
            "name": "Priya Shah",
            "title": "Product manager",
            "role": "product-manager",
            "fte": "1.0",
            "employment": "permanent",
            "skills": {"product-management": "expert"},
            "registration": "GMC",
            "clinician": "true",
            "staff_group": "Medical and dental",
            "funded": "true",
            "shared": "false",
            "organisation": "Trust",
            "id": "priya-s",
            "note": "x",
            "from": "2026-04-01",
            "until": "2027-04-01",
        },
        {"name": "Jo", "roles": ["developer", "lead-developer"]},
        {"name": "Tom", "title": "Nurse"},
    ],
    "vacancies": [{"role": "user-researcher", "title": "UR", "fte": "1.0", "note": "x", "from": "2027-01-01"}],
    "available": [{"role": "clinical-safety-officer", "by": "us", "fte": "0.1", "registration": "NMC", "note": "x"}],
    "exceptions": [
        {"rule": "missing-role", "about": "user-researcher", "reason": "x", "agreed_by": "y", "until": "2027-01-01"},
        {"rule": "team-size", "about": "zzz", "reason": "q", "agreed_by": "w"},
    ],
}


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[Place]:
    """Every value, alone and among other words, and every field's name of a roster."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
            yield "key", (*path, key)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from places(value, (*path, index))
    else:
        yield "value", path
        yield "piece", path


def planted(place: Place, secret: str) -> Any:
    kind, path = place
    roster = copy.deepcopy(ROSTER)
    node: Any = roster
    for step in path[:-1]:
        node = node[step]
    last = path[-1]
    if kind == "key":
        items = [(secret if key == last else key, value) for key, value in node.items()]
        node.clear()
        node.update(items)
    else:
        node[last] = secret if kind == "value" else f"{node[last]} {secret} end"
    return roster


@pytest.fixture
def everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., dict[str, str]]:
    """What a check of the folder says in each format and on standard error, without fingerprints: they hold any digits."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MVDT_TODAY", TODAY)

    def run(*paths: str) -> dict[str, str]:
        (tmp_path / "out").mkdir(exist_ok=True)
        _check.run(paths, format_=[f"{name}=out/{name}" for name in output.names()], show_excepted=True, color="always")
        said = capsys.readouterr()
        found = {name: (tmp_path / "out" / name).read_text(encoding="utf-8") for name in output.names()}
        found |= {"standard output": said.out, "standard error": said.err}
        return {name: re.sub(r"\b[0-9a-f]{32}\b", "", text) for name, text in found.items()}

    return run


@pytest.mark.parametrize(
    ("suffix", "write_out"),
    [
        ("yaml", lambda roster: yaml.safe_dump(roster, sort_keys=False, allow_unicode=True)),
        ("yml", lambda roster: yaml.safe_dump(roster, default_flow_style=True, sort_keys=False, width=9_999)),
        ("json", lambda roster: json.dumps(roster, separators=(",", ":"))),
    ],
    ids=["block", "flow", "json"],
)
def test_personal_data_in_any_field_of_a_roster_is_in_no_output(
    everything: Callable[..., dict[str, str]], write: Write, suffix: str, write_out: Callable[[Any], str]
) -> None:
    kinds = list(KINDS.values())
    expected = set()
    for number, place in enumerate(places(ROSTER)):
        secret = kinds[number % len(kinds)]
        if place[1][-1] in ("from", "until"):
            # Any date there is a day of service.
            secret = NHS
        name = f"roster-{number}.{suffix}"
        write(name, write_out(planted(place, secret)))
        expected.add(name)
    said = everything()
    assert {name: SECRET.findall(text)[:3] for name, text in said.items() if SECRET.search(text)} == {}
    findings = json.loads(said["json"])["findings"]
    assert {one["path"] for one in findings if one["rule"] == "personal-data"} == expected


def test_personal_data_is_known_in_every_spelling(everything: Callable[..., dict[str, str]], write: Write) -> None:
    for number, secret in enumerate(KINDS.values()):
        write(f"{number}.yaml", VIABLE.replace("Ali Demir", f"Ali {secret} Demir"))
        write(f"heading-{number}.csv", f'Name,Job title,"{secret}"\nJo Lin,Developer,x\n')
        write(f"cell-{number}.csv", f'Name,Job title,Comment,Start date\nJo Lin,Developer,"{secret}",01/04/1998\n')
    said = everything()
    assert {name: SECRET.findall(text)[:3] for name, text in said.items() if SECRET.search(text)} == {}
    findings = json.loads(said["json"])["findings"]
    refused = {one["path"] for one in findings if one["rule"] == "personal-data"}
    for number, kind in enumerate(KINDS):
        assert {f"{number}.yaml", f"heading-{number}.csv", f"cell-{number}.csv"} <= refused, kind


def test_what_means_something_else_is_no_personal_data(everything: Callable[..., dict[str, str]], write: Write) -> None:
    write("team.yaml", "".join(f"# {line}\n" if line[0] != "{" else f"{line}\n" for line in HARMLESS))
    write("team.yaml", VIABLE + "".join(f"# {line}\n" for line in HARMLESS))
    write("table.csv", "Name,Job title,Start date,End date\nJo Lin,Developer,01/04/1998,31/03/2005\n")
    assert "personal-data" not in re.sub(r'"personal-data",?', "", everything("team.yaml")["text"])
    assert ": personal-data" not in everything("table.csv")["concise"]


@pytest.mark.parametrize(
    "name", ["date_of_birth", "dateOfBirth", "Date of birth", "D.O.B.", "nhsNumber", "staff-no", "ESR No"]
)
def test_a_refused_field_is_known_however_its_words_are_joined(
    everything: Callable[..., dict[str, str]], write: Write, name: str
) -> None:
    write("team.json", json.dumps({"team": "A", "members": [{"name": "Jo", "role": "developer", name: "secret-17"}]}))
    said = everything("team.json")
    assert [name for name, text in said.items() if "secret-17" in text] == []
    assert f": error: personal-data: the field `{name}` does not belong in a roster" in said["concise"]


CATALOGUE: Final = """\
catalogue: Ours
extends: mvdt
roles:
  wizard:
    name: Wizard
    family: product
    why: Ask GMC 7654321.
"""
UNUSABLE: Final = {
    "catalogue": (
        {"own.yaml": CATALOGUE},
        ["check", "team.yaml", "--catalogue", "own.yaml"],
        "own.yaml:7:18: error: invalid-catalogue",
    ),
    "roles of a catalogue": (
        {"own.yaml": CATALOGUE},
        ["roles", "--catalogue", "own.yaml"],
        "own.yaml:7:18: error: invalid-catalogue",
    ),
    "schema of a catalogue": (
        {"own.yaml": CATALOGUE},
        ["schema", "roster", "--catalogue", "own.yaml"],
        "own.yaml:7:18: error: invalid-catalogue",
    ),
    "settings": (
        {"mvdt.yaml": "exclude: [GMC 7654321]\n"},
        ["check", "team.yaml"],
        "mvdt.yaml:1:15: error: invalid-settings",
    ),
    "settings that are shown": (
        {"mvdt.yaml": "exceptions:\n  - {rule: team-size, reason: x, about: GMC 7654321}\n"},
        ["config", "--format", "json"],
        "mvdt.yaml:2:45: error: invalid-settings",
    ),
    "baseline": (
        {"known.yaml": f"baseline: 1\nfindings:\n  - {{rule: team-size, subject: A/GMC 7654321, fingerprint: '{'0' * 32}'}}\n"},
        ["check", "team.yaml", "--baseline", "known.yaml"],
        "known.yaml:3:38: error: invalid-baseline",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNUSABLE)
def test_other_files_with_personal_data_are_refused(mvdt: Run, write: Write, case: str) -> None:
    files, arguments, head = UNUSABLE[case]
    write("team.yaml", VIABLE)
    for name, content in files.items():
        write(name, content)
    result = mvdt(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "7654321" not in result.stderr
    assert result.stderr.startswith(f"{head}\n")
    flat = re.sub(r"[\s|^]+", " ", result.stderr)
    assert "this looks like a register number, which identifies a person; the name of the register is enough" in flat


def test_a_fingerprint_with_what_looks_like_a_date_is_no_personal_data(mvdt: Run, write: Write) -> None:
    # That of a real finding among three hundred thousand: 1918-10-21.
    fingerprint = "9e58acf4c3f0fb1da3dc952e19181021"
    write("team.yaml", VIABLE + f"knowledge_transfer: Agreed in {fingerprint}\n")
    write(
        "known.yaml",
        f'baseline: 1\nfindings:\n  - {{rule: team-size, subject: "A/people", fingerprint: "{fingerprint}"}}\n',
    )
    result = mvdt("check", "team.yaml", "--baseline", "known.yaml")
    assert (result.returncode, result.stderr) == (0, "")
    assert "personal-data" not in result.stdout
    # Beside it everything counts.
    write("team.yaml", VIABLE + f"knowledge_transfer: Sam, {fingerprint}, born 1 May 1956, NHS 943 476 5919\n")
    result = mvdt("check", "team.yaml")
    assert result.returncode == 1
    assert not re.search("1956|943|5919", result.stdout + result.stderr)


def test_a_report_with_personal_data_is_not_rendered(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE.replace("user-researcher", "wizard").replace("fte: 1.0\n", "from: 1998-04-01\n", 1))
    write("table.csv", "Name,Job title,Start date\nJo Lin,Wizard,01/04/1998\n")
    text = mvdt("check", ".", "--format", "json").stdout
    write("saved.json", text)
    assert mvdt("render", "saved.json", "--format", "json").stdout == text
    report = json.loads(text)
    for where, field in (
        (report["teams"][0], "team"),
        (report["findings"][0], "message"),
        (report["findings"][0], "about"),
    ):
        before = where[field]
        where[field] += f" {NHS}"
        write("planted.json", json.dumps(report))
        where[field] = before
        result = mvdt("render", "planted.json")
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == (
            "mvdt: planted.json: this report holds what looks like an NHS number, and nothing that mvdt writes does\n"
            "  fix: give a file that `mvdt check --format json=FILE` wrote\n"
        )


@pytest.mark.parametrize("name", [f"{NHS}.yaml", "Jo AB123456C.yaml", f"NHS {NHS}/team.yaml", "born 1980-02-29.yaml"])
def test_a_file_whose_name_is_personal_data_is_not_named(
    everything: Callable[..., dict[str, str]], write: Write, name: str
) -> None:
    write(name, VIABLE)
    said = everything()
    assert {name: SECRET.findall(text)[:3] for name, text in said.items() if SECRET.search(text)} == {}
    (trouble,) = json.loads(said["json"])["unchecked"]
    assert trouble["message"].startswith("the name of this file holds what looks like a")
    assert (
        trouble["fix"]
        == "rename the file or its folder; if it is something else, write it in a way that can't be mistaken"
    )
    assert "**" in trouble["path"]


def test_the_number_of_a_run_in_a_path_is_no_personal_data(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("9434765919/team.yaml", VIABLE)
    assert mvdt("check", "9434765919/team.yaml", "--format", "json=9434765919.json").returncode == 0
    assert mvdt("render", "9434765919.json", "--format", "concise").returncode == 2
    (tmp_path / "9434765919.json").rename(tmp_path / "report.json")
    assert mvdt("render", "report.json", "--format", "concise").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["roles", "--title", f"Nurse {NHS}"],
        ["roles", NHS],
        ["explain", NHS],
        ["check", f"{NHS}.yaml"],
        ["check", "-", "--stdin-name", NHS],
        ["check", "--select", NHS],
        ["check", f"--on={NHS}"],
        ["check", "--fail-on", NHS],
        [f"--{NHS}"],
        [NHS],
        ["convert", "team.csv", "--to", NHS],
        ["init", f"{NHS}.yaml"],
    ],
    ids=" ".join,
)
def test_personal_data_on_the_command_line_is_not_repeated(mvdt: Run, tmp_path: Path, arguments: list[str]) -> None:
    result = mvdt(*arguments, stdin=VIABLE.encode())
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "mvdt: the command line holds what looks like an NHS number, so nothing was done\n"
        "  fix: leave it out, or rename the file; if it is something else, write it in a way that can't be mistaken\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_complaint_repeats_no_personal_data(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml", env={"MVDT_TODAY": NHS})
    assert result.stderr == (
        "mvdt: MVDT_TODAY: `************` is not a date\n  fix: write year, month and day, for example 2027-04-01\n"
    )


def test_an_nhs_number_that_is_spread_over_three_cells_is_known(
    everything: Callable[..., dict[str, str]], write: Write
) -> None:
    heading = "Name,Team,Organisation,Job title\n"
    write("split.csv", f"{heading}943,476,5919,Developer\nJo Lin,A,Trust,Developer\n")
    write("counted.csv", f"{heading}943,476,5919,Developer\n943,476,5920,Developer\n")
    said = everything("split.csv")
    assert {name for name, text in said.items() if "5919" in text} == set()
    assert "*** | *** | **** | Developer" in " ".join(said["text"].split())
    assert ": personal-data" in said["concise"]
    assert ": personal-data" not in everything("counted.csv")["concise"]


COLUMNS: Final = {
    "Name": "Jo Lin",
    "Job title": "Developer",
    "Role": "developer",
    "Team": "A",
    "WTE": "1.0",
    "Posts": "1",
    "Contracted hours": "37.5",
    "Assignment Category": "Permanent",
    "Employer": "Trust",
    "Supplier": "Acme",
    "Skills": "user research: expert",
    "Status": "x",
    "Phase": "beta",
    "registration": "GMC",
    "clinician": "yes",
    "user research": "expert",
    "Grade": "7",
}


@pytest.mark.parametrize("kind", ["value", "piece", "heading"])
def test_personal_data_in_any_column_of_a_table_is_in_no_output(
    everything: Callable[..., dict[str, str]], write: Write, kind: str
) -> None:
    kinds = list(KINDS.values())
    for number, column in enumerate(COLUMNS):
        for place, secret in enumerate(
            ("943  476  5919", "ab-12-34-56-c", "943, 476, 5919", kinds[number], kinds[-number - 1])
        ):
            row = dict(COLUMNS)
            if kind == "heading":
                row = {f"{name} {secret}" if name == column else name: cell for name, cell in row.items()}
            else:
                row[column] = secret if kind == "value" else f"{row[column]} {secret} end"
            lines = (",".join(f'"{cell}"' for cell in cells) for cells in (row.keys(), row.values()))
            write(f"column-{number}-{place}.csv", "\n".join(lines))
    said = everything()
    assert {name: SECRET.findall(text)[:3] for name, text in said.items() if SECRET.search(text)} == {}


@pytest.mark.parametrize(
    "written", [r'"943\n476\n5919"', r'"943\u2028476\u20285919"', "|\n      943 476\n      5919\n"]
)
def test_a_number_that_goes_on_in_the_next_line_is_known(
    everything: Callable[..., dict[str, str]], write: Write, written: str
) -> None:
    write("team.yaml", f"team: A\nmembers:\n  - name: Jo\n    role: {written}\n")
    said = everything()
    assert {name for name, text in said.items() if "5919" in text} == set()
    assert ": error: personal-data: " in said["concise"]
