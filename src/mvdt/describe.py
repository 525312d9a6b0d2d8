"""What a report says of a team, and what it must not say: the personal data that its roster holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from mvdt.model.personal import HIDDEN, masked
from mvdt.model.project import Packed, TeamCard, name_key, plain
from mvdt.model.strengths import strengths
from mvdt.report import Excuse, PackedRole, PostReport, RoleReport, TeamReport, TitleReport, packed_role
from mvdt.source.text import Cell, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mvdt.model.person import Person
    from mvdt.model.personal import Private
    from mvdt.model.roster import Available, BoundRoster, RosterException, Vacancy
    from mvdt.model.team import RoleState, Team
    from mvdt.source.document import Document
    from mvdt.source.nodes import Path, Span
    from mvdt.titles import Resolution

_SHORTEST_SECRET: Final = 4
_LONGEST_SECRET: Final = 1_000
_SAYINGS: Final = 1_000
_FIGURES: Final = re.compile(r"\d.{4,}\d", re.DOTALL)
_CUT: Final = "\u2026"
# People whose places are looked for together: few enough to need no room worth mentioning.
_AT_A_TIME: Final = 1_000


class Secrets:
    """Personal data to be kept out of all that is said: found in a text by how it begins, for there may be thousands."""

    __slots__ = ("_in_order", "_lengths", "said", "values")

    def __init__(self, values: Iterable[str] = ()) -> None:
        self.values = {value for value in values if len(value) >= _SHORTEST_SECRET}
        # What thousands of findings say in the same words.
        self.said: dict[str, str] = {}
        self._in_order = sorted(self.values)
        self._lengths: dict[str, set[int]] = {}
        for value in self._in_order:
            self._lengths.setdefault(value[:_SHORTEST_SECRET], set()).add(len(value))

    def __bool__(self) -> bool:
        return bool(self.values)

    def within(self, text: str) -> list[Span]:
        """Where a text has one of them, or the beginning of one in front of an ellipsis."""
        cuts = [place for place, character in enumerate(text) if character == _CUT] if _CUT in text else []
        found = []
        for start in range(len(text) - _SHORTEST_SECRET + 1):
            lengths = self._lengths.get(text[start : start + _SHORTEST_SECRET])
            if lengths is not None:
                ends = [start + length for length in lengths if text[start : start + length] in self.values]
                # None begins with what is longer than itself.
                near = cuts[bisect_left(cuts, start) : bisect_right(cuts, start + max(lengths))]
                ends += [cut + 1 for cut in near if self._begins(text[start:cut])]
                found += [(start, max(ends))] if ends else []
        return found

    def _begins(self, text: str) -> bool:
        """Whether one of them begins so."""
        place = bisect_left(self._in_order, text)
        long_enough = len(text) >= _SHORTEST_SECRET
        return long_enough and place < len(self._in_order) and self._in_order[place].startswith(text)


def secrets_of(bound: BoundRoster) -> Secrets:
    """The personal data of a roster, to be kept out of all that is said about it."""
    return values_of(bound.document, bound.personal)


def values_of(document: Document, personal: Sequence[Private]) -> Secrets:
    """The personal data that was found in a file."""
    string = document.text.string
    # Nothing is said at such length, and blocks within blocks would add up to the square of the file.
    spans = ((start, min(end, start + _LONGEST_SECRET)) for start, end in (private.span for private in personal))
    values = {string[start:end].strip(" \t\r\n'\"") for start, end in spans}
    values.update(*[private.values for private in personal])
    # Spaces are said as one each, and some cells are read in pieces: of a number the figures must not stand there either.
    one_space = [" ".join(value.split()) for value in values]
    figures = [core[0] for value in one_space if (core := _FIGURES.search(value)) is not None]
    return Secrets(values.union(one_space, figures))


def redacted(text: str, secrets: Secrets) -> str:
    """A text without any of these values, nor the beginning of one where the text was cut short."""
    if not secrets:
        return text
    said = secrets.said.get(text)
    if said is None:
        said = _without(text, secrets)
        if len(secrets.said) < _SAYINGS and len(text) <= _LONGEST_SECRET:
            secrets.said[text] = said
    return said


def _without(text: str, secrets: Secrets) -> str:
    parts = []
    shown = 0
    for start, end in secrets.within(text):
        if end > shown:
            # Of two that overlap nothing is shown either.
            parts += [text[shown:start], HIDDEN] if start >= shown else []
            shown = end
    return "".join([*parts, text[shown:]])


def hidden(location: Location, bound: BoundRoster) -> Location:
    """A location whose line shows no personal data."""
    if not bound.covered:
        return location
    line = location.snippet
    if bound.masked is None or bound.masked[:2] != (location.offset, line):
        bound.masked = location.offset, line, masked(location, bound.covered).snippet
    return location._replace(snippet=bound.masked[2])


def excuse(made: RosterException, path: str, secrets: Secrets) -> Excuse:
    """An exception as the report tells it."""
    agreed_by = redacted(made.agreed_by, secrets) if made.agreed_by is not None else None
    return Excuse(redacted(made.reason, secrets), agreed_by, made.until, path)


def team_card(team: Team, bound: BoundRoster, secrets: Secrets) -> TeamCard:
    """A team as rules that compare teams need it."""
    document = bound.document
    private = bool(secrets)

    def seats() -> Iterator[Packed]:
        for start in range(0, len(team.people), _AT_A_TIME):
            found: list[tuple[Person, str, str | None, str | None]] = []
            paths: list[Path] = []
            for person in team.people[start : start + _AT_A_TIME]:
                member = person.member
                key = name_key(member.name) if member.name is not None else ""
                undivided = team.undivided(person) if member.shared else None
                # One that is personal data must go, and is not shown; so it counts as gone.
                id_ = member.id
                if private and id_ is not None and redacted(id_, secrets) != id_:
                    id_ = None
                if not key and undivided is None and id_ is None:
                    continue
                at = person.at("shared") if undivided is not None else person.at("fte", "name", "id")
                paths.append(at)
                found.append((person, key, id_, undivided))
            for (person, key, id_, undivided), place in zip(found, _places(document, paths), strict=True):
                label = person.label
                if private:
                    place = hidden(Location(team.path, *place), bound)[1:]  # noqa: PLW2901 - the same, with less to see
                    label = redacted(label, secrets)
                shared_as = team.spoken(undivided) if undivided is not None else None
                named = person.member.name is not None
                yield label, named, key, id_, person.fte, person.fte_given, shared_as, plain(place)

    name = redacted(team.name, secrets)
    said = hidden(document.locate(document.span(("team",))), bound) if bound.roster.team else None
    return TeamCard(name, team.path, location=said, seats=seats())


def _places(document: Document, paths: list[Path]) -> Iterable[tuple[int, int, int, int, str, Cell | None]]:
    """Where these stand, as a `Location` has it, by the words that the file has for their fields."""
    places = document.places(paths)
    return places if places is not None else map(document.place, (spelt(document, path) for path in paths))


def spelt(document: Document, place: Path) -> Path:
    """A place by the word that the file has for its field: `wte` means `fte`."""
    if place[-1:] == ("fte",) and document.key_span(place) is None:
        return (*place[:-1], "wte")
    return place


def team_report(team: Team, secrets: Secrets) -> TeamReport:
    """A team as the report has it, the verdict still open."""
    private = bool(secrets)
    return TeamReport(
        team=redacted(team.name, secrets),
        path=team.path,
        phase=team.phase,
        phase_given=team.phase_given,
        fte=round(team.fte, 2),
        lead=redacted(team.lead.label, secrets) if team.lead else None,
        members=[
            (
                redacted(person.label, secrets) if private else person.label,
                person.roles,
                person.fte,
                person.fte_given,
                (*_by_title(person.resolution, person.member.title or "", secrets),)
                if person.resolution is not None
                else None,
            )
            for person in team.people
        ],
        roles=[packed_role(_role_report(team, state, secrets)) for state in team.needs]
        if private
        else [_packed_role(team, state) for state in team.needs],
        strengths=[redacted(strength, secrets) for strength in strengths(team)],
        unreadable=team.unreadable,
    )


def _by_title(read: Resolution, title: str, secrets: Secrets) -> TitleReport:
    said = redacted(title, secrets).casefold()
    ignored = [piece if not secrets or piece.casefold() in said else HIDDEN for piece in read.ignored]
    return TitleReport(read.how, list(read.candidates), read.seniority, ignored)


def _packed_role(team: Team, state: RoleState) -> PackedRole:
    """A role of a team without secrets. Of nearly every role there is no more to say than who has it."""
    if state.possible or state.coming or state.vacancies or state.available:
        return packed_role(_role_report(team, state, Secrets()))
    role = state.role
    holders = [person.label for person in state.holders]
    return role, team.spoken(role), state.need, state.state, holders, [], [], [], []


def _role_report(team: Team, state: RoleState, secrets: Secrets) -> RoleReport:
    def names(people: list[Person]) -> list[str]:
        return [redacted(person.label, secrets) if secrets else person.label for person in people]

    def post(one: Vacancy | Available, by: str | None) -> PostReport:
        return PostReport(redacted(one.role, secrets), redacted(by, secrets) if by else None, one.fte, one.from_)

    return RoleReport(
        state.role,
        team.spoken(state.role),
        state.need,
        state.state,
        names(state.holders),
        names(state.possible) if state.possible else [],
        [(redacted(one.label, secrets), one.member.from_) for one in state.coming if one.member.from_],
        [post(one, None) for one, _ in state.vacancies],
        [post(one, one.by) for one, _ in state.available],
    )
