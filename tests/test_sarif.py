"""The format for code scanning: what the standard asks for, what GitHub takes, and what a roster can't smuggle in."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from conftest import ROOT, TODAY, VIABLE, Run, lacking
from jsonschema import Draft202012Validator

import mvdt as package
from mvdt import rules
from mvdt.findings import Finding
from mvdt.output import Page, sarif
from mvdt.report import Excuse

Write = Callable[[str, str | bytes], Path]
Log = dict[str, Any]
Check = Callable[[str], list[tuple[str, str]]]

FAILING = ROOT / "examples" / "classic-failing-team.yaml"
# Names with links, markup, a terminal's escape, a line of their own, reversed text, a placeholder and a value to hide.
HOSTILE = r"""team: "[T](0) <b>**&amp;"
members:
  - name: "\U0001F600 [click](https://evil.example) ![x](sarif:/runs/0) <img src=x> \e[31m\r\n::error::\u202e\u2028 {0} %41"
    role: devloper
    nhs_number: 943 476 5919
  - {name: "x\\](1)[", role: devloper, "](0)": 1, fte: "9 \u202e"}
"""
HOSTILE_NAME = "a b%20,é:[1]#?&<x>'\"\\.yaml"
EXCEPTION = """\
exceptions:
  - {rule: missing-role, about: user-researcher, reason: Interviews on 4 December, until: 2027-01-31}
"""
NO_ADDRESS = [("SARIF2005", "warning")]
"""What is left to object to: mvdt has no address to learn more at, and an invented one would be worse."""


@pytest.fixture(scope="session")
def multitool(consumers: Path, tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Microsoft's validator with the standard's own rules and GitHub's: the errors and warnings, rule and level."""
    tool = consumers / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    tool.chmod(0o755)
    folder = tmp_path_factory.mktemp("multitool")
    # It would ask the network whether addresses can be reached.
    (folder / "config.xml").write_text("""\
<Properties><Properties Key="SARIF2006.UrisShouldBeReachable.Options">
  <Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />
</Properties></Properties>
""")

    def objections(log: str) -> list[tuple[str, str]]:
        (folder / "log.sarif").write_text(log)
        done = subprocess.run(
            [
                tool, "validate", "log.sarif", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning",
                "--json-schema", tool.with_name("sarif-2.1.0.json"), "--config", "config.xml",
                "--output", "found.sarif", "--log", "ForceOverwrite",
            ],
            cwd=folder, env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "HOME": str(folder)},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        (run,) = json.loads((folder / "found.sarif").read_text("utf-8-sig"))["runs"]
        assert run["invocations"][0]["executionSuccessful"] is True
        # What is a warning is left out of the output, being the default.
        return [(result["ruleId"], result.get("level", "warning")) for result in run.get("results", ())]

    return objections


@pytest.fixture(scope="session")
def schema(consumers: Path) -> Draft202012Validator:
    """The schema of OASIS, as the multitool brings it along."""
    text = (consumers / "@microsoft" / "sarif-multitool-linux" / "sarif-2.1.0.json").read_text("utf-8-sig")
    return Draft202012Validator(json.loads(text))


def _run(text: str) -> Log:
    log: Log = json.loads(text)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def _uris(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("uri"), str):
            yield value["uri"]
        for one in value.values():
            yield from _uris(one)
    elif isinstance(value, list):
        for one in value:
            yield from _uris(one)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ({"team.yaml": VIABLE}, ["team.yaml"], 0),
        ({"team.yaml": FAILING.read_text()}, ["team.yaml"], 1),
        ({"team.yaml": FAILING.read_text() + EXCEPTION}, ["team.yaml"], 1),
        ({"team.yaml": FAILING.read_text()}, ["--select", "roles"], 1),
        ({HOSTILE_NAME: HOSTILE, "empty.yaml": "", "broken.yaml": "team: [\n"}, [HOSTILE_NAME, "."], 1),
        ({"a.yaml": HOSTILE, "b.yaml": HOSTILE}, [".", "gone: %.yaml"], 2),
        ({"a/team.yaml": HOSTILE}, ["../a", "/nowhere/x.yaml", "a/../a/team.yaml"], 2),
        ({"other.yaml": "services: {}"}, ["."], 3),
        (None, [str(ROOT / "examples")], 1),
    ],
    ids=["good", "failing", "excepted", "some-rules", "hostile", "unchecked", "elsewhere", "nothing", "examples"],
)
def test_neither_the_schema_nor_the_standards_rules_nor_githubs_object(
    mvdt: Run,
    write: Write,
    schema: Draft202012Validator,
    multitool: Check,
    files: dict[str, str] | None,
    arguments: list[str],
    code: int,
) -> None:
    for name, content in (files or {}).items():
        write(name, content)
    result = mvdt("check", *arguments, "--format", "sarif")
    assert result.returncode == code
    assert [error.message for error in schema.iter_errors(json.loads(result.stdout))] == []
    assert multitool(result.stdout) == NO_ADDRESS


def test_the_validators_do_object_to_what_is_wrong(
    mvdt: Run, write: Write, schema: Draft202012Validator, multitool: Check
) -> None:
    write("team.yaml", FAILING.read_text())
    log = json.loads(mvdt("check", "team.yaml", "--format", "sarif").stdout)
    (run,) = log["runs"]
    run["tool"]["driver"]["rules"][0].pop("help")
    run["results"][0]["locations"] = []
    run["results"][1]["locations"][0]["physicalLocation"]["region"]["endColumn"] = 0
    run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b.yaml[%zz"
    run["results"][3]["ruleIndex"] = 99
    assert not schema.is_valid(log)
    found = {rule for rule, _ in multitool(json.dumps(log))}
    assert {"GH1015", "GH2012", "SARIF1002", "SARIF1007", "SARIF1009"} <= found


def test_a_result_has_the_place_the_level_and_the_fingerprint_that_json_gives(mvdt: Run, write: Write) -> None:
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        write(str(path.relative_to(ROOT)), path.read_bytes())
    write("hostile.yaml", HOSTILE)
    write("mark.yaml", b"\xef\xbb\xbfteam: M # \xe2\x80\xa8\r\nmembers:\r  - {name: '\xf0\x9f\x98\x80', role: x}\n")
    told = json.loads(mvdt("check", ".", "--format", "json").stdout)
    run = _run(mvdt("check", ".", "--format", "sarif").stdout)
    standing = [finding for finding in told["findings"] if finding["status"] == "active"]
    assert {finding["severity"] for finding in standing} == {"error", "warning", "advice"}

    def region(span: dict[str, int]) -> dict[str, int]:
        return {
            "startLine": span["line"],
            "startColumn": span["column"],
            "endLine": span["end_line"],
            "endColumn": span["end_column"],
        }

    def place(one: dict[str, Any]) -> dict[str, Any]:
        return {"artifactLocation": {"uri": one["path"]}, "region": region(one["span"])}

    assert [
        (
            result["ruleId"],
            result["level"],
            result["partialFingerprints"],
            result["locations"],
            [related["physicalLocation"] for related in result.get("relatedLocations", ())],
        )
        for result in run["results"]
    ] == [
        (
            finding["rule"],
            {"advice": "note"}.get(finding["severity"], finding["severity"]),
            {"primaryLocationLineHash": finding["fingerprint"]},
            [{"physicalLocation": place(finding)}],
            [place(related) for related in finding["related"]],
        )
        for finding in standing
    ]
    assert any("relatedLocations" in result for result in run["results"])


def test_lines_and_columns_count_from_one_in_code_points(mvdt: Run, write: Write) -> None:
    write("team.yaml", 'team: A\nmembers:\n  - {name: "\U0001f600\u0301", role: devloper}\n')
    run = _run(mvdt("check", "team.yaml", "--format", "sarif").stdout)
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = (result for result in run["results"] if result["ruleId"] == "unknown-role")
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 24, "endLine": 3, "endColumn": 32,
    }  # fmt: skip


def test_fingerprints_tell_findings_on_one_line_apart_and_outlive_moved_lines(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING.read_text())
    write("team-2.yaml", FAILING.read_text())

    def prints() -> dict[str, int]:
        run = _run(mvdt("check", "team.yaml", "team-2.yaml", "--format", "sarif").stdout)
        found = [
            (
                result["partialFingerprints"]["primaryLocationLineHash"],
                result["locations"][0]["physicalLocation"]["region"]["startLine"],
            )
            for result in run["results"]
        ]
        assert len(dict(found)) == len(found)
        return dict(found)

    before = prints()
    assert len(set(before.values())) < len(before)
    write("team.yaml", "# a remark\n\n" + FAILING.read_text())
    after = prints()
    assert before.keys() == after.keys()
    assert before != after


def test_a_message_stands_alone(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING.read_text())
    run = _run(mvdt("check", "team.yaml", "--format", "sarif").stdout)
    result = next(one for one in run["results"] if one["ruleId"] == "missing-role")
    assert result["message"] == {
        "text": "no delivery manager on the team, and the role is essential in alpha.\n"
        "Why: Clears what is in the team's way and keeps its rhythm of work healthy. "
        "Without one, blockers stay where they are and makers spend their days chasing them.\n"
        "Fix: hire, second or train a delivery manager; an approved post goes under `vacancies`.\n"
        'Source: Building and enabling digital teams, "Minimum viable digital team".'
    }
    for one in run["results"]:
        assert "\nFix: " in one["message"]["text"]
        assert re.search(r"[.?!]$", one["message"]["text"])
    (balance,) = (one for one in run["results"] if one["ruleId"] == "skill-imbalance")
    assert [place["message"]["text"] for place in balance["relatedLocations"]] == [
        "Donna Fisher", "Kevin Osei", "Anna Lewandowska",
    ]  # fmt: skip


def test_every_rule_has_all_that_github_wants_of_it() -> None:
    run = _run("".join(sarif.render(package.check([FAILING], on=TODAY), Page())))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("mvdt", package.__version__)
    described = driver["rules"]
    assert [rule["id"] for rule in described] == rules.names()
    assert len({rule["name"] for rule in described}) == len(described)
    for rule in described:
        known = rules.get(rule["id"])
        assert re.fullmatch(r"([A-Z][a-z0-9]*)+", rule["name"])
        assert rule["shortDescription"] == {"text": known.summary}
        # A page of GitHub shows a thousand characters, and half a sentence would look like a fault.
        assert rule["fullDescription"]["text"].startswith(known.summary)
        assert rule["fullDescription"]["text"].endswith(".")
        assert max(len(rule[name]["text"]) for name in ("shortDescription", "fullDescription")) <= 1024
        assert "# expect" not in rule["help"]["text"] + rule["help"]["markdown"]
        assert "## Why it matters" in rule["help"]["markdown"]
        assert "\nWhy it matters\n" in rule["help"]["text"]
        assert not re.search(r"^(```|## )", rule["help"]["text"], re.MULTILINE)
        assert (known.source or "") in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["tags"] == [known.topic]
        assert not rule.keys() & {"helpUri", "messageStrings"}


def test_only_the_rules_that_ran_are_named(mvdt: Run, write: Write) -> None:
    write("team.yaml", FAILING.read_text())
    arguments = ("check", "team.yaml", "--select", "design-gap,balance")
    run = _run(mvdt(*arguments, "--format", "sarif").stdout)
    named = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert named == json.loads(mvdt(*arguments, "--format", "json").stdout)["rules"]
    assert "missing-role" not in named
    assert run["results"]
    assert [named[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]


def test_excepted_and_baselined_findings_are_counted_and_are_no_results(mvdt: Run, write: Write) -> None:
    # GitHub shows a suppressed result as an open alert.
    write("team.yaml", FAILING.read_text() + EXCEPTION)
    text = mvdt("check", "team.yaml", "--format", "sarif").stdout
    run = _run(text)
    before = package.check([FAILING], on=TODAY)
    assert len(run["results"]) == len(before.findings) - 1
    assert (run["properties"]["excepted"], run["properties"]["baselined"]) == (1, 0)
    assert "suppressions" not in text
    before.findings[0].status = "baselined"
    run = _run("".join(sarif.render(before, Page())))
    assert len(run["results"]) == len(before.findings) - 1
    assert (run["properties"]["excepted"], run["properties"]["baselined"]) == (0, 1)


def test_who_asks_for_excepted_findings_gets_them_suppressed_and_with_the_reason(
    mvdt: Run, write: Write, schema: Draft202012Validator, multitool: Check
) -> None:
    write("team.yaml", FAILING.read_text() + EXCEPTION.replace("reason: ", "agreed_by: Digital board, reason: "))
    text = mvdt("check", "team.yaml", "--show-excepted", "--format", "sarif").stdout
    results = _run(text)["results"]
    assert len(results) == len(package.check([FAILING], on=TODAY).findings)
    # All results have the list or none has, or a reader could not tell "none" from "not said".
    assert [result["suppressions"] for result in results if result["suppressions"]] == [
        [
            {
                "kind": "inSource",
                "justification": "Interviews on 4 December.\nAgreed by: Digital board.\nUntil: 2027-01-31.",
            }
        ]
    ]
    assert [error.message for error in schema.iter_errors(json.loads(text))] == []
    assert multitool(text) == NO_ADDRESS
    report = package.check([FAILING], on=TODAY)
    report.findings[0].status = "baselined"
    report.findings[1].status = "excepted"
    report.findings[1].excuse = Excuse("[x](1)\x1b", None, None, "mvdt.yaml")
    results = _run("".join(sarif.render(report, Page(show_excepted=True))))["results"]
    assert [result["suppressions"] for result in results[:3]] == [
        [{"kind": "external", "justification": "It is in the baseline."}],
        [{"kind": "external", "justification": "[x](1)\\x1b."}],
        [],
    ]


def test_a_saved_report_becomes_the_same_log_also_one_of_another_version(
    mvdt: Run, write: Write, schema: Draft202012Validator, multitool: Check
) -> None:
    write("team.yaml", FAILING.read_text())
    saved = mvdt("check", "team.yaml", "--format", "json").stdout
    write("report.json", saved)
    direct = mvdt("check", "team.yaml", "--format", "sarif")
    again = mvdt("render", "report.json", "--format", "sarif")
    assert (again.stdout, again.returncode) == (direct.stdout, direct.returncode)
    write("report.json", saved.replace('"design-gap"', '"gap-of-old"'))
    text = mvdt("render", "report.json", "--format", "sarif").stdout
    run = _run(text)
    named = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [named[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    assert "gap-of-old" in [result["ruleId"] for result in run["results"]]
    assert [error.message for error in schema.iter_errors(json.loads(text))] == []
    assert multitool(text) == NO_ADDRESS


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("team.yaml", "team.yaml"),
        ("./teams//./team.yaml", "teams/team.yaml"),
        ("a b.yaml", "a%20b.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("a%20b.yaml", "a%2520b.yaml"),
        ("c:team.yaml", "c%3Ateam.yaml"),
        ("https:/x.yaml", "https%3A/x.yaml"),
        ("é/\U0001f600.yaml", "%C3%A9/%F0%9F%98%80.yaml"),
        ("a,[b]#c?d&e\\f.yaml", "a%2C%5Bb%5D%23c%3Fd%26e%5Cf.yaml"),
        ("a\nb\x1b.yaml", "a%0Ab%1B.yaml"),
        ("bad\udcff.yaml", "bad%FF.yaml"),
        ("..yaml", "..yaml"),
    ],
)
def test_a_path_becomes_a_relative_reference_to_the_same_file(mvdt: Run, write: Write, path: str, uri: str) -> None:
    write(path, FAILING.read_text())
    run = _run(mvdt("check", path, "--format", "sarif").stdout)
    assert set(_uris(run)) == {uri}
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert os.path.normpath(unquote_to_bytes(uri)) == os.fsencode(os.path.normpath(path))


def test_an_absolute_path_stays_absolute_and_one_with_steps_up_becomes_so(
    mvdt: Run, write: Write, tmp_path: Path
) -> None:
    file = write("a: b/team.yaml", FAILING.read_text())
    write("here/other.yaml", VIABLE)
    absolute = f"file://{str(file).replace(':', '%3A').replace(' ', '%20')}"
    for path in (str(file), "../a: b/team.yaml"):
        run = _run(mvdt("check", path, "--format", "sarif", cwd=tmp_path / "here").stdout)
        assert set(_uris(run)) == {absolute}
    # Steps through a link lead from where the link leads to.
    (tmp_path / "link").symlink_to(tmp_path / "a: b")
    write("team.yaml", FAILING.read_text())
    run = _run(mvdt("check", "link/../team.yaml", "--format", "sarif").stdout)
    assert set(_uris(run)) == {f"file://{tmp_path / 'team.yaml'}"}


def test_standard_input_has_its_name(mvdt: Run) -> None:
    data = FAILING.read_bytes()
    assert set(_uris(_run(mvdt("check", "-", "--format", "sarif", stdin=data).stdout))) == {"%3Cstdin%3E"}
    named = mvdt("check", "-", "--stdin-name", "x:y 1.yaml", "--format", "sarif", stdin=data).stdout
    assert set(_uris(_run(named))) == {"x%3Ay%201.yaml"}


def test_nothing_in_a_roster_acts_on_who_reads_the_log(mvdt: Run, write: Write) -> None:
    write("team.yaml", HOSTILE)
    write("team\u202e.yaml", HOSTILE.replace("devloper", "product-manager"))
    text = mvdt("check", ".", "gone \x1b[31m](1)\n.yaml", "--format", "sarif").stdout
    assert text.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert "943 476 5919" not in text
    run = _run(text)
    assert run.pop("newlineSequences") == ["\r\n", "\n", "\r"]
    texts = list(_texts(run))
    assert any("click" in one for one in texts)
    for one in texts:
        one.encode()
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]", one)
    messages = [*run["results"], *run["invocations"][0]["toolExecutionNotifications"]]
    messages += [related for result in run["results"] for related in result.get("relatedLocations", ())]
    for one in messages:
        assert one["message"].keys() == {"text"}
        # What the standard takes for a link, `[text](target)`, can't be written without these two side by side.
        assert "](" not in one["message"]["text"]
        # A line of our own begins with one of these words; a roster's can't begin one.
        assert all(line.startswith(("Why: ", "Fix: ", "Source: ")) for line in one["message"]["text"].split("\n")[1:])


def test_half_a_character_breaks_neither_a_path_nor_a_message() -> None:
    report = package.check([FAILING], on=TODAY)
    for finding in report.findings:
        finding.location = finding.location._replace(path="a\ud800/\udcff.yaml")
        finding.message = "no \ud83d here"
    run = _run("".join(sarif.render(report, Page())))
    assert "%ED%A0%80" in next(_uris(run["results"]))
    assert run["results"][0]["message"]["text"].startswith("no \\ud83d here.\n")


def test_a_text_without_end_is_cut(mvdt: Run, write: Write) -> None:
    write("team.yaml", f"team: A\nmembers:\n  - {{name: {'x' * 100_000}, role: {'y' * 100_000}}}\n")
    run = _run(mvdt("check", "team.yaml", "--format", "sarif").stdout)
    assert max(len(result["message"]["text"]) for result in run["results"]) < 5_000


def test_what_could_not_be_checked_is_said_and_the_run_has_not_succeeded(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE)
    result = mvdt("check", "team.yaml", "gone: 1.yaml", "--format", "sarif")
    (invocation,) = _run(result.stdout)["invocations"]
    assert invocation == {
        "executionSuccessful": False,
        "exitCode": 2,
        "exitCodeDescription": "not all could be checked",
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": "there is no such file or folder.\nFix: check the path and the folder you are in."},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "gone%3A%201.yaml"}}}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("name", "content", "code", "well"),
    [
        ("team.yaml", VIABLE, 0, True),
        ("team.yaml", FAILING.read_text(), 1, True),
        ("other.yaml", "services: {}", 3, False),
    ],
)
def test_the_exit_code_and_whether_all_went_well(
    mvdt: Run, write: Write, name: str, content: str, code: int, well: bool
) -> None:
    write(name, content)
    result = mvdt("check", "--format", "sarif")
    (invocation,) = _run(result.stdout)["invocations"]
    assert invocation["exitCode"] == result.returncode == code
    assert invocation["executionSuccessful"] is well
    assert bool(invocation["toolExecutionNotifications"]) is not well


def test_a_rule_that_crashes_is_named(
    monkeypatch: pytest.MonkeyPatch, schema: Draft202012Validator, multitool: Check
) -> None:
    def crash(*_: object) -> Iterator[Finding]:
        raise ValueError("secret")
        yield

    crashing = ("unclear-lead", "duplicate-team")
    broken = [rule._replace(judge=crash) if rule.name in crashing else rule for rule in rules.every()]
    monkeypatch.setattr(rules, "every", lambda: broken)
    text = "".join(sarif.render(package.check([FAILING], on=TODAY), Page()))
    assert "secret" not in text
    run = _run(text)
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 4)
    notes = invocation["toolExecutionNotifications"]
    assert [note["associatedRule"]["id"] for note in notes] == list(crashing)
    named = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [named[note["associatedRule"]["index"]] for note in notes] == list(crashing)
    assert "ValueError in crash" in notes[0]["message"]["text"]
    assert list(_uris(notes[0]["locations"])) == [f"file://{FAILING}"]
    assert notes[1]["locations"] == []
    assert run["results"]
    assert [error.message for error in schema.iter_errors(json.loads(text))] == []
    assert multitool(text) == NO_ADDRESS


def test_equal_teams_give_equal_bytes_wherever_and_however_they_are_checked(
    mvdt: Run, write: Write, tmp_path: Path
) -> None:
    for folder in ("a", "b/c"):
        write(f"{folder}/team.yaml", FAILING.read_text())
        write(f"{folder}/é.yaml", HOSTILE)
    first = mvdt("check", "--format", "sarif", cwd=tmp_path / "a").stdout
    assert mvdt("check", "--format", "sarif", cwd=tmp_path / "b" / "c").stdout == first
    for env in ({"PYTHONIOENCODING": "ascii"}, {"FORCE_COLOR": "1", "COLUMNS": "20"}, {"PYTHONHASHSEED": "7"}):
        assert mvdt("check", "--format", "sarif", cwd=tmp_path / "a", env=env).stdout == first
    assert str(tmp_path) not in first
    assert first.endswith("}\n")


def test_no_address_of_a_registry_is_in_the_lock_file() -> None:
    lock = (ROOT / "tests" / "consumers" / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity": "sha512-' in lock


@pytest.mark.parametrize("ci", ["true", "1"])
def test_in_ci_nothing_may_be_lacking(monkeypatch: pytest.MonkeyPatch, ci: str) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(pytest.fail.Exception, match="no npm, and CI has to have it"):
        lacking("no npm")


def test_elsewhere_a_test_for_which_something_is_lacking_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no npm"):
        lacking("no npm")
