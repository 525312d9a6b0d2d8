"""The concise format: one line a finding as compilers write it, then one line in all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest
from conftest import ROOT, VIABLE, Run
from test_formats import FAILING
from test_github import EXCEPTED, parse

Write = Callable[[str, str | bytes], Path]

# As editors and reviewdog read it: the path may hold colons, the rest is told from the right.
LINE = re.compile(
    r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|advice): (?P<rule>[a-z-]+): (?P<message>.+)"
)


def told(output: str) -> tuple[list[tuple[str, int, int, str, str, str]], str]:
    """What each line says, and the last line."""
    *lines, last = output.split("\n")[:-1]
    found = []
    for line in lines:
        match = LINE.fullmatch(line)
        assert match is not None, line
        path, row, column, severity, rule, message = match.groups()
        found.append((path, int(row), int(column), severity, rule, message))
    return found, last


def test_a_failing_team_as_a_person_reads_it(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    result = mvdt("check", "team.yaml", "--format", "concise")
    assert result.stdout == (ROOT / "tests" / "expected" / "failing.concise.txt").read_text()
    assert result.stderr == ""
    assert result.returncode == mvdt("check", "team.yaml").returncode == 1


def test_lines_say_what_json_says(mvdt: Run, write: Write) -> None:
    for number in range(30):
        write(f"teams/{number:02}.yaml", FAILING.replace("Outpatient booking", f"Team {number}"))
    lines, last = told(mvdt("check", "teams", "--format", "concise").stdout)
    findings = json.loads(mvdt("check", "teams", "--format", "json").stdout)["findings"]
    assert lines == [
        (one["path"], one["span"]["line"], one["span"]["column"], one["severity"], one["rule"], one["message"])
        for one in findings
    ]
    assert last == mvdt("check", "teams").stdout.splitlines()[-1]


def test_a_viable_team_is_one_line(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml", "--format", "concise")
    assert result.stdout == "1 team: 1 green. No findings.\n"
    assert result.returncode == 0


def test_an_excepted_finding_is_only_counted(mvdt: Run, write: Write) -> None:
    write("team.yaml", EXCEPTED)
    result = mvdt("check", "team.yaml", "--format", "concise")
    lines, last = told(result.stdout)
    assert "missing-role" not in [rule for *_, rule, _ in lines]
    assert last == "1 team: 1 green. 1 excepted."
    assert result.returncode == 0
    shown = mvdt("check", "team.yaml", "--format", "concise", "--show-excepted").stdout
    assert re.search(r"^team\.yaml:\d+:\d+: excepted: error: missing-role: ", shown, re.MULTILINE)


@pytest.mark.parametrize("name", [hostile.PATH, "a:1:2: error: x.yaml", "a\nb.yaml"])
def test_a_finding_stays_on_its_line_whatever_a_roster_holds(mvdt: Run, write: Write, name: str) -> None:
    write(name, hostile.ROSTER)
    result = mvdt("check", name, "--format", "concise")
    findings = json.loads(mvdt("check", name, "--format", "json").stdout)["findings"]
    active = [one for one in findings if one["status"] == "active"]
    *lines, last = result.stdout.split("\n")[:-1]
    assert not any(ord(character) < 32 for line in lines for character in line)
    head = name.replace("\n", "\\x0a").replace("##[", "\\x23#[").replace(" ::", " \\x3a:")
    assert [line.split(f"{one['rule']}: ")[0] for line, one in zip(lines, active, strict=True)] == [
        f"{head}:{one['span']['line']}:{one['span']['column']}: {one['severity']}: " for one in active
    ]
    assert last.startswith("1 team: 1 red. ")
    assert result.returncode == 1


@pytest.mark.parametrize("name", ["::error::a.yaml", "##[stop-commands]a.yaml"])
def test_a_log_of_github_actions_sees_no_command(mvdt: Run, write: Write, name: str) -> None:
    write(name, hostile.ROSTER + "extra: '##[add-mask]x'\n")
    for line in mvdt("check", ".", "--format", "concise").stdout.splitlines():
        assert parse(line) is None, line


def test_the_last_line_says_what_the_verdicts_rest_on(mvdt: Run, write: Write) -> None:
    write("teams/team.yaml", VIABLE)
    write("teams/broken.yaml", "team: [")
    write("teams/other.yaml", "services: {}")
    result = mvdt("check", "teams", "--select", "roles", "--format", "concise")
    lines, last = told(result.stdout)
    assert [rule for *_, rule, _ in lines] == ["invalid-file"]
    assert last == (
        "1 team: 1 green. 1 file could not be read. 1 error. Only some rules ran, and the verdicts rest on those. "
        "1 file left out."
    )


def test_nothing_to_check_prints_nothing(mvdt: Run, tmp_path: Path) -> None:
    result = mvdt("check", "--format", "concise")
    assert (result.stdout, result.returncode) == ("", 3)


def test_colour_is_the_users_choice(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    plain = mvdt("check", "team.yaml", "--format", "concise").stdout
    coloured = mvdt("check", "team.yaml", "--format", "concise", "--color", "always").stdout
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_letters_that_the_stream_lacks_do_no_harm(mvdt: Run, write: Write) -> None:
    write("łódź.yaml", "team: Łódź\nmembers:\n  - {name: Łucja, role: devloper, fte: 7}\n")
    result = mvdt("check", "łódź.yaml", "--format", "concise", env={"PYTHONIOENCODING": "ascii"})
    assert result.stdout.isascii()
    assert result.returncode == 1
