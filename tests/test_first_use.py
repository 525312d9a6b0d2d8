"""What people write who have never seen a roster, and what they are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mvdt import engine
from mvdt.report import Report

if TYPE_CHECKING:
    from conftest import Run

TODAY = date(2026, 11, 22)


def checked(folder: Path, text: str, name: str = "team.yaml", select: tuple[str, ...] = ("data",)) -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return engine.check([str(path)], on=TODAY, select=select)


def told(report: Report) -> list[str]:
    """Each finding with its line and column, as far as people read it first."""
    return [f"{one.location.line}:{one.location.column}: {one.message}; {one.fix}" for one in report.findings]


VACANT = """\
team: Ward app
phase: alpha
members:
  - name: {}
    role: product-manager
  - name: Tom Hale
    role: delivery-manager
"""


@pytest.mark.parametrize(
    "name", ["TBC", "tbc 2", "Vacant (advertised)", "VACANCY", "To be confirmed", "new post 3", "TBC (Band 7)"]
)
def test_whoever_is_called_vacant_fills_no_role(tmp_path: Path, name: str) -> None:
    report = checked(tmp_path, VACANT.format(name), select=("data", "missing-role"))
    assert (
        f"4:11: `{name}` is nobody's name, so this post counts as vacant; "
        "move it to `vacancies`, without the name, or write who it is"
    ) in told(report)
    assert (
        "5:11: no product manager on the team yet: the post is vacant; "
        "fill the post; until then, agree who does the work of a product manager"
    ) in told(report)
    [team] = report.teams
    assert team.people == 1


@pytest.mark.parametrize("name", ["Tabitha Bach", "TB", "Newell Post", "Post 40", "Van Cant", "Vacanti, Opal"])
def test_a_name_or_label_is_somebody(tmp_path: Path, name: str) -> None:
    assert told(checked(tmp_path, VACANT.format(name))) == []


def test_a_row_of_nobody_is_a_vacancy_however_it_is_numbered(tmp_path: Path) -> None:
    report = checked(
        tmp_path, "Name,Job title\nTBC 1,User researcher\nTBC 2,Content designer\nAmy Poe,Developer\n", "x.csv"
    )
    assert told(report) == []
    [team] = report.teams
    assert team.people == 1


HYPHEN = "an entry of a list begins with a hyphen and a space, and this one begins with `{}`; write `- ` in its place"


@pytest.mark.parametrize("mark", ["\u2013", "\u2014", "\u2022", "\uf0b7", "*", "1.", "2)"])
@pytest.mark.parametrize("indent", ["", "  "])
def test_an_entry_that_a_word_processor_has_marked_is_pointed_at(tmp_path: Path, mark: str, indent: str) -> None:
    text = f"team: Bed board\nmembers:\n{indent}{mark} name: Tom Hale\n{indent}  role: delivery-manager\n"
    column = len(indent) + 1
    assert told(checked(tmp_path, text)) == [f"3:{column}: {HYPHEN.format(mark)}"]


def test_a_second_entry_that_a_word_processor_has_marked_is_pointed_at(tmp_path: Path) -> None:
    text = "team: Bed board\nmembers:\n  - name: Tom Hale\n    role: developer\n  \u2013 name: Amy Poe\n    role: developer\n"
    assert told(checked(tmp_path, text)) == [f"5:3: {HYPHEN.format(chr(0x2013))}"]


@pytest.mark.parametrize("indent", ["", "  "])
def test_a_hyphen_without_a_space_is_pointed_at(tmp_path: Path, indent: str) -> None:
    text = f"team: Bed board\nmembers:\n{indent}-name: Tom Hale\n{indent} role: delivery-manager\n"
    assert told(checked(tmp_path, text)) == [
        f"3:{len(indent) + 1}: there is no space after the hyphen; put a space after the hyphen"
    ]


@pytest.mark.parametrize(
    ("entries", "place", "first"),
    [
        ("  \u2013 name: Tom\n  \u2013 name: Tim\n", "2:1", "\u2013 name"),
        ("  -name: Tom\n", "2:1", "-name"),
        ("  1. Tom\n  2. Tim\n", "3:3", "1. Tom 2. Tim"),
    ],
)
def test_entries_that_are_no_list_are_told_once(tmp_path: Path, entries: str, place: str, first: str) -> None:
    assert told(checked(tmp_path, f"team: Bed board\nmembers:\n{entries}")) == [
        f"{place}: `members` must be a list, and what stands here begins with `{first}`; "
        "begin each entry under `members:` with a hyphen and a space: `- name: Priya Shah`"
    ]


def test_members_without_dashes_are_no_fields_that_stand_twice(tmp_path: Path) -> None:
    text = "team: X\nmembers:\n  name: Tom\n  role: developer\n  name: Tim\n  role: developer\n"
    assert told(checked(tmp_path, text)) == [
        "2:1: `members` must be a list, and here stands a group of fields; "
        "begin each entry under `members:` with a dash: `- name: Priya Shah`"
    ]


def test_of_several_colons_without_a_space_the_first_is_shown(tmp_path: Path) -> None:
    assert told(checked(tmp_path, "team:Bed board\nphase:beta\nmembers:\n  - name: Tom Hale\n")) == [
        "1:5: there is no space after the colon, so YAML can't tell the field from its text; "
        "put a space after the colon"
    ]


@pytest.mark.parametrize(
    "number", ["GMC 7654321", "GMC: 7654321", "gmc no. 7654321", "NMC PIN 12A3456E", "GMC-7654321"]
)
def test_a_register_with_its_number_is_refused_once_and_read_as_the_register(tmp_path: Path, number: str) -> None:
    text = f"team: X\nmembers:\n  - {{name: Dr Poe, title: Product manager, registration: '{number}'}}\n"
    report = checked(tmp_path, text, select=("data", "clinician-as-product-lead"))
    assert [(one.rule, one.message) for one in report.findings] == [
        (
            "clinician-as-product-lead",
            f"Dr Poe (a clinician on the {number[:3].upper()} register) leads the product without recorded "
            "product-management or service-design skill at practitioner level",
        ),
        (
            "personal-data",
            "this looks like a register number, which identifies a person; the name of the register is enough",
        ),
    ]


def test_what_is_no_number_of_a_register_is_no_register(tmp_path: Path) -> None:
    text = "team: X\nmembers:\n  - {name: Dr Poe, role: developer, registration: GMC 12}\n"
    [line] = told(checked(tmp_path, text))
    assert line.startswith("3:51: `GMC 12` is not a statutory register of clinicians; give the register's name only")


def test_a_phase_that_is_not_known_is_not_called_missing(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(
        "team: X\nphase: private beta-ish\nmembers:\n  - {name: Amy, role: developer}\n"
    )
    output = mvdt("check", str(tmp_path / "team.yaml"), "--select", "data").stdout
    assert "X   1 person, 1.0 FTE, no phase known, judged as alpha" in output


def test_quotation_marks_from_a_word_processor_are_named(tmp_path: Path) -> None:
    text = (
        "team: \u201cWard app\u201d\nphase: \u2018beta\u2019\nclinical: \u201cyes\u201d\nmembers:\n"
        "  - {name: Amy, role: \u201cdeveloper\u201d, fte: \u201c0.6\u201d, from: \u201c2026-01-05\u201d}\n"
    )
    fix = "type the quotation marks again, or leave them out: YAML takes curly ones for letters"
    assert told(checked(tmp_path, text)) == [
        f"2:8: `\u2018beta\u2019` is not a phase that mvdt knows; {fix}",
        f"3:11: `clinical` is `\u201cyes\u201d`, and must be true or false; {fix}",
        f"5:41: `fte` is `\u201c0.6\u201d`, and must be a number from 0 to 1.2; {fix}",
        f"5:54: `from` is `\u201c2026-01-05\u201d`, and must be a date such as 2026-04-01; {fix}",
    ]


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("Job Title", "title"),
        ("start_date", "from"),
        ("End date", "until"),
        ("Contracted WTE", "wte"),
        ("Name", "name"),
    ],
)
def test_a_heading_of_a_spreadsheet_leads_to_its_field(tmp_path: Path, field: str, meant: str) -> None:
    text = f"team: X\nmembers:\n  - role: developer\n    {field}: 2026-01-01\n"
    assert told(checked(tmp_path, text)) == [f"4:5: `{field}` is not a field of a member; did you mean `{meant}`?"]


def test_the_name_of_the_team_is_told_once(tmp_path: Path) -> None:
    text = "Team name: X\nTeam members:\n  - {name: Amy, role: developer}\n"
    assert told(checked(tmp_path, text)) == [
        "1:1: `Team name` is not a field of a roster; did you mean `team`?",
        "2:1: `Team members` is not a field of a roster; did you mean `members`?",
    ]


@pytest.mark.parametrize("columns", ["80", "120"])
def test_an_explanation_fits_the_terminal(mvdt: Run, columns: str) -> None:
    for rule in ("external-discipline", "missing-role", "team-size"):
        text = mvdt("explain", rule, env={"COLUMNS": columns}).stdout
        beside = [line for line in text.splitlines() if not line.startswith("    ")]
        assert max(map(len, beside)) <= int(columns)
        assert "\n\n\n" not in text
    assert "fewest (default 5): the smallest team, in people\n" in text


def test_an_explanation_is_one_paragraph_a_thought(mvdt: Run) -> None:
    assert mvdt("explain", "team-size").stdout.startswith(
        "team-size   capacity, warning\n"
        'source: Building and enabling digital teams, "Leading digital teams"; 18F\n'
        'guides, "Team size"\n'
        "\n"
        "The team is too small to be whole, or too large to work as one.\n"
        "\n"
        "Fewer than five people (three in discovery), or more than nine; of these,\n"
        "whoever is `shared` with other teams is not counted. People are counted, not\n"
        "FTE, and only those who are there on the day."
    )


def test_several_teams_in_one_file_are_told_once(tmp_path: Path) -> None:
    text = "teams:\n  - team: A\n    members:\n      - {name: Amy, role: developer}\n"
    assert told(checked(tmp_path, text, select=("roles", "data"))) == [
        "1:1: a file is of one team, and here stands a list of them; "
        "give each team a file of its own, with `team:` and `members:`"
    ]


def test_people_under_the_names_of_roles_are_not_called_absent(tmp_path: Path) -> None:
    report = checked(
        tmp_path, "team: X\nproduct manager: Amy Poe\ndelivery manager: Tom Hale\n", select=("roles", "data")
    )
    assert [line.partition(";")[0] for line in told(report)] == [
        "1:7: the roster has no members",
        "2:1: `product manager` is not a field of a roster",
        "3:1: `delivery manager` is not a field of a roster",
    ]


def test_what_to_write_into_a_cell_is_the_value_alone(tmp_path: Path) -> None:
    text = "Name,Job title,WTE,End date\nAmy Poe,Developer,37.5,31/02/2027\n"
    assert told(checked(tmp_path, text, "people.csv")) == [
        "2:19: `fte` is `37.5`, and must be a number from 0 to 1.2; "
        "write the share of a full week as a number: `1.0` is full time, `0.6` three days of five",
        "2:24: `until` is `31/02/2027`, and must be a date such as 2026-04-01; write it for example `2027-03-31`",
    ]


def test_a_part_of_a_role_leads_to_the_roles(tmp_path: Path) -> None:
    text = "team: X\nmembers:\n  - {name: Amy, role: security}\n"
    assert told(checked(tmp_path, text, select=("unknown-role",))) == [
        "3:23: `security` is not a role in this catalogue; "
        "did you mean `security-architect` or `security-specialist`? `mvdt roles` lists all"
    ]


def test_posts_without_names_are_called_by_their_roles(tmp_path: Path) -> None:
    text = """\
team: Ward tablets
phase: live
members:
  - {role: product-manager, registration: GMC, fte: 0.2, funded: false}
  - {role: lead-clinician, fte: 0.2}
  - {roles: [developer, interaction-designer, user-researcher]}
"""
    rules = ("clinical-time", "clinician-as-product-lead", "combined-roles", "single-holder")
    assert [one.message for one in checked(tmp_path, text, select=rules).findings] == [
        "the product manager (a clinician on the GMC register) leads the product without recorded product-management or "
        "service-design skill at practitioner level",
        "the product manager's time on the team is not paid for: a favour, on top of the day job",
        "nothing says whether the lead clinician's time on the team is paid for",
        "the developer holds 3 roles (developer, interaction designer and user researcher), too many for one person",
        "only the developer can change, deploy or run the service (judged by roles, for no skills are recorded)",
    ]
