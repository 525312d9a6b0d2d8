"""For Jenkins, Azure DevOps, GitLab and others: JUnit XML, by the schema that Jenkins publishes (junit-10.xsd).

A team is a test suite and a rule that ran is a test in it, so that the number of tests changes only with the files and
the rules. A test fails where its rule's findings reach the threshold (`--fail-on`); findings below it are in the test's
output. Where the team lives with all that was found, the test is skipped. A file of which no team could be read has a
suite as well, and what stopped it is an error. One more suite, `mvdt`, says whether the check itself went well, and has
what was found in other files, such as the settings.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mvdt import __version__, rules
from mvdt.findings import SEVERITIES
from mvdt.output import Page
from mvdt.output._terminal import clipped, visible
from mvdt.output.text import diagnostic

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from mvdt.report import Report, ReportedFinding, Roster, TeamReport

_NAME: Final = 120
_SENTENCE: Final = 600
_PATH: Final = 4_000
_ITSELF: Final = "mvdt"
# What XML can't hold, but for what `visible` writes out.
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
# Jenkins and GitLab attach the file that [[ATTACHMENT|...]] names.
_ATTACHMENT: Final = re.compile(r"\[\[(?=\w+\|)")
_COMMAND: Final = re.compile("#(?=#)|:(?=:)")


class _Result(NamedTuple):
    """How a test went: `tag` is that of its element, None for one that passed."""

    tag: str | None
    kind: str = ""
    message: str = ""
    text: str = ""
    output: str = ""


def render(report: Report, page: Page) -> Generator[str, None, None]:  # noqa: ARG001 - every format is called alike
    """The report as JUnit XML."""
    root = Element("testsuites", name=_ITSELF)
    total: Counter[str] = Counter()
    # Suites become text one by one: their elements would take several times the room, and the root's totals come first.
    suites = []
    for suite in chain((_check_itself(report),), _teams(report)):
        found = Counter(result.tag for result in suite.iter())
        for name, tag in {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}.items():
            suite.set(name, str(found[tag]))
        suite.set("time", "0")
        total += found
        indent(suite, level=1)
        suites.append(_text(suite))
    for name, tag in {"tests": "testcase", "failures": "failure", "errors": "error"}.items():
        root.set(name, str(total[tag]))
    root.set("time", "0")
    root.text = "\n"
    before, end, after = _text(root).partition("\n")
    yield f'<?xml version="1.0"?>\n{before}{end}'
    yield from (f"  {suite}\n" for suite in suites)
    yield f"{after}\n"


def _text(element: Element) -> str:
    """An element as text. In ASCII, and without naming an encoding, it stays true to itself whatever a shell makes of it."""
    text = tostring(element, encoding="us-ascii").decode("ascii")
    # A log takes doubled signs for the beginning of a command; so written, they mean the same to XML.
    return _COMMAND.sub(lambda found: f"&#{ord(found[0])};", text)


def _check_itself(report: Report) -> Element:
    """The suite that keeps a check from passing that did not check everything."""
    suite = Element("testsuite", name=_ITSELF)
    about = {"version": __version__, "on": report.on.isoformat(), "catalogue": report.catalogue}
    _properties(suite, about | {"fail-on": report.fail_on})
    nothing = "" if report.teams or report.unread or report.unchecked else "there is no roster"
    left_out = "\n".join(
        f"left out, being no roster: {_line(path, _PATH)} ({_line(why)})" for path, why in report.left_out
    )
    _test(suite, "check", "something-to-check", _troubled("nothing-to-check", nothing)._replace(output=left_out))
    unread = [
        f"{_line(trouble.place, _PATH)}: {_line(trouble.message)}; {_line(trouble.fix)}" for trouble in report.unchecked
    ]
    unread += [f"{_line(path, _PATH)}: no team could be read from this file" for path in report.unread]
    _test(suite, "check", "everything-was-read", _troubled("unread", *unread))
    crashes = [
        f"this is a bug in mvdt: {_line(crash.rule)} failed on {_line(crash.path, _PATH) or 'the teams together'} "
        f"({_line(crash.error)})"
        for crash in report.crashes
    ]
    _test(suite, "check", "every-rule-ran", _troubled("bug", *crashes))
    rosters = _rosters(report)
    others = [finding for finding in report.findings if finding.roster not in rosters]
    _test(suite, "check", "other-files", _found(others, report) if others else _Result(None))
    return suite


def _troubled(kind: str, *messages: str) -> _Result:
    told = [message for message in messages if message]
    return _Result("error", kind, _summed_up(told), "\n".join(told)) if told else _Result(None)


def _teams(report: Report) -> Iterator[Element]:
    """A suite for each roster, with a test for each rule."""
    teams = _rosters(report)
    found: dict[Roster, dict[str, list[ReportedFinding]]] = {roster: {} for roster in teams}
    for finding in report.findings:
        if finding.roster in found:
            found[finding.roster].setdefault(finding.rule, []).append(finding)
    crashes = _crashes(report)
    names = _names(teams)
    ran = _ran(report)
    for roster, by_rule in found.items():
        path, team = roster[0], teams[roster]
        suite = Element("testsuite", name=names[roster], file=_line(path, _PATH))
        if team is not None:
            _properties(suite, {"phase": team.phase, "verdict": team.verdict})
        for name, (topic, scope) in ran.items():
            unjudged = ""
            if team is None and scope != "BoundRoster":
                unjudged = "no team could be read from this file"
            elif (name, "") in crashes:
                unjudged = "not judged: a bug in mvdt, see the suite `mvdt`"
            findings = by_rule.get(name, [])
            if (name, path) in crashes:
                result = _crashed(name, crashes[name, path], findings)
            elif findings:
                result = _found(findings, report, unread=team is None)
            else:
                result = _Result("skipped", message=unjudged) if unjudged else _Result(None)
            _test(suite, topic, name, result)
        yield suite


def _rosters(report: Report) -> dict[Roster, TeamReport | None]:
    """Each roster's team, None for a file of which no team could be read."""
    unread: dict[Roster, TeamReport | None] = {(path, None): None for path in report.unread}
    return {team.roster: team for team in report.teams} | unread


def _crashes(report: Report) -> dict[tuple[str, str], list[str]]:
    """What went wrong, by rule and path; a rule that compares teams has no path."""
    crashes: dict[tuple[str, str], list[str]] = {}
    for crash in report.crashes:
        crashes.setdefault((crash.rule, crash.path), []).append(crash.error)
    return crashes


def _ran(report: Report) -> dict[str, tuple[str, str]]:
    """The rules that ran, each with its topic and what it judges."""
    found = {finding.rule: (finding.topic, "") for finding in report.findings}
    every = rules.names()
    ran = {}
    for name in (*report.rules, *found):
        rule = rules.get(name) if name in every else None
        ran[name] = (rule.topic, rule.scope) if rule else found.get(name, ("other", ""))
    return ran


def _names(teams: dict[Roster, TeamReport | None]) -> dict[Roster, str]:
    """What to call the suite of each roster: its team, with the path where several have that name; else the path."""
    plain = {roster: _line(team.team, _NAME).strip() if team is not None else "" for roster, team in teams.items()}
    plain = {roster: name or _line(roster[0], _PATH) for roster, name in plain.items()}
    often = Counter((_ITSELF, *plain.values()))
    names = {roster: name for roster, name in plain.items() if often[name] == 1}
    taken = {_ITSELF, *names.values()}
    alike: Counter[str] = Counter()
    for roster, name in plain.items():
        if roster not in names:
            unique = first = f"{name} ({_line(roster[0], _PATH)})"
            while unique in taken:
                alike[first] += 1
                unique = f"{first} {alike[first] + 1}"
            names[roster] = unique
            taken.add(unique)
    return names


def _found(findings: list[ReportedFinding], report: Report, *, unread: bool = False) -> _Result:
    """How a test went for which something was found."""
    limit = SEVERITIES.index(report.fail_on)
    active = [finding for finding in findings if finding.status == "active"]
    active.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    grave = [finding for finding in active if unread or SEVERITIES.index(finding.severity) <= limit]
    lived_with = [finding for finding in findings if finding.status != "active"]
    if not active:
        reasons = [finding.excuse.reason if finding.excuse else finding.status for finding in lived_with]
        return _Result("skipped", message=_summed_up(_line(reason) for reason in reasons), text=_told(lived_with))
    output = _told([*active[len(grave) :], *lived_with])
    if not grave:
        return _Result(None, output=output)
    messages = [_line(finding.message) for finding in grave]
    message = messages[0] if len(grave) == 1 else f"{len(grave)} findings: {_summed_up(messages)}"
    tag, kind = ("error", "unread") if unread else ("failure", grave[0].severity)
    return _Result(tag, kind, clipped(message, _SENTENCE), _told(grave), output)


def _crashed(rule: str, errors: list[str], findings: list[ReportedFinding]) -> _Result:
    text = "\n".join(f"this is a bug in mvdt: {_line(rule)} failed ({_line(error)})" for error in errors)
    return _Result("error", "bug", text.partition("\n")[0], text, _told(findings))


def _told(findings: Iterable[ReportedFinding]) -> str:
    """Findings as text shows them, each with its line, and why the team lives with it."""
    page = Page()
    return "\n".join(diagnostic(finding, page) + _excuse(finding) for finding in findings)


def _excuse(finding: ReportedFinding) -> str:
    if finding.status == "active":
        return ""
    if finding.excuse is None:
        return f"  {finding.status}\n"
    reason, agreed_by, until, _ = finding.excuse
    notes = [f"agreed by {_line(agreed_by)}"] if agreed_by else []
    notes += [f"until {until.isoformat()}"] if until else []
    return f"  {finding.status}: {_line(reason)}" + (f" ({', '.join(notes)})" if notes else "") + "\n"


def _summed_up(messages: Iterable[str]) -> str:
    return clipped("; ".join(dict.fromkeys(messages)), _SENTENCE)


def _properties(suite: Element, values: dict[str, str]) -> None:
    properties = SubElement(suite, "properties")
    for name, value in values.items():
        SubElement(properties, "property", name=name, value=_line(value))


def _test(suite: Element, topic: str, name: str, result: _Result) -> None:
    # Jenkins takes what is before the last point for a package: teams, then topics, then rules.
    classname = f"{suite.attrib['name']}.{_line(topic)}"
    test = SubElement(suite, "testcase", classname=_xml(classname), name=_line(name), time="0")
    if result.tag is not None:
        element = SubElement(test, result.tag)
        if result.kind:
            element.set("type", result.kind)
        element.set("message", _xml(result.message))
        element.text = _xml(result.text) or None
    if result.output:
        SubElement(test, "system-out").text = _xml(result.output)


def _line(text: str, most: int = _SENTENCE) -> str:
    """A text on one line, safe and within bounds."""
    return _xml(visible(clipped(text, most)))


def _xml(text: str) -> str:
    """A text that is safe on a terminal, safe in XML as well."""
    text = _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _ATTACHMENT.sub(r"\\x5b[", text)
