"""For code scanning: SARIF 2.1.0, as GitHub takes it and the standard asks for it.

Results are the findings that stand. Excepted and baselined ones are only counted, in the run's properties: the
standard has `suppressions` for them, but GitHub shows suppressed results as open alerts, and a finding that the team
has decided to live with must not come back as one. An alert closes by itself once its finding is excepted. Who asks
for excepted findings gets them as the standard has them, suppressed and with the reason.

A result carries mvdt's fingerprint as `primaryLocationLineHash`, the only name that GitHub tells alerts by. What
GitHub would work out from the line is the same for two missing roles of one team, which then are one alert. Its upload
action remarks in its log that it would have chosen another value, and keeps ours.

There are no `automationDetails`, since they would override the category that an upload is given; no address of the
tool and its rules, since there is none yet; no times and no addresses of this machine, so equal reports are equal
bytes. Only paths with `..` become absolute, as the standard wants it. `executionSuccessful` is false
where not all could be checked; GitHub then warns, but takes findings that are not there for mended, so a pipeline
should upload only after exit codes 0 and 1.
"""

from __future__ import annotations

import os
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from mvdt import __version__, rules
from mvdt.exit_codes import BUG, CLEAN, COULD_NOT_CHECK, FOUND, NOTHING_TO_CHECK
from mvdt.output._json import dumped, filled
from mvdt.output._terminal import clipped, visible

if TYPE_CHECKING:
    from collections.abc import Generator

    from mvdt.findings import Severity
    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding
    from mvdt.rules import Rule
    from mvdt.source.text import Location

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "note"}
# What GitHub calls them where a rule is not about security.
_PROBLEMS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "recommendation"}
_EXITS: Final = {
    CLEAN: "nothing as grave as --fail-on stands",
    FOUND: "findings stand",
    COULD_NOT_CHECK: "not all could be checked",
    NOTHING_TO_CHECK: "there was nothing to check",
    BUG: "a rule failed, which is a bug in mvdt",
}
# What GitHub takes and no more: characters of a description, places of a result.
_DESCRIPTION: Final = 1024
_PLACES: Final = 1000
_RESULTS: Final = '\n      "results": []'
# Characters after which a text from a roster is cut: one sentence, and what stands at another place.
_SENTENCE: Final = 1000
_NAME: Final = 200


def render(report: Report, page: Page) -> Generator[str, None, None]:
    """The report as one SARIF log with one run, in ASCII."""
    suppressed = page.show_excepted
    findings = report.findings if suppressed else report.active
    index = {name: number for number, name in enumerate(dict.fromkeys(report.rules))}
    # A line break stands in no text of JSON, so this is the list of the run itself.
    before, _, after = dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report, index)]}).partition(
        _RESULTS
    )
    results = (
        _result(finding, index) | ({"suppressions": _suppressions(finding)} if suppressed else {})
        for finding in findings
    )
    yield before
    yield from filled(_RESULTS, results, indent=6)
    yield after


def _run(report: Report, index: dict[str, int]) -> dict[str, Any]:
    """The run with no result in its list yet; `index` is the place of each rule in its list."""
    known = set(rules.names())
    return {
        "tool": {
            "driver": {
                "name": "mvdt",
                "semanticVersion": __version__,
                "shortDescription": {
                    "text": "Checks rosters against the roles of a minimum viable digital team.",
                },
                "rules": [_rule(rules.get(name)) if name in known else _unknown(name) for name in index],
            }
        },
        "invocations": [_invocation(report, index)],
        "newlineSequences": ["\r\n", "\n", "\r"],
        "columnKind": "unicodeCodePoints",
        "results": [],
        "properties": {
            "on": report.on.isoformat(),
            "catalogue": _text(report.catalogue, _NAME),
            "excepted": sum(finding.status == "excepted" for finding in report.findings),
            "baselined": sum(finding.status == "baselined" for finding in report.findings),
        },
    }


def _rule(rule: Rule) -> dict[str, Any]:
    about, *parts = re.split(r"^## ", rule.guidance, flags=re.MULTILINE)
    notes = [f"Severity: {rule.severities}."]
    notes += [f"Source: {_sentence(rule.source)}"] if rule.source else []
    notes += [
        f"Option `{option.name}` (default {option.default}): {_sentence(option.metadata['description'])}"
        for option in fields(rule.options)
    ]
    markdown = "## ".join((about, *parts)) + "\n\n" + "\n\n".join(notes)
    return {
        "id": rule.name,
        "name": _name(rule.name),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _shortened(" ".join(about.split()))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "help": {
            "text": re.sub(r"^(?:```.*\n?|## )", "", markdown, flags=re.MULTILINE),
            "markdown": markdown,
        },
        "properties": {"tags": [rule.topic], "problem.severity": _PROBLEMS[rule.severity]},
    }


def _unknown(name: str) -> dict[str, Any]:
    """A rule of which a report tells that another version of mvdt has saved."""
    text = {"text": "A rule that this version of mvdt does not have."}
    return {"id": name, "name": _name(name), "shortDescription": text, "fullDescription": text, "help": text}


def _name(rule: str) -> str:
    """The second name that the standard wants, unlike the first and in this manner."""
    return "".join(word.capitalize() for word in rule.split("-"))


def _shortened(text: str) -> str:
    """As many whole sentences as GitHub shows."""
    return text if len(text) <= _DESCRIPTION else text[: text.rindex(". ", 0, _DESCRIPTION) + 1]


def _invocation(report: Report, index: dict[str, int]) -> dict[str, Any]:
    notes = []
    for trouble in report.unchecked:
        place = _place(trouble.location) if trouble.location else _file(trouble.path)
        message = f"{_sentence(trouble.message)}\nFix: {_sentence(trouble.fix)}"
        notes.append({"level": "error", **_said(message), "locations": [{"physicalLocation": place}]})
    for crash in report.crashes:
        message = f"This is a bug in mvdt: the rule {crash.rule} failed ({crash.error}); the other rules have reported."
        # A rule that compares teams has no file that it failed on.
        places = [{"physicalLocation": _file(crash.path)}] if crash.path else []
        rule = {"id": crash.rule, "index": index[crash.rule]}
        notes.append({"level": "error", **_said(message), "locations": places, "associatedRule": rule})
    if report.exit_code == NOTHING_TO_CHECK:
        notes.append({"level": "error", **_said("Nothing was checked, for no roster was found.")})
    return {
        "executionSuccessful": report.exit_code in (CLEAN, FOUND),
        "exitCode": report.exit_code,
        "exitCodeDescription": _EXITS[report.exit_code],
        "toolExecutionNotifications": notes,
    }


def _result(finding: ReportedFinding, index: dict[str, int]) -> dict[str, Any]:
    parts = [_sentence(finding.message)]
    parts += [
        f"{label}: {_sentence(text)}"
        for label, text in (("Why", finding.why), ("Fix", finding.fix), ("Source", finding.source))
        if text
    ]
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        **_said("\n".join(parts)),
        "locations": [{"physicalLocation": _place(finding.location)}],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_said(_text(what, _NAME)), "physicalLocation": _place(place)}
            for number, (what, place) in enumerate(finding.related[:_PLACES], start=1)
        ]
    return result


def _suppressions(finding: ReportedFinding) -> list[dict[str, Any]]:
    """Why a finding does not stand. The standard wants the list of each result or of none, also where it is empty."""
    if finding.status == "active":
        return []
    excuse = finding.excuse
    if excuse is None:
        return [{"kind": "external", "justification": "It is in the baseline."}]
    parts = [_sentence(excuse.reason)]
    parts += [f"Agreed by: {_sentence(excuse.agreed_by)}"] if excuse.agreed_by else []
    parts += [f"Until: {excuse.until.isoformat()}."] if excuse.until else []
    return [{"kind": "inSource" if excuse.path == finding.path else "external", "justification": "\n".join(parts)}]


def _said(text: str) -> dict[str, Any]:
    """A message in plain text. What would make a link of a name, a bracket on a parenthesis, is parted."""
    return {"message": {"text": text.replace("](", "] (")}}


def _sentence(text: str) -> str:
    text = _text(text, _SENTENCE)
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _text(text: str, most: int) -> str:
    """A text that may hold words of a roster, without what would act on a page: controls, reversed or hidden text."""
    return visible(clipped(text, most))


def _place(place: Location) -> dict[str, Any]:
    return {
        **_file(place.path),
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": place.end_column,
        },
    }


def _file(path: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(path)}}


def _uri(path: str) -> str:
    """A path as the reference that SARIF wants: relative where it is, with nothing in it that means more than itself."""
    if os.pardir in path.split(os.sep):
        path = os.path.realpath(path)
    steps = [quote(_raw(step), safe="") for step in path.replace(os.sep, "/").split("/") if step not in ("", ".")]
    return ("file:///" if os.path.isabs(path) else "") + "/".join(steps) or "."


def _raw(text: str) -> bytes:
    """The bytes of a file's name: those that could not be decoded as they were."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
