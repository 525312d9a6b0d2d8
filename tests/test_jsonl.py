"""JSON lines: the JSON report in pieces, line by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import VIABLE, Run
from jsonschema import Draft202012Validator

Write = Callable[[str, str | bytes], Path]

FAILING = """\
team: Ward tablets
phase: alpha
members:
  - {name: Priya Shah, role: product-manager, fte: 0.5}
  - {name: Jo, role: devloper, dob: 1980-01-01}
exceptions:
  - {rule: missing-role, about: user-researcher, reason: Interviews in December, agreed_by: The board}
"""
HOSTILE = r"""
team: "a\0\e[31m\r\n##vso[task.complete]\u2028\u202E]]> 😀 \" ' </a>"
members:
  - {name: "{\"type\":\"summary\"}\n", role: "\uFFFE"}
  - {name: "\uD800", role: designer}
"""


def _lines(text: str) -> list[dict[str, Any]]:
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def teams(write: Write) -> None:
    write("teams/a.yaml", VIABLE)
    write("teams/b.yaml", FAILING)
    write("teams/c.yaml", "team: [")
    write("teams/d.yaml", FAILING.replace("tablets", "phones").replace("Jo", "Ina"))
    write("teams/e.yaml", HOSTILE)
    write("teams/f.yaml", VIABLE)
    write("teams/other.yaml", "services: {}")
    write("teams/z.yaml", HOSTILE.replace(r"\uD800", "x"))


@pytest.mark.parametrize(
    "arguments",
    [["teams"], ["teams", "gone.yaml"], ["teams/a.yaml"], ["gone.yaml"], ["teams", "--select", "missing-role"]],
)
@pytest.mark.usefixtures("teams")
def test_the_lines_are_the_json_report_and_nothing_else(mvdt: Run, arguments: list[str]) -> None:
    result, whole = (mvdt("check", *arguments, "--format", name) for name in ("jsonl", "json"))
    report = json.loads(whole.stdout)
    parts: dict[str, list[Any]] = {"team": [], "finding": [], "summary": []}
    for line in _lines(result.stdout):
        parts[line.pop("type")].append(line)
    (summary,) = parts["summary"]
    assert summary | {"teams": parts["team"], "findings": parts["finding"]} == report
    assert (result.returncode, result.stderr) == (whole.returncode, whole.stderr)
    assert result.returncode == mvdt("check", *arguments).returncode == summary["exit_code"]


@pytest.mark.usefixtures("teams")
def test_a_line_says_what_it_is_and_follows_the_published_schema(mvdt: Run) -> None:
    schema = json.loads(mvdt("schema", "findings").stdout)
    lines = _lines(mvdt("check", "teams", "--format", "jsonl").stdout)
    assert {line["type"] for line in lines[:-1]} == {"team", "finding"}
    assert lines[-1]["type"] == "summary"
    for line in lines[:-1]:
        assert next(iter(line)) == "type"
        part = {"$ref": f"#/$defs/{line.pop('type')}", "$defs": schema["$defs"]}
        assert [error.message for error in Draft202012Validator(part).iter_errors(line)] == []


@pytest.mark.usefixtures("teams")
def test_a_finding_comes_after_its_team(mvdt: Run) -> None:
    known: set[str] = set()
    lines = _lines(mvdt("check", "teams", "--format", "jsonl").stdout)
    teams = [line["path"] for line in lines if line["type"] == "team"]
    for line in lines:
        if line["type"] == "team":
            known.add(line["path"])
        elif line["type"] == "finding":
            assert line["path"] in known or line["path"] not in teams
            assert known == {path for path in teams if path <= line["path"]}


@pytest.mark.usefixtures("teams")
def test_no_roster_reaches_beyond_its_line_or_speaks_to_a_log(mvdt: Run) -> None:
    text = mvdt("check", "teams", "--format", "jsonl").stdout
    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
    assert "##" not in text
    assert all(line.startswith('{"type":"') and line.endswith("}") for line in text.splitlines())
    names = [line["team"] for line in _lines(text) if line["type"] == "team"]
    assert "a\0\x1b[31m\r\n##vso[task.complete]\u2028\u202e]]> 😀 \" ' </a>" in names


def test_the_output_is_the_same_on_every_run(mvdt: Run, write: Write) -> None:
    for number in range(20):
        write(f"{number}.yaml", FAILING.replace("Ward", f"Team {number}"))
    assert mvdt("check", "--format", "jsonl").stdout == mvdt("check", "--format", "jsonl").stdout


def test_nothing_to_check_is_said_in_the_summary(mvdt: Run) -> None:
    result = mvdt("check", "--format", "jsonl")
    (summary,) = _lines(result.stdout)
    assert (summary["type"], summary["exit_code"], result.returncode) == ("summary", 3, 3)


@pytest.mark.usefixtures("teams")
def test_a_saved_report_gives_the_same(mvdt: Run, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(mvdt("check", "teams", "gone.yaml", "--format", "json").stdout)
    direct = mvdt("check", "teams", "gone.yaml", "--format", "jsonl")
    saved = mvdt("render", "report.json", "--format", "jsonl")
    assert (saved.stdout, saved.returncode) == (direct.stdout, direct.returncode)
