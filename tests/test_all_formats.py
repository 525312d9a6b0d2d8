"""What holds in every format alike, whatever a roster holds and however it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import hostile
import pytest
from conftest import TODAY, VIABLE, Run
from test_concise import LINE
from test_formats import FAILING
from test_github import told as commands
from test_markdown import Page
from test_reports import TEAMS

from mvdt import output
from mvdt.cli import _check
from mvdt.findings import SEVERITIES
from mvdt.model.baseline import Known
from mvdt.model.baseline_file import written
from mvdt.output._terminal import logged
from mvdt.rules import TOPICS

Write = Callable[[str, str | bytes], Path]
Said = dict[str, Any]

FORMATS: Final = output.names()
DEEP: Final = "team: A\nmembers: " + "[" * 3_000
BOMB: Final = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)

BROKEN: Final[dict[str, str | bytes]] = {
    "open bracket": "team: [Ward tablets\nmembers:\n",
    "empty": "",
    "picture": b"\x89PNG\r\n\x1a\n\0\0",
    "no text": b"team: \xff\xfe\n",
    "tabs": "team: A\nmembers:\n\t- name: Jo\n",
    "members are a number": "team: A\nmembers: 5\n",
    "list": "- name: Jo Lin\n  role: developer\n",
    "no members": "team: A\n",
    "no team": VIABLE.partition("\n")[2],
    "field twice": VIABLE + "phase: beta\n",
    "field misspelt": VIABLE.replace("members:", "memebrs:"),
    "share misspelt": VIABLE.replace("fte: 0.2", "fte: 20%"),
    "depth": DEEP,
    "bomb": f"team: A\nmembers: *h\n{BOMB}",
    "two documents": VIABLE + "---\n" + VIABLE,
}
"""Rosters that can't be taken as they stand: none of them may pass, in any format."""

OTHERS: Final = {
    "folder": TEAMS,
    "viable": {"team.yaml": VIABLE},
    "failing": {"team.yaml": FAILING},
    "role misspelt": {"team.yaml": VIABLE.replace("role: delivery-manager", "role: devlivery-manager")},
    "person twice": {"team.yaml": VIABLE.replace("Ruth Adeyemi", "Priya Shah")},
    "hostile": {"team.yaml": hostile.ROSTER},
    "twins": {"a.yaml": FAILING, "b.yaml": FAILING, "c.yaml": VIABLE},
    "personal": {"team.yaml": VIABLE.replace("name: Ali Demir", "name: Ali Demir 943 476 5919")},
    "hostile name": {hostile.PATH: hostile.ROSTER, "100%.yaml": FAILING, "a: b, c.yaml": FAILING},
    "settings": {"team.yaml": FAILING, "mvdt.yaml": "exceptions:\n  - {rule: team-size, reason: x, until: 2020-01-01}\n"},
}  # fmt: skip
CASES: Final = {name: {"team.yaml": text} for name, text in BROKEN.items()} | OTHERS


class Checked(NamedTuple):
    """What each format says, and the exit code that goes with it."""

    said: dict[str, str]
    codes: dict[str, int]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Checked]:
    """Check the folder once for each format; in this process, since there are many cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MVDT_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "100")

    def run(**options: Any) -> Checked:
        found = Checked({}, {})
        for name in FORMATS:
            found.codes[name] = _check.run(format_=[name], **options)
            found.said[name] = capsys.readouterr().out
        return found

    return run


@pytest.mark.parametrize("case", CASES)
def test_a_finding_is_at_one_place_under_one_fingerprint_in_all_formats(
    check: Callable[..., Checked], write: Write, case: str
) -> None:
    for name, content in CASES[case].items():
        write(name, content)
    said, codes = check()
    assert set(codes.values()) == {json.loads(said["json"])["exit_code"]}
    findings = json.loads(said["json"])["findings"]
    assert len({one["fingerprint"] for one in findings}) == len(findings)
    standing = [one for one in findings if one["status"] == "active"]
    if case != "viable":
        assert standing

    lines = [json.loads(line) for line in said["jsonl"].splitlines()]
    assert [one for one in lines if one["type"] == "finding"] == [{"type": "finding"} | one for one in findings]

    (run,) = json.loads(said["sarif"])["runs"]
    assert [_of_sarif(result) for result in run["results"]] == [
        (one["rule"], one["path"], one["span"], one["fingerprint"]) for one in standing
    ]
    assert [
        (one["check_name"], one["location"]["path"], one["location"]["lines"]["begin"], one["fingerprint"])
        for one in json.loads(said["gitlab"])
    ] == [(one["rule"], one["path"], one["span"]["line"], one["fingerprint"]) for one in standing]

    annotations, _ = commands(said["github"])
    gravest_first = sorted(standing, key=lambda one: SEVERITIES.index(one["severity"]))
    assert [_of_github(command.properties) for command in annotations] == [
        (f"{one['rule']} (mvdt)", one["path"], one["span"]) for one in gravest_first
    ]
    heads = [
        f"{logged(one['path'])}:{one['span']['line']}:{one['span']['column']}: {one['severity']}" for one in standing
    ]
    assert [
        line.partition(f": {one['rule']}: ")[0]
        for line, one in zip(said["concise"].splitlines(), standing, strict=False)
    ] == heads
    assert all(LINE.fullmatch(line) for line in said["concise"].splitlines()[: len(standing)])

    page = Page(said["markdown"]).all
    for one, place in ((one, f"{one['span']['line']}:{one['span']['column']}") for one in standing):
        path, rule, severity = logged(one["path"]), one["rule"], one["severity"]
        if severity == "advice":
            assert _packed(f"({path}:{place})") in _packed(said["text"])
            assert f"advice: {rule}: " in said["text"]
        else:
            assert f"{path}:{place}: {severity}: {rule}\n" in said["text"]
        assert f"{rule}, {path}:{one['span']['line']}" in page
    tests = "".join(ET.fromstring(said["junit"]).itertext())  # noqa: S314 - it is ours
    assert sorted(re.findall(r"^.*:(\d+):(\d+): (error|warning|advice): ([a-z-]+)$", tests, re.MULTILINE)) == sorted(
        (str(one["span"]["line"]), str(one["span"]["column"]), one["severity"], one["rule"]) for one in findings
    )


def _packed(text: str) -> str:
    return "".join(text.split())


def _of_sarif(result: Said) -> tuple[str, str, Said, str]:
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    span = {
        "line": region["startLine"],
        "column": region["startColumn"],
        "end_line": region["endLine"],
        "end_column": region["endColumn"],
    }
    (mark,) = result["partialFingerprints"].values()
    return result["ruleId"], unquote(place["artifactLocation"]["uri"]), span, mark


def _of_github(properties: dict[str, str]) -> tuple[str, str, dict[str, int]]:
    names = {"line": "line", "col": "column", "endLine": "end_line", "endColumn": "end_column"}
    return (
        properties["title"],
        properties["file"],
        {name: int(properties[key]) for key, name in names.items()},
    )


@pytest.mark.parametrize("case", BROKEN)
def test_nothing_makes_a_broken_roster_pass_in_any_format(
    check: Callable[..., Checked], write: Write, case: str
) -> None:
    write("good.yaml", VIABLE.replace("Outpatient booking", "Beds"))
    write("team.yaml", BROKEN[case])
    write("mvdt.yaml", "exceptions:\n  - {rule: missing-role, reason: x}\n")
    _, codes = check(ignore=TOPICS)
    assert set(codes.values()) == {1}
    findings = json.loads(check().said["json"])["findings"]
    every = [Known(one["rule"], one["subject"], one["fingerprint"]) for one in findings]
    write("known.yaml", written(every))
    _, codes = check(ignore=TOPICS, baseline="known.yaml", fail_on="error")
    assert set(codes.values()) == {1}


UNUSABLE: Final = {
    "settings": ({"mvdt.yaml": "# ours\nfail_on: eror\n"}, {}, "mvdt.yaml", (2, 10)),
    "settings that are gone": ({}, {"settings": "gone.yaml"}, "gone.yaml", None),
    "settings in a name that acts": (
        {hostile.PATH: "fail_on: '::error::##[x] | <b>@octocat'\n"}, {"settings": hostile.PATH}, hostile.PATH, (1, 10),
    ),
    "rule": ({"mvdt.yaml": "rules:\n  mising-role: {off: true}\n"}, {}, "mvdt.yaml", (2, 3)),
    "catalogue of the settings": ({"mvdt.yaml": "catalogue: gone.yaml\n"}, {}, "mvdt.yaml", (1, 12)),
    "catalogue": ({"own.yaml": "catalogue: Ours\nextends: mvdt\nroels: {}\n"}, {"catalogue": "own.yaml"}, "own.yaml", (3, 1)),
    "catalogue that is gone": ({}, {"catalogue": "gone.yaml"}, "gone.yaml", None),
    "baseline": ({"known.yaml": "baseline: 1\nfindings: 5\n"}, {"baseline": "known.yaml"}, "known.yaml", (2, 11)),
    "baseline that is gone": ({}, {"baseline": "gone.yaml"}, "gone.yaml", None),
}  # fmt: skip
"""Files without which nothing is checked: what is there, the options, and where each format has to say so."""


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_stops_the_check_is_said_at_its_place_in_every_format(
    check: Callable[..., Checked], write: Write, case: str
) -> None:
    files, options, path, place = UNUSABLE[case]
    write("team.yaml", VIABLE)
    for name, content in files.items():
        write(name, content)
    said, codes = check(**options)
    assert set(codes.values()) == {2}
    assert (said.pop("text"), said.pop("concise")) == ("", "")
    report = json.loads(said["json"])
    (one,) = report["unchecked"]
    assert (report["exit_code"], report["teams"], report["findings"]) == (2, [], [])
    assert (one["path"], one["span"] and (one["span"]["line"], one["span"]["column"])) == (path, place)
    assert json.loads(said["jsonl"])["unchecked"] == [one]

    (invocation,) = json.loads(said["sarif"])["runs"][0]["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    physical = note["locations"][0]["physicalLocation"]
    assert invocation["executionSuccessful"] is False
    assert unquote(physical["artifactLocation"]["uri"]) == path
    assert place is None or (physical["region"]["startLine"], physical["region"]["startColumn"]) == place

    (command,), lines = commands(said["github"])
    assert (command.name, command.properties["file"], command.properties["title"]) == (
        "error",
        path,
        "not-checked (mvdt)",
    )
    assert place is None or (int(command.properties["line"]), int(command.properties["col"])) == place
    assert command.data == f"{one['message']}\nFix: {one['fix']}"
    assert lines == []

    (entry,) = json.loads(said["gitlab"])
    assert (entry["check_name"], entry["severity"]) == ("not-checked", "blocker")
    assert entry["location"] == {"path": path, "lines": dict.fromkeys(("begin", "end"), place[0] if place else 1)}

    error = ET.fromstring(said["junit"]).find(".//testcase[@name='everything-was-read']/error")  # noqa: S314 - it is ours
    where = f"{path}:{place[0]}:{place[1]}" if place else path
    assert error is not None
    assert (error.text or "").startswith(f"{where}: ")

    page = Page(said["markdown"])
    assert page.headings == ["Nothing was checked"]
    shown = logged(path) + (f":{place[0]}" if place else "")
    message = f"{shown}: {logged(one['message'].replace('`', ''))} Fix: {one['fix'].replace('`', '')}"
    assert _packed(message) in _packed(page.all.replace("\u200b", ""))


def test_a_report_of_an_earlier_run_does_not_outlive_one_that_was_stopped(
    mvdt: Run, write: Write, tmp_path: Path
) -> None:
    write("team.yaml", VIABLE)
    wanted = [argument for name in FORMATS for argument in ("--format", f"{name}=out.{name}")]
    assert mvdt("check", *wanted).returncode == 0
    before = {name: (tmp_path / f"out.{name}").read_text() for name in FORMATS}
    write("mvdt.yaml", "fail_on: eror\n")
    stopped = mvdt("check", *wanted)
    assert (stopped.returncode, stopped.stdout) == (2, "")
    assert stopped.stderr.startswith("mvdt.yaml:1:10: error: invalid-settings\n")
    assert [name for name in FORMATS if (tmp_path / f"out.{name}").read_text() == before[name]] == []
    saved = mvdt("render", "out.json", "--format", "github")
    assert (saved.returncode, saved.stdout) == (2, before["text"] and (tmp_path / "out.github").read_text())
    assert saved.stderr == (
        "mvdt: mvdt.yaml:1:10: `eror` is not a value of `fail_on`\n"
        "  fix: did you mean `error`? Otherwise choose `error`, `warning` or `advice`\n"
    )
