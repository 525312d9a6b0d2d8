"""What a fourth fuzzer has found, which gives catalogues, settings, baselines and rosters together, as small as it gets."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mvdt import cli

if TYPE_CHECKING:
    from conftest import Run

Write = Callable[[str, "str | bytes"], Path]


@pytest.mark.parametrize(
    "name",
    [
        '"Ann \\U0001F600"',
        "'Ann \U0001f600'",
        '"Ann \\x7F\\0"',
        '"Ann \\u2028 \\U0001F600"',
        '"Zo\xeb Lee, care home"',
        "'\"Ann\" \\u00eb home'",
    ],
)
def test_a_baseline_that_was_written_is_read_whatever_letters_a_name_has(mvdt: Run, write: Write, name: str) -> None:
    write("team.yaml", f"team: Beds\nmembers:\n  - {{name: {name}, title: Wizard}}\n")
    assert mvdt("baseline", "write").returncode == 0
    result = mvdt("check", "--baseline", "mvdt-baseline.yaml", "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    assert {one["status"] for one in json.loads(result.stdout)["findings"]} == {"baselined"}


def test_a_wrong_command_line_is_taken_from_what_is_given_and_not_from_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A fuzzer that calls the command in its own process would else try its own command line again and again.
    monkeypatch.setattr("sys.argv", ["mvdt", "rules"])
    monkeypatch.setattr("sys.stderr", sys.stderr)
    with pytest.raises(SystemExit) as end:
        cli._run(["roles", "--nonsense"])
    assert end.value.code == 2
    assert "No such option: --nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_register_is_no_register_number_whatever_ends_its_line(mvdt: Run, write: Write, end: str) -> None:
    lines = ["team: Beds", "members:", "  - name: Ann", "    registration: GMC", "    from: 2026-01-01", ""]
    write("team.yaml", end.join(lines))
    result = mvdt("check", "--select", "data", "--format", "concise")
    assert result.stdout.startswith("1 team: 1 green. No findings.")


def test_a_code_of_a_letter_is_no_postcode(mvdt: Run, write: Write) -> None:
    write("team.json", json.dumps({"team": "Care home", "members": [{"name": "Zo\xeb Lee", "role": "tester"}]}))
    result = mvdt("check", "--select", "data", "--format", "concise")
    assert result.stdout.startswith("1 team: 1 green. No findings.")


@pytest.mark.parametrize(
    "before_and_after",
    [
        ("members:\n", "  - name: Ann\n    role: tester\n"),
        ("members:\n  - name: Ann\n", "    role: tester\n"),
        ("members:\n  - name: Ann\n    role: tester\n", ""),
    ],
)
@pytest.mark.parametrize("line", ["\t\n", " \t \n", "\t# remark\n", "\t\r\n"])
def test_a_tab_in_a_line_without_a_field_does_no_harm(
    mvdt: Run, write: Write, before_and_after: tuple[str, str], line: str
) -> None:
    before, after = before_and_after
    write("team.yaml", f"team: Beds\n{before}{line}{after}{line.rstrip()}")
    result = mvdt("check", "--select", "data", "--format", "concise")
    assert result.stdout.startswith("1 team: 1 green. No findings.")


def test_a_tab_before_a_field_is_still_told(mvdt: Run, write: Write) -> None:
    write("team.yaml", "team: Beds\n\t\nmembers:\n\t- name: Ann\n\t  role: tester\n")
    result = mvdt("check", "--format", "concise")
    assert result.stdout.startswith(
        "team.yaml:4:1: error: invalid-file: this line is indented with a tab, and YAML allows only spaces\n"
    )


@pytest.mark.parametrize(
    ("code", "message", "fix"),
    [
        ("\\ud83d\\ude00", "`\\ud83d` is half of a character, as JSON writes it, and YAML takes no halves", "write `\\U0001F600`, or the character itself; or end the file's name in .json if all of it is JSON"),
        ("\\ud83d!", "`\\ud83d` is half of a character, and the other half is missing", "delete it, or write the character itself"),
        ("\\U00110000", "`\\U00110000` is the code of no character", "delete it, or write the character itself"),
        ("\\u12", "`\\u` begins the code of a character inside double quotation marks, and no such code follows", "use single quotation marks, or write the backslash twice"),
    ],
)  # fmt: skip
def test_a_code_that_yaml_refuses_is_told_as_what_it_is(
    mvdt: Run, write: Write, code: str, message: str, fix: str
) -> None:
    write("team.yaml", f'team: "Beds {code}"\nmembers: []\n')
    (found,) = json.loads(mvdt("check", "--format", "json").stdout)["findings"]
    assert (found["message"], found["fix"]) == (message, fix)
    assert found["span"]["column"] == len('team: "Beds ') + 1


def test_a_catalogue_that_extends_nothing_known_is_told_that_and_not_all_that_follows(mvdt: Run, write: Write) -> None:
    ours = "catalogue: Ours\nextends: built-in\nroles:\n  designer: {need: optional}\n  x: {name: X, family: design}\n"
    write("ours.yaml", ours)
    result = mvdt("roles", "--catalogue", "ours.yaml")
    assert result.returncode == 2
    assert result.stderr.count("invalid-catalogue") == 1
    assert "`built-in` is not a value of `extends`" in result.stderr


def test_who_fills_a_leading_role_as_the_only_one_in_another_leads_by_it(mvdt: Run, write: Write) -> None:
    write("ours.yaml", "catalogue: Ours\nextends: mvdt\nroles:\n  service-owner: {or_the_only: business-analyst}\n")
    write("team.yaml", "team: Beds\nmembers:\n  - {name: Ann Lee, role: business-analyst}\n")
    result = mvdt("check", "--catalogue", "ours.yaml", "--format", "json")
    assert (result.returncode, result.stderr) == (1, "")
    told = {one["about"]: one["message"] for one in json.loads(result.stdout)["findings"]}
    assert told["product-manager"] == (
        "no product manager on the team, and the role is essential in alpha, though Ann Lee leads it as service owner"
    )


@pytest.mark.parametrize(
    ("roles", "place", "message"),
    [
        (
            "  x: {name: designer, family: design}\n",
            "4:13",
            "the role `designer` is called `designer` already, and here `x` is",
        ),
        (
            "  designer: {name: Data architect}\n",
            "4:20",
            "the role `data-architect` is called `Data architect` already, and here `designer` is",
        ),
        (
            "  x: {name: Loom head, family: design}\n  y: {name: loom-head, family: design}\n",
            "5:13",
            "the role `x` is called `loom-head` already, and here `y` is",
        ),
    ],
)
def test_two_roles_of_a_catalogue_can_not_have_one_name(
    mvdt: Run, write: Write, roles: str, place: str, message: str
) -> None:
    write("team.yaml", "team: Beds\nmembers: []\n")
    write("ours.yaml", f"catalogue: Ours\nextends: mvdt\nroles:\n{roles}")
    report = json.loads(mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--format", "json").stdout)
    (told,) = report["unchecked"]
    assert (f"{told['span']['line']}:{told['span']['column']}", told["message"]) == (place, message)
    assert told["fix"] == "give one of the two another name"


@pytest.mark.parametrize(
    "arguments", [["check", ""], ["check", "--catalogue", ""], ["check", "--settings="], ["render", ""]]
)
def test_an_empty_path_is_told_as_what_it_is(mvdt: Run, arguments: list[str]) -> None:
    result = mvdt(*arguments)
    assert (result.returncode, result.stderr) == (
        2,
        'mvdt: "": this is no path of a file or folder: it is empty\n'
        "  fix: leave it out, or check the variable that it should come from\n",
    )


def test_an_empty_path_of_a_baseline_is_not_taken_for_the_usual_one(mvdt: Run, write: Write) -> None:
    team = write("team.yaml", "team: Beds\nmembers: []\n")
    result = mvdt("baseline", "write", "--baseline", "")
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "mvdt: --baseline names no file\n  fix: write `--baseline FILE`, such as `--baseline mvdt-baseline.yaml`\n",
    )
    assert [*team.parent.iterdir()] == [team]


def test_standard_input_of_an_empty_name_has_its_usual_one(mvdt: Run) -> None:
    result = mvdt("check", "-", "--stdin-name", "", "--format", "concise", stdin=b"team: Beds\nmembers: []\n")
    assert result.stdout.startswith("<stdin>:1:7: advice: no-sponsor: ")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("baseline", "Missing argument 'write|prune'. Choose from: write, prune"),
        (
            "schema",
            "Missing argument 'roster|catalogue|settings|findings'. Choose from: roster, catalogue, settings, findings",
        ),
    ],
)
def test_a_missing_word_of_several_is_told_on_one_line(mvdt: Run, command: str, told: str) -> None:
    assert mvdt(command).stderr.splitlines()[-1] == f"Error: {told}"


@pytest.mark.parametrize(
    ("field", "fix"),
    [
        ("phases", "write it out, for example `phases: [discovery, alpha, beta, live]`"),
        ("levels", "write it out, for example `levels: [awareness, working, practitioner, expert]`"),
    ],
)
def test_an_empty_list_of_a_catalogue_is_told_with_an_example(mvdt: Run, write: Write, field: str, fix: str) -> None:
    write("team.yaml", "team: Beds\nmembers: []\n")
    write("ours.yaml", f"catalogue: Ours\nextends: mvdt\n{field}: []\n")
    report = json.loads(mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--format", "json").stdout)
    assert [(one["message"], one["fix"]) for one in report["unchecked"]] == [(f"`{field}` is empty", fix)]


def test_a_baseline_keeps_what_it_has_of_a_team_whose_name_goes_on_after_that_of_the_team_checked(
    mvdt: Run, write: Write
) -> None:
    write("ward.yaml", "team: Ward\nmembers:\n  - {name: A/B, title: Wizard}\n")
    beds = write("beds.yaml", "team: Ward/Beds\nmembers: []\n")
    baseline = beds.with_name("mvdt-baseline.yaml")
    assert mvdt("baseline", "write").returncode == 0
    before = baseline.read_text()
    assert '"Ward/Beds/product-manager"' in before
    assert mvdt("baseline", "write", "ward.yaml").returncode == 0
    assert baseline.read_text() == before
    beds.unlink()
    assert mvdt("baseline", "prune", "ward.yaml").returncode == 0
    assert baseline.read_text() == before


def test_a_misspelt_field_is_told_once_and_not_as_missing_too(mvdt: Run, write: Write) -> None:
    write(
        "team.yaml",
        "team: Beds\nmembers: []\navailable:\n  - {rolle: tester}\n  - {by: us}\n"
        "exceptions:\n  - {rule: team-size, raeson: Small}\n",
    )
    found = json.loads(mvdt("check", "--select", "data", "--format", "json").stdout)["findings"]
    assert [(one["message"], one["fix"]) for one in found] == [
        ("`rolle` is not a field of an available role", "did you mean `role`?"),
        ("`role` is missing", "add `role:`, for example `role: clinical-safety-officer`"),
        ("`raeson` is not a field of an exception", "did you mean `reason`?"),
    ]


@pytest.mark.parametrize(
    ("column", "value", "fix"),
    [
        ("name", "vacnat", "did you mean `vacant`? Otherwise choose `vacant`, `undisclosed` or `gone`"),
        ("status", "vaccant", "did you mean `vacant`?"),
        ("supplier", "nobody", "choose `none`"),
        (
            "employment",
            "permanant",
            "did you mean `permanent`? Otherwise choose `permanent`, `fixed-term`, `secondment`, `contractor` or `supplier`",
        ),
    ],
)
def test_what_no_word_of_a_column_can_mean_is_told(mvdt: Run, write: Write, column: str, value: str, fix: str) -> None:
    write("team.yaml", "team: Beds\nmembers: []\n")
    write("ours.yaml", f"catalogue: Ours\nextends: mvdt\ncolumns:\n  {column}:\n    values: {{{value}: [frei]}}\n")
    report = json.loads(mvdt("check", "team.yaml", "--catalogue", "ours.yaml", "--format", "json").stdout)
    assert [(one["message"], one["fix"], one["span"]["column"]) for one in report["unchecked"]] == [
        (f"`{value}` is not a value of `{column}`", fix, 14)
    ]


def test_a_roster_without_a_name_is_not_begun(mvdt: Run, tmp_path: Path) -> None:
    result = mvdt("init", "")
    assert (result.returncode, result.stderr) == (
        2,
        "mvdt: this is no name for a roster: it is empty\n  fix: give one: mvdt init my-team.yaml\n",
    )
    assert not [*tmp_path.iterdir()]
