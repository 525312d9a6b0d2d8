"""From paths to a report: read, bind, judge, place, except, order."""

from __future__ import annotations

import gc
import os
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, Final

from mvdt.configuration import Configured, catalogue_in_use, choose, configure
from mvdt.describe import Secrets, hidden, redacted, secrets_of, spelt, team_card, team_report
from mvdt.exceptions import Application, Made, of_roster, of_settings
from mvdt.findings import ERROR, SEVERITIES, Finding, Severity
from mvdt.model.baseline import NAME as BASELINE_NAME
from mvdt.model.baseline import NEVER, Known
from mvdt.model.catalogue import Catalogue
from mvdt.model.names import check_names
from mvdt.model.personal_values import private_in_name, veiled
from mvdt.model.project import Project
from mvdt.model.roster import BoundRoster, bind_roster, is_roster
from mvdt.model.settings import NAME as SETTINGS_NAME
from mvdt.model.settings import NONE as NO_SETTINGS
from mvdt.model.settings import Settings
from mvdt.model.team import Team
from mvdt.processes import share_out, split
from mvdt.readers import STANDARD_INPUT, Source, Unreadable, find, read, readers
from mvdt.report import Crash, Fixed, Report, ReportedFinding, Roster, TableReport, Trouble, number, verdict
from mvdt.rules import SCOPES, Rule
from mvdt.source.document import Document
from mvdt.source.nodes import Path, Span
from mvdt.source.table import Workbook
from mvdt.source.text import Location

# Below it, a second process costs more than it saves.
_FILES_WORTH_A_PROCESS: Final = 100
# What a process sends to another takes room twice, so it sends it in pieces.
_FILES_AT_A_TIME: Final = 500
# Characters. Some small rosters are judged side by side, rule by rule: a processor is a sixth faster at doing one thing
# several times than several things once, as long as what it works on is little.
_SIDE_BY_SIDE: Final = 40 * 1024
FINDING_LIMIT: Final = 10_000
"""Findings of one rule in one file that are told one by one; the others are counted."""
_OUR_OWN: Final = (SETTINGS_NAME, BASELINE_NAME)


def check(
    paths: Sequence[str],
    *,
    catalogue: str | None = None,
    on: date,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: Severity | None = None,
    settings: Settings = NO_SETTINGS,
    baseline: Sequence[Known] = (),
    focus: Sequence[str] = (),
    standard_input: Callable[[], bytes] | None = None,
    standard_input_name: str = "<stdin>",
    processes: int = 1,
    sheet: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check the rosters at these paths, `-` being standard input, as they stand on a day.

    What is given here goes before what the settings say. Findings of the `baseline` don't count. With files in `focus`
    only what touches one of them is reported. Of spreadsheets the `sheet` is read, if one is given. Many files are shared out over as many processes as
    `processes` allows. `progress` is told after each file how many are checked, and of how many.

    Raises `model.catalogue_reading.BadCatalogue` for a catalogue and `model.settings.BadSettings` for settings that
    can't be used, `readers.Unreadable` for what can't be opened, and `UnknownRule` for a selection that names none.
    """
    selected = choose(select, ignore)
    chosen = configure(selected, settings, select)
    # Nothing here makes reference cycles, and looking for them takes a tenth to a half of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        known = catalogue_in_use(catalogue, settings)
        run = _Run(known, chosen, on, settings, named=paths, sheet=sheet)
        run.report.fail_on = fail_on or settings.fail_on or ERROR
        run.report.rules = [rule.name for rule, _, _ in chosen]
        run.report.switched_off = sorted({rule.name for rule in selected}.difference(run.report.rules))
        run.report.settings = settings.path
        run.whole = settings.covered_by(paths)
        run.report.all_rules = bool(not select and not ignore)
        sources = list(_sources(paths, standard_input, standard_input_name))
        sources += _passed_over(sources, focus)
        parts = split(sources, max(min(processes, len(sources) // _FILES_WORTH_A_PROCESS), 1))

        def work(part: Sequence[Source | Unreadable]) -> Iterator[_Judged]:
            for start in range(0, len(part), _FILES_AT_A_TIME):
                one = _Run(known, chosen, on, settings, named=paths, sheet=sheet)
                yield one.files(part[start : start + _FILES_AT_A_TIME], told(part, start))

        def told(part: Sequence[Source | Unreadable], before: int) -> Callable[[int], None] | None:
            if progress is None or part is not parts[0]:
                return None
            # The other parts, in processes of their own, are as far as the first, give or take.
            return lambda done: progress(round((before + done) * len(sources) / len(part)), len(sources))

        with closing(share_out(work, parts)) as shared_out:
            for judged in shared_out:
                run.take(judged)
        run.project_rules()
        run.finish(baseline, focus)
        return run.report
    finally:
        if collecting:
            gc.enable()


def read_rosters(paths: Sequence[str], catalogue: Catalogue, *, sheet: str | None) -> tuple[Report, list[BoundRoster]]:
    """The rosters in these files, and a report of how the files were read and what is wrong with them.

    No team is judged. What belongs to no team, such as a row without one, is a roster that `is_team` denies. Of
    spreadsheets the `sheet` is read, if one is given.
    """
    files_alone = configure(choose(["personal-data"]), NO_SETTINGS, ["personal-data"])
    run = _Run(catalogue, files_alone, date.min, NO_SETTINGS, named=paths, sheet=sheet)
    rosters = run.kept = []
    run.files([*find(paths)])
    run.order_findings()
    return run.report, rosters


def _sources(
    paths: Sequence[str], standard_input: Callable[[], bytes] | None, name: str
) -> Iterator[Source | Unreadable]:
    if STANDARD_INPUT in paths and standard_input is not None:
        # Two sources of one name would be taken for one.
        yield Source(f"{name} (standard input)" if name in paths else name, named=True, read=standard_input)
    yield from find([path for path in paths if path != STANDARD_INPUT or standard_input is None])


def _passed_over(sources: Sequence[Source | Unreadable], focus: Sequence[str]) -> Iterator[Source | Unreadable]:
    """The files in focus that walking the folders has not given: one in a hidden folder is checked where it is named."""
    if not focus:
        return
    walked = {os.path.realpath(source.path) for source in sources}
    for source in find([path for path in focus if os.path.realpath(path) not in walked]):
        if isinstance(source, Unreadable):
            yield source
        elif os.path.realpath(source.path) not in walked and os.path.splitext(source.path)[1].lower() in readers():
            # Not every file that changed is meant as a roster.
            yield Source(source.path, named=False)


def _fit_to_be_named(source: Source | Unreadable) -> Source | Unreadable:
    """A source as it is, or the reason why it is not read: every report would tell the personal data in its name."""
    what = private_in_name(source.path)
    if what is None:
        return source
    fix = "rename the file or its folder; if it is something else, write it in a way that can't be mistaken"
    return Unreadable(veiled(source.path), f"the name of this file holds what looks like {what}", fix)


@dataclass(slots=True)
class _Judged:
    """What judging some files one by one has given; the report is not finished."""

    report: Report
    project: Project
    exceptions: dict[str, list[Made]]
    order: list[str]
    unclear: set[Roster]


class _Run:
    """One check under way."""

    def __init__(
        self,
        catalogue: Catalogue,
        rules: list[Configured],
        on: date,
        settings: Settings,
        *,
        named: Sequence[str],
        sheet: str | None,
    ) -> None:
        self.catalogue = catalogue
        self.on = on
        names = {key: role.name for key, role in catalogue.roles.items()}
        self.report = Report(on=on, catalogue=catalogue.name, catalogue_path=catalogue.path, role_names=names)
        self.project = Project()
        self.settings = settings
        self.by_scope: dict[str, list[tuple[Rule, Any]]] = {scope: [] for scope in SCOPES}
        for rule, options, _ in rules:
            self.by_scope[rule.scope].append((rule, options))
        self.severities = {rule.name: severity for rule, _, severity in rules if severity is not None}
        self.always = {rule.name for rule, _, _ in rules if rule.always}
        self.named = frozenset(named)
        self.sheet = sheet
        self.own_files = {os.path.abspath(path) for path in settings.files()}
        self.whole = False
        self.ran = {rule.name for rule, _, _ in rules}
        self.exceptions: dict[str, list[Made]] = {}
        self.order: dict[str, int] = {}
        self.unclear: set[Roster] = set()
        self.kept: list[BoundRoster] | None = None
        self.read: list[Document] = []
        self.room = _SIDE_BY_SIDE

    def files(self, sources: Sequence[Source | Unreadable], told: Callable[[int], None] | None = None) -> _Judged:
        """Read and judge each file by itself; after each, how many are done is `told`."""
        for done, source in enumerate(map(_fit_to_be_named, sources), 1):
            if not isinstance(source, Unreadable):
                self.file(source)
            elif source.path in self.named or not self._excluded(source.path):
                self.report.unchecked.append(Trouble(source.path, source.message, source.fix))
            if told is not None:
                told(done)
        self.judge_read()
        return _Judged(self.report, self.project, self.exceptions, list(self.order), self.unclear)

    def take(self, judged: _Judged) -> None:
        """Add what a part has given, parts in their order."""
        mine, theirs = self.report, judged.report
        mine.teams += theirs.teams
        mine.findings += theirs.findings
        mine.unread += theirs.unread
        mine.unchecked += theirs.unchecked
        mine.left_out += theirs.left_out
        mine.tables += theirs.tables
        mine.crashes += theirs.crashes
        self.project.teams += judged.project.teams
        self.exceptions |= judged.exceptions
        self.unclear |= judged.unclear
        for path in judged.order:
            self.order[path] = len(self.order)

    def file(self, source: Source) -> None:
        """Read one file, and judge it now or with those that follow."""
        if not source.named and self._excluded(source.path):
            return
        try:
            document = read(source)
            if isinstance(document, Workbook):
                self.workbook(source, document)
                return
        except Unreadable as error:
            self.report.unchecked.append(Trouble(error.path, error.message, error.fix))
            return
        if not source.named and self._is_our_own(document):
            if os.path.basename(source.path) == SETTINGS_NAME and os.path.abspath(source.path) not in self.own_files:
                self.report.left_out.append((source.path, "settings that are not in force for the folder you are in"))
            return
        if not source.named and not self._is_meant_as_roster(document):
            self.report.left_out.append((source.path, _what_else(document)))
            return
        self.order[source.path] = len(self.order)
        self.read.append(document)
        self.room -= len(document.text.string)
        if self.room <= 0:
            self.judge_read()

    def judge_read(self) -> None:
        """Judge the rosters that are read and not judged yet."""
        if self.read:
            self.rosters(self.read)
            self.read = []
        self.room = _SIDE_BY_SIDE

    def workbook(self, source: Source, workbook: Workbook) -> None:
        """Judge the teams in a spreadsheet."""
        from mvdt.model.table import read_workbook

        self.judge_read()
        reading = read_workbook(workbook, self.catalogue, sheet=self.sheet, named=source.named)
        if not reading.teams and not reading.others:
            self.report.left_out.append((source.path, "a table without a column of job titles or roles"))
            return
        self.order[source.path] = len(self.order)
        private: set[str] = set()
        for document, personal in reading.others:
            bound = self._keep(BoundRoster(document, personal))
            private |= secrets_of(bound).values
            found = self._judge("BoundRoster", [(bound, source.path)])
            self._add(found[0], bound, None, secrets_of(bound))
        for document in reading.teams:
            private |= self.rosters([document])[0].values
        secrets = Secrets(private)
        if not reading.teams:
            self.report.unread.append(source.path)
        for table in reading.understood:
            columns = [(redacted(heading, secrets), meaning) for heading, meaning in table.columns]
            beside = [redacted(heading, secrets) for heading in table.beside]
            notes = [redacted(note, secrets) for note in table.notes]
            self.report.tables.append(TableReport(source.path, table.sheet, table.headings, columns, beside, notes))

    def rosters(self, documents: Sequence[Document]) -> list[Secrets]:
        """Judge some teams, each by itself; the personal data in each roster."""
        bounds = [self._keep(bind_roster(document)) for document in documents]
        for bound in bounds:
            check_names(bound, self.catalogue)
        private = [*map(secrets_of, bounds)]
        found = self._judge("BoundRoster", [(bound, bound.document.path) for bound in bounds])
        teams: list[tuple[Team, BoundRoster, Secrets, list[tuple[Rule, Finding]]]] = []
        for bound, secrets, its in zip(bounds, private, found, strict=True):
            if bound.is_team:
                teams.append((Team(bound, self.catalogue, self.on), bound, secrets, its))
            else:
                self._add(its, bound, None, secrets)
                self.report.unread.append(bound.document.path)
        found_of_teams = self._judge("Team", [(team, team.path) for team, _, _, _ in teams])
        for (team, bound, secrets, its), more in zip(teams, found_of_teams, strict=True):
            self._add(its + more, bound, team.name, secrets)
        told = [team_report(team, secrets) for team, _, secrets, _ in teams]
        self.report.teams += told
        self.project.teams += [team_card(team, bound, secrets) for team, bound, secrets, _ in teams]
        self.unclear |= {
            one.roster for one, (team, *_) in zip(told, teams, strict=True) if team.unreadable or team.lost
        }
        for one, (_, bound, secrets, _) in zip(told, teams, strict=True):
            if bound.roster.exceptions:
                certain = one.roster not in self.unclear
                self.exceptions[one.path] = of_roster(bound, on=self.on, secrets=secrets, certain=certain)
        return private

    def _keep(self, bound: BoundRoster) -> BoundRoster:
        if self.kept is not None:
            self.kept.append(bound)
        return bound

    def _excluded(self, path: str) -> bool:
        """Whether the settings leave a file out; if so, the report says it."""
        pattern = self.settings.excludes(path)
        if pattern is not None:
            self.report.left_out.append((path, f"excluded by `{pattern}` in {self.settings.path}"))
        return pattern is not None

    def _is_meant_as_roster(self, document: Document) -> bool:
        """Whether a file of a folder is to be judged; one that can't be read is, if any line of it is like a roster's."""
        if document.tree.complete:
            return is_roster(document.tree.root)
        string = document.text.string
        if not string or re.search(r"^\W*(?:team|members)\b", string, re.IGNORECASE | re.MULTILINE) is not None:
            return True
        from mvdt.model.columns import Headings

        return Headings(self.catalogue).in_text(string)

    def _is_our_own(self, document: Document) -> bool:
        """Whether this is a settings or baseline file, and not a roster that happens to have its name."""
        root = document.tree.root
        own = os.path.basename(document.path) in _OUR_OWN
        # To make a path absolute takes as long as reading the file.
        own = own or (bool(self.own_files) and os.path.abspath(document.path) in self.own_files)
        return own and document.tree.complete and not (isinstance(root, dict) and root.keys() & {"team", "members"})

    def project_rules(self) -> None:
        """Judge all teams together."""
        for rule, finding in self._judge("Project", [(self.project, "")])[0]:
            location = finding.at
            if isinstance(location, Location):
                related = [(what, place) for what, place in finding.related if isinstance(place, Location)]
                self._report(rule, finding, finding.team, location, related)

    def finish(self, baseline: Sequence[Known], focus: Sequence[str]) -> None:
        """Put findings in order, tell like from like, apply exceptions and baseline, and give each team its verdict."""
        report = self.report
        self.order_findings()
        number(report.findings)
        report.crashes.sort(key=lambda crash: self.order.get(crash.path, len(self.order)))
        self._except()
        self._compare(baseline)
        decisive = [*self.settings.files(), *([report.catalogue_path] if report.catalogue_path else [])]
        # What is judged by another standard, every team is touched by.
        if focus and not {os.path.realpath(path) for path in decisive} & {os.path.realpath(path) for path in focus}:
            _restrict(report, focus)
        standing: dict[Roster, set[Severity]] = {}
        for finding in report.active:
            standing.setdefault(finding.roster, set()).add(finding.severity)
        for team in report.teams:
            team.verdict = verdict(standing.get(team.roster, set()))

    def order_findings(self) -> None:
        """Put findings in the order of the files and their lines."""
        last = len(self.order)
        self.report.findings.sort(
            key=lambda finding: (
                self.order.get(finding.path, last),
                finding.location.line,
                finding.location.column,
                SEVERITIES.index(finding.severity),
                finding.rule,
                finding.about,
            )
        )

    def _except(self) -> None:
        """Except findings, and report exceptions that are over or match nothing."""
        report = self.report
        seen = {team.team.casefold() for team in report.teams}
        unclear = {team.team.casefold() for team in report.teams if team.roster in self.unclear}
        general = of_settings(self.settings, on=self.on, certain=self._saw_all(), seen=seen, unclear=unclear)
        if not self.exceptions and not general:
            return
        application = Application(self.catalogue, self.on, self.always, own=self.exceptions, general=general)
        for finding in report.findings:
            application.apply(finding)
        own = (one for path in self.order for one in self.exceptions.get(path, ()))
        ledger = application.ledger(chain(own, general), self.ran, self._told())
        teams = {card.path: card.name for card in self.project.teams}
        late = len(report.findings)
        for rule, found in self._judge("Ledger", [(ledger, "")])[0]:
            if isinstance(found.at, Location):
                self._report(rule, found, teams.get(found.at.path), found.at, [])
        number(report.findings[late:])
        self.order_findings()

    def _saw_all(self) -> bool:
        """Whether every roster that the settings are for was checked and could be read."""
        return self.whole and not self.report.unread and not self.report.unchecked

    def _told(self) -> set[str]:
        """The rules of which it can be told that they have no finding: those that ran and saw all that they compare."""
        told = self.ran - {crash.rule for crash in self.report.crashes}
        if self._saw_all() and not self.unclear:
            return told
        return told - {rule.name for rule, _ in self.by_scope["Project"]}

    def _compare(self, baseline: Sequence[Known]) -> None:
        """Set aside what the baseline has, and note what is there no more."""
        if not baseline:
            return
        known = {one.fingerprint for one in baseline}
        found = set()
        for finding in self.report.findings:
            if finding.rule not in self.always | NEVER and finding.fingerprint in known:
                found.add(finding.fingerprint)
                if finding.status == "active":
                    finding.status = "baselined"
        report = self.report
        told = self._told()
        # Of teams that were not checked or can't be read whole, and of rules that did not run, nothing can be said.
        unclear = tuple(f"{team.team}/" for team in report.teams if team.roster in self.unclear)
        checked = {team.team for team in report.teams}
        report.fixed = [
            Fixed(one.rule, one.subject, one.fingerprint)
            for one in baseline
            if one.fingerprint not in found
            and one.rule in told
            and (self._saw_all() or one.team in checked)
            and not one.subject.startswith(unclear)
        ]

    def _judge(self, scope: str, subjects: Sequence[tuple[object, str]]) -> list[list[tuple[Rule, Finding]]]:
        """What is found of each of these subjects, which stand with the paths of their files."""
        found: list[list[tuple[Rule, Finding]]] = [[] for _ in subjects]
        for rule, options in self.by_scope[scope]:
            judge = rule.judge
            for (subject, path), its in zip(subjects, found, strict=True):
                try:
                    for finding in judge(subject, options):
                        its.append((rule, finding))
                except MemoryError:
                    raise
                except Exception as error:  # noqa: BLE001 - whatever a rule does, the others still report
                    self.report.crashes.append(Crash(rule.name, path, _described(error)))
        return found

    def _add(self, found: list[tuple[Rule, Finding]], bound: BoundRoster, team: str | None, secrets: Secrets) -> None:
        document = bound.document
        for rule, finding in found if len(found) <= FINDING_LIMIT else _shortened(found):
            location = hidden(_located(document, finding.at, finding.span), bound)
            related = [
                (redacted(what, secrets), hidden(_located(document, at, None), bound)) for what, at in finding.related
            ]
            # One cell may stand for several posts.
            places = {place: (what, place) for what, place in reversed(related) if place != location}
            related = list(reversed(places.values()))
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
                severity=self.severities.get(rule.name) or finding.severity or rule.severity,
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


def _shortened(found: list[tuple[Rule, Finding]]) -> Iterator[tuple[Rule, Finding]]:
    """The first findings of each rule, and one that says how many more there are."""
    told: dict[str, int] = {}
    rest: dict[str, list[tuple[Rule, Finding]]] = {}
    for rule, finding in found:
        told[rule.name] = told.get(rule.name, 0) + 1
        if told[rule.name] <= FINDING_LIMIT:
            yield rule, finding
        else:
            rest.setdefault(rule.name, []).append((rule, finding))
    for more in rest.values():
        rule, first = more[0]
        severities = [finding.severity or rule.severity for _, finding in more]
        yield (
            rule,
            Finding(
                f"this file has {len(more):,} more findings of `{rule.name}`, which are not listed",
                fix="put right those that are listed, and check again",
                about="more",
                at=first.at,
                span=first.span,
                severity=min(severities, key=SEVERITIES.index),
            ),
        )


def _restrict(report: Report, focus: Sequence[str]) -> None:
    """Leave in a report what touches one of these files, and count the rest."""
    wanted = {os.path.realpath(path) for path in focus}

    @cache
    def in_focus(path: str) -> bool:
        whole = os.path.realpath(path)
        return whole in wanted or any(whole.startswith(os.path.join(one, "")) for one in wanted)

    def touches(*paths: str) -> bool:
        return any(map(in_focus, paths))

    everything = report.findings
    report.findings = [
        finding for finding in everything if touches(finding.path, *(place.path for _, place in finding.related))
    ]
    report.elsewhere = sum(finding.status == "active" for finding in everything)
    report.elsewhere -= sum(finding.status == "active" for finding in report.findings)
    rosters = len(report.teams) + len(report.unread)
    report.teams = [team for team in report.teams if touches(team.path)]
    report.unread = [path for path in report.unread if touches(path)]
    report.rosters_elsewhere = rosters - len(report.teams) - len(report.unread)
    report.unchecked = [trouble for trouble in report.unchecked if touches(trouble.path)]
    report.left_out = [(path, why) for path, why in report.left_out if touches(path)]
    report.tables = [table for table in report.tables if touches(table.path)]
    report.fixed = []


def _located(document: Document, at: Path | Location, span: Span | None) -> Location:
    if isinstance(at, Location):
        return at
    return document.locate(span if span is not None else document.span(spelt(document, at)))


def _what_else(document: Document) -> str:
    root = document.tree.root
    if not document.tree.complete:
        return "it can't be read, and no line of it begins like a roster"
    if isinstance(root, dict):
        if root.keys() & {"catalogue", "extends"}:
            return "a catalogue"
        return "neither `team` nor `members` in it"
    return "a list of something else" if isinstance(root, list) else "a text without fields"


def _described(error: Exception) -> str:
    # The name and the place, never the text: it may quote the roster.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno}"
