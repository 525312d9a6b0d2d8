"""All teams of one call, as far as rules that compare teams need them.

What is kept of a team is little, so that ten thousand rosters need no more memory than ten.
"""

from __future__ import annotations

from mvdt.source.document import Location


class TeamCard:
    """A team's name, and where the roster says it (where it begins, if it says none)."""

    __slots__ = ("location", "name", "path")

    def __init__(self, name: str, path: str, location: Location) -> None:
        self.name = name
        self.path = path
        self.location = location


class Project:
    """The teams in the order in which they were read."""

    __slots__ = ("teams",)

    def __init__(self) -> None:
        self.teams: list[TeamCard] = []
