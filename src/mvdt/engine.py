"""From paths to a report: read, bind, judge, place, except, order."""

from __future__ import annotations

import gc
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from mvdt import rules as rule_files
from mvdt.describe import excuse, hidden, redacted, secrets_of, spelt, team_card, team_report
from mvdt.findings import ERROR, SEVERITIES, Finding, Severity
from mvdt.model.catalogue import Catalogue, load
from mvdt.model.names import check_names
from mvdt.model.project import Project
from mvdt.model.roster import BoundRoster, RosterException, bind_roster, is_roster
from mvdt.model.team import Team
from mvdt.processes import share_out, split
from mvdt.readers import STANDARD_INPUT, Source, Unreadable, find, read
from mvdt.report import Crash, Excuse, Report, ReportedFinding, Trouble, verdict
from mvdt.rules import TOPICS, Rule
from mvdt.source.document import Document, Location
from mvdt.source.nodes import Path, Span

# Below it, a second process costs more than it saves.
_FILES_WORTH_A_PROCESS: Final = 100


class UnknownRule(Exception):
    """A name in a selection that is neither a rule nor a topic, or a rule that can't be switched off."""

    def __init__(self, name: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.fix = fix


def choose(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Rule]:
    """The rules to run: those selected by name or topic (all, if nothing is selected) without those ignored.

    A selection may hold several names with commas between them. Rules that are always on run in any case. Raises
    `UnknownRule`.
    """
    select, ignore = ([name for names in chosen for name in names.split(",")] for chosen in (select, ignore))
    every = rule_files.every()
    known = {rule.name: rule for rule in every}
    for name in (*select, *ignore):
        if name not in known and name not in TOPICS:
            from mvdt.model.bind import names_like

            close = names_like(name, (*known, *TOPICS))
            fix = f"did you mean `{close[0]}`?" if close else "`mvdt rules` lists the rules and their topics"
            raise UnknownRule(name, f"`{name}` is neither a rule nor a topic", fix)
    for name in ignore:
        if name in known and known[name].always:
            raise UnknownRule(
                name,
                f"`{name}` can't be switched off: without it a broken file would pass unseen",
                "leave it out of --ignore, and mend the file or move it elsewhere",
            )

    def wanted(rule: Rule, chosen: Sequence[str]) -> bool:
        return rule.name in chosen or rule.topic in chosen

    return [
        rule for rule in every if rule.always or ((not select or wanted(rule, select)) and not wanted(rule, ignore))
    ]


def check(
    paths: Sequence[str],
    *,
    catalogue: str | None = None,
    on: date,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: Severity = ERROR,
    standard_input: Callable[[], bytes] | None = None,
    standard_input_name: str = "<stdin>",
    processes: int = 1,
) -> Report:
    """Check the rosters at these paths, `-` being standard input, as they stand on a day.

    Many files are shared out over as many processes as `processes` allows.

    Raises `model.catalogue_reading.BadCatalogue` for a catalogue that can't be used, `readers.Unreadable` for one that
    can't be opened, and `UnknownRule` for a selection that names none.
    """
    chosen = choose(select, ignore)
    # Nothing here makes reference cycles, and looking for them takes a tenth to a half of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        known = load(catalogue)
        run = _Run(known, chosen, on)
        run.report.fail_on = fail_on
        run.report.rules = [rule.name for rule in chosen]
        run.report.all_rules = bool(not select and not ignore)
        sources = list(_sources(paths, standard_input, standard_input_name))
        parts = split(sources, max(min(processes, len(sources) // _FILES_WORTH_A_PROCESS), 1))
        for judged in share_out(lambda part: _Run(known, chosen, on).files(part), parts):
            run.take(judged)
        run.project_rules()
        run.finish()
        return run.report
    finally:
        if collecting:
            gc.enable()


def _sources(
    paths: Sequence[str], standard_input: Callable[[], bytes] | None, name: str
) -> Iterator[Source | Unreadable]:
    if STANDARD_INPUT in paths and standard_input is not None:
        # Two sources of one name would be taken for one.
        yield Source(f"{name} (standard input)" if name in paths else name, named=True, read=standard_input)
    yield from find([path for path in paths if path != STANDARD_INPUT or standard_input is None])


class _Exception(NamedTuple):
    """An exception as it was made, and what the report says of it."""

    made: RosterException
    excuse: Excuse


@dataclass(slots=True)
class _Judged:
    """What judging some files one by one has given; the report is not finished."""

    report: Report
    project: Project
    exceptions: dict[str, list[_Exception]]
    order: list[str]


class _Run:
    """One check under way."""

    def __init__(self, catalogue: Catalogue, rules: list[Rule], on: date) -> None:
        self.catalogue = catalogue
        self.on = on
        names = {key: role.name for key, role in catalogue.roles.items()}
        self.report = Report(on=on, catalogue=catalogue.name, catalogue_path=catalogue.path, role_names=names)
        self.project = Project()
        options = {rule.name: rule.options() for rule in rules}
        self.by_scope: dict[str, list[tuple[Rule, Any]]] = {"BoundRoster": [], "Team": [], "Project": []}
        for rule in rules:
            self.by_scope[rule.scope].append((rule, options[rule.name]))
        self.always = {rule.name for rule in rules if rule.always}
        self.exceptions: dict[str, list[_Exception]] = {}
        self.order: dict[str, int] = {}

    def files(self, sources: Sequence[Source | Unreadable]) -> _Judged:
        """Read and judge each file by itself."""
        for source in sources:
            if isinstance(source, Unreadable):
                self.report.unchecked.append(Trouble(source.path, source.message, source.fix))
            else:
                self.file(source)
        return _Judged(self.report, self.project, self.exceptions, list(self.order))

    def take(self, judged: _Judged) -> None:
        """Add what a part has given, parts in their order."""
        mine, theirs = self.report, judged.report
        mine.teams += theirs.teams
        mine.findings += theirs.findings
        mine.unread += theirs.unread
        mine.unchecked += theirs.unchecked
        mine.left_out += theirs.left_out
        mine.crashes += theirs.crashes
        self.project.teams += judged.project.teams
        self.exceptions |= judged.exceptions
        for path in judged.order:
            self.order[path] = len(self.order)

    def file(self, source: Source) -> None:
        """Read and judge one file."""
        try:
            document = read(source)
        except Unreadable as error:
            self.report.unchecked.append(Trouble(error.path, error.message, error.fix))
            return
        if not source.named and not _is_meant_as_roster(document):
            self.report.left_out.append((source.path, _what_else(document)))
            return
        self.order[source.path] = len(self.order)
        bound = bind_roster(document)
        check_names(bound, self.catalogue)
        secrets = secrets_of(bound)
        found = list(self._judge("BoundRoster", bound, source.path))
        if bound.is_team:
            team = Team(bound, self.catalogue, self.on)
            found += self._judge("Team", team, source.path)
            name: str | None = team.name
            self._add(found, bound, name, secrets)
            self.report.teams.append(team_report(team, secrets))
            self.project.teams.append(team_card(team, bound, secrets))
            if bound.roster.exceptions:
                self.exceptions[source.path] = [
                    _Exception(one, excuse(one, source.path, secrets)) for one in bound.roster.exceptions
                ]
        else:
            self._add(found, bound, None, secrets)
            self.report.unread.append(source.path)

    def project_rules(self) -> None:
        """Judge all teams together."""
        teams = {card.path: card.name for card in self.project.teams}
        for rule, finding in self._judge("Project", self.project, ""):
            location = finding.at
            if isinstance(location, Location):
                related = [(what, place) for what, place in finding.related if isinstance(place, Location)]
                self._report(rule, finding, teams.get(location.path), location, related)

    def finish(self) -> None:
        """Put findings in order, tell like from like, apply exceptions, and give each team its verdict."""
        report = self.report
        report.findings.sort(
            key=lambda finding: (
                self.order[finding.path],
                finding.location.line,
                finding.location.column,
                SEVERITIES.index(finding.severity),
                finding.rule,
                finding.about,
            )
        )
        seen: dict[tuple[str, str], int] = {}
        standing: dict[str, set[Severity]] = {}
        for finding in report.findings:
            identity = (finding.rule, finding.subject)
            finding.ordinal = seen.get(identity, 0)
            seen[identity] = finding.ordinal + 1
            exceptions = self.exceptions.get(finding.path, ())
            made = next((one for one in exceptions if self._excepts(one.made, finding)), None)
            if made is not None:
                finding.status = "excepted"
                finding.excuse = made.excuse
            else:
                standing.setdefault(finding.path, set()).add(finding.severity)
        for team in report.teams:
            team.verdict = verdict(standing.get(team.path, set()))

    def _excepts(self, exception: RosterException, finding: ReportedFinding) -> bool:
        if finding.rule != exception.rule or finding.rule in self.always:
            return False
        if exception.until is not None and exception.until < self.on:
            return False
        if exception.about is None or self.catalogue.role_of(exception.about) == finding.about:
            return True
        return exception.about.casefold() in (finding.about.casefold(), finding.subject.casefold())

    def _judge(self, scope: str, subject: object, path: str) -> Iterator[tuple[Rule, Finding]]:
        for rule, options in self.by_scope[scope]:
            try:
                for finding in rule.judge(subject, options):
                    yield rule, finding
            except Exception as error:  # noqa: BLE001 - whatever a rule does, the others still report
                self.report.crashes.append(Crash(rule.name, path, _described(error)))

    def _add(self, found: list[tuple[Rule, Finding]], bound: BoundRoster, team: str | None, secrets: list[str]) -> None:
        document = bound.document
        for rule, finding in found:
            location = hidden(_located(document, finding.at, finding.span), bound)
            related = [
                (redacted(what, secrets), hidden(_located(document, at, None), bound)) for what, at in finding.related
            ]
            if secrets:
                finding.message = redacted(finding.message, secrets)
                finding.fix = redacted(finding.fix, secrets)
                finding.about = redacted(finding.about, secrets)
                team = redacted(team, secrets) if team is not None else None
            self._report(rule, finding, team, location, related)

    def _report(
        self, rule: Rule, finding: Finding, team: str | None, location: Location, related: list[tuple[str, Location]]
    ) -> None:
        self.report.findings.append(
            ReportedFinding(
                rule=rule.name,
                topic=rule.topic,
                severity=finding.severity or rule.severity,
                message=finding.message,
                fix=finding.fix,
                why=finding.why,
                source=finding.source or rule.source,
                team=team,
                about=finding.about,
                path=location.path,
                location=location,
                related=related,
            )
        )


def _located(document: Document, at: Path | Location, span: Span | None) -> Location:
    if isinstance(at, Location):
        return at
    return document.locate(span if span is not None else document.span(spelt(document, at)))


def _is_meant_as_roster(document: Document) -> bool:
    """Whether a file of a folder is to be judged; one that can't be read is, if any line of it begins like a roster."""
    if document.tree.complete:
        return is_roster(document.tree.root)
    string = document.text.string
    return not string or re.search(r"^\W*(?:team|members)\b", string, re.IGNORECASE | re.MULTILINE) is not None


def _what_else(document: Document) -> str:
    root = document.tree.root
    if not document.tree.complete:
        return "no YAML that can be read, and no line that begins with `team` or `members`"
    if isinstance(root, dict):
        if root.keys() & {"catalogue", "extends"}:
            return "a catalogue"
        return "neither `team` nor `members` in it"
    return "a list of something else" if isinstance(root, list) else "a text without fields"


def _described(error: Exception) -> str:
    # The name and the place, never the text: it may quote the roster.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno}"
