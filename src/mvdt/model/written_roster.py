"""A roster written out for people to edit: what is known in order, and a remark wherever somebody should decide."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

from mvdt.model.bind import fields
from mvdt.model.catalogue import Catalogue
from mvdt.model.person import Person
from mvdt.model.personal import HIDDEN, personal_data
from mvdt.model.personal_values import private_values
from mvdt.model.roster import LISTS, BoundRoster, Roster
from mvdt.model.words import count, listed, quote
from mvdt.readers import yaml
from mvdt.source.nodes import Mapping, Node, Path, Span
from mvdt.source.nodes import Sequence as List
from mvdt.source.yaml_text import key, remark, scalar

# People are told apart by what stands first. Of the other lists the model has a good order.
_MEMBER: Final = (
    *("name", "title", "role", "roles", "fte", "wte", "employment", "organisation", "staff_group", "registration"),
    *("clinician", "funded", "skills", "from", "until", "shared", "id", "note"),
)
# What is a number, a date or yes or no in its field is written as one; any other text of the kind is a text.
_PLAIN: Final = {
    **dict.fromkeys(("fte", "wte"), re.compile(r"\d+(?:\.\d+)?")),
    **dict.fromkeys(("from", "until"), re.compile(r"\d{4}-\d{2}-\d{2}")),
    **dict.fromkeys(("clinical", "uses_ai", "clinician", "funded", "shared"), re.compile("true|false")),
}
_WIDEST: Final = 100
_REMARKS_FROM: Final = 36
_SAFETY_OFFICER: Final = "clinical-safety-officer"


@dataclass(slots=True)
class WrittenRoster:
    """The text of a roster in YAML, and how many people, vacancies and roles for somebody to decide are in it.

    `personal` is what there is of personal data, in words, that no single cell has given away: then it must not be kept.
    """

    text: str
    people: int
    vacancies: int
    undecided: int
    personal: list[str]


def written_roster(bound: BoundRoster, catalogue: Catalogue) -> WrittenRoster:
    """The text of a roster that was read from another file than YAML, and that `is_team`.

    It holds what that file holds, so that a check says the same of both, with the role that each title means. What a
    reader has left out is named by its cell.
    """
    return _Writer(bound, catalogue).whole()


class _Writer:
    def __init__(self, bound: BoundRoster, catalogue: Catalogue) -> None:
        self.bound = bound
        self.catalogue = catalogue
        self.document = bound.document
        root = bound.document.tree.root
        self.root = root if isinstance(root, Mapping) else Mapping(0)
        places = bound.places["members"]
        self.people = {
            index: Person(member, index, catalogue) for index, member in zip(places, bound.roster.members, strict=True)
        }
        self.wrong: dict[Path, list[str]] = {}
        for problem in bound.problems:
            self.wrong.setdefault(problem.at[:2], []).extend(str(step) for step in problem.at[2:3])
        self.lists = {name: items for name, items in self.root.items() if name in LISTS and isinstance(items, List)}
        self.rows = {self._row(span) for items in self.lists.values() for span in items.spans}
        # What became of cells that no field holds, by the row.
        self.left_out: dict[int, list[tuple[str, Span]]] = {}
        tree = bound.document.tree
        for what, span in [*tree.left_out, *(("is not understood", (fault.start, fault.end)) for fault in tree.faults)]:
            self.left_out.setdefault(self._row(span), []).append((what, span))
        self.titles: set[str] = set()
        self.undecided = 0

    def whole(self) -> WrittenRoster:
        body = [line for name, items in self.lists.items() for line in self._list(name, items)]
        text = "\n".join([*self._head(), "", *self._team(), *body, *self._offers()]) + "\n"
        people, vacancies = (len(self.lists.get(name, ())) for name in ("members", "vacancies"))
        # Cells that are harmless alone may give something away side by side.
        personal = personal_data(yaml.read(self.document.path, text.encode("utf-8", "replace")))
        return WrittenRoster(text, people, vacancies, self.undecided, [private.what for private in personal])

    def _head(self) -> Iterator[str]:
        name = os.path.basename(self.document.path)
        origin = HIDDEN if private_values(name) else name
        cells = [cell for row in sorted(self.rows) if (cell := self.document.locate((row, row)).cell) is not None]
        if cells:
            sheet = f", sheet {quote(cells[0].sheet)}" if cells[0].sheet else ""
            origin += f"{sheet}, {_rows([int(cell.name.lstrip(ascii_uppercase)) for cell in cells])}"
        yield remark(f"Made by `mvdt convert` from {origin}. From now on this is the roster: edit it here.")
        yield remark("Lines that begin with # are remarks: delete them, or take the # away to use the field.")
        yield remark("All fields: mvdt schema roster. All roles: mvdt roles.")

    def _team(self) -> Iterator[str]:
        """What is known of the team as a whole, and what would be good to know."""
        phases = listed(self.catalogue.phases)
        hints = {
            "phase": ("alpha" if "alpha" in self.catalogue.phases else self.catalogue.phases[0], f"one of {phases}"),
            "clinical": ("false", "if the service does not affect care"),
            "led_by": ("NAME", "the member who makes the day-to-day decisions about the product"),
            "sponsor": ("Chief Operating Officer", "who clears the team's path; the office is enough"),
        }
        for name in _ordered(list(fields(Roster)), [*self.root, *hints]):
            if name in self.lists:
                continue
            if name in self.root:
                yield self._field(name, self.root[name])
                if name in self.wrong.get((name,), ()) or (name,) in self.wrong:
                    yield remark(f"{name}: mvdt check says what is wrong with it")
            else:
                example, meaning = hints[name]
                yield f"{f'# {name}: {example}':<{_REMARKS_FROM - 1}} # {meaning}"

    def _list(self, name: str, entries: List) -> Iterator[str]:
        yield ""
        if not entries:
            yield f"{name}: []"
            return
        yield f"{name}:"
        for index, (entry, span) in enumerate(zip(entries, entries.spans, strict=True)):
            yield from self._entry((name, index), entry, self.left_out.pop(self._row(span), []))
        if name == "members":
            yield from self._nobody()

    def _nobody(self) -> Iterator[str]:
        """The rows of a table that stand for nobody here."""
        for row, (first, *_) in self.left_out.items():
            if row not in self.rows:
                what, span = first
                yield f"  {remark(f'row {self._cell(span).lstrip(ascii_uppercase)} of the table {what}')}"

    def _entry(self, at: Path, entry: Node, left_out: Sequence[tuple[str, Span]]) -> Iterator[str]:
        """One entry of a list: a post without a name on one line below its remarks, anybody else field by field."""
        if not isinstance(entry, Mapping):
            yield f"  - {_in_brackets(entry)}"
            return
        values, decide = self._decided(at, entry)
        # The remarks behind each field; those behind none come last.
        remarks: dict[str, list[str]] = {"title" if "title" in values else "": decide}
        for name in dict.fromkeys(self.wrong.get(at, ())):
            behind = remarks.setdefault(name if name in values else "", [])
            behind.append(f"{name}: mvdt check says what is wrong with it")
        remarks.setdefault("", []).extend(f"cell {self._cell(span)} of the table {what}" for what, span in left_out)
        short = f"  - {_in_brackets(values)}"
        if "name" not in values and len(short) <= _WIDEST and not private_values(short):
            yield from (f"  {remark(text)}" for texts in remarks.values() for text in texts)
            yield short
            return
        lead = "  - "
        for name, value in values.items():
            yield lead + self._field(name, value).replace("\n", "\n    ")
            lead = "    "
            yield from (f"    {remark(text)}" for text in remarks.pop(name, ()))
        yield from (f"    {remark(text)}" for text in remarks[""])

    def _decided(self, at: Path, entry: Mapping) -> tuple[Mapping, list[str]]:
        """The fields of an entry in order, with the role where that is certain, and remarks where it is not."""
        values = Mapping(0)
        name, index = at
        person = self.people.get(int(index)) if name == "members" else None
        model, _ = LISTS[str(name)]
        order = _MEMBER if name == "members" else list(fields(model))
        found: dict[str, Node] = dict(entry)
        remarks: list[str] = []
        # Somebody without a name is called by the role, and what is wrong with them is told under that name.
        if "name" in entry or at not in self.wrong:
            self._settle_roles(found, person)
        if person is not None and not person.roles:
            remarks = self._undecided(person)
        for field in _ordered(order, found):
            values[field] = found[field]
        return values, remarks

    def _settle_roles(self, found: dict[str, Node], person: Person | None) -> None:
        """Put every role as the catalogue spells it, and that of a title beside the title."""
        if person is not None and person.resolution is not None and person.resolution.role is not None:
            found["role"] = person.resolution.role
        role, roles = found.get("role"), found.get("roles")
        if isinstance(role, str):
            found["role"] = self.catalogue.role_of(role) or role
        if isinstance(roles, List):
            found["roles"] = settled = List(0)
            settled += [self.catalogue.role_of(one) or one if isinstance(one, str) else one for one in roles]

    def _undecided(self, person: Person) -> list[str]:
        """What a reader may like to know who has to say what somebody does; once for posts of one title."""
        title = person.member.title
        if title is not None and title in self.titles and not person.member.name:
            return []
        if title is None or title not in self.titles:
            self.undecided += 1
        if title is not None:
            self.titles.add(title)
        candidates = person.resolution.candidates if person.resolution is not None else ()
        if len(candidates) > 1:
            return [f"role: could be {listed(candidates)}"]
        if candidates:
            return [f"role: perhaps {candidates[0]}; see mvdt roles"]
        if title is None and (person.member.role or person.member.roles):
            return ["role: mvdt has no role of this name; see mvdt roles"]
        if title is None:
            return ["role: nothing says what is done here; see mvdt roles"]
        return ["role: no role of mvdt's fits this title; see mvdt roles"]

    def _offers(self) -> Iterator[str]:
        """How to say that somebody elsewhere answers for safety, where nobody on the team does."""
        known, lineage = self.catalogue.roles, self.catalogue.lineage
        held = {above for person in self.people.values() for role in person.roles for above in lineage[role]}
        if "available" in self.root or _SAFETY_OFFICER not in known or _SAFETY_OFFICER in held:
            return
        yield from (
            "",
            "# Roles that others provide to the team, such as:",
            "# available:",
            f"#   - role: {_SAFETY_OFFICER}",
            "#     by: the trust's clinical safety team",
            "#     registration: NMC             # the officer has to be a registered clinician",
        )

    def _field(self, name: str, value: Node) -> str:
        """A field with its value, on one line unless it is a group that would make it too long."""
        line = f"{key(name)} {_value(name, value)}".rstrip()
        if isinstance(value, Mapping) and len(line) > _WIDEST:
            return "\n".join([key(name), *(f"  {self._field(one, inner)}" for one, inner in value.items())])
        return line

    def _row(self, span: Span) -> int:
        """Where the row begins in which a span stands."""
        return self.document.text.line_at(span[0])[0]

    def _cell(self, span: Span) -> str:
        cell = self.document.locate(span).cell
        return cell.name if cell is not None else ""


def _ordered(order: Sequence[str], names: Iterable[str]) -> list[str]:
    """The names in the order of these, the unknown ones behind."""
    every = dict.fromkeys(names)
    return [*(name for name in order if name in every), *(name for name in every if name not in order)]


def _value(name: str, value: Node, *, in_brackets: bool = False) -> str:
    """The value of a field on one line."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return _in_brackets(value)
    plain = _PLAIN.get(name)
    if plain is not None and plain.fullmatch(value):
        return "1.0" if value == "1" else value
    return scalar(value, in_brackets=in_brackets)


def _in_brackets(value: Node) -> str:
    """Any value on one line."""
    if isinstance(value, Mapping):
        pairs = (
            f"{key(name, in_brackets=True)} {_value(name, inner, in_brackets=True)}".rstrip()
            for name, inner in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, List):
        return "[" + ", ".join(map(_in_brackets, value)) + "]"
    return "null" if value is None else scalar(value, in_brackets=True)


def _rows(numbers: Sequence[int]) -> str:
    """Rows as people name them."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return f"row {first}"
    if last - first + 1 == len(numbers):
        return f"rows {first} to {last}"
    return f"{count(len(numbers), 'row')} from {first} to {last}"
