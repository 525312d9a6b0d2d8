"""For programs that read line by line: the JSON report in pieces, one object a line, each with a `type`.

- `{"type": "team", ...}`: a team, with the fields of one of the JSON report's `teams`;
- `{"type": "finding", ...}`: a finding, with the fields of one of its `findings`. It comes after its team, if there is one;
- `{"type": "summary", ...}`: all the rest of the JSON report, `schema_version` and `exit_code` among it. It is the last
  line: where it is missing, the output was cut off.

The fields are those of `mvdt schema findings`; teams and findings come in that report's order. A line ends with a line
feed and holds none, and all text outside ASCII is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvdt.output._json import dumped
from mvdt.output.json import finding_data, summary, team_data

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mvdt.output import Page
    from mvdt.report import Report


def render(report: Report, page: Page) -> Generator[str, None, None]:  # noqa: ARG001 - every format is called alike
    """The report as JSON lines."""
    return (dumped(line, indent=None) for line in _lines(report))


def _lines(report: Report) -> Iterator[dict[str, Any]]:
    number = {team.path: number for number, team in enumerate(report.teams, 1)}
    told = 0
    for finding in report.findings:
        # Both are in the order of files, so that whatever was skipped here has no findings.
        until = max(number.get(finding.path, 0), told)
        yield from ({"type": "team"} | team_data(team) for team in report.teams[told:until])
        told = until
        yield {"type": "finding"} | finding_data(finding)
    yield from ({"type": "team"} | team_data(team) for team in report.teams[told:])
    rest = summary(report)
    del rest["teams"], rest["findings"]
    yield {"type": "summary"} | rest
