"""For programs: everything, versioned. Fields are added within a version, never renamed or removed.

Its schema is `mvdt schema findings`. All text outside ASCII is escaped, so nothing in it acts on a terminal or a log.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final, cast

from mvdt import __version__

if TYPE_CHECKING:
    from mvdt.output import Page
    from mvdt.report import Excuse, PostReport, Report, ReportedFinding, TeamReport
    from mvdt.source.document import Location

SCHEMA_VERSION: Final = 1


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format is called alike
    """The report as one JSON document."""
    return json.dumps(as_data(report), indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "mvdt": __version__,
        "on": report.on.isoformat(),
        "catalogue": {"name": report.catalogue, "path": report.catalogue_path},
        "fail_on": report.fail_on,
        "rules": report.rules,
        "all_rules": report.all_rules,
        "exit_code": report.exit_code,
        "summary": {
            "teams": len(report.teams),
            "unread": len(report.unread),
            "verdicts": report.verdicts(),
            "findings": report.counted(),
            "excepted": sum(finding.status == "excepted" for finding in report.findings),
            "baselined": sum(finding.status == "baselined" for finding in report.findings),
            "below_threshold": report.below_threshold,
        },
        "teams": [_team(team) for team in report.teams],
        "findings": [_finding(finding) for finding in report.findings],
        "unread": report.unread,
        "unchecked": [{"path": one.path, "message": one.message, "fix": one.fix} for one in report.unchecked],
        "left_out": [{"path": path, "why": why} for path, why in report.left_out],
        "crashes": [{"rule": crash.rule, "path": crash.path, "error": crash.error} for crash in report.crashes],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    with open(os.path.join(os.path.dirname(__file__), "findings.schema.json"), encoding="utf-8") as file:
        return cast("dict[str, Any]", json.load(file))


def _team(team: TeamReport) -> dict[str, Any]:
    return {
        "team": team.team,
        "path": team.path,
        "phase": team.phase,
        "phase_given": team.phase_given,
        "people": len(team.members),
        "fte": team.fte,
        "lead": team.lead,
        "verdict": team.verdict,
        "strengths": team.strengths,
        "members": [
            {"name": member.name, "roles": member.roles, "fte": member.fte, "fte_given": member.fte_given}
            for member in team.members
        ],
        "roles": [
            {
                "role": role.role,
                "need": role.need,
                "state": role.state,
                "holders": role.holders,
                "possible": role.possible,
                "coming": [{"name": name, "from": start.isoformat()} for name, start in role.coming],
                "vacancies": [_post(post) for post in role.vacancies],
                "available": [_post(post) for post in role.available],
            }
            for role in team.roles
        ],
    }


def _post(post: PostReport) -> dict[str, Any]:
    return {
        "role": post.role,
        "by": post.by,
        "fte": post.fte,
        "from": post.from_.isoformat() if post.from_ else None,
    }


def _finding(finding: ReportedFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "severity": finding.severity,
        "status": finding.status,
        "exception": _excuse(finding.excuse),
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
        "source": finding.source,
        "team": finding.team,
        "about": finding.about,
        "subject": finding.subject,
        "path": finding.path,
        "span": _span(finding.location),
        "snippet": finding.location.snippet,
        "related": [{"what": what, "path": place.path, "span": _span(place)} for what, place in finding.related],
        "fingerprint": finding.fingerprint,
    }


def _excuse(excuse: Excuse | None) -> dict[str, str | None] | None:
    if excuse is None:
        return None
    return {
        "reason": excuse.reason,
        "agreed_by": excuse.agreed_by,
        "until": excuse.until.isoformat() if excuse.until else None,
        "path": excuse.path,
    }


def _span(place: Location) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.line,
        "end_column": place.end_column,
    }
