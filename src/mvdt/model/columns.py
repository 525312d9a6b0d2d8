"""Which column of a table holds which field of a roster: by its heading, in the words of the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mvdt.model.catalogue import Catalogue
from mvdt.source.table import Row, Table
from mvdt.spelling import normalise

# Rows above the headings: a title, a date, a remark on who may see this.
_HIGHEST: Final = 30
# What tells somebody's job, and what else shows that a table is about people and not about something else.
_TELLING: Final = frozenset(("title", "role"))
_BESIDE: Final = frozenset(("name", "last_name", "fte", "hours", "posts", "team", "employment", "staff_group"))
_HONORIFICS: Final = frozenset(
    ["mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd"]
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(slots=True)
class Columns:
    """The row of headings of a table, and where each field stands: by column, from 0.

    `skills` are columns that hold the level of one skill, by its id. `beside` are columns that are read as nothing,
    `second` of them those that mean a field which another column holds already.
    """

    headings: Row
    fields: dict[str, int] = field(default_factory=dict)
    skills: dict[str, int] = field(default_factory=dict)
    beside: list[int] = field(default_factory=list)
    second: dict[int, str] = field(default_factory=dict)

    @property
    def likely(self) -> bool:
        """Whether a table with such columns is meant as a roster: it says what people do, and something else of them."""
        return not _TELLING.isdisjoint(self.fields) and not _BESIDE.isdisjoint(self.fields)

    @property
    def usable(self) -> bool:
        """Whether it can be read as a roster if somebody says that it is one."""
        return not _TELLING.isdisjoint(self.fields) or (
            not {"name", "last_name"}.isdisjoint(self.fields) and len(self.fields) > 1
        )

    def read(self) -> list[int]:
        """The columns that are read, from left to right."""
        return sorted([*self.fields.values(), *self.skills.values()])


class Headings:
    """What the catalogue says of columns, turned round: from a heading to its field and how telling it is."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find(self, table: Table) -> Columns:
        """The best row of headings near the top of a table, the first of equals; without fields where there is none."""
        best = Columns(table.rows[0])
        for row in table.rows[:_HIGHEST]:
            columns = self._of(row)
            if len(columns.fields) > len(best.fields):
                best = columns
        return self._without_honorifics(best, table) if "title" in best.fields else best

    def in_text(self, text: str) -> bool:
        """Whether a line near the top of a text that can't be read as a table has headings that tell a roster."""
        lines = text.splitlines()[:_HIGHEST]
        return any(self._of(Row(1, line.split(mark))).likely for line in lines for mark in ",;\t|")

    def _of(self, row: Row) -> Columns:
        columns = Columns(row)
        ranks: dict[str, tuple[int, int]] = {}
        meant: dict[int, str] = {}
        for column, heading in enumerate(row.cells):
            for spelling in _spellings(heading):
                found = self._known.get(spelling)
                if found is None:
                    continue
                name, rank = found
                meant[column] = name
                if name not in ranks or (rank, column) < ranks[name]:
                    ranks[name] = (rank, column)
                break
        columns.fields = {name: column for name, (_, column) in sorted(ranks.items(), key=lambda item: item[1][1])}
        taken = set(columns.fields.values())
        for column, heading in enumerate(row.cells):
            if column in taken or not heading:
                continue
            skill = self._catalogue.skill_of(heading) if column not in meant else None
            if skill is not None and skill not in columns.skills:
                columns.skills[skill] = column
                continue
            columns.beside.append(column)
            if column in meant:
                columns.second[column] = meant[column]
        return columns

    def _without_honorifics(self, columns: Columns, table: Table) -> Columns:
        """The columns, without a title that is `Mr` or `Dr` for most: a job title in another column counts instead."""
        column = columns.fields["title"]
        texts = [row.cells[column] for row in table.rows if row is not columns.headings and column < len(row.cells)]
        filled = [normalise(text) for text in texts if text]
        if not filled or sum(text in _HONORIFICS for text in filled) * 2 <= len(filled):
            return columns
        del columns.fields["title"]
        columns.beside = sorted([*columns.beside, column])
        return columns

    @cached_property
    def _known(self) -> dict[str, tuple[str, int]]:
        known: dict[str, tuple[str, int]] = {}
        for name, column in self._catalogue.file.columns.items():
            for rank, heading in enumerate(column.headings):
                known.setdefault(normalise(heading), (name, rank))
        return known


def _spellings(heading: str) -> tuple[str, ...]:
    """A heading as it is compared: whole, without what is in brackets, and what is in brackets alone."""
    inside = _BRACKETS.findall(heading)
    outside = _BRACKETS.sub(" ", heading)
    return tuple(dict.fromkeys(normalise(text) for text in (heading, outside, *inside) if normalise(text)))
