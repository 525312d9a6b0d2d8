"""For GitHub Actions: each finding a workflow command, which GitHub shows as an annotation on its line.

What the runner reads it undoes exactly: in the data `%25`, `%0D` and `%0A`, in properties also `%3A` and `%2C`. So
nothing from a roster can begin a command of its own, and the plain lines at the end hold nothing from a roster.
"""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Final

from mvdt.findings import SEVERITIES, Severity
from mvdt.model.words import count, listed
from mvdt.output._terminal import clipped, visible
from mvdt.output._wording import SENTENCE, in_a_line

if TYPE_CHECKING:
    from collections.abc import Generator

    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding, Trouble
    from mvdt.source.text import Location

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "notice"}
# As many annotations of each kind does GitHub show of a step; the rest is only in the log, and without its place.
_SHOWN: Final = 10
_BROKEN_LINE: Final = re.compile("([\r\n])")


def render(report: Report, page: Page) -> Generator[str, None, None]:  # noqa: ARG001 - every format is called alike
    """The report as workflow commands, the gravest first because GitHub shows only the first of each kind."""
    yield from (f"{_stopped(trouble)}\n" for trouble in report.unchecked)
    gravest_first = sorted(report.active, key=lambda finding: SEVERITIES.index(finding.severity))
    yield from (f"{_annotation(finding)}\n" for finding in gravest_first)
    if last := in_a_line(report):
        yield f"{last}\n"
    shown = report.counted()
    shown["error"] += len(report.unchecked)
    more = [count(number - _SHOWN, _COMMANDS[severity]) for severity, number in shown.items() if number > _SHOWN]
    if more:
        yield (
            f"GitHub shows {_SHOWN} annotations of a kind, so {listed(more, 'and')} are in this log only. "
            'All with their places: mvdt check --format markdown >> "$GITHUB_STEP_SUMMARY", or --format concise.\n'
        )


def _annotation(finding: ReportedFinding) -> str:
    place = _place(finding.path, finding.location)
    return _command(_COMMANDS[finding.severity], finding.rule, place, finding.message, finding.fix)


def _stopped(trouble: Trouble) -> str:
    """Why not everything was checked."""
    return _command("error", "not-checked", _place(trouble.path, trouble.location), trouble.message, trouble.fix)


def _place(path: str, place: Location | None) -> dict[str, str]:
    if place is None:
        return {"file": _path(path)}
    return {
        "file": _path(path),
        "line": str(place.line),
        "col": str(place.column),
        # Columns hold only on one line, and every place here is on one.
        "endLine": str(place.line),
        "endColumn": str(place.end_column),
    }


def _command(name: str, title: str, place: dict[str, str], message: str, fix: str) -> str:
    properties = place | {"title": f"{_shown(title)} (mvdt)"}
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = f"{_shown(message)}\nFix: {_shown(fix)}"
    return f"::{name} {given}::{_data(text)}"


def _path(path: str) -> str:
    """A path as GitHub knows files: with slashes and without detours; line breaks stay, for they belong to the name."""
    plain = posixpath.normpath(path.replace(os.sep, "/"))
    return "".join(part if part in "\r\n" else visible(part) for part in _BROKEN_LINE.split(plain))


def _shown(text: str) -> str:
    return visible(clipped(text, SENTENCE))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
