"""Applying exceptions: which findings they speak of, and which of them are over or speak of none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
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


class _Alike:
    """Exceptions that speak of the same findings; `first` is the first of them that is not over, with its number."""

    __slots__ = ("first", "matched", "stands")

    def __init__(self) -> None:
        self.first: tuple[int, Made] | None = None
        self.matched = False
        self.stands = False


class Application:
    """Exceptions applied to findings on a day; findings of rules that are always on admit none.

    `own` are those of each roster by its path, which go before the `general` ones of the settings.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        on: date,
        always: set[str],
        *,
        own: Mapping[str, Sequence[Made]],
        general: Sequence[Made],
    ) -> None:
        self.on = on
        self.always = always
        # By all that they must have in common with a finding, for there may be thousands of either.
        self._alike: dict[tuple[str | None, ...], _Alike] = {}
        self._of: dict[int, list[_Alike]] = {}
        every = [(path, one) for path, made in own.items() for one in made] + [(None, one) for one in general]
        for order, (path, one) in enumerate(every):
            exception = one.exception
            team = one.team.casefold() if one.team is not None else None
            abouts: set[tuple[str | None, ...]] = {(None, None)}
            if exception.about is not None:
                role = catalogue.role_of(exception.about)
                abouts = {("name", exception.about.casefold())} | ({("role", role)} if role is not None else set())
            for about in abouts:
                alike = self._alike.setdefault((path, exception.rule, team, *about), _Alike())
                self._of.setdefault(id(exception), []).append(alike)
                if alike.first is None and not _over(exception, on):
                    alike.first = order, one

    def apply(self, finding: ReportedFinding) -> None:
        """Except a finding by the first of the exceptions that speak of it and are not over."""
        if finding.rule in self.always:
            return
        names = {finding.about.casefold(), finding.subject.casefold()}
        abouts = [(None, None), ("role", finding.about), *(("name", name) for name in names)]
        speaking = [
            alike
            for path in (finding.path, None)
            for team in (None, (finding.team or "").casefold())
            for about in abouts
            if (alike := self._alike.get((path, finding.rule, team, *about))) is not None
        ]
        first = min((alike.first for alike in speaking if alike.first is not None), default=None, key=itemgetter(0))
        if first is not None and finding.excuse is None:
            finding.status, finding.excuse = "excepted", first[1].excuse
        for alike in speaking:
            alike.matched = True
            alike.stands = alike.stands or finding.status == "active"

    def ledger(self, made: Iterator[Made], ran: set[str], told: set[str]) -> Ledger:
        """What became of exceptions of rules that `ran`; of which of these silence can be `told` from ignorance."""
        ledger = Ledger()
        for one in made:
            exception = one.exception
            alike = self._of.get(id(exception), [])
            matched = any(each.matched for each in alike)
            if exception.rule in ran - self.always and (matched or (one.certain and exception.rule in told)):
                over, stands = _over(exception, self.on), any(each.stands for each in alike)
                ledger.entries.append(
                    Entry(exception.rule, one.about, exception.until, one.location, matched, over, stands)
                )
        return ledger


def _about(exception: RosterException, secrets: Secrets) -> str | None:
    return redacted(exception.about, secrets) if exception.about is not None else None


def _over(exception: RosterException, on: date) -> bool:
    return exception.until is not None and exception.until < on


def _field(exception: RosterException, on: date) -> str:
    return "until" if _over(exception, on) else "rule"
