"""GitHub Actions' workflow commands, read back by the rules of its runner and compared with JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import hostile
import pytest
from conftest import ROOT, VIABLE, Run
from test_formats import FAILING

Write = Callable[[str, str | bytes], Path]

LEVELS = {"error": "error", "warning": "warning", "notice": "advice"}
EXCEPTED = VIABLE.replace("role: user-researcher", "role: developer") + (
    "exceptions:\n  - {rule: missing-role, about: user-researcher, reason: Post approved}\n"
)


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def parse(line: str) -> Command | None:
    """A line of a log as the runner takes it: a command of the second form, of the first, or text (None)."""
    text = line.lstrip()
    if text.startswith("::") and "::" in text[2:]:
        head, _, data = text[2:].partition("::")
        name, _, rest = head.partition(" ")
        pairs = [pair.partition("=") for pair in rest.strip().split(",") if pair]
        properties = {
            key: _undone(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}) for key, _, value in pairs
        }
        return Command(name, properties, _undone(data, {"%0D": "\r", "%0A": "\n"}))
    if "##[" in text and "]" in text.partition("##[")[2]:
        head, _, data = text.partition("##[")[2].partition("]")
        return Command(head.partition(" ")[0], {}, data)
    return None


def _undone(text: str, escapes: dict[str, str]) -> str:
    for escape, meaning in escapes.items():
        text = text.replace(escape, meaning)
    return text.replace("%25", "%")


def told(output: str) -> tuple[list[Command], list[str]]:
    """The commands, and the lines that are none."""
    commands, lines = [], []
    # .NET ends a line at these.
    for line in output.replace("\r", "\n").split("\n"):
        command = parse(line)
        if command is not None:
            commands.append(command)
        elif line:
            lines.append(line)
    return commands, lines


def found(mvdt: Run, *arguments: str) -> list[dict[str, Any]]:
    report = json.loads(mvdt("check", *arguments, "--format", "json").stdout)
    return [finding for finding in report["findings"] if finding["status"] == "active"]


def same(commands: list[Command], findings: list[dict[str, Any]], shown: Callable[[str], str] = str) -> None:
    """Each command says of its finding what JSON says."""
    gravest_first = sorted(findings, key=lambda one: ["error", "warning", "advice"].index(one["severity"]))
    assert len(commands) == len(gravest_first)
    for command, finding in zip(commands, gravest_first, strict=True):
        span = finding["span"]
        assert LEVELS[command.name] == finding["severity"]
        assert command.properties == {
            "file": finding["path"],
            "line": str(span["line"]),
            "col": str(span["column"]),
            "endLine": str(span["end_line"]),
            "endColumn": str(span["end_column"]),
            "title": f"{finding['rule']} (mvdt)",
        }
        assert span["line"] == span["end_line"]
        assert command.data == f"{shown(finding['message'])}\nFix: {shown(finding['fix'])}"


def test_a_failing_team_as_the_runner_gets_it(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    result = mvdt("check", "team.yaml", "--format", "github")
    assert result.stdout == (ROOT / "tests" / "expected" / "failing.github.txt").read_text()
    assert result.returncode == mvdt("check", "team.yaml").returncode == 1
    commands, lines = told(result.stdout)
    same(commands, found(mvdt, "team.yaml"))
    assert lines == ["1 team: 1 red. 2 errors, 2 warnings, 4 advice."]


def test_a_viable_team_is_one_plain_line(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml", "--format", "github")
    assert result.stdout == "1 team: 1 green. No findings.\n"
    assert result.returncode == 0


def test_an_excepted_finding_is_counted_and_no_annotation(mvdt: Run, write: Write) -> None:
    write("team.yaml", EXCEPTED)
    result = mvdt("check", "team.yaml", "--format", "github")
    commands, lines = told(result.stdout)
    assert "missing-role (mvdt)" not in [command.properties["title"] for command in commands]
    assert lines == ["1 team: 1 green. 1 excepted."]
    assert result.returncode == mvdt("check", "team.yaml").returncode == 0


def test_nothing_from_a_roster_starts_a_command(mvdt: Run, write: Write) -> None:
    write(hostile.PATH, hostile.ROSTER)
    result = mvdt("check", hostile.PATH, "--format", "github")
    commands, lines = told(result.stdout)
    findings = found(mvdt, hostile.PATH)
    assert {command.name for command in commands} <= set(LEVELS)
    assert len(commands) == len(findings) > 8
    assert {command.properties["file"] for command in commands} == {hostile.PATH}
    assert result.stdout.count("\n") == len(commands) + len(lines)
    assert not any(ord(character) < 32 for character in result.stdout.replace("\n", ""))
    for line in lines:
        assert "::" not in line
        assert "##[" not in line
    # What is printable comes back letter by letter.
    plain = {finding["message"] for finding in findings if finding["message"].isprintable()}
    assert any("::error" in text or "%0A" in text for text in plain)
    assert plain <= {command.data.partition("\nFix: ")[0] for command in commands}
    assert result.returncode == mvdt("check", hostile.PATH).returncode


@pytest.mark.parametrize(
    "name", ["a,b.yaml", "a:b.yaml", "100%.yaml", "%2C%0A.yaml", "[x] (y).yaml", "a\nb\r.yaml", "ä b=c.yaml"]
)
def test_paths_come_back_whole(mvdt: Run, write: Write, name: str) -> None:
    write(name, FAILING)
    commands, _ = told(mvdt("check", name, "--format", "github").stdout)
    same(commands, found(mvdt, name))


def test_paths_are_as_github_knows_them(mvdt: Run, write: Write) -> None:
    write("teams/a.yaml", FAILING)
    commands, _ = told(mvdt("check", "./teams", "--format", "github").stdout)
    assert {command.properties["file"] for command in commands} == {"teams/a.yaml"}


def test_controls_are_made_visible(mvdt: Run, write: Write) -> None:
    write("team.yaml", 'team: A\nmembers:\n  - {name: "J\\e[31mo\\nLin", role: devloper, fte: 7}\n')
    result = mvdt("check", "team.yaml", "--format", "github")
    assert "\x1b" not in result.stdout
    assert "J\\x1b[31mo\\x0aLin" in result.stdout


def test_where_more_stand_than_github_shows_the_last_line_says_so(mvdt: Run, write: Write) -> None:
    for number in range(13):
        write(f"teams/{number:02}.yaml", FAILING.replace("Outpatient booking", f"Team {number}"))
    result = mvdt("check", "teams", "--format", "github")
    commands, lines = told(result.stdout)
    names = [command.name for command in commands]
    # The gravest come first, so that those which GitHub shows are the first of their kind.
    assert names == sorted(names, key=list(LEVELS).index)
    counted = {name: names.count(name) for name in LEVELS}
    assert all(number > 10 for number in counted.values())
    assert lines[-1].startswith(
        f"GitHub shows 10 annotations of a kind, so {counted['error'] - 10} errors, {counted['warning'] - 10} warnings "
        f"and {counted['notice'] - 10} notices are in this log only. "
    )
    assert "--format markdown" in lines[-1]
    assert result.stdout.endswith(f"{lines[-1]}\n")
    # Within a kind they keep the order of files and lines.
    assert [command.properties["file"] for command in commands if command.name == "error"] == sorted(
        command.properties["file"] for command in commands if command.name == "error"
    )


def test_ten_of_a_kind_need_no_remark(mvdt: Run, write: Write) -> None:
    for number in range(5):
        write(f"{number}.yaml", FAILING.replace("Outpatient booking", f"Team {number}"))
    commands, lines = told(
        mvdt("check", "--select", "missing-role,clinician-as-product-lead", "--format", "github").stdout
    )
    assert [command.name for command in commands] == ["error"] * 10
    assert len(lines) == 1


def test_what_cannot_be_checked_fails_as_in_text(mvdt: Run, write: Write) -> None:
    write("empty/other.txt", "")
    write("broken.yaml", "team: [")
    for arguments in (["empty"], ["gone.yaml"], ["broken.yaml"], ["broken.yaml", "--fail-on", "advice"]):
        text, github = mvdt("check", *arguments), mvdt("check", *arguments, "--format", "github")
        assert (text.returncode, text.stderr) == (github.returncode, github.stderr)
    assert mvdt("check", "empty", "--format", "github").stdout == ""


def test_letters_that_the_stream_lacks_do_no_harm(mvdt: Run, write: Write) -> None:
    write("team.yaml", "team: Łódź\nmembers:\n  - {name: Łucja, role: devloper, fte: 7}\n")
    result = mvdt("check", "team.yaml", "--format", "github", env={"PYTHONIOENCODING": "ascii"})
    assert result.stdout.isascii()
    assert result.stderr == ""
    assert result.returncode == 1
