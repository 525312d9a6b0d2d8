"""Exceptions, of a roster and of the settings: what they match, that they are counted, and when they are over or stale."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import VIABLE, Run

Write = Callable[[str, str | bytes], Path]

GAP = VIABLE.replace("user-researcher", "developer")
"""A roster with one error: no user researcher."""

EXCEPTION = """\
exceptions:
  - rule: missing-role
    about: user-researcher
    reason: Interviews on 4 December
    agreed_by: Digital board
    until: 2027-01-31
"""


def report(mvdt: Run, *arguments: str, **options: Any) -> dict[str, Any]:
    result = mvdt("check", *arguments, "--format", "json", **options)
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["exit_code"] == result.returncode
    return found


def rules_of(found: dict[str, Any], status: str = "active") -> list[str]:
    return [finding["rule"] for finding in found["findings"] if finding["status"] == status]


@pytest.mark.parametrize("where", ["team.yaml", "mvdt.yaml"])
def test_an_excepted_finding_is_counted_and_shown_on_request(mvdt: Run, write: Write, where: str) -> None:
    write("team.yaml", GAP + (EXCEPTION if where == "team.yaml" else ""))
    write("mvdt.yaml", EXCEPTION if where == "mvdt.yaml" else "")
    result = mvdt("check", "team.yaml")
    assert result.returncode == 0
    assert result.stdout.endswith("1 team: 1 green. 1 excepted.\n")
    assert "Interviews" not in result.stdout
    shown = mvdt("check", "team.yaml", "--show-excepted")
    assert shown.returncode == 0
    assert (
        "  excepted: error: missing-role: no user researcher on the team, and the role\n"
        "    is essential in alpha; Interviews on 4 December, agreed by Digital board,\n"
        "    until 31 January 2027 (team.yaml:4:1)\n"
    ) in shown.stdout
    (finding,) = report(mvdt, "team.yaml")["findings"]
    assert finding["status"] == "excepted"
    assert finding["exception"] == {
        "reason": "Interviews on 4 December",
        "agreed_by": "Digital board",
        "until": "2027-01-31",
        "path": where,
    }


@pytest.mark.parametrize("about", ["user-researcher", "User researcher", "USER-RESEARCHER"])
def test_an_exception_matches_by_rule_and_subject_and_not_by_place(mvdt: Run, write: Write, about: str) -> None:
    text = GAP + EXCEPTION.replace("about: user-researcher", f"about: {about}")
    write("team.yaml", text)
    assert mvdt("check", "team.yaml").returncode == 0
    head, members, rest = text.partition("members:\n")
    moved = members + "".join(reversed(["  - " + one for one in rest.partition("available:")[0].split("  - ")[1:]]))
    write("team.yaml", "# moved\n\n" + head + moved + "available:" + rest.partition("available:")[2])
    again = mvdt("check", "team.yaml")
    assert (again.returncode, again.stdout.rpartition("\n1 team")[2]) == (0, ": 1 green. 1 excepted.\n")


def test_an_exception_without_a_subject_is_for_all_findings_of_its_rule(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP.replace("delivery-manager", "developer"))
    write("mvdt.yaml", "exceptions:\n  - {rule: missing-role, reason: We know}\n")
    assert rules_of(report(mvdt, "team.yaml"), "excepted").count("missing-role") == 2


def test_exceptions_of_the_settings_are_for_a_team_or_for_all(mvdt: Run, write: Write) -> None:
    write("a.yaml", GAP.replace("Outpatient booking", "Wards"))
    write("b.yaml", GAP.replace("Priya", "Pia").replace("Ruth", "Ruby").replace("Outpatient booking", "Beds"))
    write("mvdt.yaml", EXCEPTION + "    team: wards\n")
    found = report(mvdt, "--select", "missing-role")
    assert {team["team"]: team["verdict"] for team in found["teams"]} == {"Wards": "green", "Beds": "red"}
    write("mvdt.yaml", EXCEPTION)
    assert report(mvdt, "--select", "missing-role")["exit_code"] == 0


def test_on_its_last_day_it_holds_and_after_it_the_finding_stands_again(mvdt: Run, write: Write) -> None:
    write("team.yaml", GAP + EXCEPTION)
    assert mvdt("check", "team.yaml", "--on", "2027-01-31").returncode == 0
    result = mvdt("check", "team.yaml", "--on", "2027-02-01")
    assert result.returncode == 1
    assert (
        "team.yaml:43:12: warning: expired-exception\n"
        "   |\n"
        "43 |     until: 2027-01-31\n"
        "   |            ^^^^^^^^^^ this exception ended on 31 January 2027, and its\n"
        "   |                       finding stands again\n"
        "   = fix: put right what the finding says, or agree to it again and give a later\n"
        "          day\n"
    ) in result.stdout
    assert result.stdout.endswith("1 team: 1 red. 1 error, 1 warning.\n")


def test_where_a_later_exception_holds_the_expired_one_does_not_say_that_the_finding_stands(
    mvdt: Run, write: Write
) -> None:
    write("team.yaml", GAP + EXCEPTION.replace("2027-01-31", "2026-10-31") + EXCEPTION.partition("\n")[2])
    found = report(mvdt, "team.yaml")
    assert [(one["rule"], one["message"]) for one in found["findings"] if one["status"] == "active"] == [
        ("expired-exception", "this exception ended on 31 October 2026, and its finding is excepted elsewhere")
    ]


@pytest.mark.parametrize("where", ["team.yaml", "mvdt.yaml"])
def test_an_exception_that_matches_nothing_is_stale(mvdt: Run, write: Write, where: str) -> None:
    write("team.yaml", VIABLE + (EXCEPTION if where == "team.yaml" else ""))
    write("mvdt.yaml", EXCEPTION if where == "mvdt.yaml" else "")
    result = mvdt("check", ".")
    line = 39 if where == "team.yaml" else 2
    assert result.returncode == 0
    assert f"{where}:{line}:11: warning: stale-exception\n" in result.stdout
    assert "this exception matches nothing: there is no finding" in result.stdout
    assert result.stdout.rpartition("\n1 team")[2] == (
        ": 1 amber. 1 warning.\n" if where == "team.yaml" else ": 1 green. 1 warning.\n"
    )
    assert mvdt("check", ".", "--fail-on", "warning").returncode == 1


def test_what_did_not_run_or_was_not_looked_at_makes_no_exception_stale(mvdt: Run, write: Write) -> None:
    write("a/team.yaml", VIABLE + EXCEPTION)
    write("b/team.yaml", VIABLE.replace("Outpatient booking", "Beds"))
    write("mvdt.yaml", EXCEPTION + "    team: Beds\n  - {rule: no-sponsor, reason: x}\n")

    def stale(*arguments: str) -> int:
        return rules_of(report(mvdt, *arguments)).count("stale-exception")

    assert stale() == 3
    assert stale("--ignore", "missing-role") == 1
    assert stale("--select", "leadership,stale-exception") == 1
    assert stale("--select", "balance,data") == 0
    assert stale("a") == 1
    assert stale("b/team.yaml") == 1
    assert stale("a", "b") == 2
    write("mvdt.yaml", EXCEPTION + "    team: Beds\nrules:\n  missing-role: {off: true}\n")
    assert stale() == 0


@pytest.mark.parametrize(
    "broken",
    ["team: [", "team: Beds\nmembers:\n  - {name: Ann, role: [a, b]}\n", "team: Beds\nmembrs: []\n"],
)
def test_what_cant_be_read_makes_no_exception_stale(mvdt: Run, write: Write, broken: str) -> None:
    write("a/team.yaml", broken)
    write("b/team.yaml", VIABLE)
    write("mvdt.yaml", "exceptions:\n  - {rule: uninformed-customer, reason: x}\n")
    assert "stale-exception" not in rules_of(report(mvdt))
    write("a/team.yaml", VIABLE.replace("Outpatient booking", "Beds"))
    assert "stale-exception" in rules_of(report(mvdt))


def test_a_roster_that_cant_be_read_whole_makes_no_exception_of_its_own_stale(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE.replace("    fte: 0.5\n", "    rolle: x\n    colour: [\n") + EXCEPTION)
    assert mvdt("check", "team.yaml").returncode == 1
    write("team.yaml", VIABLE.replace("role: performance-analyst", "role: {a: b}") + EXCEPTION)
    assert "stale-exception" not in rules_of(report(mvdt, "team.yaml"))


def test_an_exception_from_what_compares_teams_is_stale_only_where_all_were_compared(mvdt: Run, write: Write) -> None:
    write("a.yaml", VIABLE)
    exception = "exceptions:\n  - {rule: over-allocated, reason: Until spring}\n"
    write("b.yaml", VIABLE.replace("Outpatient booking", "Beds") + exception)
    assert "stale-exception" not in rules_of(report(mvdt, "b.yaml"))
    found = report(mvdt)
    assert {finding["path"] for finding in found["findings"] if finding["status"] == "excepted"} <= {"b.yaml"}
    write("a.yaml", "team: Other\nmembers: [{name: Kim Gray, role: developer}]\n")
    assert "stale-exception" in rules_of(report(mvdt))


def test_a_broken_roster_admits_no_exception(mvdt: Run, write: Write) -> None:
    write("team.yaml", VIABLE + "colour: blue\nexceptions:\n  - {rule: invalid-roster, reason: We like blue}\n")
    assert rules_of(report(mvdt, "team.yaml")) == ["invalid-roster"]


@pytest.mark.parametrize("where", ["team.yaml", "mvdt.yaml"])
def test_personal_data_in_an_exception_is_never_printed(mvdt: Run, write: Write, where: str) -> None:
    secret = "943 476 5919"  # noqa: S105 - an NHS number that nobody has
    private = (
        EXCEPTION.replace("Interviews on 4 December", f"NHS number {secret}").replace("Digital board", f"Dr {secret}")
        + f"  - {{rule: no-sponsor, about: {secret}, reason: {secret}}}\n"
        + f"  - {{rule: single-holder, about: NHS number {secret}, reason: {secret}, until: 2026-01-01}}\n"
    )
    write("team.yaml", GAP + (private if where == "team.yaml" else ""))
    write("mvdt.yaml", private if where == "mvdt.yaml" else "")
    for name in ("text", "json", "jsonl", "markdown", "sarif", "gitlab", "junit", "github", "concise"):
        result = mvdt("check", ".", "--show-excepted", "--format", name)
        assert "5919" not in result.stdout + result.stderr, name
    write("mvdt.yaml", f"fail_on: {secret}\n# {secret}\ncolour: NHS number {secret}\n")
    result = mvdt("check", ".")
    assert result.returncode == 2
    assert secret not in result.stderr
