"""From a workbook to rosters: which of its sheets are read, and which rows make which team."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mvdt.model.catalogue import Catalogue
from mvdt.model.cells import something
from mvdt.model.columns import Columns, Headings
from mvdt.model.personal import HIDDEN, Private, in_cells, private_in_cell
from mvdt.model.personal_fields import refused
from mvdt.model.personal_values import private_values
from mvdt.model.row import BROKEN, Layout, RowReader, put, whole
from mvdt.model.words import count, listed, quote
from mvdt.readers import Unreadable
from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault, Mapping, Tree
from mvdt.source.nodes import Sequence as List
from mvdt.source.table import Row, Table, Workbook
from mvdt.source.table_text import TableText, widths
from mvdt.source.text import Text

# Cells of a row that hold one text because they were merged, and words by which a title names a team.
_ACROSS: Final = 3
TEAM_LIMIT: Final = 10_000
"""Teams of one table. The largest organisations have some hundred."""

_SECTION = re.compile(
    r"\b(?:team|squad|pod|crew|project|programme|service|work ?stream|unit|directorate)\b", re.IGNORECASE
)
_WHO: Final = ("name", "first_name", "last_name", "title", "role")
_HOW_MUCH: Final = frozenset(("fte", "hours", "posts"))
_TOTAL = re.compile(r"(?:grand |sub)?-?\s*totals?\b.*|sum\b.*", re.IGNORECASE)
_NAMELESS_SHEET = re.compile(
    r"(?:sheet|table|tabelle|feuille|hoja|foglio|export|data|report|sheet ?name)?\s*\d*", re.IGNORECASE
)
_HOURS_TAKEN: Final = "a full week was taken for {0:g} hours"


@dataclass(slots=True)
class Understood:
    """How a table was read.

    `sheet` is empty where it has no name, `headings` the number of the row with the headings. `columns` are pairs of a
    heading and what it was read as, `beside` the headings of the others, `notes` what else a reader should know.
    """

    sheet: str
    headings: int
    columns: list[tuple[str, str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What a workbook holds: a document for each team, and others for what belongs to no team, with its personal data."""

    teams: list[Document] = field(default_factory=list)
    others: list[tuple[Document, list[Private]]] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)


def read_workbook(workbook: Workbook, catalogue: Catalogue, *, sheet: str | None = None, named: bool = True) -> Reading:
    """The rosters in a workbook: of the sheet of that name, else of all that look like rosters and are not hidden.

    Nothing is read from a workbook that is not `named` and has no such sheet. Raises `readers.Unreadable` where there is
    no sheet of that name.
    """
    headings = Headings(catalogue)
    tables = _wanted(workbook, sheet)
    found = [(table, headings.find(table)) for table in tables]
    chosen = [(table, columns) for table, columns in found if columns.likely]
    reading = Reading()
    if not chosen and (named or sheet is not None):
        chosen = [(table, columns) for table, columns in found if columns.usable][:1]
        if not chosen:
            reading.others.append((_without_headings(workbook, tables), []))
    seen: dict[str, str] = {}
    for table, columns in chosen:
        one = _TableReader(workbook, table, columns, catalogue, several=len(chosen) > 1)
        one.read(seen)
        reading.teams += one.teams
        reading.others += one.others
        reading.understood.append(one.understood)
    if reading.understood:
        reading.understood[0].notes += _passed_over(workbook, [table for table, _ in chosen], sheet)
    return reading


def _wanted(workbook: Workbook, sheet: str | None) -> list[Table]:
    if sheet is None:
        return [table for table in workbook.tables if not table.hidden]
    wanted = [table for table in workbook.tables if table.sheet.casefold() == sheet.strip().casefold()]
    if not wanted:
        names = [quote(_shown(table.sheet)) for table in workbook.tables if table.sheet]
        fix = (
            f"its {'only sheet is' if len(names) == 1 else 'sheets are'} {listed(names, 'and')}"
            if names
            else "it has one table without a name: leave --sheet out"
        )
        raise Unreadable(workbook.path, f"this file has no sheet {quote(sheet)}", fix)
    return wanted


def _passed_over(workbook: Workbook, chosen: Sequence[Table], sheet: str | None) -> Iterator[str]:
    rest = [table for table in workbook.tables if table not in chosen]
    for hidden, why in (
        (False, "not read, for lack of a column of job titles or roles"),
        (True, "hidden, and not read"),
    ):
        names = [quote(_shown(table.sheet)) for table in rest if table.hidden is hidden]
        if names and sheet is None:
            kind = "sheet" if len(names) == 1 else "sheets"
            yield f"{kind} {listed(names, 'and')}: {why}; `--sheet NAME` reads one"


def _shown(text: str) -> str:
    """A sheet's or a column's name, if it holds no personal data."""
    return HIDDEN if private_values(text) else text


def _without_headings(workbook: Workbook, tables: Sequence[Table]) -> Document:
    """A document that says that no table here has headings that tell a roster."""
    if not workbook.tables:
        fault = Fault("there is nothing in this file", "check that this is the file you mean", 0, 0)
        return faulty(workbook.path, Text(""), fault)
    tables = tables or workbook.tables
    first = tables[0].rows[0]
    row = Row(first.number, [_shown(text) for text in first.cells] or [""], {}, first.places)
    columns = range(len(row.cells))
    text = TableText(_shown(tables[0].sheet), row, [], columns=columns, widths=widths([row], columns))
    fault = Fault(
        "no row of this table names its columns in words that mvdt knows, so nobody can be read from it",
        "head the columns in one row, for example `Name`, `Job title`, `FTE` and `Team`; "
        "`columns` in a catalogue of your own adds other words",
        *whole(text.spans(0)),
    )
    return _faulty(workbook.path, text, [fault])


def _faulty(path: str, text: TableText, faults: list[Fault]) -> Document:
    tree = Tree()
    tree.faults = faults
    tree.complete = False
    return Document(path, text, tree)


@dataclass(slots=True)
class _Team:
    name: str
    named_at: Row | None
    rows: list[Row] = field(default_factory=list)
    values: list[dict[str, str]] = field(default_factory=list)


class _TableReader:
    """One table on its way to rosters."""

    def __init__(
        self, workbook: Workbook, table: Table, columns: Columns, catalogue: Catalogue, *, several: bool
    ) -> None:
        self.path = workbook.path
        self.table = table
        self.catalogue = catalogue
        self.columns = columns
        self.fields = columns.fields
        self.several = several
        self.sheet = _shown(table.sheet)
        self.teams: list[Document] = []
        self.others: list[tuple[Document, list[Private]]] = []
        headings = columns.headings
        self.headings = Row(headings.number, [_shown(text) for text in headings.cells], {}, headings.places)
        self.shown = columns.read()
        self.below = [row for row in table.rows if row.number > headings.number]
        self.refused = {column for column in columns.beside if refused(headings.cells[column])}
        self.widths = widths([self.headings, *self.below], self.shown)
        self.layout = Layout(columns, self.headings, self.below, catalogue)
        self.notes = self.layout.notes
        self.understood = self._understood()

    def read(self, seen: dict[str, str]) -> None:
        """Read every row; `seen` are the teams of earlier sheets, each with its sheet's name."""
        self._headings_only()
        teams, astray = self._by_team()
        if len(teams) > TEAM_LIMIT:
            text = self._text([*teams.values()][TEAM_LIMIT].rows[:1])
            fault = Fault(
                f"this table names more than {TEAM_LIMIT:,} teams, so none of them is read",
                "check which column names the team, or split the file",
                *whole(text.spans(1)),
            )
            self._other(text, [fault])
            return
        for key, team in teams.items():
            if key in seen:
                self._twice(team, seen[key])
                continue
            seen[key] = self.sheet
            self.teams.append(self._document(team))
        if astray:
            text = self._text(astray)
            faults = [
                Fault(
                    "this row names no team, so nobody on it is counted anywhere",
                    f"fill in {quote(self.headings.cells[self.fields['team']])}, or delete the row",
                    *whole(spans),
                )
                for spans in text.spans_below()
            ]
            self._other(text, faults)
        for heading, cells in self.layout.odd.items():
            self.notes.append(
                f"{quote(heading)}: {count(len(cells), 'cell')} not understood and left out, the first is {cells[0]}"
            )
        hidden = [number for number in self.table.hidden_rows if number > self.headings.number]
        if hidden:
            self.notes.append(f"{count(len(hidden), 'hidden row')} read like the others, the first is row {hidden[0]}")

    def _understood(self) -> Understood:
        told = Understood(self.sheet, self.headings.number, notes=self.notes)
        fields = {column: name for name, column in self.fields.items()}
        skills = {column: skill for skill, column in self.columns.skills.items()}
        for column in self.shown:
            skill = skills.get(column)
            meaning = (
                fields[column].replace("_", " ") if skill is None else f"level of {self.catalogue.skills[skill].name}"
            )
            told.columns.append((self.headings.cells[column], meaning))
        told.beside = [self.headings.cells[column] for column in self.columns.beside]
        for column, name in self.columns.second.items():
            used = self.headings.cells[self.fields[name]]
            self.notes.append(
                f"{quote(self.headings.cells[column])} not read: {quote(used)} says the {name.replace('_', ' ')}"
            )
        if "hours" in self.fields and "fte" not in self.fields and "full_time_hours" not in self.fields:
            self.notes.append(_HOURS_TAKEN.format(self.catalogue.file.full_time_hours))
        return told

    def _headings_only(self) -> None:
        """Say what must not be among the columns, or in what stands above them."""
        cells = self.columns.headings.cells
        text = TableText(
            self.sheet,
            self.headings,
            [],
            columns=range(len(self.headings.cells)),
            widths=widths([self.headings], range(len(self.headings.cells))),
        )
        personal = []
        for column, span in enumerate(text.spans(0)):
            why = refused(cells[column])
            if why is not None:
                personal.append(Private(cells[column], why, span, cells[column]))
            else:
                personal += [Private(what, why, span, "") for what, why, _, _ in private_values(cells[column])]
        if personal:
            self.others.append((_faulty(self.path, text, []), personal))

    def _by_team(self) -> tuple[dict[str, _Team], list[Row]]:
        """The rows of each team by its folded name, and those that name none where others do."""
        teams: dict[str, _Team] = {}
        default = _Team(self._default_name(), None)
        above = self._section_above() if any(map(self._section, range(len(self.below)))) else None
        section = self._title(above) if above is not None else ""
        for index, row in enumerate(self.below):
            titled = self._section(index)
            if titled:
                section = self._title(row)
                self.notes.append(f"row {row.number} read as the name of the team below it")
                continue
            values = self._values(row)
            if not self._is_somebody(row, values):
                continue
            team = default
            name = values.get("team") or section
            if name:
                key = name.casefold()
                # The title of a section stands in no row of its team, where personal data would be looked for.
                shown = name if "team" in values else _shown(name)
                team = teams.get(key) or teams.setdefault(key, _Team(shown, row))
            team.rows.append(row)
            team.values.append(values)
        if teams and "team" in self.fields:
            return teams, default.rows
        # Nobody fills the column in, or there is none: what stands under no title is the file's own team.
        own = teams.get(default.name.casefold())
        if own is not None:
            own.rows += default.rows
            own.values += default.values
        elif default.rows or not teams:
            teams[default.name.casefold()] = default
        return teams, []

    def _section(self, index: int) -> str:
        """The team that a row is the title of, where no column names teams and one stands above the rows of each."""
        row = self.below[index]
        text = self._only_text(row)
        if not text or "team" in self.fields or _TOTAL.fullmatch(text):
            return ""
        after = self.below[index + 1].cells if index + 1 < len(self.below) else None
        across = len([cell for cell in row.cells if cell]) >= max(_ACROSS, len(self.shown))
        if after == self.columns.headings.cells or across:
            return text
        column = row.cells.index(text)
        job = column in (self.fields.get("title"), self.fields.get("role"))
        return text if _SECTION.search(text) and not job else ""

    def _section_above(self) -> Row | None:
        """The row of the title above the headings, where titles name teams; None where there is none."""
        return next((row for row in reversed(self.table.rows) if row.number < self.headings.number), None)

    def _title(self, row: Row) -> str:
        """The team that a row is the title of; its personal data is noted."""
        if any(map(private_values, row.cells)):
            columns = range(len(row.cells))
            text = TableText(self.sheet, self.headings, [row], columns=columns, widths=widths([row], columns))
            personal = [
                Private(what, why, (first + start, first + end), "")
                for cell, (first, _) in zip(row.cells, text.spans(1), strict=True)
                for what, why, start, end in private_values(cell)
            ]
            self.others.append((_faulty(self.path, text, []), personal))
        return self._only_text(row)

    def _only_text(self, row: Row) -> str:
        """The text of a row that has one, if it be in several cells that were one; else nothing."""
        texts = {text for text in row.cells if text}
        return texts.pop() if len(texts) == 1 else ""

    def _default_name(self) -> str:
        stem = os.path.splitext(os.path.basename(self.path))[0].replace("_", " ").strip() or "team"
        if self.sheet and (self.several or not _NAMELESS_SHEET.fullmatch(self.sheet.strip())):
            return self.sheet.strip()
        return _shown(stem)

    def _is_somebody(self, row: Row, values: dict[str, str]) -> bool:
        """Whether a row is about a person or a post; if not and it holds something, that is noted."""
        if row.cells == self.columns.headings.cells:
            return False
        named = [values[name] for name in _WHO if name in values]
        if not named:
            # A formula that has failed may have been somebody's name or job.
            if any(row.kinds.get(self.fields[name]) in BROKEN for name in _WHO if name in self.fields):
                return True
            if not _HOW_MUCH.isdisjoint(values):
                self.notes.append(f"row {row.number} not read: it names neither a person nor a job")
            return False
        if len(named) == 1 and _TOTAL.fullmatch(named[0]):
            self.notes.append(f"row {row.number} not read: it is a total")
            return False
        return True

    def _twice(self, team: _Team, sheet: str) -> None:
        text = self._text(team.rows)
        fault = Fault(
            f"the team {quote(team.name)} is on the sheet {quote(sheet)} already, so it is not read from here",
            "delete one of the two, or choose the sheet to read with --sheet",
            *whole(text.spans(1)),
        )
        self._other(text, [fault])

    def _other(self, text: TableText, faults: list[Fault]) -> None:
        self.others.append((_faulty(self.path, text, faults), [*in_cells(text)]))

    def _text(self, rows: Sequence[Row]) -> TableText:
        beside = [
            (row, column)
            for row in rows
            for column in self.columns.beside
            if column not in self.refused
            and column < len(row.cells)
            and private_in_cell(row.cells[column], self.headings.cells[column])
        ]
        return TableText(self.sheet, self.headings, rows, columns=self.shown, widths=self.widths, beside=beside)

    def _document(self, team: _Team) -> Document:
        text = self._text(team.rows)
        tree = Tree()
        root = tree.root = Mapping(0)
        headings = whole(text.spans(0))
        at = headings
        if team.named_at is not None:
            at = (
                text.spans(1)[self.layout.place_of[self.fields["team"]]]
                if "team" in self.fields
                else whole(text.spans(1))
            )
        put(root, "team", team.name, at)
        entries: dict[str, List] = {"members": List(0), "vacancies": List(0)}
        for row, values, spans in zip(team.rows, team.values, text.spans_below(), strict=True):
            one = RowReader(self.layout, row, values, spans, tree)
            phase = values.get("phase")
            if phase and "phase" not in root:
                put(root, "phase", phase, one.span("phase"))
            for kind, entry in one.entries():
                entries[kind].append(entry)
                entries[kind].spans.append((whole(spans)[0], -1))
        for kind, items in entries.items():
            if items or kind == "members":
                root.put(kind, items, (*at, at[0], -1))
        return Document(self.path, text, tree)

    def _values(self, row: Row) -> dict[str, str]:
        """What a row has for each field, without those for which it has nothing, or says that it has nothing."""
        cells, kinds = row.cells, row.kinds
        values = {}
        for name, column in self.fields.items():
            if column < len(cells) and cells[column] and kinds.get(column) not in BROKEN:
                text = something(" ".join(cells[column].split()))
                if text:
                    # Mostly it is the cell's own text, which is there already.
                    values[name] = cells[column] if cells[column] == text else text
        return values
