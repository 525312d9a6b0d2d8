"""JUnit XML, by the schema that Jenkins publishes and as a program that is not ours reads it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from conftest import VIABLE, Run
from junitparser import JUnitXml, TestCase, TestSuite
from xmlschema import XMLSchema

from mvdt import engine, rules
from mvdt.output import Page, junit
from mvdt.report import Report

Write = Callable[[str, str | bytes], Path]

SCHEMA: Final = XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))

FAILING = """\
team: Ward tablets
phase: alpha
members:
  - {name: Priya Shah, role: product-manager, fte: 0.5}
  - {name: Jo Lin, role: lead-developer}
  - {name: Ruth Adeyemi, role: delivery-manager}
"""
EXCEPTION = "exceptions:\n  - {{rule: {}, reason: {}, agreed_by: Digital board, until: 2027-01-31}}\n"
HOSTILE = r"""
team: "a\0\e[31m\r\n##vso[task.complete]\u2028\u202E]]> 😀 \" ' </a>\uFFFE. \uFFFF"
members:
  - {name: "[[ATTACHMENT|/etc/passwd]] ###[x] ::error:: :::\n::x", role: "<![CDATA[\uFFFE\x01"}
"""
BROKEN: Final[list[str | bytes]] = [
    "team: [",
    "",
    "team: x\nmembers: 5\n",
    'team: x\nmembers: [{name: "\\uD800"}]\n',
    "\ufefftext",
    b"\xff\xfe\0",
]


def _read(text: str) -> JUnitXml:
    """A report that follows the schema, counts rightly and names no test twice, as another program reads it."""
    assert [error.reason for error in SCHEMA.iter_errors(text)] == []
    report = JUnitXml.fromstring(text)
    names: list[tuple[str, str]] = []
    total = [0, 0, 0]
    for suite in report:
        cases = list(suite)
        counts = [
            sum(case.is_failure for case in cases),
            sum(case.is_error for case in cases),
            sum(case.is_skipped for case in cases),
        ]
        assert [suite.tests, suite.failures, suite.errors, suite.skipped] == [len(cases), *counts]
        assert all(len(case.result) <= 1 for case in cases)
        names += [(str(case.classname), str(case.name)) for case in cases]
        total = [before + now for before, now in zip(total, [len(cases), *counts[:2]], strict=True)]
    assert [report.tests, report.failures, report.errors] == total
    assert len(set(names)) == len(names)
    suites = [str(suite.name) for suite in report]
    assert len(set(suites)) == len(suites)
    return report


def _suites(text: str) -> dict[str, TestSuite]:
    return {str(suite.name): suite for suite in _read(text)}


def _cases(suite: TestSuite) -> dict[str, TestCase]:
    return {str(case.name): case for case in suite}


def _names(text: str) -> list[tuple[str, str]]:
    return [(str(case.classname), str(case.name)) for suite in _read(text) for case in suite]


def _elements(text: str) -> Iterator[ET.Element]:
    return ET.fromstring(text).iter()  # noqa: S314 - our own


def test_a_viable_team_passes_every_test(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml", "--format", "junit")
    suites = _suites(result.stdout)
    assert list(suites) == ["mvdt", "Outpatient booking"]
    assert all(case.is_passed for suite in suites.values() for case in suite)
    assert suites["Outpatient booking"]._elem.attrib["file"] == "team.yaml"
    assert result.returncode == 0
    ran = json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)["rules"]
    assert list(_cases(suites["Outpatient booking"])) == ran
    assert _cases(suites["Outpatient booking"])["thin-role"].classname == "Outpatient booking.roles"


@pytest.mark.parametrize("fail_on", ["error", "warning", "advice"])
@pytest.mark.parametrize("content", [VIABLE, FAILING, HOSTILE, *BROKEN])
def test_a_test_fails_just_where_the_check_does(mvdt: Run, write: Write, content: str | bytes, fail_on: str) -> None:
    write("team.yaml", content)
    results = [mvdt("check", "team.yaml", "--fail-on", fail_on, "--format", name) for name in ("junit", "text", "json")]
    assert len({(result.returncode, result.stderr) for result in results}) == 1
    bad = {str(case.name) for suite in _read(results[0].stdout) for case in suite if case.is_failure or case.is_error}
    assert bool(bad) is (results[0].returncode != 0)
    order = ["error", "warning", "advice"]
    report = json.loads(results[2].stdout)
    grave = {
        finding["rule"]
        for finding in report["findings"]
        if report["unread"] or order.index(finding["severity"]) <= order.index(fail_on)
    }
    assert bad - {"everything-was-read"} == grave


def test_a_failure_holds_all_findings_of_its_rule_as_text_has_them(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    case = _cases(_suites(mvdt("check", "--format", "junit").stdout)["Ward tablets"])["missing-role"]
    (failure,) = case.result
    found = [
        finding
        for finding in json.loads(mvdt("check", "--format", "json").stdout)["findings"]
        if finding["rule"] == "missing-role"
    ]
    errors = [finding["message"] for finding in found if finding["severity"] == "error"]
    warnings = [finding["message"] for finding in found if finding["severity"] == "warning"]
    assert len(errors) > 1
    assert warnings
    assert failure.type == "error"
    assert failure.message == f"{len(errors)} findings: {'; '.join(errors)}"
    text = mvdt("check").stdout
    assert failure.text.count(": error: missing-role\n") == len(errors)
    assert all(block in text for block in failure.text.split("\n\n"))
    assert "warning" not in failure.text
    assert str(case.system_out).count(": warning: missing-role\n") == len(warnings)


def test_what_is_below_the_threshold_is_in_the_output_of_a_test_that_passes(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING)
    case = _cases(_suites(mvdt("check", "--format", "junit").stdout)["Ward tablets"])["no-sponsor"]
    assert case.is_passed
    assert str(case.system_out).startswith("team.yaml:1:7: advice: no-sponsor\n")
    stricter = _suites(mvdt("check", "--fail-on", "advice", "--format", "junit").stdout)["Ward tablets"]
    (failure,) = _cases(stricter)["no-sponsor"].result
    assert failure.type == "advice"


def test_what_the_team_lives_with_is_skipped_with_the_reason(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING + EXCEPTION.format("missing-role", "'Interviews ]]> <b>'"))
    result = mvdt("check", "--format", "junit")
    case = _cases(_suites(result.stdout)["Ward tablets"])["missing-role"]
    (skipped,) = case.result
    assert case.is_skipped
    assert skipped.message == "Interviews ]]> <b>"
    assert "  excepted: Interviews ]]> <b> (agreed by Digital board, until 2027-01-31)\n" in skipped.text
    assert result.returncode == mvdt("check").returncode == 0


def test_an_excepted_finding_beside_one_that_stands_does_not_hide_it(mvdt: Run, write: Write) -> None:
    exception = EXCEPTION.format("missing-role", "Interviews").replace("reason", "about: user-researcher, reason")
    write("team.yaml", FAILING + exception)
    case = _cases(_suites(mvdt("check", "--format", "junit").stdout)["Ward tablets"])["missing-role"]
    assert case.is_failure
    assert "no user researcher" not in case.result[0].text
    assert "  excepted: Interviews (" in str(case.system_out)


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_roster_is_an_error_and_never_green(mvdt: Run, write: Write, content: str | bytes) -> None:
    write("team.yaml", content)
    result = mvdt("check", "team.yaml", "--format", "junit")
    report = _read(result.stdout)
    assert result.returncode == 1
    if json.loads(mvdt("check", "team.yaml", "--format", "json").stdout)["unread"]:
        suites = _suites(result.stdout)
        assert _cases(suites["mvdt"])["everything-was-read"].is_error
        cases = _cases(suites["team.yaml"])
        assert any(case.is_error for case in cases.values())
        assert cases["missing-role"].result[0].message == "no team could be read from this file"
        assert cases["missing-role"].is_skipped
    else:
        assert report.failures > 0


def test_the_number_of_tests_is_that_of_files_and_rules(mvdt: Run, write: Write) -> None:
    write("good.yaml", VIABLE)
    counts = set()
    contents: list[str | bytes] = [VIABLE.replace("booking", "wards"), FAILING, HOSTILE, *BROKEN]
    for content in contents:
        write("team.yaml", content)
        ran = mvdt("check", "good.yaml", "team.yaml", "gone.yaml", "--format", "junit").stdout
        counts.add(_read(ran).tests)
    rule_count = len(json.loads(mvdt("check", "good.yaml", "--format", "json").stdout)["rules"])
    (count,) = counts
    own = _read(mvdt("check", "gone.yaml", "--format", "junit").stdout).tests
    assert count == own + 2 * rule_count


def test_tests_keep_their_names_when_lines_move_and_findings_come_and_go(mvdt: Run, write: Write) -> None:
    texts = []
    for content in (FAILING, f"# a remark\n\n{FAILING}", FAILING + EXCEPTION.format("missing-role", "x")):
        write("team.yaml", content)
        texts.append(mvdt("check", "--format", "junit").stdout)
    assert _names(texts[0]) == _names(texts[1]) == _names(texts[2])


@pytest.mark.parametrize(
    ("paths", "code", "name", "said"),
    [
        (["gone.yaml"], 2, "everything-was-read", "gone.yaml: there is no such file or folder; check the path"),
        (["team.yaml", "gone.yaml"], 2, "everything-was-read", "gone.yaml: there is no such file or folder"),
        (["empty"], 3, "something-to-check", "there is no roster"),
    ],
)
def test_what_was_not_checked_is_an_error(
    mvdt: Run, write: Write, paths: list[str], code: int, name: str, said: str
) -> None:
    write("team.yaml", VIABLE)
    write("empty/other.yaml", "services: {}")
    result = mvdt("check", *paths, "--format", "junit")
    (error,) = _cases(_suites(result.stdout)["mvdt"])[name].result
    assert said in error.text
    assert said in error.message
    assert _read(result.stdout).errors > 0
    assert result.returncode == mvdt("check", *paths).returncode == code


def test_what_was_left_out_of_a_folder_is_told(mvdt: Run, write: Write) -> None:
    write("other.yaml", "services: {}")
    case = _cases(_suites(mvdt("check", "--format", "junit").stdout)["mvdt"])["something-to-check"]
    assert "other.yaml (neither `team` nor `members` in it)" in str(case.system_out)


def test_a_finding_on_several_teams_belongs_to_the_team_of_its_file(mvdt: Run, write: Write) -> None:
    for name in ("phones", "tablets"):
        write(f"{name}.yaml", VIABLE.replace("Outpatient booking", f"Ward {name}"))
    suites = _suites(mvdt("check", "--format", "junit").stdout)
    found = [
        finding["team"]
        for finding in json.loads(mvdt("check", "--format", "json").stdout)["findings"]
        if finding["rule"] == "over-allocated" and finding["severity"] == "error"
    ]
    assert found
    failing = [name for name, suite in suites.items() if name != "mvdt" and _cases(suite)["over-allocated"].is_failure]
    assert failing == sorted(set(found))


def test_a_finding_in_a_file_out_of_focus_is_not_lost(mvdt: Run, write: Write) -> None:
    for name in ("phones", "tablets"):
        write(f"{name}.yaml", VIABLE.replace("Outpatient booking", f"Ward {name}"))
    places = {
        finding["path"]
        for finding in json.loads(mvdt("check", "--format", "json").stdout)["findings"]
        if finding["rule"] == "over-allocated"
    }
    (other,) = {"phones.yaml", "tablets.yaml"} - places
    result = mvdt("check", "--focus", other, "--format", "junit")
    suites = _suites(result.stdout)
    assert len(suites) == 2
    assert _cases(suites["mvdt"])["other-files"].is_failure
    assert result.returncode == 1


def test_teams_of_one_name_and_names_of_ours_are_told_apart(mvdt: Run, write: Write) -> None:
    for name in ("a", "b", "c"):
        write(f"{name}.yaml", VIABLE)
    write("d.yaml", VIABLE.replace("Outpatient booking", "mvdt"))
    write("e.yaml", VIABLE.replace("Outpatient booking", "Outpatient booking (a.yaml)"))
    write("f.yaml", VIABLE.replace("Outpatient booking", "x" * 500))
    write("g.yaml", VIABLE.replace("Outpatient booking", "x" * 501))
    suites = _suites(mvdt("check", "--format", "junit").stdout)
    assert {"mvdt", "mvdt (d.yaml)", "Outpatient booking (b.yaml)", "Outpatient booking (a.yaml)"} < set(suites)
    assert len(suites) == 8


def test_teams_of_a_table_whose_long_names_begin_alike_are_numbered(mvdt: Run, write: Write) -> None:
    rows = "".join(f"{'x' * 200}{number},Ann Lee,developer\n" for number in range(4))
    write("people.csv", f"team,name,role\n{rows}")
    short = "x" * 117 + "..."
    names = set(_suites(mvdt("check", "people.csv", "--format", "junit").stdout))
    assert names == {"mvdt", *(f"{short} (people.csv){number}" for number in ("", " 2", " 3", " 4"))}


def test_nothing_in_a_roster_acts_on_a_page_or_a_log(mvdt: Run, write: Write) -> None:
    write("::error::%, [x].yaml", HOSTILE)
    write("mvdt ]]>&\n##[y].yaml", FAILING)
    text = mvdt("check", "--format", "junit").stdout
    _read(text)
    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
    for command in ("##", "::", "[[ATTACHMENT", "<b>", "CDATA[\\"):
        assert command not in text.replace("&lt;![CDATA[\\", "")
    values = [value for element in _elements(text) for value in (element.text or "", *element.attrib.values())]
    for character in "\0\x01\x1b\r\u2028\u202e\ufffe\uffff":
        assert not any(character in value for value in values)
    assert any("a\\x00\\x1b[31m\\x0d\\x0a##vso[task.complete]\\u2028\\u202e]]> 😀" in value for value in values)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "ascii"])
def test_it_is_read_alike_however_a_shell_writes_it(mvdt: Run, write: Write, encoding: str) -> None:
    write("team.yaml", HOSTILE)
    text = mvdt("check", "--format", "junit").stdout
    assert ET.canonicalize(from_file=_File(text.encode(encoding))) == ET.canonicalize(text)
    other = mvdt("check", "--format", "junit", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert other == text


class _File:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, _: int = -1) -> bytes:
        data, self.data = self.data, b""
        return data


def test_the_output_is_the_same_on_every_run(mvdt: Run, write: Write) -> None:
    for number in range(20):
        write(f"{number}.yaml", FAILING.replace("Ward", f"Team {number}"))
    text = mvdt("check", "--format", "junit").stdout
    assert text == mvdt("check", "--format", "junit").stdout
    _read(text)
    assert not any({"timestamp", "hostname"} & element.attrib.keys() for element in _elements(text))


def _crashed(path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> Report:
    def crash(*_: Any) -> Iterator[Any]:
        raise ValueError("Priya Shah 943 476 5919")

    every = [rule._replace(judge=crash) if rule.name == name else rule for rule in rules.every()]
    monkeypatch.setattr(rules, "every", lambda: every)
    return engine.check([str(path)], on=date(2026, 11, 22))


@pytest.mark.parametrize(("name", "element"), [("unclear-lead", "error"), ("over-allocated", "skipped")])
def test_a_bug_in_a_rule_is_an_error(write: Write, monkeypatch: pytest.MonkeyPatch, name: str, element: str) -> None:
    path = write("team.yaml", VIABLE)
    tests = _read("".join(junit.render(engine.check([str(path)], on=date(2026, 11, 22)), Page()))).tests
    report = _crashed(path, monkeypatch, name)
    assert report.exit_code == 4
    text = "".join(junit.render(report, Page()))
    suites = _suites(text)
    (error,) = _cases(suites["mvdt"])["every-rule-ran"].result
    assert error.type == "bug"
    assert f"this is a bug in mvdt: {name} failed on " in error.text
    assert "Priya" not in error.text
    (result,) = _cases(suites["Outpatient booking"])[name].result
    assert result._tag == element
    assert _read(text).tests == tests


def test_a_finding_outside_the_rosters_is_not_lost(write: Write) -> None:
    path = write("team.yaml", FAILING)
    report = engine.check([str(path)], on=date(2026, 11, 22))
    tests = _read("".join(junit.render(report, Page()))).tests
    strayed = next(finding for finding in report.findings if finding.severity == "error")
    report.findings.append(dataclasses.replace(strayed, path="mvdt.yaml", team=None))
    text = "".join(junit.render(report, Page()))
    assert _cases(_suites(text)["mvdt"])["other-files"].is_failure
    assert _read(text).tests == tests


def test_what_a_baseline_covers_is_skipped(write: Write) -> None:
    path = write("team.yaml", FAILING)
    report = engine.check([str(path)], on=date(2026, 11, 22))
    for finding in report.findings:
        finding.status = "baselined"
    assert report.exit_code == 0
    read = _read("".join(junit.render(report, Page())))
    assert (read.failures, read.errors) == (0, 0)
    case = _cases(_suites("".join(junit.render(report, Page())))["Ward tablets"])["missing-role"]
    assert (case.is_skipped, case.result[0].message) == (True, "baselined")


def test_a_saved_report_gives_the_same(mvdt: Run, write: Write) -> None:
    write("a.yaml", FAILING)
    write("b.yaml", FAILING + EXCEPTION.format("missing-role", "x"))
    write("c.yaml", HOSTILE)
    write("d.yaml", "team: [")
    write("report.json", mvdt("check", ".", "gone.yaml", "--format", "json").stdout)
    direct = mvdt("check", ".", "gone.yaml", "--format", "junit")
    saved = mvdt("render", "report.json", "--format", "junit")
    assert (saved.stdout, saved.returncode) == (direct.stdout, direct.returncode)
