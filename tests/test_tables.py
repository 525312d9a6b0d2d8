"""Rosters in tables: which columns are read as what, what becomes of each row, and where findings stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from csv import writer
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import VIABLE, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from mvdt import engine
from mvdt.model.catalogue import load
from mvdt.model.roster import bind_roster
from mvdt.model.table import Reading, read_workbook
from mvdt.output import Page, text
from mvdt.output.json import as_data
from mvdt.readers import Unreadable, csv
from mvdt.source.table import Row, Table, Workbook

Write = Callable[[str, str | bytes], Path]
CATALOGUE = load()

TEAM = """\
Name,Job title,FTE,Team
Priya Shah,Product Manager,1.0,Bed management
Ruth Adeyemi,Scrum Master,0.6,Bed management
Tom Hale,User Researcher,1.0,Outpatients
"""


def reading(text: str, *, named: bool = True) -> Reading:
    workbook = csv.read("people.csv", text.encode())
    assert isinstance(workbook, Workbook)
    return read_workbook(workbook, CATALOGUE, named=named)


def rosters(text: str) -> dict[str, dict[str, Any]]:
    """The roster of each team that a table holds, without what is not said."""
    found = {}
    for document in reading(text).teams:
        bound = bind_roster(document)
        assert not bound.problems, [problem.message for problem in bound.problems]
        roster = bound.roster.model_dump(exclude_unset=True, by_alias=True, mode="json")
        found[roster.pop("team")] = roster
    return found


def members(text: str) -> list[dict[str, Any]]:
    """The members of the only team in a table."""
    (roster,) = rosters(text).values()
    return roster["members"]  # type: ignore[no-any-return]


def notes(text: str) -> list[str]:
    return [note for understood in reading(text).understood for note in understood.notes]


def faults(text: str) -> list[tuple[str, str]]:
    """What is wrong with cells, each with the cell's name."""
    found = []
    documents = [*reading(text).teams, *(document for document, _ in reading(text).others)]
    for document in documents:
        for fault in document.tree.faults:
            cell = document.locate((fault.start, fault.end)).cell
            assert cell is not None
            found.append((cell.name, fault.message))
    return found


def test_a_column_of_teams_makes_teams() -> None:
    assert rosters(TEAM) == {
        "Bed management": {
            "members": [
                {"name": "Priya Shah", "title": "Product Manager", "fte": 1.0},
                {"name": "Ruth Adeyemi", "title": "Scrum Master", "fte": 0.6},
            ]
        },
        "Outpatients": {"members": [{"name": "Tom Hale", "title": "User Researcher", "fte": 1.0}]},
    }


def test_teams_that_differ_in_case_and_spaces_are_one() -> None:
    text = "Name,Job title,Team\nA Shah,Developer,Bed  management\nB Hale,Tester,BED MANAGEMENT\n"
    assert list(rosters(text)) == ["Bed management"]


def test_without_a_column_of_teams_the_file_is_one_team() -> None:
    assert list(rosters("Name,Job title\nPriya Shah,Product Manager\n")) == ["people"]


def test_titles_between_the_rows_name_teams() -> None:
    text = (
        "Beds,,\nName,Job title,FTE\nA Shah,Developer,1\nClinics,,\nName,Job title,FTE\nB Hale,Tester,1\n"
        "Letters squad,,\nC Roy,Tester,0.5\n"
    )
    assert {team: [one["name"] for one in roster["members"]] for team, roster in rosters(text).items()} == {
        "Beds": ["A Shah"],
        "Clinics": ["B Hale"],
        "Letters squad": ["C Roy"],
    }
    assert notes(text) == [f"row {row} read as the name of the team below it" for row in (4, 7)]


def test_rows_above_the_first_title_are_a_team_of_the_files_name() -> None:
    text = "Name,Job title\nA Shah,Developer\nBeds team,\nB Hale,Tester\n"
    assert {team: len(roster["members"]) for team, roster in rosters(text).items()} == {"Beds team": 1, "people": 1}


def test_a_title_over_merged_cells_names_a_team_and_a_lonely_name_is_a_person() -> None:
    text = "Name,Job title,FTE\nBeds,Beds,Beds\nA Shah,Developer,1\nKim Lee,,\n,Service Designer,\n"
    (roster,) = rosters(text).values()
    assert list(rosters(text)) == ["Beds"]
    assert roster["members"][1:] == [{"name": "Kim Lee"}, {"title": "Service Designer"}]


def test_headings_may_stand_below_a_title() -> None:
    text = "Digital team as of November\n\nOwner,Kim\nName,Job title\nPriya Shah,Product Manager\n"
    assert members(text) == [{"name": "Priya Shah", "title": "Product Manager"}]


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Position Title", "Developer", "title", "Developer"),
        ("JOB_TITLE (ESR)", "Developer", "title", "Developer"),
        ("WTE", "0.6", "fte", 0.6),
        ("FTE (contracted)", "0.6", "fte", 0.6),
        ("wte", '"0,6"', "fte", 0.6),
        ("WTE", "60%", "fte", 0.6),
        ("WTE", "'0.6", "fte", 0.6),
        ("WTE", ".6", "fte", 0.6),
        ("WTE", "0.60 WTE", "fte", 0.6),
        ("Contracted Hours", "22.5", "fte", 0.6),
        ("Hours per week", '"37,5"', "fte", 1.0),
        ("Assignment Category", "Fixed Term Temp", "employment", "fixed-term"),
        ("Contract type", "Permanent", "employment", "permanent"),
        ("Employment type", "agency", "employment", "contractor"),
        ("Assignment Category", "Bank", "employment", "fixed-term"),
        ("Assignment Category", "Locum", "employment", "fixed-term"),
        ("Assignment Category", "Honorary", "employment", "secondment"),
        ("Employer", "Example Trust", "organisation", "Example Trust"),
        ("Staff Group", "Medical and Dental", "staff_group", "Medical and Dental"),
        ("Registered with", "NMC", "registration", "NMC"),
        ("Start Date", "01/04/2026", "from", "2026-04-01"),
        ("Start Date", "1 April 2026", "from", "2026-04-01"),
        ("Start Date", "01-Apr-26", "from", "2026-04-01"),
        ("Start Date", "2026-04-01 00:00:00", "from", "2026-04-01"),
        ("Start Date", "46113", "from", "2026-04-01"),
        ("Date joined", "1.4.2026", "from", "2026-04-01"),
        ("End date", "31/03/2027", "until", "2027-03-31"),
        ("Funded", "Y", "funded", True),
        ("Clinician", "no", "clinician", False),
        ("User research", "expert", "skills", {"user-research": "expert"}),
        ("Skills", '"user research: expert; content design (working)"', "skills",
         {"user research": "expert", "content design": "working"}),
    ],
)  # fmt: skip
def test_a_column_is_read_by_what_it_means(heading: str, cell: str, field: str, value: object) -> None:
    (member,) = members(f"Name,Job title,{heading}\nPriya Shah,Clerk,{cell}\n".replace("Job title,Position", "Position")
                        if heading != "Position Title" and "JOB" not in heading
                        else f"Name,{heading}\nPriya Shah,{cell}\n")  # fmt: skip
    assert member[field] == value


def test_hours_are_compared_with_the_full_week_of_their_row() -> None:
    text = "Name,Job title,Hours,Full-time hours\nA Shah,Developer,20,40\nB Hale,Tester,36,36\n"
    assert [member["fte"] for member in members(text)] == [0.5, 1.0]


def test_where_the_full_week_is_not_said_the_note_says_what_was_taken() -> None:
    assert notes("Name,Job title,Hours\nA Shah,Developer,20\n") == ["a full week was taken for 37.5 hours"]


def test_american_dates_are_known_by_a_day_that_is_no_month() -> None:
    text = "Name,Job title,Start date\nA Shah,Developer,04/01/2026\nB Hale,Tester,03/31/2026\n"
    assert [member["from"] for member in members(text)] == ["2026-04-01", "2026-03-31"]


def test_the_last_day_of_oracle_means_that_there_is_none() -> None:
    (member,) = members("Name,Job title,End date\nA Shah,Developer,31/12/4712\n")
    assert "until" not in member


def test_first_and_last_names_are_put_together() -> None:
    text = "Title,First name,Surname,Position\nMrs,Priya,Shah,Product Manager\nDr,Sam,Okafor,Consultant\n"
    assert members(text) == [
        {"name": "Priya Shah", "title": "Product Manager"},
        {"name": "Sam Okafor", "title": "Consultant"},
    ]


@pytest.mark.parametrize(
    ("role", "title", "read"),
    [
        ("user-researcher", "Band 7", {"title": "Band 7", "role": "user-researcher"}),
        ("User Researcher", "", {"role": "user-researcher"}),
        ("Content designer, User researcher", "", {"roles": ["content-designer", "user-researcher"]}),
        ("Scrum Master", "Project Support Officer", {"title": "Scrum Master"}),
        ("Something else", "", {"title": "Something else"}),
        ("Officer", "Tester", {"title": "Tester"}),
    ],
)
def test_a_role_goes_before_the_title(role: str, title: str, read: dict[str, Any]) -> None:
    (member,) = members(f'Name,Job title,Role\nPriya Shah,{title},"{role}"\n')
    del member["name"]
    assert member == read


@pytest.mark.parametrize(
    "row",
    ["Vacant,User Researcher,1.0,", "VACANCY (band 7),User Researcher,1.0,", "TBC,User Researcher,1.0,",
     ",User Researcher,1.0,Vacant", "to be recruited,User Researcher,1.0,", "Vacant - Q3,User Researcher,1.0,"],
)  # fmt: skip
def test_a_vacancy_is_nobody(row: str) -> None:
    text = f"Name,Job title,FTE,Status\nPriya Shah,Product Manager,1,Filled\n{row}\n"
    (roster,) = rosters(text).values()
    assert [member["name"] for member in roster["members"]] == ["Priya Shah"]
    assert roster["vacancies"] == [{"title": "User Researcher", "role": "user-researcher", "fte": 1.0}]


@pytest.mark.parametrize("name", ["N/D", "ND", "Not disclosed"])
def test_a_name_that_is_not_given_is_none(name: str) -> None:
    assert members(f"Name,Job title\n{name},Developer\n{name},Tester\n") == [
        {"title": "Developer"},
        {"title": "Tester"},
    ]


def test_a_post_that_is_no_more_is_nobody() -> None:
    text = "Name,Job title\nA Shah,Developer\nELIMINATED,Tester\n"
    assert members(text) == [{"name": "A Shah", "title": "Developer"}]
    assert notes(text) == ["row 3 not read: the post is no more"]


def test_several_vacant_posts_in_a_row_are_as_many_vacancies() -> None:
    text = "Name,Job title,FTE\nA Shah,Developer,1\nVacant,Tester,2.5\n"
    (roster,) = rosters(text).values()
    assert [post["fte"] for post in roster["vacancies"]] == [1.0, 1.0, 0.5]


def test_the_number_of_posts_of_somebody_with_a_name_is_their_share() -> None:
    assert members("Name,Job title,Number of posts in FTE\nA Shah,Developer,0.8\n")[0]["fte"] == 0.8


def test_a_vacancy_of_unknown_work_is_noted() -> None:
    text = "Name,Job title\nPriya Shah,Product Manager\nVacant,Band 6\n"
    assert notes(text) == ["row 3 is a vacancy, and its job means no role that mvdt knows"]


@pytest.mark.parametrize(
    ("number", "shares"), [("3.8", [1.0, 1.0, 1.0, 0.8]), ("2", [1.0, 1.0]), ("0.6", [0.6]), ("1.0", [1.0])]
)
def test_counted_posts_become_posts_without_names(number: str, shares: list[float]) -> None:
    text = f"Generic Job Title,Number of Posts in FTE\nDeveloper,{number}\n"
    assert members(text) == [{"title": "Developer", "fte": share} for share in shares]


def test_a_share_above_one_of_a_row_without_a_name_counts_posts() -> None:
    assert [member["fte"] for member in members("Job title,WTE\nDeveloper,2.5\nTester,1\n")] == [1.0, 1.0, 0.5, 1.0]


def test_hours_of_a_row_without_a_name_count_posts_too() -> None:
    assert [member["fte"] for member in members("Job title,Hours\nDeveloper,75\n")] == [1.0, 1.0]


def test_a_number_of_posts_beyond_belief_is_refused() -> None:
    text = "Job title,Number of posts\nDeveloper,1000000\n"
    assert faults(text) == [("B2", "this row stands for 1,000,000 posts, and mvdt reads 1,000 at most from one")]


def test_totals_and_repeated_headings_are_nobody() -> None:
    text = "Name,Job title,FTE\nA Shah,Developer,1\nName,Job title,FTE\nGrand total,,1\n,,1\n"
    assert [member["name"] for member in members(text)] == ["A Shah"]
    assert notes(text) == [
        "row 4 not read: it is a total",
        "row 5 not read: it names neither a person nor a job",
    ]


def test_a_row_without_a_team_is_an_error_and_not_lost() -> None:
    assert faults(TEAM + "Kim Lee,Tester,1,\n") == [
        ("A5", "this row names no team, so nobody on it is counted anywhere")
    ]


@pytest.mark.parametrize("cell", ["30 hours", "37 hrs"])
def test_hours_with_their_unit_are_no_date(cell: str) -> None:
    text = f"Name,Job title,Hours\nA Shah,Developer,{cell}\n"
    assert faults(text) == []
    assert "`Hours`: 1 cell not understood and left out, the first is C2" in notes(text)


@pytest.mark.parametrize("cell", ["1-Jan", "01-Jan", "1 January", "Jan-26", "2026-01-01"])
def test_a_share_that_became_a_date_is_told(cell: str) -> None:
    text = f"Name,Job title,FTE\nA Shah,Developer,{cell}\n"
    assert faults(text) == [("C2", f"this cell holds a date ({cell}) and should hold a share of a week")]


def test_a_failed_formula_is_told_and_its_text_not_taken() -> None:
    row = Row(2, ["#REF!", "Developer", "#N/A"], {0: "error", 2: "error"})
    table = Table("Staff", [Row(1, ["Name", "Job title", "FTE"]), row])
    (document,) = read_workbook(Workbook("people.xlsx", [table]), CATALOGUE).teams
    assert [fault.message for fault in document.tree.faults] == [
        "the formula in this cell has failed (#REF!), so `Name` is not known",
        "the formula in this cell has failed (#N/A), so `FTE` is not known",
    ]
    assert bind_roster(document).roster.members[0].model_dump(exclude_unset=True) == {"title": "Developer"}


def test_somebody_of_whom_only_failed_formulas_tell_is_not_lost() -> None:
    rows = [Row(1, ["Name", "Job title", "Team"]), Row(2, ["#REF!", "#REF!", "Beds"], {0: "error", 1: "error"})]
    (document,) = read_workbook(Workbook("people.xlsx", [Table("Staff", rows)]), CATALOGUE).teams
    bound = bind_roster(document)
    assert len(document.tree.faults) == 2
    assert len(bound.roster.members) == 1
    # What the person does is not known, so no rule may say that a role is missing.
    assert bound.unreadable


def test_hours_are_read_where_the_share_is_empty() -> None:
    text = "Name,Job title,FTE,Hours\nA Shah,Developer,,30\nB Hale,Tester,0.5,30\n"
    assert [member["fte"] for member in members(text)] == [0.8, 0.5]


def test_an_empty_table_says_so(mvdt: Run, write: Write) -> None:
    write("people.csv", "")
    result = mvdt("check", "people.csv")
    assert result.returncode == 1
    assert "there is nothing in this file" in result.stdout


def test_a_formula_without_a_result_is_told_and_is_nobodys_name() -> None:
    table = Table("Staff", [Row(1, ["Name", "Job title"]), Row(2, ["=A1", "Developer"], {0: "formula"})])
    (document,) = read_workbook(Workbook("people.xlsx", [table]), CATALOGUE).teams
    (fault,) = document.tree.faults
    assert fault.message == "the formula in this cell was saved without its result, so `Name` is not known"
    assert fault.fix == "open the file in a spreadsheet program and save it again, or type the value"
    assert bind_roster(document).roster.members[0].name is None


def test_a_broken_table_of_people_in_a_folder_is_an_error_and_any_other_is_left_out(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("costs.csv", 'Item,Price\n"Laptop,900\n')
    result = mvdt("check", ".")
    assert result.returncode == 0
    assert "Left out: costs.csv (it can't be read, and no line of it begins like a roster)." in result.stdout
    write("people.csv", 'Name,Job title\n"A Shah,Developer\n')
    result = mvdt("check", ".")
    assert result.returncode == 1
    assert "people.csv:2:1: error: invalid-file" in result.stdout


def test_what_is_not_understood_is_left_out_and_its_first_cell_named() -> None:
    text = (
        "Name,Job title,Contract type,Registration,Funded,User research\n"
        "A Shah,Developer,Zero hours,RICS,perhaps,quite good\nB Hale,Tester,Widow,,,\n"
    )
    assert members(text)[0] == {"name": "A Shah", "title": "Developer"}
    assert notes(text) == [
        "`Contract type`: 2 cells not understood and left out, the first is C2",
        "`Registration`: 1 cell not understood and left out, the first is D2",
        "`Funded`: 1 cell not understood and left out, the first is E2",
        "`User research`: 1 cell not understood and left out, the first is F2",
    ]


def test_of_several_columns_of_one_meaning_the_most_telling_is_read() -> None:
    text = "Job role,Name,Job title\nManager,A Shah,Developer\n"
    assert members(text) == [{"name": "A Shah", "title": "Developer"}]
    assert notes(text) == ["`Job role` not read: `Job title` says the title"]


def test_a_column_about_somebody_else_is_not_taken() -> None:
    (understood,) = reading(
        "Name,Job title,Line manager name,Manager's job title\nA Shah,Tester,B Hale,Head\n"
    ).understood
    assert understood.beside == ["Line manager name", "Manager's job title"]


def test_a_supplier_makes_an_outsider() -> None:
    text = "Name,Job title,Supplier\nA Shah,Developer,Example Digital Ltd\nB Hale,Tester,n/a\nC Roy,Tester,Internal\n"
    assert members(text) == [
        {"name": "A Shah", "title": "Developer", "organisation": "Example Digital Ltd", "employment": "supplier"},
        {"name": "B Hale", "title": "Tester"},
        {"name": "C Roy", "title": "Tester"},
    ]


def test_a_phase_is_the_teams() -> None:
    text = "Name,Job title,Team,Phase\nA Shah,Developer,One,beta\nB Hale,Tester,Two,live\n"
    assert {team: roster["phase"] for team, roster in rosters(text).items()} == {"One": "beta", "Two": "live"}


def sheet(name: str, *rows: list[str], hidden: bool = False, hidden_rows: list[int] | None = None) -> Table:
    return Table(name, [Row(number, cells) for number, cells in enumerate(rows, 1)], hidden, hidden_rows or [])


HEADINGS = ["Name", "Job title", "FTE"]


def test_every_sheet_that_looks_like_a_roster_is_a_team_and_the_others_are_named() -> None:
    workbook = Workbook(
        "people.xlsx",
        [
            sheet("Beds", HEADINGS, ["A Shah", "Developer", "1"]),
            sheet("Bands", ["Band", "Pay"], ["7", "50000"]),
            sheet("Old", HEADINGS, ["A Shah", "Developer", "1"], hidden=True),
            sheet("Clinics", HEADINGS, ["B Hale", "Tester", "1"], hidden_rows=[2]),
        ],
    )
    found = read_workbook(workbook, CATALOGUE)
    assert [bind_roster(document).roster.team for document in found.teams] == ["Beds", "Clinics"]
    assert [one.notes for one in found.understood] == [
        [
            "sheet `Bands`: not read, for lack of a column of job titles or roles; `--sheet NAME` reads one",
            "sheet `Old`: hidden, and not read; `--sheet NAME` reads one",
        ],
        ["1 hidden row read like the others, the first is row 2"],
    ]
    (only,) = read_workbook(workbook, CATALOGUE, sheet="old").teams
    assert bind_roster(only).roster.team == "Old"
    with pytest.raises(Unreadable) as error:
        read_workbook(workbook, CATALOGUE, sheet="Staf")
    assert error.value.message == "this file has no sheet `Staf`"
    assert error.value.fix == "its sheets are `Beds`, `Bands`, `Old` and `Clinics`"


def test_a_team_on_two_sheets_is_read_once_and_told() -> None:
    headings = [*HEADINGS, "Team"]
    workbook = Workbook(
        "people.xlsx",
        [
            sheet("Now", headings, ["A Shah", "Developer", "1", "Beds"]),
            sheet("Before", headings, ["A Shah", "Developer", "1", "Beds"]),
        ],
    )
    found = read_workbook(workbook, CATALOGUE)
    assert len(found.teams) == 1
    ((document, _),) = found.others
    assert document.tree.faults[0].message == (
        "the team `Beds` is on the sheet `Now` already, so it is not read from here"
    )
    cell = document.locate((document.tree.faults[0].start, document.tree.faults[0].end)).cell
    assert cell is not None
    assert (cell.sheet, cell.name) == ("Before", "A2")


def test_a_finding_stands_at_its_cell_with_the_headings_above(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM.replace("0.6", "1-Jan"))
    result = mvdt("check", "people.csv", "--select", "data")
    assert result.returncode == 1
    assert result.stdout.startswith(
        "people.csv: headings in row 1\n"
        "  read: Name as name, Job title as title, FTE as fte, Team as team\n"
        "\n"
        "people.csv:3:27 (C3): error: invalid-file\n"
        "  |\n"
        "1 | Name         | Job title       | FTE   | Team\n"
        "3 | Ruth Adeyemi | Scrum Master    | 1-Jan | Bed management\n"
        "  |                                  ^^^^^ this cell holds a date (1-Jan) and\n"
        "  |                                        should hold a share of a week\n"
        "  = fix: spreadsheet programs take an entry such as 1.1 or 1/2 for a day: format\n"
        "         the cell as a number and type the number again\n"
        "\n"
        "Bed management   2 people, 2.0 FTE, no phase known, judged as alpha          RED\n"
    )
    assert result.stdout.endswith(
        "2 teams: 1 red, 1 green. 1 error.\nOnly some rules ran, and the verdicts rest on those.\n"
    )


def test_each_team_of_a_table_has_its_own_findings_and_verdict(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM)
    report = json.loads(mvdt("check", "people.csv", "--format", "json").stdout)
    assert [team["team"] for team in report["teams"]] == ["Bed management", "Outpatients"]
    missing = {
        team: {one["about"] for one in report["findings"] if one["team"] == team and one["rule"] == "missing-role"}
        for team in ("Bed management", "Outpatients")
    }
    assert "user-researcher" in missing["Bed management"]
    assert "user-researcher" not in missing["Outpatients"]
    assert {"product-manager", "delivery-manager"} <= missing["Outpatients"]
    assert report["tables"] == [
        {
            "path": "people.csv",
            "sheet": "",
            "headings": 1,
            "columns": [
                {"heading": "Name", "as": "name"},
                {"heading": "Job title", "as": "title"},
                {"heading": "FTE", "as": "fte"},
                {"heading": "Team", "as": "team"},
            ],
            "not_read": [],
            "notes": [],
        }
    ]


def test_a_saved_report_of_a_table_gives_the_same_text(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM.replace("0.6", "1-Jan"))
    text = mvdt("check", "people.csv").stdout
    saved = mvdt("check", "people.csv", "--format", "json").stdout
    assert mvdt("render", "-", "--format", "text", stdin=saved.encode()).stdout == text


def test_each_team_of_a_table_is_a_suite_and_a_section(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM)
    xml = mvdt("check", "people.csv", "--format", "junit").stdout
    assert '<testsuite name="Bed management" file="people.csv"' in xml
    assert '<testsuite name="Outpatients" file="people.csv"' in xml
    page = mvdt("check", "people.csv", "--format", "markdown").stdout
    assert "### Bed management: \U0001f534 RED" in page
    assert "### Outpatients: \U0001f534 RED" in page
    assert "cell D4" in page
    assert "Read from `people.csv`: Name as name, Job title as title, FTE as fte, Team as team." in page


def test_people_are_compared_between_tables_and_rosters(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM)
    write("team.yaml", VIABLE)
    report = json.loads(mvdt("check", ".", "--format", "json").stdout)
    over = [finding for finding in report["findings"] if finding["rule"] == "over-allocated"]
    assert {(one["about"], one["team"], one["path"]) for one in over} == {
        ("Priya Shah", "Outpatient booking", "team.yaml"),
        ("Ruth Adeyemi", "Outpatient booking", "team.yaml"),
        ("Tom Hale", "Outpatient booking", "team.yaml"),
    }
    assert over[0]["related"][0]["cell"]["name"] == "C2"


def test_a_person_on_two_teams_of_one_table_is_found(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM + "Priya Shah,Product Manager,0.5,Outpatients\n")
    report = json.loads(mvdt("check", "people.csv", "--format", "json").stdout)
    (over,) = [finding for finding in report["findings"] if finding["rule"] == "over-allocated"]
    assert (over["team"], over["cell"]["name"]) == ("Outpatients", "C5")
    assert over["related"][0]["cell"]["name"] == "C2"


def test_settings_may_except_a_finding_of_one_team_of_a_table(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM)
    write(
        "mvdt.yaml",
        "exceptions:\n  - {rule: missing-role, about: lead-developer, team: outpatients, reason: From April}\n",
    )
    report = json.loads(mvdt("check", "people.csv", "--format", "json").stdout)
    standing = {one["team"]: one["status"] for one in report["findings"] if one["about"] == "lead-developer"}
    assert standing == {"Bed management": "active", "Outpatients": "excepted"}


def test_columns_of_personal_data_are_refused_and_their_values_appear_nowhere(mvdt: Run, write: Write) -> None:
    write(
        "people.csv",
        "Name,Job title,NI Number,Date of birth,Remarks,Salary\n"
        "Priya Shah,Product Manager,QQ123456C,01/02/1980,call 943 476 5919,52000\n",
    )
    for name in ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "concise"):
        result = mvdt("check", "people.csv", "--format", name)
        assert result.returncode == 1
        for value in ("QQ123456C", "1980", "943 476 5919", "52000"):
            assert value not in result.stdout + result.stderr, name
    report = json.loads(mvdt("check", "people.csv", "--format", "json").stdout)
    found = {(one["cell"]["name"], one["message"]) for one in report["findings"] if one["rule"] == "personal-data"}
    assert {cell for cell, _ in found} == {"C1", "D1", "F1", "E2"}
    assert ("E2", "this looks like an NHS number, which says nothing about who is on the team and is nobody else's business") in found  # fmt: skip


def test_an_old_first_day_is_no_birthday(mvdt: Run, write: Write) -> None:
    write("people.csv", "Name,Job title,Start date,NHS start\nPriya Shah,Product Manager,01/04/1988,01/04/1985\n")
    assert "personal-data" not in mvdt("check", "people.csv").stdout


@pytest.mark.parametrize("value", ["943 476 5919", "AB 12 34 56 C", "born 1.2.1980"])
@pytest.mark.parametrize("place", ["name", "title", "team", "heading", "above", "cell beside"])
def test_planted_personal_data_appears_in_no_output(mvdt: Run, write: Write, place: str, value: str) -> None:
    rows = [["", "", "", ""], ["Name", "Job title", "Team", "Colour"], ["Priya Shah", "Developer", "Beds", "red"]]
    row, column = {
        "name": (2, 0), "title": (2, 1), "team": (2, 2), "heading": (1, 3), "above": (0, 0), "cell beside": (2, 3),
    }[place]  # fmt: skip
    rows[row][column] = value
    write("people.csv", "".join(",".join(cells) + "\n" for cells in rows))
    for name in ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "concise"):
        result = mvdt("check", "people.csv", "--format", name, "--show-excepted")
        assert value not in result.stdout + result.stderr, name
        assert result.returncode in (0, 1)
    text = mvdt("check", "people.csv").stdout
    assert ("error: personal-data" in text) == (place != "above")


def test_a_table_that_is_no_roster_is_left_out_of_a_folder_and_an_error_if_named(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("costs.csv", "Item,Price\nLaptop,900\n")
    result = mvdt("check", ".")
    assert result.returncode == 0
    assert "Left out: costs.csv (a table without a column of job titles or roles)." in result.stdout
    named = mvdt("check", "costs.csv")
    assert named.returncode == 1
    assert named.stdout == (
        "costs.csv:1:1 (A1): error: invalid-file\n"
        "  |\n"
        "1 | Item | Price\n"
        "  | ^^^^^^^^^^^^ no row of this table names its columns in words that mvdt\n"
        "  |              knows, so nobody can be read from it\n"
        "  = fix: head the columns in one row, for example `Name`, `Job title`, `FTE` and\n"
        "         `Team`; `columns` in a catalogue of your own adds other words\n"
        "\n"
        "1 file could not be read. 1 error.\n"
    )


def test_an_organisations_catalogue_adds_headings_of_its_own(mvdt: Run, write: Write) -> None:
    write("people.csv", "Wer,Aufgabe,Anteil\nPriya Shah,Product Manager,1\n")
    write(
        "roles.yaml",
        "catalogue: Ours\nextends: mvdt\ncolumns:\n  name: {headings: [wer]}\n  title: {headings: [aufgabe]}\n"
        "  fte: {headings: [anteil]}\n",
    )
    result = mvdt("check", "people.csv", "--catalogue", "roles.yaml")
    assert "read: Wer as name, Aufgabe as title, Anteil as fte" in result.stdout


def test_a_catalogue_with_a_column_that_nothing_reads_is_refused(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    write("roles.yaml", "catalogue: Ours\nextends: mvdt\ncolumns:\n  names: {headings: [wer]}\n")
    result = mvdt("check", "team.yaml", "--catalogue", "roles.yaml")
    assert result.returncode == 2
    assert "`names` is not what a column can hold" in result.stderr


def test_a_sheet_that_is_not_there_could_not_be_checked(mvdt: Run, write: Write) -> None:
    write("people.csv", TEAM)
    result = mvdt("check", "people.csv", "--sheet", "Staff")
    assert result.returncode == 2
    assert result.stderr == (
        "mvdt: people.csv: this file has no sheet `Staff`\n"
        "  fix: it has one table without a name: leave --sheet out\n"
    )  # fmt: skip


def test_what_a_cell_holds_is_harmless_on_a_terminal_and_in_a_log(mvdt: Run, write: Write) -> None:
    evil = "\x1b[31m::error::x##vso[task.complete]"
    write("people.csv", f"Name,Job title,Team,{evil}\n{evil},Developer,{evil},x\n")
    for name in ("text", "github", "concise", "markdown", "junit"):
        out = mvdt("check", "people.csv", "--format", name).stdout
        assert "\x1b" not in out
        assert "##vso[" not in out
        assert not any(line.startswith("::error::x") for line in out.splitlines())


def test_the_real_post_lists_are_read_whole() -> None:
    for name in ("nhsla-2013-junior-posts.csv", "dh-2013-junior-posts.csv"):
        path = Path(__file__).parent / "data" / name
        workbook = csv.read(name, path.read_bytes())
        assert isinstance(workbook, Workbook)
        found = read_workbook(workbook, CATALOGUE)
        assert found.others == []
        counted = sum(len(bind_roster(document).roster.members) for document in found.teams)
        column = workbook.tables[0].rows[0].cells.index("Number of Posts in FTE")
        expected = sum(-(-float(row.cells[column]) // 1) for row in workbook.tables[0].rows[1:])
        assert counted == expected


HEADED = st.sampled_from(
    ["Name", "First name", "Surname", "Job title", "Role", "Team", "WTE", "Hours", "Full-time hours", "Number of posts",
     "Contract type", "Supplier", "Staff Group", "Registration", "Funded", "Start Date", "End Date", "Status", "Skills",
     "Phase", "User research", "NI Number", "Grade", "", "Title"]
)  # fmt: skip
PERSONAL = ("987 654 3210", "GMC 7654329", "zz9@gmail.com")
CELL = st.sampled_from(
    ["", "", "Priya Shah", "Vacant", "N/D", "Total", "Product Manager", "PM", "user-researcher", "Tester, Developer",
     "Beds", "Clinics team", "1", "0,8", "60%", "1-Jan", "31/12/4712", "99999", "-1", "1e9", "3.8", "Agency", "yes",
     "a: expert; b", "user research: expert", "#REF!", "=1+1", "\u202e\x07", "\x1b[31m", "a\nb", "\u2028", "x" * 300, *PERSONAL]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    above=st.lists(st.lists(CELL, max_size=3), max_size=2),
    headings=st.lists(HEADED, min_size=1, max_size=9),
    rows=st.lists(st.lists(CELL, max_size=10), max_size=8),
    again=st.booleans(),
)
def test_any_table_is_checked_without_a_crash_or_a_word_of_personal_data(
    tmp_path_factory: pytest.TempPathFactory,
    above: list[list[str]],
    headings: list[str],
    rows: list[list[str]],
    again: bool,
) -> None:
    path = tmp_path_factory.mktemp("any") / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer(file).writerows([*above, headings, *rows, *([headings, *rows] if again else [])])
    report = engine.check([str(path)], on=date(2026, 11, 22))
    assert report.crashes == []
    shown = "".join(text.render(report, Page())) + json.dumps(as_data(report), ensure_ascii=False)
    assert not any(value in shown for value in PERSONAL)
    lines = path.read_text(encoding="utf-8").count("\n") + 1
    for finding in report.findings:
        place = finding.location
        assert 1 <= place.line <= lines
        assert place.cell is None or 1 <= place.cell.start <= place.cell.end <= len(place.snippet) + 1
