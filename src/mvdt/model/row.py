"""From a row of a table to members or vacancies, as if somebody had typed them into YAML.

What is in a cell is written as a roster has it (`0,6` as 0.6, `Fixed Term Temp` as fixed-term), and keeps the cell as its
place. What can't be read that way is left to the binding, which says so at that cell, or is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mvdt.model.catalogue import Catalogue
from mvdt.model.cells import NO_END, day, month_first, share, something, written
from mvdt.model.columns import Columns
from mvdt.model.words import quote
from mvdt.source.nodes import Fault, Mapping, Node, Span, Tree
from mvdt.source.nodes import Sequence as List
from mvdt.source.table import Row, column_name
from mvdt.source.text import Recurring
from mvdt.spelling import normalise

_MOST_POSTS: Final = 1_000
# Above it a share is no person's, so the row of a nameless post stands for several.
_LARGEST_SHARE: Final = 1.2
_SEVERAL = re.compile(r"\s*(?:[,;/+&\n|]|\band\b)\s*", re.IGNORECASE)
_SKILL = re.compile(r"([^:=(]+?)\s*[:=(-]\s*([A-Za-z ]+?)\)?\s*")
_YES: Final = frozenset(("yes", "y", "true", "x", "1", "\u2713", "\u2714", "\u2611"))
_NO: Final = frozenset(("no", "n", "false", "0", "\u2717", "\u2718", "\u2610"))


BROKEN: Final = frozenset(("error", "formula"))
"""Kinds of cells that hold no value: a formula that failed, and one whose result the file does not have."""


def put(mapping: Mapping, key: str, value: Node, span: Span) -> None:
    """Set a field whose key and value both stand at a span."""
    mapping.put(key, value, (*span, *span))


def whole(spans: Sequence[Span]) -> Span:
    """From the beginning of the first to the end of the last."""
    return spans[0][0], spans[-1][1]


class Layout:
    """What the rows of a table have in common: which column is which field, what words mean there, and what is noted.

    `headings` are the row of them as it may be shown, `rows` those below. `place_of` gives the place of each column that is
    read among the spans of a row, `odd` the cells that were not understood by their heading.
    """

    def __init__(self, columns: Columns, headings: Row, rows: Sequence[Row], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.headings = headings
        self.fields = columns.fields
        self.skills = columns.skills
        self.place_of = {column: place for place, column in enumerate(columns.read())}
        self.words = {
            name: {normalise(word): value for value, words in column.values.items() for word in [value, *words]}
            for name, column in catalogue.file.columns.items()
            if column.values
        }
        self.american = {
            name: month_first(row.cells[column] for row in rows if column < len(row.cells))
            for name, column in self.fields.items()
            if name in ("from", "until")
        }
        self.recurring = Recurring()
        self.notes: list[str] = []
        self.odd: dict[str, list[str]] = {}


class RowReader:
    """One row on its way to a member, a vacancy, or several posts.

    `values` are what it has by field, `spans` those of the cells that are read; what is wrong with a cell becomes a fault of the `tree`.
    """

    def __init__(self, layout: Layout, row: Row, values: dict[str, str], spans: Sequence[Span], tree: Tree) -> None:
        self.layout = layout
        self.row = row
        self.values = values
        self.spans = spans
        self.tree = tree

    def span(self, name: str) -> Span:
        """Where the row has a field."""
        return self.spans[self.layout.place_of[self.layout.fields[name]]]

    def entries(self) -> Iterator[tuple[str, Mapping]]:
        """The members or vacancies that the row stands for."""
        self._broken_cells()
        entry = Mapping(whole(self.spans)[0])
        said = self._said_of_name()
        if said == "gone":
            self.layout.notes.append(f"row {self.row.number} not read: the post is no more")
            return
        vacant = said == "vacant" or self._means("status") == "vacant"
        if not vacant and said != "undisclosed":
            self._name(entry)
        self._job(entry)
        self._share(entry)
        self._dates(entry)
        if vacant and not self._fit_for_vacancy(entry):
            return
        if not vacant:
            self._terms(entry)
            self._skills(entry)
        for share_of_post in self._posts(entry):
            post = Mapping(entry.start)
            for field, value in entry.items():
                post.put(field, value, entry.offsets(field))
            if share_of_post is not None:
                put(post, "fte", share_of_post, self._counted_at(entry))
            yield "vacancies" if vacant else "members", post

    def _value(self, name: str) -> str:
        return self.values.get(name, "")

    def _broken_cells(self) -> None:
        for column, kind in self.row.kinds.items():
            if kind not in BROKEN or column not in self.layout.place_of:
                continue
            heading = quote(self.layout.headings.cells[column])
            if kind == "error":
                message = f"the formula in this cell has failed ({self.row.cells[column]}), so {heading} is not known"
                fix = "mend the formula, or type the value"
            else:
                message = f"the formula in this cell was saved without its result, so {heading} is not known"
                fix = "open the file in a spreadsheet program and save it again, or type the value"
            # Without it nobody knows what this person does.
            jobs = (self.layout.fields.get("title"), self.layout.fields.get("role"))
            hides = column in jobs and not (self._value("title") or self._value("role"))
            self.tree.faults.append(Fault(message, fix, *self.spans[self.layout.place_of[column]], hides=hides))

    def _means(self, name: str, text: str | None = None) -> str | None:
        """What a field's text, or this one in its place, stands for by the words of the catalogue."""
        text = self._value(name) if text is None else text
        return self.layout.words.get(name, {}).get(normalise(text)) if text else None

    def _said_of_name(self) -> str | None:
        """What stands where a name should: that nobody is there, or that the name is not given; None for a name."""
        named = self._value("name") or self._value("last_name")
        if self.layout.catalogue.is_vacant(named):
            return "vacant"
        return self._means("name", named)

    def _name(self, entry: Mapping) -> None:
        first, last, full = (self._value(name) for name in ("first_name", "last_name", "name"))
        if full and not (first and last):
            put(entry, "name", full, self.span("name"))
        elif first or last:
            put(entry, "name", " ".join(filter(None, (first, last))), self.span("last_name" if last else "first_name"))

    def _job(self, entry: Mapping) -> None:
        title, role = self._value("title"), self._value("role")
        if title:
            put(entry, "title", title, self.span("title"))
        if not role:
            return
        known = self.layout.catalogue.role_of
        parts = [known(part) for part in _SEVERAL.split(role) if part]
        whole_role = known(role)
        if whole_role is not None:
            put(entry, "role", whole_role, self.span("role"))
        elif len(parts) > 1 and None not in parts:
            several = List(entry.start)
            several += parts
            several.spans = [self.span("role")] * len(parts)
            put(entry, "roles", several, self.span("role"))
        elif not title:
            put(entry, "title", role, self.span("role"))
        elif self.layout.catalogue.titles.resolve(role).role is not None:
            # What somebody does on this team goes before the title of their contract.
            put(entry, "title", role, self.span("role"))
        else:
            self._odd("role")

    def _share(self, entry: Mapping) -> None:
        text = self._value("fte")
        if text:
            found = share(text, self.row.kinds.get(self.layout.fields["fte"]))
            if found.is_date:
                self._is_a_date("fte", text)
            else:
                put(entry, "fte", text if found.number is None else written(found.number), self.span("fte"))
            return
        text = self._value("hours")
        if not text:
            return
        found = share(text, self.row.kinds.get(self.layout.fields["hours"]))
        full = share(self._value("full_time_hours"), None).number or self.layout.catalogue.file.full_time_hours
        if found.is_date:
            self._is_a_date("hours", text)
        elif found.number is None:
            self._odd("hours")
        else:
            put(entry, "fte", written(found.number / full), self.span("hours"))

    def _is_a_date(self, name: str, text: str) -> None:
        what = "share of a week" if name == "fte" else "number of hours"
        self.tree.faults.append(
            Fault(
                f"this cell holds a date ({text}) and should hold a {what}",
                "spreadsheet programs take an entry such as 1.1 or 1/2 for a day: format the cell as a number and type "
                "the number again",
                *self.span(name),
                hides=False,
            )
        )

    def _dates(self, entry: Mapping) -> None:
        for name in ("from", "until"):
            text = self._value(name)
            if not text:
                continue
            found = day(text, american=self.layout.american[name])
            if found is not None and found.year >= NO_END:
                continue
            if found is None and not any(map(str.isdigit, text)):
                self._odd(name)
                continue
            put(entry, name, found.isoformat() if found is not None else text, self.span(name))

    def _fit_for_vacancy(self, entry: Mapping) -> bool:
        """Make of the fields of a job those of a vacancy; False where nobody can tell its role."""
        if "role" not in entry and "roles" not in entry and "title" in entry:
            role = self.layout.catalogue.titles.resolve(str(entry["title"])).role
            if role is not None:
                span = entry.offsets("title")
                put(entry, "role", role, (span[0], span[1]))
        if "role" not in entry:
            self._leave_out("is a vacancy, and its job means no role that mvdt knows")
            return False
        return True

    def _employment(self, entry: Mapping) -> None:
        meant = self._means("employment")
        if meant is not None:
            put(entry, "employment", meant, self.span("employment"))
        elif self._value("employment"):
            self._odd("employment")
        text = self._value("organisation")
        if text:
            put(entry, "organisation", text, self.span("organisation"))
        text = self._value("supplier")
        if text and self._means("supplier") != "none":
            put(entry, "organisation", text, self.span("supplier"))
            if "employment" not in entry:
                put(entry, "employment", "supplier", self.span("supplier"))

    def _terms(self, entry: Mapping) -> None:
        self._employment(entry)
        for name, find in (
            ("staff_group", self.layout.catalogue.staff_group_of),
            ("registration", self.layout.catalogue.register_of),
        ):
            text = self._value(name)
            if text and find(text) is not None:
                put(entry, name, text, self.span(name))
            elif text:
                self._odd(name)
        for name in ("clinician", "funded", "shared"):
            text = self._value(name).casefold()
            if text in _YES or text in _NO:
                put(entry, name, "true" if text in _YES else "false", self.span(name))
            elif text:
                self._odd(name)

    def _skills(self, entry: Mapping) -> None:
        catalogue = self.layout.catalogue
        skills = Mapping(entry.start)
        at: Span | None = None
        for part in re.split(r"[;,\n]", self._value("skills")):
            if not part.strip():
                continue
            match = _SKILL.fullmatch(part.strip())
            if match is None:
                self._odd("skills")
                continue
            at = self.span("skills")
            put(skills, self.layout.recurring[match[1]], self.layout.recurring[match[2]], at)
        for skill, column in self.layout.skills.items():
            text = something(self.row.cells[column]) if column < len(self.row.cells) else ""
            if not text:
                continue
            span = self.spans[self.layout.place_of[column]]
            if catalogue.level(text):
                at = at or span
                put(skills, skill, text, span)
            else:
                self._odd_cell(column)
        if at is not None:
            put(entry, "skills", skills, at)

    def _counted_at(self, entry: Mapping) -> Span:
        """Where the number of posts stands that the row stands for: in a column of its own, or as its share."""
        return self.span("posts") if self._value("posts") else entry.offsets("fte")[:2]

    def _posts(self, entry: Mapping) -> Iterator[str | None]:
        """The share of each post that the row stands for; None for the one person or post that it names."""
        text = self._value("posts")
        counted = share(text, None).number
        if text and counted is None:
            self._odd("posts")
        if counted is None and "name" not in entry and "fte" in entry:
            whole = share(str(entry["fte"]), None).number
            counted = whole if whole is not None and whole > _LARGEST_SHARE else None
        if counted is None or "name" in entry:
            yield written(counted) if counted is not None and "fte" not in entry else None
            return
        if not counted:
            self._leave_out("stands for no post, and is left out")
            return
        if counted > _MOST_POSTS:
            self.tree.faults.append(
                Fault(
                    f"this row stands for {counted:,.0f} posts, and mvdt reads {_MOST_POSTS:,} at most from one",
                    "check the number",
                    *self._counted_at(entry),
                )
            )
            return
        full, rest = divmod(round(counted, 4), 1)
        yield from ["1"] * int(full)
        if rest:
            yield written(rest)

    def _leave_out(self, why: str) -> None:
        self.layout.notes.append(f"row {self.row.number} {why}")
        self.tree.left_out.append((why, whole(self.spans)))

    def _odd(self, name: str) -> None:
        self._odd_cell(self.layout.fields[name])

    def _odd_cell(self, column: int) -> None:
        heading = self.layout.headings.cells[column]
        self.layout.odd.setdefault(heading, []).append(f"{column_name(column)}{self.row.number}")
        self.tree.left_out.append(("is not understood", self.spans[self.layout.place_of[column]]))
