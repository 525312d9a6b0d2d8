"""The formats: text as people read it, and JSON by its published schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, VIABLE, Run
from jsonschema import Draft202012Validator

Write = Callable[[str, str | bytes], Path]

FAILING = """\
team: Outpatient booking
phase: beta
led_by: Dr Alex Moore
members:
  - name: Dr Alex Moore
    title: Consultant Anaesthetist
    roles: [product-manager, lead-clinician]
    fte: 0.2
  - name: Ruth Adeyemi
    role: delivery-manager
  - name: Tom Hale
    role: interaction-designer
    fte: 0.8
  - name: Jo Lin
    role: lead-developer
  - {name: Ali, role: performance-analyst}
  - {name: Kit, role: devops-engineer}
vacancies:
  - {role: user-researcher, from: 2027-01-11}
available:
  - {role: clinical-safety-officer, by: the safety team, fte: 0.1}
"""

TEXT = """\
team.yaml:6:12: error: clinician-as-product-lead
"""


def _schema(mvdt: Run, name: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(mvdt("schema", name).stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_text_as_a_person_reads_it(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    result = mvdt("check", "team.yaml")
    assert result.stdout == (ROOT / "tests" / "expected" / "failing.txt").read_text()
    assert result.stderr == ""
    assert result.returncode == 1


def test_a_clean_team_gets_a_short_warm_specific_answer(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml")
    assert result.stdout == (ROOT / "tests" / "expected" / "viable.txt").read_text()
    assert result.returncode == 0


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_text_fits_its_width(mvdt: Run, write: Write, columns: str) -> None:
    write("team.yaml", FAILING)
    for line in mvdt("check", "team.yaml", env={"COLUMNS": columns}).stdout.splitlines():
        # The first line of a finding stays whole, so that a terminal can open the place.
        assert len(line) <= min(int(columns), 100) or ".yaml:" in line, line


def test_text_is_ascii_where_the_roster_is(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    assert mvdt("check", "team.yaml").stdout.isascii()


@pytest.mark.parametrize(
    ("env", "arguments", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, [], True),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)
def test_colour_as_its_users_expect(
    mvdt: Run, write: Write, env: dict[str, str], arguments: list[str], *, coloured: bool
) -> None:
    write("team.yaml", FAILING)
    assert ("\x1b[" in mvdt("check", "team.yaml", *arguments, env=env).stdout) is coloured


def test_json_follows_its_schema_to_the_letter(mvdt: Run, write: Write) -> None:
    write("teams/failing.yaml", FAILING)
    write("teams/viable.yaml", VIABLE.replace("Outpatient booking", "Ward tablets"))
    write("teams/broken.yaml", "team: [")
    write("teams/other.yaml", "services: {}")
    write("teams/odd.yaml", "team: Odd\nmembers:\n  - {name: Jo, role: devloper, dob: 1980-01-01}\n")
    result = mvdt("check", "teams", "gone.yaml", "--format", "json")
    report = json.loads(result.stdout)
    schema = json.loads(mvdt("schema", "findings").stdout)
    closed = json.loads(json.dumps(schema), object_hook=_closed)
    assert [error.message for error in Draft202012Validator(closed).iter_errors(report)] == []
    assert report["summary"]["teams"] == len(report["teams"]) == 3
    assert report["unread"] == ["teams/broken.yaml"]
    assert report["left_out"] == [{"path": "teams/other.yaml", "why": "neither `team` nor `members` in it"}]
    assert [one["path"] for one in report["unchecked"]] == ["gone.yaml"]
    assert report["exit_code"] == result.returncode == 2


def _closed(value: dict[str, Any]) -> dict[str, Any]:
    """A schema that allows no field that it does not name, so that none goes undocumented."""
    return {"additionalProperties": False, **value} if value.get("type") == "object" else value


def test_json_says_what_the_design_promises(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    report = json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)
    assert report["schema_version"] == 1
    assert report["on"] == "2026-11-22"
    assert report["catalogue"] == {"name": "Minimum viable digital team", "path": None}
    (team,) = report["teams"]
    assert (team["team"], team["phase"], team["people"], team["fte"], team["verdict"]) == (
        "Outpatient booking", "beta", 6, 5.0, "red",
    )  # fmt: skip
    states = {role["role"]: role["state"] for role in team["roles"]}
    assert states == {
        "product-manager": "filled",
        "delivery-manager": "filled",
        "designer": "filled",
        "user-researcher": "vacant",
        "lead-developer": "filled",
        "lead-clinician": "filled",
        "clinical-safety-officer": "available",
        "performance-analyst": "filled",
        "web-operations-engineer": "filled",
    }
    missing = next(finding for finding in report["findings"] if finding["rule"] == "missing-role")
    assert missing["about"] == "user-researcher"
    assert missing["subject"] == "Outpatient booking/user-researcher"
    assert missing["span"] == {"line": 19, "column": 12, "end_line": 19, "end_column": 27}
    assert missing["status"] == "active"


def test_fingerprints_outlive_moved_lines_and_are_unique(mvdt: Run, write: Write) -> None:
    roster = "team: A\nmembers:\n" + "".join(f"  - {{name: P{n}, role: x, fte: 9, size: 1}}\n" for n in range(3))
    write("team.yaml", roster)
    before = json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)["findings"]
    write("team.yaml", "# a remark\n\n" + roster)
    after = json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)["findings"]
    prints = [finding["fingerprint"] for finding in before]
    assert prints == [finding["fingerprint"] for finding in after]
    assert len(set(prints)) == len(prints) > 6
    assert [finding["span"]["line"] + 2 for finding in before] == [finding["span"]["line"] for finding in after]


def test_the_output_is_the_same_on_every_run(mvdt: Run, write: Write) -> None:
    for number in range(20):
        write(f"{number}.yaml", FAILING.replace("Outpatient booking", f"Team {number}"))
    assert mvdt("check", "--format", "json").stdout == mvdt("check", "--format", "json").stdout


@pytest.mark.parametrize("what", ["roster", "catalogue"])
def test_schemas_accept_what_is_right_and_refuse_what_is_not(mvdt: Run, what: str) -> None:
    import yaml

    validator = _schema(mvdt, what)
    good = ROOT / ("examples/viable-team.yaml" if what == "roster" else "roles.yaml")
    data = json.loads(json.dumps(yaml.safe_load(good.read_text()), default=str))
    assert [error.message for error in validator.iter_errors(data)] == []
    assert not validator.is_valid({**data, "colour": "blue"})


def test_the_roster_schema_knows_the_catalogue_in_use(mvdt: Run, write: Write) -> None:
    write("own.yaml", "catalogue: Ours\nextends: mvdt\nroles:\n  pilot: {name: Pilot, family: operations}\n")

    def roles(*options: str) -> list[str]:
        known = json.loads(mvdt("schema", "roster", *options).stdout)["$defs"]["role"]["anyOf"]
        return [role["const"] for role in known if "const" in role]

    built_in = roles()
    assert roles("--catalogue", "own.yaml") == [*built_in, "pilot"]
    write("mvdt.yaml", "catalogue: own.yaml\n")
    assert roles() == [*built_in, "pilot"]


@pytest.mark.parametrize("chosen", ["text", "json", "jsonl", "sarif", "gitlab", "junit", "concise", "markdown"])
def test_nothing_in_a_roster_is_a_command_in_a_pipelines_log(mvdt: Run, write: Write, chosen: str) -> None:
    name = "##vso[task.complete result=Succeeded] ##[error] ::error::gone " * 3
    text = f'team: "{name}"\nmembers:\n  - name: "{name}"\n    title: "{name}"\n  - name: "::stop-commands::x"\n    role: "::x::"\n'
    write("::error::team.yaml", text)
    lines = mvdt("check", "::error::team.yaml", "--format", chosen).stdout.splitlines()
    assert any("task.complete" in line for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)
    assert not any(re.search(r"##\w*\[", line) for line in lines)
