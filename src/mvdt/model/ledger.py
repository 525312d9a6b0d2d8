"""The exceptions of one call, and what became of each."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mvdt.source.text import Location


class Entry(NamedTuple):
    """One exception: the rule and subject that it names, its last day, where it stands, and what became of it.

    `matched` is whether a finding is what it speaks of, `over` whether its last day has passed, `stands` whether such a
    finding stands.
    """

    rule: str
    about: str | None
    until: date | None
    location: Location
    matched: bool
    over: bool
    stands: bool


class Ledger:
    """All exceptions whose rules ran, and of whose teams everything could be read."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
