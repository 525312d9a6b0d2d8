"""For programs: everything, versioned. Fields are added within a version, never renamed or removed.

Its schema is `mvdt schema findings`. All text outside ASCII is escaped, so nothing in it acts on a terminal or a log.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from mvdt import __version__
from mvdt.model.personal import HIDDEN
from mvdt.model.personal_values import private_in_name
from mvdt.output._json import dumped, filled
from mvdt.report import (
    Crash,
    Excuse,
    Fixed,
    MemberReport,
    PostReport,
    Report,
    ReportedFinding,
    RoleReport,
    TableReport,
    TeamReport,
    TitleReport,
    Trouble,
    number,
    packed_member,
    packed_role,
)
from mvdt.source.text import Cell, Location

if TYPE_CHECKING:
    from collections.abc import Generator

    from mvdt.output import Page

SCHEMA_VERSION: Final = 1

LONGEST_LINE: Final = 4_000
"""Characters of a line that a report repeats. A roster on one line has ten thousand places on a line of megabytes."""

# Where teams and findings go into the document.
_TEAMS: Final = '\n  "teams": []'
_FINDINGS: Final = '\n  "findings": []'

# Findings alike are few; a hundred thousand guesses take a fifth of a second.
_GUESSES: Final = 100_000

_NAMES: Final = frozenset(
    [
        "team",
        "name",
        "holders",
        "possible",
        "lead",
        "about",
        "subject",
        "what",
        "by",
        "reason",
        "agreed_by",
        "phase",
        "topic",
        "source",
        "why",
        "role",
        "role_names",
        "rule",
        "rules",
    ]
)
VALUE_LIMIT: Final = 10_000_000
"""Texts, numbers, lists and groups in a saved report, each of which takes far more memory than room in the file.

A report of 10,000 teams has some six million.
"""

# What stands in the place of personal data: what comes behind it is not what came before is about.
_KEPT_BACK: Final = re.compile(rf"\*{{4,}}|{re.escape(HIDDEN)}")
_KINDS: Final[dict[str, Any]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
    "boolean": bool,
}


def render(report: Report, page: Page) -> Generator[str, None, None]:  # noqa: ARG001 - every format is called alike
    """The report as one JSON document."""
    # A line break stands in no text of JSON, so these are the lists of the report itself.
    before, _, rest = dumped(summary(report)).partition(_TEAMS)
    between, _, after = rest.partition(_FINDINGS)
    yield before
    yield from filled(_TEAMS, (team_data(team) for team in report.teams), indent=2)
    yield between
    yield from filled(_FINDINGS, (finding_data(finding) for finding in report.findings), indent=2)
    yield after


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return summary(report) | {
        "teams": [team_data(team) for team in report.teams],
        "findings": [finding_data(finding) for finding in report.findings],
    }


def summary(report: Report) -> dict[str, Any]:
    """The report as plain values, with no team and no finding in their lists."""
    return {
        "schema_version": SCHEMA_VERSION,
        "mvdt": __version__,
        "on": report.on.isoformat(),
        "catalogue": {"name": report.catalogue, "path": report.catalogue_path},
        "role_names": _names(report),
        "fail_on": report.fail_on,
        "rules": report.rules,
        "all_rules": report.all_rules,
        "switched_off": report.switched_off,
        "settings": report.settings,
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
        "teams": [],
        "findings": [],
        "unread": report.unread,
        "unchecked": [_trouble(one) for one in report.unchecked],
        "left_out": [{"path": path, "why": why} for path, why in report.left_out],
        "tables": [_table(table) for table in report.tables],
        "fixed": [{"rule": one.rule, "subject": one.subject, "fingerprint": one.fingerprint} for one in report.fixed],
        "elsewhere": report.elsewhere,
        "rosters_elsewhere": report.rosters_elsewhere,
        "crashes": [{"rule": crash.rule, "path": crash.path, "error": crash.error} for crash in report.crashes],
    }


class NotAReport(Exception):
    """What stands in a file is no report that this version can read; the message says why."""


def load(data: bytes) -> Report:
    """The report that `render` wrote; raises `NotAReport` for anything else."""
    if sum(map(data.count, (b",", b"{", b"["))) > VALUE_LIMIT:
        raise NotAReport(f"this has more than {VALUE_LIMIT:,} values, and no report has")
    try:
        saved = json.loads(data)
        version = saved["schema_version"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise NotAReport("this is not a report of mvdt") from None
    if not isinstance(version, int):
        raise NotAReport("this is not a report of mvdt")
    if version != SCHEMA_VERSION:
        raise NotAReport(f"this report is of version {version}, and this mvdt reads version {SCHEMA_VERSION}")
    what = _private(saved)
    if what is not None:
        raise NotAReport(f"this report holds what looks like {what}, and nothing that mvdt writes does")
    whole = schema()
    if not _fits(saved, whole, whole["$defs"]):
        raise NotAReport("this report is not complete")
    try:
        return _report(saved)
    except (ValueError, KeyError, TypeError, OverflowError):
        raise NotAReport("this report contradicts itself") from None


def _private(value: Any, field: str = "") -> str | None:
    """What personal data there is in a report; in a name any old date counts, elsewhere it may be somebody's first day."""
    if isinstance(value, str):
        return _private_text(value, old_dates=field in _NAMES)
    if isinstance(value, dict):
        inside = ((item, name if field not in _NAMES else field) for name, item in value.items())
        return next(filter(None, (*map(_private, value), *(_private(item, name) for item, name in inside))), None)
    if isinstance(value, list):
        return next(filter(None, (_private(item, field) for item in value)), None)
    return None


@lru_cache(maxsize=5_000)
def _private_text(text: str, *, old_dates: bool) -> str | None:
    """The same of a text. Most of a report are the same words over and over."""
    return private_in_name(_KEPT_BACK.sub("\n", text), old_dates=old_dates)


def _fits(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> bool:
    """Whether a value is as a schema has it, as far as the schema of the report uses JSON Schema; dates aside."""
    if "$ref" in schema:
        return _fits(value, defs[schema["$ref"].rpartition("/")[2]], defs)
    kinds = schema.get("type", [])
    is_one = not kinds or any(_is_a(kind, value) for kind in ([kinds] if isinstance(kinds, str) else kinds))
    if not is_one or value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return False
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        return all(name in value for name in schema.get("required", ())) and all(
            _fits(item, known.get(name, others or {}), defs) for name, item in value.items()
        )
    if isinstance(value, list):
        return all(_fits(item, schema.get("items", {}), defs) for item in value)
    if isinstance(value, str):
        return "pattern" not in schema or re.fullmatch(schema["pattern"], value) is not None
    return value is None or value >= schema.get("minimum", value)


def _is_a(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _KINDS[kind])


def _report(saved: dict[str, Any]) -> Report:
    report = Report(
        on=date.fromisoformat(saved["on"]),
        catalogue=str(saved["catalogue"]["name"]),
        catalogue_path=saved["catalogue"]["path"],
        role_names=dict(saved["role_names"]),
        fail_on=saved["fail_on"],
        rules=list(saved["rules"]),
        all_rules=saved["all_rules"],
        switched_off=list(saved["switched_off"]),
        settings=saved["settings"],
        teams=[_saved_team(team) for team in saved["teams"]],
        findings=[_saved_finding(finding) for finding in saved["findings"]],
        unread=list(saved["unread"]),
        unchecked=[_saved_trouble(one) for one in saved["unchecked"]],
        left_out=[(one["path"], one["why"]) for one in saved["left_out"]],
        crashes=[Crash(**one) for one in saved["crashes"]],
        tables=[_saved_table(table) for table in saved.get("tables", [])],
        fixed=[Fixed(**one) for one in saved["fixed"]],
        elsewhere=int(saved["elsewhere"]),
        rosters_elsewhere=int(saved.get("rosters_elsewhere", 0)),
    )
    number(report.findings)
    _take_prints(report, [one["fingerprint"] for one in saved["findings"]])
    if report.exit_code != saved["exit_code"]:
        raise ValueError(report.exit_code)
    if not {finding.rule for finding in report.findings} <= set(report.rules):
        raise ValueError(report.rules)
    for team in report.teams:
        held = {role for member in team.members for role in member.roles}
        holders = {name for role in team.roles for name in role.holders}
        if any(role.state == "available" and not role.available for role in team.roles):
            raise ValueError(team.team)
        if not held <= report.role_names.keys() or not holders <= {member.name for member in team.members}:
            raise ValueError(team.team)
    return report


def _take_prints(report: Report, fingerprints: list[str]) -> None:
    """Give findings the ordinals that their fingerprints tell: others like them may be out of focus, and not in the report.

    In a report that somebody has changed any number of them may tell none.
    """
    guesses = _GUESSES
    for finding, fingerprint in zip(report.findings, fingerprints, strict=True):
        numbered = finding.ordinal
        if finding.fingerprint == fingerprint:
            continue
        for ordinal in range(min(len(report.findings) + report.elsewhere, guesses)):
            guesses -= 1
            finding.ordinal = ordinal
            if finding.fingerprint == fingerprint:
                break
        else:
            finding.ordinal = numbered


def _saved_table(table: dict[str, Any]) -> TableReport:
    columns = [(one["heading"], one["as"]) for one in table["columns"]]
    return TableReport(
        table["path"], table["sheet"], table["headings"], columns, list(table["not_read"]), list(table["notes"])
    )


def _saved_team(team: dict[str, Any]) -> TeamReport:
    return TeamReport(
        team=team["team"],
        path=team["path"],
        phase=team["phase"],
        phase_given=team["phase_given"],
        fte=float(team["fte"]),
        lead=team["lead"],
        members=[packed_member(_saved_member(one)) for one in team["members"]],
        roles=[packed_role(_saved_role(role)) for role in team["roles"]],
        strengths=list(team["strengths"]),
        unreadable=team["unreadable"],
        verdict=team["verdict"],
    )


def _saved_member(member: dict[str, Any]) -> MemberReport:
    # Reports of before 22 November 2026 do not say how titles were read.
    read = member.get("by_title")
    by_title = (
        TitleReport(read["how"], list(read["candidates"]), read["seniority"], list(read["ignored"])) if read else None
    )
    return MemberReport(member["name"], list(member["roles"]), member["fte"], member["fte_given"], by_title)


def _saved_role(role: dict[str, Any]) -> RoleReport:
    return RoleReport(
        role=role["role"],
        name=role["name"],
        need=role["need"],
        state=role["state"],
        holders=list(role["holders"]),
        possible=list(role["possible"]),
        coming=[(one["name"], date.fromisoformat(one["from"])) for one in role["coming"]],
        vacancies=[_saved_post(post) for post in role["vacancies"]],
        available=[_saved_post(post) for post in role["available"]],
    )


def _saved_post(post: dict[str, Any]) -> PostReport:
    return PostReport(post["role"], post["by"], post["fte"], date.fromisoformat(post["from"]) if post["from"] else None)


def _saved_finding(finding: dict[str, Any]) -> ReportedFinding:
    made = finding["exception"]
    until = date.fromisoformat(made["until"]) if made and made["until"] else None
    place = _saved_place(finding, finding["snippet"])
    return ReportedFinding(
        rule=finding["rule"],
        topic=finding["topic"],
        severity=finding["severity"],
        message=finding["message"],
        fix=finding["fix"],
        why=finding["why"],
        source=finding["source"],
        team=finding["team"],
        about=finding["about"],
        path=finding["path"],
        location=place,
        related=[(one["what"], _saved_place(one, "")) for one in finding["related"]],
        status=finding["status"],
        excuse=Excuse(made["reason"], made["agreed_by"], until, made["path"]) if made else None,
    )


def _saved_trouble(trouble: dict[str, Any]) -> Trouble:
    place = _saved_place(trouble, "") if trouble.get("span") else None
    return Trouble(trouble["path"], trouble["message"], trouble["fix"], place)


def _saved_place(saved: dict[str, Any], snippet: str) -> Location:
    span = saved["span"]
    cell = Cell(**saved["cell"]) if saved.get("cell") else None
    # Where the line begins in the file is known only while the file is.
    return Location(saved["path"], span["line"], span["column"], span["end_column"], 0, snippet, cell)


def schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    with open(os.path.join(os.path.dirname(__file__), "findings.schema.json"), encoding="utf-8") as file:
        return cast("dict[str, Any]", json.load(file))


def _names(report: Report) -> dict[str, str]:
    """The names of the roles that the report speaks of."""
    held = {role for team in report.teams for member in team.members for role in member.roles}
    return {role: name for role, name in report.role_names.items() if role in held}


def _table(table: TableReport) -> dict[str, Any]:
    return {
        "path": table.path,
        "sheet": table.sheet,
        "headings": table.headings,
        "columns": [{"heading": heading, "as": meaning} for heading, meaning in table.columns],
        "not_read": table.beside,
        "notes": table.notes,
    }


def team_data(team: TeamReport) -> dict[str, Any]:
    """A team as plain values."""
    return {
        "team": team.team,
        "path": team.path,
        "phase": team.phase,
        "phase_given": team.phase_given,
        "people": team.people,
        "fte": team.fte,
        "lead": team.lead,
        "verdict": team.verdict,
        "unreadable": team.unreadable,
        "strengths": team.strengths,
        "members": [
            {
                "name": member.name,
                "roles": member.roles,
                "fte": member.fte,
                "fte_given": member.fte_given,
                "by_title": member.by_title._asdict() if member.by_title else None,
            }
            for member in team.members
        ],
        "roles": [
            {
                "role": role.role,
                "name": role.name,
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


def finding_data(finding: ReportedFinding) -> dict[str, Any]:
    """A finding as plain values."""
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
        "snippet": _snippet(finding.location),
        "cell": _cell(finding.location),
        "related": [
            {"what": what, "path": place.path, "span": _span(place), "cell": _cell(place)}
            for what, place in finding.related
        ],
        "fingerprint": finding.fingerprint,
    }


def _snippet(place: Location) -> str:
    """The line, or as much of a very long one as a report can repeat at each of its findings."""
    _, last = place.marked
    return place.snippet[:LONGEST_LINE] if last <= LONGEST_LINE else ""


def _trouble(trouble: Trouble) -> dict[str, Any]:
    return {
        "path": trouble.path,
        "message": trouble.message,
        "fix": trouble.fix,
        "span": _span(trouble.location) if trouble.location else None,
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


def _cell(place: Location) -> dict[str, Any] | None:
    return place.cell._asdict() if place.cell is not None else None


def _span(place: Location) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.line,
        "end_column": place.end_column,
    }
