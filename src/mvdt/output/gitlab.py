"""For GitLab: a Code Quality report, for `artifacts: reports: codequality:`.

It has the findings that stand, and what stopped the check, for what an empty report lacks GitLab takes for mended. It drops an invalid entry and all that follow it, and keeps one entry of each
fingerprint; it wants paths from the repository's root, without `./`.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from mvdt.output._json import filled
from mvdt.output._terminal import clipped, visible

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mvdt.findings import Severity
    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding, Trouble

# GitLab draws them blue, orange and red, like the traffic lights of the verdict.
_SEVERITIES: Final[dict[Severity, str]] = {"advice": "info", "warning": "major", "error": "critical"}
_NOT_CHECKED: Final = "not-checked"
_LONGEST: Final = 600
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def render(report: Report, page: Page) -> Generator[str, None, None]:  # noqa: ARG001 - every format is called alike
    """The report as GitLab reads it."""
    paths = {path: _from_root(path) for path in dict.fromkeys(finding.location.path for finding in report.active)}
    entries = chain(
        (_entry(finding, paths[finding.location.path]) for finding in report.active),
        _reasons(report.unchecked),
    )
    yield from filled("[]", entries, indent=0)
    yield "\n"


def _entry(finding: ReportedFinding, path: str) -> dict[str, Any]:
    return {
        "description": _description(finding.rule, finding.message, finding.fix),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(path, finding.location.line),
    }


def _reasons(unchecked: list[Trouble]) -> Iterator[dict[str, Any]]:
    """Why not everything was checked, each told from others like it."""
    told: Counter[tuple[str, str]] = Counter()
    for trouble in unchecked:
        identity = trouble.path, trouble.message
        yield _stopped(trouble, told[identity])
        told[identity] += 1


def _stopped(trouble: Trouble, ordinal: int) -> dict[str, Any]:
    """Why not everything was checked; so many of the same stand before it."""
    return {
        "description": _description(_NOT_CHECKED, trouble.message, trouble.fix),
        "check_name": _NOT_CHECKED,
        "fingerprint": trouble.fingerprint(ordinal),
        "severity": "blocker",
        "location": _location(_from_root(trouble.path), trouble.location.line if trouble.location else 1),
    }


def _description(name: str, message: str, fix: str) -> str:
    """The only text that a merge request shows."""
    message, fix = (visible(clipped(text, _LONGEST)) for text in (message, fix))
    return f"{name}: {message}. Fix: {fix}"


def _location(path: str, line: int) -> dict[str, Any]:
    return {"path": path, "lines": {"begin": line, "end": line}}


def _from_root(path: str) -> str:
    """A path from the repository's root, which a job's CI_PROJECT_DIR names, else from the current folder."""
    root = os.environ.get("CI_PROJECT_DIR")
    try:
        here = os.path.normpath(path)
        if root or os.path.isabs(path):
            root = root or os.getcwd()
            # The folder may have been reached by a link, and the current folder never says so.
            inside = here.startswith(os.path.join(os.path.normpath(root), ""))
            here = os.path.relpath(here, root if inside else os.path.realpath(root))
    except (OSError, ValueError):
        # The current folder is gone, or the path is on another drive.
        here = path
    here = here.replace(os.sep, "/")
    return visible(here) if _SURROGATE.search(here) else here
