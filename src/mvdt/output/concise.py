"""One line a finding, `path:line:column: severity: rule: message` as compilers write it, then the summary in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.output._terminal import Paint, clipped, encodable, readable, visible
from mvdt.output._wording import LONGEST, SENTENCE, in_a_line

if TYPE_CHECKING:
    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding


def render(report: Report, page: Page) -> str:
    """The report for editors, for `grep`, and for whoever knows the rules; findings in the order of files and lines."""
    findings = report.findings if page.show_excepted else report.active
    lines = [*(_line(finding, page) for finding in findings), in_a_line(report)]
    return "".join(f"{line}\n" for line in lines if line)


def _line(finding: ReportedFinding, page: Page) -> str:
    paint = Paint(on=page.colour)
    place = finding.location
    path = encodable(_harmless(clipped(place.path, LONGEST)), page.encoding)
    # `::` at the beginning of a line is a command in a log of GitHub Actions.
    path = f"./{path}" if path.lstrip().startswith("::") else path
    head = paint(f"{path}:{place.line}:{place.column}: ", "strong")
    standing = "" if finding.status == "active" else f"{finding.status}: "
    severity = paint(finding.severity, finding.severity)
    rule = paint(_harmless(finding.rule), "strong")
    message = readable(_harmless(clipped(finding.message, SENTENCE)), page.encoding)
    return f"{head}{standing}{severity}: {rule}: {message}"


def _harmless(text: str) -> str:
    """A text on one line; `##[` would begin a command in a log of GitHub Actions, wherever it stands."""
    return visible(text).replace("##[", "##\\x5b")
