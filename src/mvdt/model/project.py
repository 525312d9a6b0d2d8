"""All teams of one call, as far as rules that compare teams need them.

What is kept of a team is little, so that ten thousand rosters need little more memory than ten.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from mvdt.model.words import quote
from mvdt.source.text import Cell, Location

_FEWEST_LETTERS: Final = 4
# Seats that are packed together: few enough to need no room worth mentioning before they are.
_AT_ONCE: Final = 1_000
_LONG: Final = 1_000

_Cell = tuple[str, str, int, int, str, int]
Place = tuple[int, int, int, int, str, _Cell | None]
"""A `Location` without its path, in plain values."""


class Seat(NamedTuple):
    """Somebody on a team: who, where, and for how much of the week.

    `called` is the name within a sentence, `key` the name as it is compared, empty for a mere label. `shared_as` is the
    role, as it stands within a sentence, that the person should have on no other team, and has; None where nothing is
    wrong with sharing.
    """

    team: str
    path: str
    name: str
    called: str
    key: str
    id: str | None
    fte: float
    fte_given: bool
    shared_as: str | None
    place: Place


class TeamCard:
    """A team's name, where its file says it (None if nowhere), and who is on it.

    The seats are packed: each takes a tenth of the room, and of most nothing is ever asked but whether `marks`, one for
    each name and `id`, stand anywhere else. `shared` is whether somebody is shared who should not be.
    """

    __slots__ = ("_long", "_seats", "location", "marks", "name", "path", "shared")

    def __init__(self, name: str, path: str, *, location: Location | None, seats: Iterator[Packed]) -> None:
        self.name = name
        self.path = path
        self.location = location
        self.marks = array("q")
        self.shared = False
        self._seats: list[bytes] = []
        # Where thousands of people stand on one line, it is kept once, by where it begins.
        self._long: dict[int, str] = {}
        while some := [
            seat if len(seat[-1][4]) <= _LONG else self._without_long_line(seat) for seat in islice(seats, _AT_ONCE)
        ]:
            for _, _, key, id_, _, _, shared_as, _ in some:
                if key:
                    self.marks.append(hash(key))
                if id_ is not None:
                    self.marks.append(hash(("id", id_)))
                if shared_as is not None:
                    self.shared = True
            self._seats.append(marshal.dumps(some))

    def seats(self) -> Iterator[Seat]:
        """Everybody on the team whom a rule could be about, in order."""
        for some in self._seats:
            for name, named, *rest in marshal.loads(some):  # noqa: S302 - packed above
                called = " ".join((name if named else f"the {name}").split())
                seat = Seat(self.name, self.path, name, called, *rest)
                line, column, end_column, offset, snippet, cell = seat.place
                if offset in self._long:
                    snippet = self._long[offset]
                    seat = seat._replace(place=(line, column, end_column, offset, snippet, cell))
                yield seat

    def _without_long_line(self, seat: Packed) -> Packed:
        line, column, end_column, offset, snippet, cell = seat[-1]
        self._long[offset] = snippet
        return (*seat[:-1], (line, column, end_column, offset, "", cell))


Packed = tuple[str, bool, str, str | None, float, bool, str | None, Place]
"""A seat without its team, in plain values, and in place of `called` whether the person has a name."""


def plain(place: tuple[int, int, int, int, str, Cell | None]) -> Place:
    """A place as a seat has it."""
    cell = place[5]
    return (*place[:5], (*cell,)) if cell is not None else place


class Project:
    """The teams in the order in which they were read."""

    def __init__(self) -> None:
        self.teams: list[TeamCard] = []

    def on_different_teams(self, seats: list[Seat]) -> list[Seat]:
        """The last of a person's seats on each team, two rosters of one name being the same team."""
        return list({" ".join(seat.team.casefold().split()): seat for seat in seats}.values())

    @cached_property
    def seats(self) -> list[Seat]:
        """In order, all who may be on several teams, and all who are shared and should not be."""
        again = self._again
        return [
            seat
            for card in self.teams
            if card.shared or not again.isdisjoint(card.marks)
            for seat in card.seats()
            if seat.shared_as is not None or hash(seat.key) in again or hash(("id", seat.id)) in again
        ]

    def locate(self, seat: Seat) -> Location:
        """Where a seat stands in its file."""
        line, column, end_column, offset, snippet, cell = seat.place
        return Location(seat.path, line, column, end_column, offset, snippet, Cell(*cell) if cell else None)

    @cached_property
    def same_people(self) -> list[list[Seat]]:
        """The seats of each person who has several, in order: the same by `id`, else by name.

        A seat without an `id` belongs to the one person of that name who has one, if there is exactly one.
        """
        by_name: dict[str, list[Seat]] = {}
        by_id: dict[str, list[Seat]] = {}
        order: dict[int, int] = {}
        for number, seat in enumerate(self.seats):
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
    def _again(self) -> set[int]:
        """The marks that stand more than once."""
        seen: set[int] = set()
        again: set[int] = set()
        for card in self.teams:
            marks = set(card.marks)
            again |= seen & marks
            seen |= marks
            if len(marks) < len(card.marks):
                here: set[int] = set()
                again.update(mark for mark in card.marks if mark in here or here.add(mark))  # type: ignore[func-returns-value]
        return again


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
    words = name.casefold().split()
    letters = "".join(words)
    if not letters.isalpha():
        if any(map(str.isdigit, name)):
            return ""
        letters = "".join(filter(str.isalpha, name))
    return " ".join(words) if len(letters) >= _FEWEST_LETTERS else ""
