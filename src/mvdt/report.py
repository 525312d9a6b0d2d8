"""What one check found: plain data, and what follows from it."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from mvdt.exit_codes import BUG, CLEAN, COULD_NOT_CHECK, FOUND, NOTHING_TO_CHECK
from mvdt.findings import ERROR, SEVERITIES, WARNING, Severity

if TYPE_CHECKING:
    from mvdt.source.text import Location

Verdict = Literal["red", "amber", "green"]
Status = Literal["active", "excepted", "baselined"]

VERDICTS: Final[tuple[Verdict, ...]] = ("red", "amber", "green")


Roster = tuple[str, str | None]
"""Which roster: its file's path, and the team's name because a table may hold several; None where it has no team."""


class Excuse(NamedTuple):
    """Why a team lives with a finding: the reason, who agreed to it, its last day, and the file that says so."""

    reason: str
    agreed_by: str | None
    until: date | None
    path: str


@dataclass(slots=True, kw_only=True)
class ReportedFinding:
    """A rule's finding with its place, severity and standing.

    `related` are other places worth seeing, each with what is there. `excuse` is that of an excepted finding.
    `ordinal` tells apart findings of one rule about one subject.
    """

    rule: str
    topic: str
    severity: Severity
    message: str
    fix: str
    why: str | None
    source: str | None
    team: str | None
    about: str
    path: str
    location: Location
    related: list[tuple[str, Location]]
    status: Status = "active"
    excuse: Excuse | None = None
    ordinal: int = 0

    @property
    def roster(self) -> Roster:
        """The roster that the finding belongs to."""
        return self.path, self.team

    @property
    def subject(self) -> str:
        """What the finding is about: team, or file where there is none, and role, person or field."""
        return f"{self.team or self.path}/{self.about}"

    @property
    def fingerprint(self) -> str:
        """The same for the same finding on every run, whatever lines were moved: 32 hexadecimal digits."""
        return _fingerprint(self.rule, self.subject, str(self.ordinal))


class Fixed(NamedTuple):
    """A finding of the baseline that is there no more."""

    rule: str
    subject: str
    fingerprint: str


class TitleReport(NamedTuple):
    """How a job title was read: by what it led to a role (None if to none), the roles that it could be, the seniority.

    `ignored` are the pieces of the title that played no part.
    """

    how: str | None
    candidates: list[str]
    seniority: str | None
    ignored: list[str]


class MemberReport(NamedTuple):
    """Somebody on the team: name or label, role ids, FTE and whether that was said.

    `by_title` is how the job title was read where the roster gives no role.
    """

    name: str
    roles: list[str]
    fte: float
    fte_given: bool
    by_title: TitleReport | None = None


class PostReport(NamedTuple):
    """A vacancy or an available role: its role as written, who provides it, FTE and first day as far as they are said."""

    role: str
    by: str | None
    fte: float | None
    from_: date | None


class RoleReport(NamedTuple):
    """How a role that the team needs stands. `holders` are the names of members, `coming` those who start later.

    `possible` are those whose title names this role beside others.
    """

    role: str
    name: str
    need: str
    state: str
    holders: list[str]
    possible: list[str]
    coming: list[tuple[str, date]]
    vacancies: list[PostReport]
    available: list[PostReport]


class TeamReport:
    """A team, how its roles stand, and the verdict on it. `lead` is who leads the product, if that can be told.

    `people` is how many are on it. Members and roles are packed, which takes a tenth of the room, and made anew each time
    they are asked for.
    """

    __slots__ = (
        "_members",
        "_roles",
        "fte",
        "lead",
        "path",
        "people",
        "phase",
        "phase_given",
        "strengths",
        "team",
        "unreadable",
        "verdict",
    )

    def __init__(
        self,
        *,
        team: str,
        path: str,
        phase: str,
        phase_given: bool,
        fte: float,
        lead: str | None,
        members: list[PackedMember],
        roles: list[PackedRole],
        strengths: list[str],
        unreadable: bool,
        verdict: Verdict = "green",
    ) -> None:
        self.team = team
        self.path = path
        self.phase = phase
        self.phase_given = phase_given
        self.fte = fte
        self.lead = lead
        self.strengths = strengths
        self.unreadable = unreadable
        self.verdict: Verdict = verdict
        self.people = len(members)
        self._members = marshal.dumps(members)
        self._roles = marshal.dumps(roles)

    @property
    def members(self) -> list[MemberReport]:
        """Everybody on the team, in the order of the roster."""
        return [*map(_member, marshal.loads(self._members))]  # noqa: S302 - packed above

    @property
    def roles(self) -> list[RoleReport]:
        """The roles that the team needs, in the order of the catalogue."""
        return [*map(_role, marshal.loads(self._roles))]  # noqa: S302 - packed above

    @property
    def roster(self) -> Roster:
        """The roster that the team was read from."""
        return self.path, self.team


PackedMember = tuple[str, list[str], float, bool, tuple[Any, ...] | None]
"""A `MemberReport` in plain values."""

PackedRole = tuple[str, str, str, str, list[str], list[str], list[Any], list[Any], list[Any]]
"""A `RoleReport` in plain values, its days as numbers."""


def packed_member(member: MemberReport) -> PackedMember:
    """Somebody on the team, as a team's report takes it."""
    name, roles, fte, fte_given, by_title = member
    return name, roles, fte, fte_given, (*by_title,) if by_title is not None else None


def _member(packed: PackedMember) -> MemberReport:
    # What `_make` does, without a step in Python: of ten thousand teams there are a quarter of a million of these.
    member = tuple.__new__(MemberReport, packed)
    return member if packed[4] is None else member._replace(by_title=TitleReport._make(packed[4]))


def packed_role(role: RoleReport) -> PackedRole:
    """A role that the team needs, as a team's report takes it."""
    name, spoken, need, state, holders, possible, coming, vacancies, available = role
    days = [(name, day.toordinal()) for name, day in coming]
    filled, offered = (
        [(*post[:3], post.from_ and post.from_.toordinal()) for post in posts] for posts in (vacancies, available)
    )
    return name, spoken, need, state, holders, possible, days, filled, offered


def _role(packed: PackedRole) -> RoleReport:
    role = tuple.__new__(RoleReport, packed)
    _, _, _, _, _, _, coming, vacancies, available = packed
    if not (coming or vacancies or available):
        return role
    return role._replace(
        coming=[(name, date.fromordinal(day)) for name, day in coming],
        vacancies=[_post(*post) for post in vacancies],
        available=[_post(*post) for post in available],
    )


def _post(role: str, by: str | None, fte: float | None, day: int | None) -> PostReport:
    return PostReport(role, by, fte, date.fromordinal(day) if day is not None else None)


class TableReport(NamedTuple):
    """How a spreadsheet was read: file, sheet (empty where it has no name), the number of the row with the headings.

    `columns` are headings, each with what it was read as; `beside` those of columns that were not read; `notes` are what
    else a reader should know.
    """

    path: str
    sheet: str
    headings: int
    columns: list[tuple[str, str]]
    beside: list[str]
    notes: list[str]


@dataclass(slots=True)
class Trouble:
    """Why something could not be checked: the file that stops it, a sentence, a way out, and where it is within the file."""

    path: str
    message: str
    fix: str
    location: Location | None = None

    @property
    def place(self) -> str:
        """The file, with line and column as far as they are known, as compilers write it."""
        place = self.location
        return f"{self.path}:{place.line}:{place.column}" if place else self.path

    def fingerprint(self, ordinal: int = 0) -> str:
        """The same for the same trouble on every run, and another for each of several: 32 hexadecimal digits."""
        return _fingerprint(self.path, self.message, *([str(ordinal)] if ordinal else []))


@dataclass(slots=True)
class Crash:
    """A bug in a rule: its name, the file that it failed on, and what Python called it."""

    rule: str
    path: str
    error: str


@dataclass(slots=True, kw_only=True)
class Report:
    """Everything that one check found.

    `teams` and `findings` are in the order in which files were read, findings by line within a file.
    `role_names` are the names of the catalogue's roles. `unchecked` is why something could not be checked: a path that
    can't be opened, or a catalogue, settings or a baseline that can't be used. `tables` is how spreadsheets were read,
    `rules` are those that ran, `all_rules` whether the command line left none out, `switched_off` those that the
    settings leave out, `settings` the path of their file;
    `fixed` are findings of the baseline that are there no more, `elsewhere` counts what was found and is not reported
    because it touches none of the files that are in focus, `rosters_elsewhere` the rosters that are not in focus; `left_out` files of a folder that are no rosters, `unread` files of which no team could be read.
    """

    on: date
    catalogue: str
    catalogue_path: str | None
    role_names: dict[str, str]
    fail_on: Severity = ERROR
    rules: list[str] = field(default_factory=list)
    all_rules: bool = True
    switched_off: list[str] = field(default_factory=list)
    settings: str | None = None
    teams: list[TeamReport] = field(default_factory=list)
    findings: list[ReportedFinding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unchecked: list[Trouble] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    tables: list[TableReport] = field(default_factory=list)
    fixed: list[Fixed] = field(default_factory=list)
    elsewhere: int = 0
    rosters_elsewhere: int = 0

    @property
    def active(self) -> list[ReportedFinding]:
        """The findings that stand."""
        return [finding for finding in self.findings if finding.status == "active"]

    def counted(self) -> dict[Severity, int]:
        """How many findings stand, by severity."""
        counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        for finding in self.findings:
            if finding.status == "active":
                counts[finding.severity] += 1
        return counts

    def verdicts(self) -> dict[Verdict, int]:
        """How many teams have which verdict."""
        counts: dict[Verdict, int] = dict.fromkeys(VERDICTS, 0)
        for team in self.teams:
            counts[team.verdict] += 1
        return counts

    @property
    def below_threshold(self) -> int:
        """How many standing findings are not grave enough to fail the check."""
        limit = SEVERITIES.index(self.fail_on)
        return sum(number for severity, number in self.counted().items() if SEVERITIES.index(severity) > limit)

    @property
    def exit_code(self) -> int:
        """What the command ends with, the same for every format."""
        if self.crashes:
            return BUG
        if self.unchecked:
            return COULD_NOT_CHECK
        if not self.teams and not self.unread and not self.rosters_elsewhere:
            return NOTHING_TO_CHECK
        return FOUND if sum(self.counted().values()) > self.below_threshold else CLEAN


def _fingerprint(*identity: str) -> str:
    from hashlib import sha256

    text = "\0".join(identity)
    try:
        # A file's name that the locale could not decode is the same bytes as where it could.
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:32]


def verdict(severities: set[Severity]) -> Verdict:
    """The traffic light of a team: red where an error stands, amber where a warning does."""
    if ERROR in severities:
        return "red"
    return "amber" if WARNING in severities else "green"


def number(findings: list[ReportedFinding]) -> None:
    """Tell apart findings of one rule about one subject, by their order."""
    seen: dict[tuple[str, str], int] = {}
    for finding in findings:
        identity = (finding.rule, finding.subject)
        finding.ordinal = seen.get(identity, 0)
        seen[identity] = finding.ordinal + 1
