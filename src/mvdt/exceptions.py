"""Applying exceptions: which findings they speak of, and which of them are over or speak of none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mvdt.describe import excuse, hidden
from mvdt.model.catalogue import Catalogue
from mvdt.model.ledger import Entry, Ledger
from mvdt.model.roster import BoundRoster, RosterException
from mvdt.model.settings import Settings, SettingsException
from mvdt.report import Excuse, ReportedFinding
from mvdt.source.document import Location


class Made(NamedTuple):
    """An exception as it was made, what the report says of it, where it stands, and if a stale one can be told."""

    exception: RosterException
    excuse: Excuse
    location: Location
    certain: bool


def of_roster(bound: BoundRoster, *, on: date, secrets: list[str], certain: bool) -> list[Made]:
    """The exceptions of a roster; `certain` is whether all of it could be read."""
    document = bound.document
    return [
        Made(
            exception,
            excuse(exception, document.path, secrets),
            hidden(document.locate(document.span(("exceptions", index, _field(exception, on)))), bound),
            certain,
        )
        for index, exception in zip(bound.places["exceptions"], bound.roster.exceptions, strict=True)
    ]


def of_settings(settings: Settings, *, on: date, certain: bool, teams: set[str] | None) -> list[Made]:
    """The exceptions of the settings.

    `certain` is whether every roster could be read; `teams` are the folded names of those that were checked where these
    were only some: what speaks of others may still be true.
    """
    return [
        Made(
            exception,
            excuse(exception, settings.path or "", []),
            settings.locate(("exceptions", index, _field(exception, on))),
            certain and (teams is None or (exception.team or "").casefold() in teams),
        )
        for index, exception in zip(settings.places, settings.file.exceptions, strict=True)
    ]


class Application:
    """Exceptions applied to findings on a day; findings of rules that are always on admit none."""

    def __init__(self, catalogue: Catalogue, on: date, always: set[str]) -> None:
        self.catalogue = catalogue
        self.on = on
        self.always = always
        self._matched: set[int] = set()

    def apply(self, made: Sequence[Made], finding: ReportedFinding) -> None:
        """Except a finding by the first of these exceptions that speaks of it and is not over."""
        for one in made:
            if self._speaks_of(one.exception, finding):
                self._matched.add(id(one.exception))
                if finding.excuse is None and not _over(one.exception, self.on):
                    finding.status, finding.excuse = "excepted", one.excuse

    def ledger(self, made: Iterator[Made], ran: set[str]) -> Ledger:
        """What became of exceptions, of those whose rules `ran`."""
        ledger = Ledger()
        for one in made:
            exception = one.exception
            matched = id(exception) in self._matched
            if exception.rule in ran - self.always and (one.certain or matched):
                over = _over(exception, self.on)
                ledger.entries.append(
                    Entry(exception.rule, exception.about, exception.until, one.location, matched, over)
                )
        return ledger

    def _speaks_of(self, exception: RosterException, finding: ReportedFinding) -> bool:
        if finding.rule != exception.rule or finding.rule in self.always:
            return False
        team = exception.team if isinstance(exception, SettingsException) else None
        if team is not None and team.casefold() != (finding.team or "").casefold():
            return False
        if exception.about is None or self.catalogue.role_of(exception.about) == finding.about:
            return True
        return exception.about.casefold() in (finding.about.casefold(), finding.subject.casefold())


def _over(exception: RosterException, on: date) -> bool:
    return exception.until is not None and exception.until < on


def _field(exception: RosterException, on: date) -> str:
    return "until" if _over(exception, on) else "rule"
