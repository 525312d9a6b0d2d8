"""All teams of one call, as far as rules that compare teams need them.

What is kept of a team is little, so that ten thousand rosters need little more memory than ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from mvdt.model.personal import masked
from mvdt.model.words import quote
from mvdt.source.nodes import Span
from mvdt.source.text import Location, Text

_FEWEST_LETTERS: Final = 4


class Seat(NamedTuple):
    """Somebody on a team: who, where, and for how much of the week.

    `called` is the name within a sentence, `key` the name as it is compared, empty for a mere label. `shared_as` is the role, as it stands within a
    sentence, that the person should have on no other team, and has; None where nothing is wrong with sharing.
    """

    name: str
    called: str
    key: str
    id: str | None
    team: str
    path: str
    fte: float
    fte_given: bool
    shared_as: str | None
    span: Span


class TeamCard:
    """A team's name, the span of it in the file's text (None if the file says none), and who is on it.

    `masks` are the spans of personal data, which is never shown.
    """

    __slots__ = ("masks", "name", "path", "seats", "span", "text")

    def __init__(
        self, name: str, path: str, *, text: Text, masks: Sequence[Span], span: Span | None, seats: list[Seat]
    ) -> None:
        self.name = name
        self.path = path
        self.text = text
        self.masks = masks
        self.span = span
        self.seats = seats

    def locate(self, span: Span) -> Location:
        """A span of the file as line and columns."""
        return masked(self.text.locate(self.path, span), self.masks)


class Project:
    """The teams in the order in which they were read."""

    def __init__(self) -> None:
        self.teams: list[TeamCard] = []

    def on_different_teams(self, seats: list[Seat]) -> list[Seat]:
        """The last of a person's seats on each team, two rosters of one name being the same team."""
        return list({" ".join(seat.team.casefold().split()): seat for seat in seats}.values())

    def seats(self) -> Iterator[Seat]:
        """Everybody on every team whom a rule could be about, in order."""
        for card in self.teams:
            yield from card.seats

    def locate(self, seat: Seat) -> Location:
        """Where a seat stands in its file."""
        return self._cards[seat.path, seat.team].locate(seat.span)

    @cached_property
    def same_people(self) -> list[list[Seat]]:
        """The seats of each person who has several, in order: the same by `id`, else by name.

        A seat without an `id` belongs to the one person of that name who has one, if there is exactly one.
        """
        by_name: dict[str, list[Seat]] = {}
        by_id: dict[str, list[Seat]] = {}
        order: dict[int, int] = {}
        for number, seat in enumerate(self.seats()):
            order[id(seat)] = number
            if seat.key:
                by_name.setdefault(seat.key, []).append(seat)
            elif seat.id is not None:
                by_id.setdefault(seat.id, []).append(seat)
        groups = list(by_id.values())
        for seats in by_name.values():
            if len(seats) > 1 or seats[0].id is not None:
                groups += _by_id(seats, by_id)
        several = [sorted(seats, key=lambda seat: order[id(seat)]) for seats in groups if len(seats) > 1]
        return sorted(several, key=lambda seats: order[id(seats[0])])

    @cached_property
    def _cards(self) -> dict[tuple[str, str], TeamCard]:
        return {(card.path, card.name): card for card in self.teams}


def different_people(seats: list[Seat]) -> str:
    """What to do if these seats are not of one person, as the end of a remedy."""
    shared = {seat.id for seat in seats if seat.id is not None}
    if shared:
        return f"if these are different people, each needs an `id` of their own: these go by {quote(min(shared))}"
    return "if these are different people, give each an `id`"


def _by_id(seats: list[Seat], by_id: dict[str, list[Seat]]) -> list[list[Seat]]:
    """Groups of the seats of one name, each of one person; those of an `id` that is known join its group there."""
    fresh: list[list[Seat]] = []
    without = [seat for seat in seats if seat.id is None]
    ids = {seat.id: None for seat in seats if seat.id is not None}
    for known in ids:
        if known not in by_id:
            by_id[known] = []
            fresh.append(by_id[known])
        by_id[known] += [seat for seat in seats if seat.id == known]
    if len(ids) == 1:
        by_id[next(iter(ids))] += without
        return fresh
    return [*fresh, without]


def name_key(name: str) -> str:
    """A name as it is compared between teams; empty for a label: one with a digit or with fewer than four letters."""
    if any(map(str.isdigit, name)) or sum(map(str.isalpha, name)) < _FEWEST_LETTERS:
        return ""
    return " ".join(name.casefold().split())
