"""From tables to rosters: what is written, that a check says the same of both, and that nothing is half done."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import COMMAND, ROOT, TODAY, Result, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mvdt import engine
from mvdt.cli._written import write_new
from mvdt.model.catalogue import load
from mvdt.model.file_names import file_names
from mvdt.model.roster import bind_roster
from mvdt.model.table import read_workbook
from mvdt.model.written_roster import written_roster
from mvdt.readers import csv as csv_reader
from mvdt.readers import yaml as yaml_reader
from mvdt.report import Report
from mvdt.source.nodes import Node
from mvdt.source.table import Row, Table, Workbook
from mvdt.source.tree import parse
from mvdt.source.yaml_text import key, remark, scalar

Write = Callable[[str, str | bytes], Path]
CATALOGUE = load()

PEOPLE = """\
Name,Job title,Team,WTE,Contract,Start date,End date
Priya Shah,Senior Product Manager,Bed management,1.0,Permanent,01/04/2024,
Ruth Adeyemi,Scrum Master,Bed management,0.6,On the books,,
Sam Okafor,Service Designer / User Researcher,Bed management,1.0,Agency,,31/01/2027
Jo Lin,Head of Everything,Bed management,1-Jan,,,
Vacant,User Researcher,Bed management,1.0,,11/01/2027,
Vacant,Ward Wizard,Bed management,1.0,,,
Tom Hale,User Researcher,Outpatients,1.0,,,
"""

BED_MANAGEMENT = """\
# Made by `mvdt convert` from people.csv, rows 2 to 6. From now on this is the roster: edit it here.
# Lines that begin with # are remarks: delete them, or take the # away to use the field.
# All fields: mvdt schema roster. All roles: mvdt roles.

team: Bed management
# phase: alpha                      # one of discovery, alpha, beta or live
# clinical: false                   # if the service does not affect care
# led_by: NAME                      # the member who makes the day-to-day decisions about the product
# sponsor: Chief Operating Officer  # who clears the team's path; the office is enough

members:
  - name: Priya Shah
    title: Senior Product Manager
    role: product-manager
    fte: 1.0
    employment: permanent
    from: 2024-04-01
  - name: Ruth Adeyemi
    title: Scrum Master
    role: delivery-manager
    fte: 0.6
    # cell E3 of the table is not understood
  - name: Sam Okafor
    title: Service Designer / User Researcher
    # role: could be service-designer or user-researcher
    fte: 1.0
    employment: contractor
    until: 2027-01-31
  - name: Jo Lin
    title: Head of Everything
    # role: no role of mvdt's fits this title; see mvdt roles
    # cell D5 of the table is not understood
  # row 7 of the table is a vacancy, and its job means no role that mvdt knows

vacancies:
  - {role: user-researcher, title: User Researcher, fte: 1.0, from: 2027-01-11}

# Roles that others provide to the team, such as:
# available:
#   - role: clinical-safety-officer
#     by: the trust's clinical safety team
#     registration: NMC             # the officer has to be a registered clinician
"""

UNREAD_CELL = """\
people.csv:5:42 (D5): error: invalid-file
  |
1 | ...              | Team           | WTE   | Contract     | Start date | ...
5 | ...              | Bed management | 1-Jan |              |            |
  |                                     ^^^^^ this cell holds a date (1-Jan)
  |                                           and should hold a share of a week
  = fix: spreadsheet programs take an entry such as 1.1 or 1/2 for a day: format
         the cell as a number and type the number again

"""

HEADINGS = "Name,Job title,Team\n"


def refused(result: Result) -> list[str]:
    """What a refusal says, line by line, without the findings above it."""
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr[result.stderr.index("mvdt: ") :].splitlines()


def test_teams_become_rosters(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", PEOPLE)
    result = mvdt("convert", "people.csv", "--to", "teams/")
    assert result.returncode == 1
    assert result.stdout == (
        "people.csv: headings in row 1\n"
        "  read: Name as name, Job title as title, Team as team, WTE as fte, Contract as\n"
        "        employment, Start date as from, End date as until\n"
        "  note: row 7 is a vacancy, and its job means no role that mvdt knows\n"
        "  note: `Contract`: 1 cell not understood and left out, the first is E3\n"
        "\n"
        f"{UNREAD_CELL}"
        "teams/bed-management.yaml: 4 people, 1 vacancy, 2 roles to decide\n"
        "teams/outpatients.yaml: 1 person\n"
        "Now: mvdt check teams/\n"
        "Edit these files from now on. A check that also finds what they were made from reads each team twice.\n"
        "What stands in the cells above is in no roster: a remark names each at its place.\n"
    )
    assert result.stderr == ""
    assert sorted(path.name for path in (tmp_path / "teams").iterdir()) == ["bed-management.yaml", "outpatients.yaml"]
    assert (tmp_path / "teams" / "bed-management.yaml").read_text() == BED_MANAGEMENT
    assert mvdt("check", "teams/", "--select", "data").returncode == 0


def test_what_nothing_is_wrong_with(mvdt: Run, write: Write) -> None:
    write("people.csv", HEADINGS + "Tom Hale,User Researcher,Outpatients\n")
    result = mvdt("convert", "people.csv", "--to", "new/and deep")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-3:-1] == [
        "new/and deep/outpatients.yaml: 1 person",
        "Now: mvdt check 'new/and deep/'",
    ]


def test_the_sheet_and_its_rows_are_named() -> None:
    rows = [
        ["Name", "Job title", "Team"],
        ["Ann", "Developer", "One"],
        ["Bob", "Developer", "Two"],
        ["Cy", "Developer", "One"],
    ]
    workbook = Workbook("a/b.xlsx", [Table("My\u2028sheet", [Row(n, cells) for n, cells in enumerate(rows, 4)])])
    one, two = (text.splitlines()[0] for text in texts(workbook))
    assert one.startswith("# Made by `mvdt convert` from b.xlsx, sheet `My sheet`, 2 rows from 5 to 7. ")
    assert two.startswith("# Made by `mvdt convert` from b.xlsx, sheet `My sheet`, row 6. ")


def test_posts_without_names_take_a_line_and_their_title_one_remark(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("posts.csv", "Job title,Team,Number of posts\nDeveloper,Bed management,2.5\nChief Wizard,Bed management,3\n")
    result = mvdt("convert", "posts.csv", "--to", ".")
    assert "./bed-management.yaml: 6 people, 1 role to decide\n" in result.stdout
    assert (tmp_path / "bed-management.yaml").read_text().split("\nmembers:\n")[1].startswith(
        "  - {title: Developer, role: developer, fte: 1.0}\n"
        "  - {title: Developer, role: developer, fte: 1.0}\n"
        "  - {title: Developer, role: developer, fte: 0.5}\n"
        "  # role: no role of mvdt's fits this title; see mvdt roles\n"
        "  - {title: Chief Wizard, fte: 1.0}\n"
        "  - {title: Chief Wizard, fte: 1.0}\n"
        "  - {title: Chief Wizard, fte: 1.0}\n"
    )  # fmt: skip


def test_what_can_not_be_right_is_kept_and_named(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", "Name,Job title,WTE,Phase,Skills\nAnn Lee,Developer,half,pilot,user research: a lot\n")
    assert mvdt("convert", "people.csv", "--to", "teams").returncode == 0
    text = (tmp_path / "teams" / "people.yaml").read_text()
    assert "\nphase: pilot\n# phase: mvdt check says what is wrong with it\n" in text
    assert (
        "  - name: Ann Lee\n    title: Developer\n    role: developer\n    fte: half\n"
        "    # fte: mvdt check says what is wrong with it\n    skills: {user research: a lot}\n"
        "    # skills: mvdt check says what is wrong with it\n"
    ) in text


def test_somebody_of_whom_only_the_name_is_known(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", HEADINGS + "Ann Lee,,One\nBob Ray,Developer,One\n")
    assert "2 people, 1 role to decide" in mvdt("convert", "people.csv", "--to", ".").stdout
    text = (tmp_path / "one.yaml").read_text()
    assert "  - name: Ann Lee\n    # role: nothing says what is done here; see mvdt roles\n  - name: Bob Ray\n" in text


def test_a_title_that_ends_in_a_known_one(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", HEADINGS + "Ann Lee,Senior Researcher,One\n")
    mvdt("convert", "people.csv", "--to", ".")
    assert "    # role: perhaps user-researcher; see mvdt roles\n" in (tmp_path / "one.yaml").read_text()


def test_a_catalogue_of_ones_own_decides_roles_and_hints(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write(
        "roles.yaml",
        "catalogue: Ours\nphases: [idea, live]\nroles:\n  wizard: {name: Wizard, titles: [ward wizard]}\ncolumns:\n"
        "  name: {headings: [name]}\n  title: {headings: [job title]}\n  team: {headings: [team]}\n",
    )
    write("people.csv", HEADINGS + "Ann Lee,Ward Wizard,One\n")
    assert mvdt("convert", "people.csv", "--to", ".", "--catalogue", "roles.yaml").returncode == 0
    text = (tmp_path / "one.yaml").read_text()
    assert "    role: wizard\n" in text
    assert "# phase: idea                       # one of idea or live\n" in text
    assert "clinical-safety-officer" not in text
    assert refused(mvdt("convert", "people.csv", "--to", "x", "--catalogue", "none.yaml"))[0] == (
        "mvdt: none.yaml: there is no such file or folder"
    )


def test_who_answers_for_safety_is_asked_for_where_nobody_does(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", HEADINGS + "Ann Lee,Clinical Safety Officer,One\n")
    assert mvdt("convert", "people.csv", "--to", ".").returncode == 0
    assert "available" not in (tmp_path / "one.yaml").read_text()


# What is refused


def test_never_over_what_is_there(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", PEOPLE + "Zoe Ito,Developer,Third\n")
    mine = [write("teams/bed-management.yaml", "mine"), write("teams/third.yaml", "mine too")]
    result = mvdt("convert", "people.csv", "--to", "teams")
    assert refused(result) == [
        "mvdt: teams/bed-management.yaml and teams/third.yaml are there already and stay as they are; nothing was written",
        "  fix: choose another folder, or move away what is there",
    ]
    assert [path.read_text() for path in mine] == ["mine", "mine too"]
    assert sorted(os.listdir(tmp_path / "teams")) == ["bed-management.yaml", "third.yaml"]
    mine[0].unlink()
    mine[1].unlink()
    mine[1].symlink_to("nowhere")
    assert refused(mvdt("convert", "people.csv", "--to", "teams"))[0] == (
        "mvdt: teams/third.yaml is there already and stays as it is; nothing was written"
    )


def test_nobody_is_lost_who_is_on_no_team(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", PEOPLE + "Zoe Ito,Developer,\n")
    result = mvdt("convert", "people.csv", "--to", "teams")
    assert "error: invalid-file\n" in result.stderr
    assert "this row names no team" in " ".join(result.stderr.replace("|", " ").split())
    assert refused(result) == [
        "mvdt: nothing was written, because not everything can be taken",
        "  fix: put right what is shown above, and try again",
    ]
    assert not (tmp_path / "teams").exists()


def test_more_posts_than_are_read_from_a_row(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("posts.csv", "Job title,Team,Number of posts\nDeveloper,One,5000\nDeveloper,One,2\n")
    assert refused(mvdt("convert", "posts.csv", "--to", "teams"))[0].startswith("mvdt: nothing was written")


@pytest.mark.parametrize(
    "table",
    [
        HEADINGS + "Ann Lee 943 476 5919,Developer,One\n",
        HEADINGS + "Ann Lee,Developer,943 476 5919\n",
        "Name,Job title,Date of birth\nAnn Lee,Developer,\n",
        "Name,Job title,Remarks\nAnn Lee,Developer,her number is 943 476 5919\n",
    ],
)
def test_personal_data_is_shown_with_asterisks_and_written_nowhere(
    mvdt: Run, write: Write, tmp_path: Path, table: str
) -> None:
    write("people.csv", table)
    result = mvdt("convert", "people.csv", "--to", "teams")
    assert "error: personal-data\n" in result.stderr
    assert "5919" not in result.stderr
    assert refused(result)[0] == "mvdt: nothing was written, because not everything can be taken"
    assert not (tmp_path / "teams").exists()


def test_personal_data_that_only_two_cells_give_away(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", "First name,Last name,Job title\n943 476,5919,Developer\n")
    result = mvdt("convert", "people.csv", "--to", "teams")
    assert refused(result) == [
        "mvdt: people.csv: cells of the team `people` that belong together hold what looks like an NHS number, "
        "so nothing was written",
        "  fix: delete it; if it is something else, write it in a way that can't be mistaken",
    ]
    assert not (tmp_path / "teams").exists()


def test_cells_side_by_side_are_not_taken_for_a_birthday(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("people.csv", "Name,Job title,Start date\nVacant,Clinical Lead of Birth,11/01/2027\n")
    mvdt("convert", "people.csv", "--to", ".")
    assert mvdt("check", "people.yaml", "--select", "data").returncode == 0


def test_a_file_name_that_gives_something_away(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("1 April 1998.csv", HEADINGS + "Ann Lee,Developer,One\n")
    assert mvdt("convert", "1 April 1998.csv", "--to", ".").returncode == 0
    assert (tmp_path / "one.yaml").read_text().startswith("# Made by `mvdt convert` from [not shown], row 2. ")


@pytest.mark.parametrize(
    ("arguments", "message", "fix"),
    [
        (
            ("teams.yaml", "--to", "x"),
            "teams.yaml is YAML already, so there is nothing to convert",
            "leave it out; `mvdt check` reads it as it is",
        ),
        (
            ("folder", "--to", "x"),
            "folder is a folder, and mvdt convert takes files",
            "name the spreadsheets that are in it",
        ),
        (
            ("gone.csv", "--to", "x"),
            "gone.csv: there is no such file or folder",
            "check the path and the folder you are in",
        ),
        (
            ("people.csv", "--to", " "),
            "--to names no folder",
            "write `--to FOLDER`, such as `--to teams`",
        ),
        (
            ("people.csv", "--to", "people.csv"),
            "people.csv is a file, not a folder",
            "give the folder that the files are to go into",
        ),
        (
            ("people.csv", "--to", "people.csv/teams"),
            "people.csv/teams: nothing can be written here (Not a directory)",
            "check who may write there, and the room on the disk",
        ),
        (
            ("people.csv", "--to", "x", "--sheet", "Staff"),
            "people.csv: this file has no sheet `Staff`",
            "it has one table without a name: leave --sheet out",
        ),
        (
            ("headings.csv", "--to", "x"),
            "headings.csv: nobody is in it, so nothing was written",
            "check that this is the file you mean",
        ),
        (
            ("shopping.csv", "--to", "x"),
            "nothing was written, because not everything can be taken",
            "put right what is shown above, and try again",
        ),
    ],
)  # fmt: skip
def test_what_can_not_be_converted(
    mvdt: Run, write: Write, tmp_path: Path, arguments: tuple[str, ...], message: str, fix: str
) -> None:
    write("people.csv", PEOPLE)
    write("teams.yaml", "team: One\nmembers: []\n")
    write("headings.csv", HEADINGS)
    write("shopping.csv", "apples,pears\n3,4\n")
    (tmp_path / "folder").mkdir()
    before = sorted(os.listdir(tmp_path))
    assert refused(mvdt("convert", *arguments)) == [f"mvdt: {message}", f"  fix: {fix}"]
    assert sorted(os.listdir(tmp_path)) == before


def test_what_is_missing_from_the_command(mvdt: Run, write: Write) -> None:
    write("people.csv", PEOPLE)
    for arguments, said in ((("people.csv",), "Missing option '--to'"), (("--to", "x"), "Missing argument 'FILE...'")):
        result = mvdt("convert", *arguments)
        assert result.returncode == 2
        assert said in result.stderr


def test_help_says_what_is_refused_and_every_exit_code(mvdt: Run) -> None:
    said = " ".join(mvdt("convert", "--help").stdout.split())
    assert "none is ever written over" in said
    assert "0 all written; 1 all written, but for cells that need mending; 2 nothing written." in said


# Where it is written


@pytest.mark.parametrize(
    ("teams", "names"),
    [
        (["Bed management"], ["bed-management"]),
        (["../../etc/x", "/etc/passwd", "a\\b", "..", "C:\\x"], ["etc-x", "etc-passwd", "a-b", "team", "c-x"]),
        (["CON", "nul", "com1", "lpt9", "Con artists"], ["team-con", "team-nul", "team-com1", "team-lpt9", "con-artists"]),
        (["", "\u2028", "...", "\u65e5\u672c"], ["team", "team-2", "team-3", "team-4"]),
        (["Bed Management", "bed-management", "BED  management!"], ["bed-management", "bed-management-2", "bed-management-3"]),
        (["a", "A", "a 2", "a"], ["a", "a-2", "a-2-2", "a-3"]),
        (["mvdt", "MVDT baseline"], ["team-mvdt", "team-mvdt-baseline"]),
        (["T\u00eem Iechyd", "Stra\u00dfe"], ["tim-iechyd", "strasse"]),
        (["x" * 300, "x" * 299], ["x" * 60, "x" * 60 + "-2"]),
    ],
)  # fmt: skip
def test_file_names(teams: list[str], names: list[str]) -> None:
    assert file_names(teams) == [f"{name}.yaml" for name in names]


def test_ten_thousand_teams_of_one_file_name_are_counted_once() -> None:
    # Counted from the beginning for each of them, it would take minutes.
    assert file_names(["Beds"] * 10_000)[-1] == "beds-10000.yaml"


def test_the_folder_is_looked_through_once_however_many_rosters_it_gets(
    write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scanned = []
    scandir = os.scandir

    def noted(folder: str) -> object:
        scanned.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", noted)
    write_new(str(tmp_path / "out"), {f"{number}.yaml": "team: T\n" for number in range(30)})
    assert len(os.listdir(tmp_path / "out")) == 30
    assert scanned == [str(tmp_path / "out")]


@given(st.lists(st.text(), max_size=8))
def test_file_names_are_names_that_differ_on_any_system(teams: list[str]) -> None:
    names = file_names(teams)
    assert len({name.casefold() for name in names}) == len(teams)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}\.yaml", name) for name in names)


def test_teams_that_try_to_leave_the_folder(mvdt: Run, write: Write, tmp_path: Path) -> None:
    teams = ["../../up", "/etc/x", "CON", "-rf", ".hidden", "a" * 300, "Bed", "b.e.d", "bed!"]
    write("people.csv", HEADINGS + "".join(f"Ann{n} Lee,Developer,{team}\n" for n, team in enumerate(teams)))
    assert mvdt("convert", "people.csv", "--to", "out/teams").returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["out", "people.csv"]
    assert sorted(os.listdir(tmp_path / "out" / "teams")) == [
        "a" * 60 + ".yaml", "b-e-d.yaml", "bed-2.yaml", "bed.yaml", "etc-x.yaml", "hidden.yaml", "rf.yaml",
        "team-con.yaml", "up.yaml",
    ]  # fmt: skip
    assert len(json.loads(mvdt("check", "out", "--format", "json").stdout)["teams"]) == len(teams)


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_disk_that_gets_full_leaves_nothing(write: Write, tmp_path: Path) -> None:
    small, large = "Ann Lee,Developer,Small\n", "".join(f"Ann Lee {n},Developer,Large\n" for n in range(500))
    write("people.csv", HEADINGS + small + large)
    for folder, kept in (("new/teams", False), ("old", True)):
        if kept:
            (tmp_path / folder).mkdir()
        done = subprocess.run(
            ["/bin/sh", "-c", f"ulimit -f 8; exec '{COMMAND}' convert people.csv --to {folder}"],
            cwd=tmp_path, env={"MVDT_TODAY": TODAY, "PATH": os.defpath}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert refused(done) == [
            f"mvdt: {folder}: nothing can be written here (File too large)",
            "  fix: check who may write there, and the room on the disk",
        ]
        assert not list(tmp_path.glob("**/*.yaml"))
        assert sorted(os.listdir(tmp_path)) == (["old", "people.csv"] if kept else ["people.csv"])
    assert os.listdir(tmp_path / "old") == []


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder in which nobody can write")
def test_a_folder_in_which_nobody_can_write(mvdt: Run, write: Write) -> None:
    write("people.csv", PEOPLE)
    for folder in ("/proc", "/proc/teams"):
        assert refused(mvdt("convert", "people.csv", "--to", folder))[0] == (
            f"mvdt: {folder}: nothing can be written here (No such file or directory)"
        )


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], links: bool
) -> None:
    def link(source: str, target: str) -> None:
        (tmp_path / "two.yaml").write_text("theirs")
        if not links:
            raise OSError(errno.EPERM, "no links here")
        real(source, target)

    real = os.link
    monkeypatch.setattr(os, "link", link)
    with pytest.raises(SystemExit) as end:
        write_new(str(tmp_path), {"one.yaml": "1\n", "two.yaml": "2\n"})
    assert end.value.code == 2
    assert "two.yaml is there already and stays as it is; nothing was written" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["two.yaml"]
    assert (tmp_path / "two.yaml").read_text() == "theirs"


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    write_new(str(tmp_path / "a" / "b"), {"one.yaml": "1\n", "two.yaml": "2\n"})
    assert sorted(os.listdir(tmp_path / "a" / "b")) == ["one.yaml", "two.yaml"]


def test_somebody_who_interrupts_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: str, target: str) -> None:
        if target.endswith("two.yaml"):
            raise KeyboardInterrupt
        real(source, target)

    real = os.link
    monkeypatch.setattr(os, "link", link)
    with pytest.raises(KeyboardInterrupt):
        write_new(str(tmp_path / "a"), {"one.yaml": "1\n", "two.yaml": "2\n"})
    assert os.listdir(tmp_path) == []


# What a check says of it. Teams stand in the order of their names here: what is said of two teams stands with the last
# of them, in a table as in a folder.

TABLES = {
    "the example": (ROOT / "examples" / "people.csv").read_text(),
    "posts of a department": (ROOT / "tests" / "data" / "dh-2013-junior-posts.csv").read_text(),
    "posts of an authority": (ROOT / "tests" / "data" / "nhsla-2013-junior-posts.csv").read_text(),
    "many kinds of cells": PEOPLE,
    "every column": (
        "Team;Phase;Name;Job title;Role;WTE;Contract;Employer;Supplier;Staff group;Registration;Clinician;Funded;Shared;"
        "Start date;End date;Status;Skills;User research\n"
        "Beds;beta;Priya Shah;Head of Delivery;Product manager;0,8;Perm;NHS Trust;none;;;;;yes;2024-04-01;;;;working\n"
        "Beds;beta;Dr Sam Okafor;Consultant;lead-clinician;20%;;;;Medical and Dental;GMC;;no;;;;;;\n"
        "Beds;;Tom Hale;;Interaction designer, user-researcher;1;Agency;;Example Ltd;;;;;;;2027-01-31;;"
        "interaction design: expert; user research=practitioner;expert\n"
        "Beds;;Nurse Joy;Ward Sister;;0.1;;;;;NMC;no;;;;;;;\n"
        "Beds;;No;Developer;;5;;Example Ltd;;99;;perhaps;;;2027-13-45;2026-01-01;;juggling: expert;\n"
        "Beds;;null;Developer;;;;;;;;;;;2027-02-01;2026-01-01;;research;a bit\n"
        "beds;live;1e3;Service Owner / Researcher;;-1;;;;;;;;;;;;;\n"
        "Beds;;;Delivery Manager;;;Contractor;;;;;;;;;;;;\n"
        "Beds;;;Delivery Manager;;;;;;;;;;;;2026-01-01;;;\n"
        "Beds;;;User Researcher;;;;;;;;;;;2027-02-30;;;;\n"
        "Beds;;;User Researcher;;1;;;;;;;;;01/02/2027;;Vacant;;\n"
        "Beds;;Vacancy;Content Designer;Content designer;7;;;;;;;;;;;;;\n"
        "Clinics;pilot;priya  shah;Product Manager;;0.9;;;;;;;;;;;;;\n"
        "Clinics;;Tom Hale;Developer;;1;;;;;;;;;;;;;\n"
        "Clinics;;Tom Hale;Tester;;;;;;;;;;;;;;;\n"
        "Clinics;;Ann O'Hara: #1;Junior Developer;wizardry;;;;;;;;;;;;;;\n"
    ),
    "one team": "Surname,Forename,Post,Hours\nShah,Priya,Product Owner,30\nLee,Ann,Scrum Master,many\nRay,,Chief Wizard,\n",
}  # fmt: skip


def said(report: Report) -> tuple[object, object]:
    """The findings of teams, and what is known of each team, without anything that rests on the file."""
    findings = {
        (found.team, found.rule, found.severity, found.about, found.message)
        for found in report.findings
        if found.rule != "invalid-file"
    }
    teams: list[tuple[object, ...]] = []
    for one in report.teams:
        # That a role comes from a title can't be told of a roster that says the role.
        members = [member._replace(by_title=None) for member in one.members]
        teams.append((one.team, one.phase, one.phase_given, one.fte, one.lead, members, one.roles, one.strengths))
    return findings, sorted(teams, key=str)


def checked(path: Path) -> Report:
    return engine.check([str(path)], on=date.fromisoformat(TODAY))


@pytest.mark.parametrize("name", TABLES)
def test_a_check_says_the_same_of_the_table_and_of_the_rosters(
    mvdt: Run, write: Write, tmp_path: Path, name: str
) -> None:
    table = write("people.csv", TABLES[name])
    result = mvdt("convert", "people.csv", "--to", "teams")
    assert result.returncode in (0, 1), result.stderr
    before, after = said(checked(table)), said(checked(tmp_path / "teams"))
    assert after[0] == before[0]
    assert after[1] == before[1]


def test_the_installed_command_says_the_same(mvdt: Run, write: Write) -> None:
    write("people.csv", TABLES["every column"])
    assert mvdt("convert", "people.csv", "--to", "teams").returncode in (0, 1)
    told = []
    for path in ("people.csv", "teams/"):
        findings = json.loads(mvdt("check", path, "--format", "json").stdout)["findings"]
        told.append({(one["rule"], one["severity"], one["about"], one["message"]) for one in findings})
    assert told[0] == told[1]
    assert len(told[0]) > 20


def test_a_roster_in_json(mvdt: Run, write: Write, tmp_path: Path) -> None:
    roster: dict[str, Any] = {
        "exceptions": [{"rule": "missing-role", "reason": "No: not yet"}],
        "members": [
            {"skills": {"user-research": "expert"}, "wte": 1, "role": "User researcher", "name": "Ann Lee"},
            {"name": "Bob", "roles": ["Developer", "magician"], "colour": {"a": [1, "x, y"]}},
            "Cy",
        ],
        "team": "Beds",
        "available": [{"role": "clinical-safety-officer", "by": "us"}],
        "sponsor": None,
        "uses_ai": True,
    }
    table = write("team.json", json.dumps(roster))
    before = said(checked(table))
    assert mvdt("convert", "team.json", "--to", "teams").returncode == 0
    assert said(checked(tmp_path / "teams"))[0] == before[0]
    text = (tmp_path / "teams" / "beds.yaml").read_text()
    assert "  - name: Ann Lee\n    role: user-researcher\n    wte: 1.0\n    skills: {user-research: expert}\n" in text
    assert "  - name: Bob\n    roles: [developer, magician]\n    colour: {a: [" in text
    assert "#   - role: clinical-safety-officer" not in text


def test_a_roster_in_toml(mvdt: Run, write: Write, tmp_path: Path) -> None:
    roster = 'team = "A: b"\nclinical = false\n[[members]]\nname = "No"\nrole = "developer"\nfrom = 2026-01-02\n'
    before = said(checked(write("team.toml", roster)))
    assert mvdt("convert", "team.toml", "--to", "teams").returncode == 0
    assert said(checked(tmp_path / "teams")) == before
    text = (tmp_path / "teams" / "a-b.yaml").read_text()
    assert "\nteam: 'A: b'\n" in text
    assert "\nclinical: false\n" in text
    assert "\n  - name: 'No'\n    role: developer\n    from: 2026-01-02\n" in text


def test_a_workbook(mvdt: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Staff"
    for row in (["Name", "Job title", "WTE"], ["Ann Lee", "Developer", 0.6], ["Bob Ray", "Tester", 1]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    result = mvdt("convert", "people.xlsx", "--to", "teams", "--sheet", "staff")
    assert (result.returncode, result.stderr) == (0, "")
    text = (tmp_path / "teams" / "staff.yaml").read_text()
    assert text.startswith("# Made by `mvdt convert` from people.xlsx, sheet `Staff`, rows 2 to 3. ")
    assert "  - name: Ann Lee\n    title: Developer\n    role: developer\n    fte: 0.6\n" in text
    assert said(checked(tmp_path / "people.xlsx")) == said(checked(tmp_path / "teams"))


# Any text


def texts(workbook: Workbook) -> list[str]:
    return [
        written_roster(bind_roster(document), CATALOGUE).text for document in read_workbook(workbook, CATALOGUE).teams
    ]


def plain(node: Node) -> object:
    """A tree without its places."""
    if isinstance(node, dict):
        return {name: plain(value) for name, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node


ODD = st.sampled_from(
    [
        *("No", "null", "~", "1e3", "0x1F", "2026-11-22", "12:30", "- x", "#x", "a #b", ": ", "a: b", "{x", "[y]", "a, b"),
        *("'", '"', "&a", "*a", "!x", "%x", "@x", "`x`", "? x", "---", "...", "<<", "=", "true", "1.0", "\\x", "a\\", "["),
        *("\u202eabc", "\U0001f600", "\x85", "\u2028", "\ufeff", "x" * 3000, "? " + "k" * 1200, "Developer", "# ]"),
    ]
)  # fmt: skip
TEXT = st.one_of(
    ODD, st.text(st.characters(exclude_categories=["Cs"])), st.text("ab:#-?'\" \n\t,{}[]&*!|>%@`\\", max_size=9)
)


@given(TEXT)
@settings(max_examples=300)
def test_any_text_reads_back_wherever_it_stands(text: str) -> None:
    line = f"- k: {scalar(text)}\n  {key(text)} v\n- {{k: {scalar(text, in_brackets=True)}, {key(text, in_brackets=True)} [v]}}\n"
    line = line.replace("\n:", "\n  :")
    expected = [{"k": text, text: "v"}, {"k": text, text: ["v"]}] if text != "k" else None
    if expected is not None:
        assert yaml.safe_load(line) == expected
        tree = parse(line)
        assert not tree.faults
        assert plain(tree.root) == expected
        assert line.isprintable() or set(line) - {"\n"} <= {one for one in line if one.isprintable()}


@given(TEXT)
def test_no_text_breaks_out_of_a_remark(text: str) -> None:
    assert yaml.safe_load(f"a: b\n{remark(text)}\nc: d\n") == {"a": "b", "c": "d"}
    assert plain(parse(f"a: b\n{remark(text)}\nc: d\n").root) == {"a": "b", "c": "d"}
    assert len(remark(text).splitlines()) == 1


FIELDS = [
    "Name",
    "Job title",
    "Role",
    "Team",
    "FTE",
    "Employer",
    "Contract",
    "Start date",
    "Skills",
    "Staff group",
    "Phase",
]


@given(st.lists(st.lists(TEXT, min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=4), TEXT)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_table_reads_back(rows: list[list[str]], sheet: str) -> None:
    table = Table(sheet, [Row(number, cells) for number, cells in enumerate([FIELDS, *rows], 1)])
    for document in read_workbook(Workbook("people.xlsx", [table]), CATALOGUE).teams:
        bound = bind_roster(document)
        written = written_roster(bound, CATALOGUE)
        back = yaml_reader.read("x.yaml", written.text.encode())
        assert not back.tree.faults
        yaml.safe_load(written.text.replace("from: 2", "from: x2"))
        before, after = plain(document.tree.root), plain(back.tree.root)
        assert yaml.load(written.text, yaml.BaseLoader) == after
        assert without_roles(after) == without_roles(before)


def without_roles(roster: Any) -> Any:
    """A roster without the roles that are known, for they are written as the catalogue spells them, and 1 as 1.0."""
    for entry in [*roster["members"], *roster.get("vacancies", [])]:
        for name in ("role", "roles"):
            entry.pop(name, None)
        if entry.get("fte") == "1.0":
            entry["fte"] = "1"
    return roster


def test_thousands_of_people_take_seconds_at_most() -> None:
    rows = "".join(f"Ann Lee {n},Developer,Team {n % 400},0.5\n" for n in range(4_000))
    workbook = csv_reader.read("people.csv", f"Name,Job title,Team,FTE\n{rows}".encode())
    assert isinstance(workbook, Workbook)
    assert len(texts(workbook)) == 400
