"""GitLab's Code Quality report, by its documentation and by what GitLab's own parser does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import VIABLE, Run
from jsonschema import Draft202012Validator

Write = Callable[[str, str | bytes], Path]

# "Code Quality report format" in docs.gitlab.com/ci/testing/code_quality: the required fields, and nothing that GitLab
# does not know. Its parser stops at the first entry that does not fit.
SCHEMA: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^(\\./|/|[A-Za-z]:)"}},
                    "lines": {
                        "type": "object",
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                        "required": ["begin"],
                        "additionalProperties": False,
                    },
                },
                "required": ["path", "lines"],
                "additionalProperties": False,
            },
        },
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
    },
}

FAILING = """\
team: Ward tablets
phase: alpha
members:
  - {name: Priya Shah, role: product-manager, fte: 0.5}
  - {name: Jo, role: devloper}
"""
EXCEPTED = f"""\
{FAILING}exceptions:
  - {{rule: missing-role, about: user-researcher, reason: Interviews in December}}
"""
HOSTILE = r"""
team: "a\0\e[31m\r\n##vso[task.complete]\u2028\u202E]]> 😀 \" ' </a>"
members:
  - {name: "<img src=x onerror=alert(1)>\n\uFFFE\u200B", role: "###[x]\u202E"}
"""


def _entries(text: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(text)
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(entries)] == []
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints)
    return entries


def test_a_report_as_gitlab_reads_it(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE.replace("    funded: true\n", "    funded: false\n"))
    result = mvdt("check", "team.yaml", "--format", "gitlab")
    (entry,) = _entries(result.stdout)
    assert entry == {
        "description": "clinical-time: Dr Sam Okafor's time on the team is not paid for: a favour, on top of the day "
        "job. Fix: agree how much of the week is the team's and who pays for it; or find a clinician whose time is paid",
        "check_name": "clinical-time",
        "fingerprint": entry["fingerprint"],
        "severity": "critical",
        "location": {"path": "team.yaml", "lines": {"begin": 28, "end": 28}},
    }
    assert result.returncode == 1


@pytest.mark.parametrize("content", [VIABLE, FAILING, EXCEPTED, "team: [", "", HOSTILE, "team: x\nmembers: 5\n"])
def test_it_has_the_findings_that_stand_with_the_places_and_fingerprints_of_the_json_report(
    mvdt: Run, write: Write, content: str
) -> None:
    write("team.yaml", content)
    result, plain = mvdt("check", "team.yaml", "--format", "gitlab"), mvdt("check", "team.yaml", "--format", "json")
    severities = {"error": "critical", "warning": "major", "advice": "info"}
    assert [
        (entry["check_name"], entry["fingerprint"], entry["severity"], entry["location"])
        for entry in _entries(result.stdout)
    ] == [
        (
            finding["rule"],
            finding["fingerprint"],
            severities[finding["severity"]],
            {"path": finding["path"], "lines": {"begin": finding["span"]["line"], "end": finding["span"]["end_line"]}},
        )
        for finding in json.loads(plain.stdout)["findings"]
        if finding["status"] == "active"
    ]
    assert result.returncode == plain.returncode == mvdt("check", "team.yaml").returncode


def test_an_excepted_finding_is_left_out(mvdt: Run, write: Write) -> None:
    write("before.yaml", FAILING)
    write("after.yaml", EXCEPTED)
    before, after = (
        _entries(mvdt("check", f"{name}.yaml", "--format", "gitlab").stdout) for name in ("before", "after")
    )
    kept = {entry["fingerprint"] for entry in after}
    (gone,) = [entry for entry in before if entry["fingerprint"] not in kept]
    assert "no user researcher" in gone["description"]


def test_fingerprints_outlive_moved_lines(mvdt: Run, write: Write) -> None:
    roster = "team: A\nmembers:\n" + "".join(f"  - {{name: P{n}, role: x, fte: 9, size: 1}}\n" for n in range(3))
    write("team.yaml", roster)
    before = _entries(mvdt("check", "--format", "gitlab").stdout)
    write("team.yaml", "# a remark\n\n" + roster)
    after = _entries(mvdt("check", "--format", "gitlab").stdout)
    assert [entry["fingerprint"] for entry in before] == [entry["fingerprint"] for entry in after]
    begins = [[entry["location"]["lines"]["begin"] for entry in entries] for entries in (before, after)]
    assert [line + 2 for line in begins[0]] == begins[1]
    assert begins[0][0] >= 1


def test_fingerprints_are_unique_in_twins(mvdt: Run, write: Write) -> None:
    for name in ("a", "b", "c"):
        write(f"{name}.yaml", FAILING)
    assert len(_entries(mvdt("check", "--format", "gitlab").stdout)) > 6


def test_nothing_in_a_roster_acts_on_a_page_or_a_log(mvdt: Run, write: Write) -> None:
    write("team.yaml", HOSTILE)
    text = mvdt("check", "team.yaml", "--format", "gitlab").stdout
    assert text.isascii()
    assert "##" not in text
    assert all(character.isprintable() or character == "\n" for character in text)
    for entry in _entries(text):
        assert "\x1b" not in entry["description"]
        assert not {"\n", "\0", "\u202e", "\u2028", "\u200b"} & set(entry["description"])


@pytest.mark.parametrize(
    ("arguments", "cwd", "env", "path"),
    [
        (["teams"], "", {}, "teams/team.yaml"),
        (["./teams/team.yaml"], "", {}, "teams/team.yaml"),
        (["teams/../teams//team.yaml"], "", {}, "teams/team.yaml"),
        (["{root}/teams"], "", {}, "teams/team.yaml"),
        (["team.yaml"], "teams", {"CI_PROJECT_DIR": "{root}"}, "teams/team.yaml"),
        (["."], "teams", {"CI_PROJECT_DIR": "{root}/"}, "teams/team.yaml"),
        (["{root}/teams"], "teams", {"CI_PROJECT_DIR": "{root}"}, "teams/team.yaml"),
        (["{root}/teams"], "", {"CI_PROJECT_DIR": "{link}"}, "teams/team.yaml"),
        (["{link}/teams"], "", {"CI_PROJECT_DIR": "{link}"}, "teams/team.yaml"),
        (["teams"], "", {"CI_PROJECT_DIR": "{link}"}, "teams/team.yaml"),
        (["../teams/team.yaml"], "teams", {}, "../teams/team.yaml"),
    ],
)
def test_paths_are_relative_to_the_repository(
    mvdt: Run, write: Write, tmp_path: Path, arguments: list[str], cwd: str, env: dict[str, str], path: str
) -> None:
    root = tmp_path / "repository"
    write("repository/teams/team.yaml", FAILING)
    (tmp_path / "link").symlink_to(root)
    places = {"root": str(root), "link": str(tmp_path / "link")}
    result = mvdt(
        "check",
        *(argument.format(**places) for argument in arguments),
        "--format",
        "gitlab",
        cwd=root / cwd,
        env={name: value.format(**places) for name, value in env.items()},
    )
    assert {entry["location"]["path"] for entry in _entries(result.stdout)} == {path}


def test_file_names_are_kept_to_the_letter(mvdt: Run, write: Write) -> None:
    name = "a, b: 100%25 [c] (d)\n\te é 😀 \u202e##.yaml"
    write(name, FAILING)
    assert {entry["location"]["path"] for entry in _entries(mvdt("check", "--format", "gitlab").stdout)} == {name}


def test_a_file_name_that_is_no_text_makes_no_entry_invalid(mvdt: Run, tmp_path: Path) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/caf\xe9.yaml", "w", encoding="utf-8") as file:
            file.write(FAILING)
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    entries = _entries(mvdt("check", "--format", "gitlab", env={"PYTHONUTF8": "1"}).stdout)
    assert {entry["location"]["path"] for entry in entries} == {"caf\\xe9.yaml"}
    json.dumps(entries, ensure_ascii=False).encode()


def test_standard_input_has_the_path_that_it_is_given(mvdt: Run) -> None:
    result = mvdt(
        "check", "-", "--stdin-name", "teams/team.yaml", "--format", "gitlab", stdin=FAILING.encode(), cwd=Path("/")
    )
    assert {entry["location"]["path"] for entry in _entries(result.stdout)} == {"teams/team.yaml"}


def test_an_empty_report_is_an_empty_list_and_the_exit_code_says_why(mvdt: Run) -> None:
    result = mvdt("check", "--format", "gitlab")
    assert (result.stdout, result.returncode) == ("[]\n", 3)
    assert result.stderr


def test_what_could_not_be_checked_is_an_entry_so_that_nothing_looks_mended(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    *found, gone, twin = _entries(
        mvdt("check", "team.yaml", "gone.yaml", "./gone/team.yaml", "--format", "gitlab").stdout
    )
    assert found == _entries(mvdt("check", "team.yaml", "--format", "gitlab").stdout)
    assert gone == {
        "description": "not-checked: there is no such file or folder. Fix: check the path and the folder you are in",
        "check_name": "not-checked",
        "fingerprint": gone["fingerprint"],
        "severity": "blocker",
        "location": {"path": "gone.yaml", "lines": {"begin": 1, "end": 1}},
    }
    assert twin["location"]["path"] == "gone/team.yaml"


def test_a_saved_report_gives_the_same(mvdt: Run, write: Write) -> None:
    write("a.yaml", FAILING)
    write("b.yaml", EXCEPTED)
    write("c.yaml", HOSTILE)
    write("d.yaml", "team: [")
    write("report.json", mvdt("check", ".", "gone.yaml", "--format", "json").stdout)
    direct = mvdt("check", ".", "gone.yaml", "--format", "gitlab")
    saved = mvdt("render", "report.json", "--format", "gitlab")
    assert (saved.stdout, saved.returncode) == (direct.stdout, direct.returncode)
