"""One line a finding, `path:line:column: severity: rule: message` as compilers write it, then the summary in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.output._terminal import Paint, clipped, encodable, logged, readable
from mvdt.output._wording import LONGEST, SENTENCE, in_a_line

if TYPE_CHECKING:
    from collections.abc import Generator

    from mvdt.output import Page
    from mvdt.report import Report, ReportedFinding


def render(report: Report, page: Page) -> Generator[str, None, None]:
    """The report for editors, for `grep`, and for whoever knows the rules; findings in the order of files and lines."""
    findings = report.findings if page.show_excepted else report.active
    for finding in findings:
        yield f"{_line(finding, page)}\n"
    if last := in_a_line(report):
        yield f"{last}\n"


def _line(finding: ReportedFinding, page: Page) -> str:
    paint = Paint(on=page.colour)
    place = finding.location
    path = encodable(logged(clipped(place.path, LONGEST)), page.encoding)
    head = paint(f"{path}:{place.line}:{place.column}: ", "strong")
    standing = "" if finding.status == "active" else f"{finding.status}: "
    severity = paint(finding.severity, finding.severity)
    rule = paint(logged(finding.rule), "strong")
    message = readable(logged(clipped(finding.message, SENTENCE)), page.encoding)
    return f"{head}{standing}{severity}: {rule}: {message}"
