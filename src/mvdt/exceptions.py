"""Applying exceptions: which findings they speak of, and which of them are over or speak of none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mvdt.describe import Secrets, excuse, hidden, redacted
from mvdt.model.catalogue import Catalogue
from mvdt.model.ledger import Entry, Ledger
from mvdt.model.roster import BoundRoster, RosterException
from mvdt.model.settings import Settings
from mvdt.report import Excuse, ReportedFinding
from mvdt.source.text import Location


class Made(NamedTuple):
    """An exception as it was made, what the report says of it, where it stands, and if a stale one can be told.

    `team` is the one that an exception of the settings is for, None where it is for all or stands in a roster; `about` is
    what it is about, fit to be shown.
    """

    exception: RosterException
    team: str | None
    about: str | None
    excuse: Excuse
    location: Location
    certain: bool


def of_roster(bound: BoundRoster, *, on: date, secrets: Secrets, certain: bool) -> list[Made]:
    """The exceptions of a roster; `certain` is whether all of it could be read."""
    document = bound.document
    return [
        Made(
            exception,
            None,
            _about(exception, secrets),
            excuse(exception, document.path, secrets),
            hidden(document.locate(document.span(("exceptions", index, _field(exception, on)))), bound),
            certain,
        )
        for index, exception in zip(bound.places["exceptions"], bound.roster.exceptions, strict=True)
    ]


def of_settings(settings: Settings, *, on: date, certain: bool, seen: set[str], unclear: set[str]) -> list[Made]:
    """The exceptions of the settings.

    `certain` is whether every roster that they are for was checked and could be read; `seen` are the folded names of the
    teams that were checked, `unclear` those that could be read only in part.
    """

    def told(team: str | None) -> bool:
        if team is None:
            return certain and not unclear
        return team.casefold() not in unclear and (certain or team.casefold() in seen)

    return [
        Made(
            exception,
            exception.team,
            exception.about,
            excuse(exception, settings.path or "", Secrets()),
            settings.locate(("exceptions", index, _field(exception, on))),
            told(exception.team),
        )
        for index, exception in zip(settings.places, settings.exceptions, strict=True)
    ]


class Application:
    """Exceptions applied to findings on a day; findings of rules that are always on admit none."""

    def __init__(self, catalogue: Catalogue, on: date, always: set[str]) -> None:
        self.catalogue = catalogue
        self.on = on
        self.always = always
        self._matched: set[int] = set()
        self._stands: set[int] = set()

    def apply(self, made: Sequence[Made], finding: ReportedFinding) -> None:
        """Except a finding by the first of these exceptions that speaks of it and is not over."""
        speaking = [one for one in made if self._speaks_of(one, finding)]
        self._matched.update(id(one.exception) for one in speaking)
        for one in speaking:
            if finding.excuse is None and not _over(one.exception, self.on):
                finding.status, finding.excuse = "excepted", one.excuse
        if finding.status == "active":
            self._stands.update(id(one.exception) for one in speaking)

    def ledger(self, made: Iterator[Made], ran: set[str], told: set[str]) -> Ledger:
        """What became of exceptions of rules that `ran`; of which of these silence can be `told` from ignorance."""
        ledger = Ledger()
        for one in made:
            exception = one.exception
            matched = id(exception) in self._matched
            if exception.rule in ran - self.always and (matched or (one.certain and exception.rule in told)):
                over, stands = _over(exception, self.on), id(exception) in self._stands
                ledger.entries.append(
                    Entry(exception.rule, one.about, exception.until, one.location, matched, over, stands)
                )
        return ledger

    def _speaks_of(self, made: Made, finding: ReportedFinding) -> bool:
        exception, team = made.exception, made.team
        if finding.rule != exception.rule or finding.rule in self.always:
            return False
        if team is not None and team.casefold() != (finding.team or "").casefold():
            return False
        if exception.about is None or self.catalogue.role_of(exception.about) == finding.about:
            return True
        return exception.about.casefold() in (finding.about.casefold(), finding.subject.casefold())


def _about(exception: RosterException, secrets: Secrets) -> str | None:
    return redacted(exception.about, secrets) if exception.about is not None else None


def _over(exception: RosterException, on: date) -> bool:
    return exception.until is not None and exception.until < on


def _field(exception: RosterException, on: date) -> str:
    return "until" if _over(exception, on) else "rule"
