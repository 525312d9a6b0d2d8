"""The tree that every reader builds: plain values that know where they stand in their text.

Scalars stay text: what `No` or `1e3` means is for the field to say that holds it (YAML 1.2 core schema,
driven by the field). Only a plain `null`, `~` or nothing at all is absent, as None.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any, Final

NULLS: Final = frozenset(("", "~", "null"))

DEPTH_LIMIT: Final = 32
"""Levels of nesting. A roster needs four; libyaml's own cost grows with the square of the depth."""

NODE_LIMIT: Final = 600_000
"""Texts, lists and groups of fields in one file: 50,000 members with ten fields each."""

DUPLICATE_LIMIT: Final = 10_000
"""Fields that stand twice and are each reported."""

# Fields of a group among which one is found as soon by looking.
_FEW: Final = 50

Path = tuple[str | int, ...]
"""A logical place: field names and list positions from the top, `("members", 2, "role")`."""

Span = tuple[int, int]
"""Where something begins and ends, as offsets in code points; the end is exclusive."""


Offsets = tuple[int, int, int, int]
"""Where a key begins and ends, and where its value does; a container's value ends at -1."""


class Mapping(dict[str, "Node"]):
    """A mapping that knows for each key the offsets of key and value; `put` sets both, and no key is ever taken out.

    `end` is exact for a mapping in braces and -1 for one in block style, whose end nothing marks.
    """

    # What hardly any has takes neither room nor time: where it is not set, the class has it.
    __slots__ = ("__dict__", "lines", "start")

    end: int = -1
    aliased: set[str | int] | None = None
    duplicates: list[tuple[str, Span]] | None = None
    # Four for each key, of four bytes, for no text has two thousand million characters: tuples take ten times the room.
    _offsets: array[int] | None = None
    _spans: dict[str, Offsets] | None = None

    def __init__(self, start: int, lines: list[Any] | None = None) -> None:
        self.start = start
        self.lines = lines
        """Instead of `put`, from a reader in a hurry: where the first line begins; and for each key how far from there
        its own does, and the offsets within that."""

    def put(self, key: str, value: Node, offsets: Offsets) -> None:
        """Set a field and its offsets, in place of those that it had."""
        if self._offsets is None:
            self._offsets = array("i")
        if key in self:
            at = 4 * [*self].index(key)
            self._offsets[at : at + 4] = array("i", offsets)
        else:
            self._offsets.extend(offsets)
        self[key] = value
        self._spans = None

    @property
    def spans(self) -> dict[str, Offsets]:
        """The offsets of each key."""
        if self._spans is not None:
            return self._spans
        spans: dict[str, Offsets] = {}
        if self.lines is not None:
            places = iter(self.lines)
            base = next(places)
            for key, near, (key_start, key_end, start, end) in zip(self, places, places, strict=True):
                at = base + near
                spans[key] = (at + key_start, at + key_end, at + start, at + end if end >= 0 else end)
        elif self._offsets is not None:
            places = iter(self._offsets)
            spans = dict(zip(self, zip(places, places, places, places, strict=True), strict=True))
        if len(spans) > _FEW:
            self._spans = spans
        return spans

    def offsets(self, key: str) -> Offsets:
        """Those of one key, without a look at all the others."""
        if len(self) > _FEW:
            return self.spans[key]
        index = [*self].index(key)
        lines = self.lines
        if lines is None:
            offsets = self._offsets or ()
            return offsets[4 * index], offsets[4 * index + 1], offsets[4 * index + 2], offsets[4 * index + 3]
        at = lines[0] + lines[2 * index + 1]
        key_start, key_end, start, end = lines[2 * index + 2]
        return at + key_start, at + key_end, at + start, at + end if end >= 0 else end


class Sequence(list["Node"]):
    """A list with the two offsets of each item; ends as in `Mapping`."""

    __slots__ = ("aliased", "end", "spans", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = -1
        self.spans: list[Span] = []
        self.aliased: set[str | int] | None = None


Node = str | None | Mapping | Sequence


@dataclass(slots=True)
class Fault:
    """Why a text is no usable YAML, as a sentence with a way out, and its span.

    `hides` is whether something may stand behind it that nobody reads.
    """

    message: str
    fix: str
    start: int
    end: int
    hides: bool = True


class Tree:
    """What one text holds: its first document, and what was wrong on the way.

    `complete` is false where a fault stopped the reading before the end. `plain` is true where every text stands on
    one line, letter by letter as it is meant. `left_out` is what a table has and a roster can't, of which nothing need be
    put right: what it is, in words, and its span.
    """

    __slots__ = ("complete", "duplicates", "faults", "left_out", "plain", "repeated", "root", "start")

    def __init__(self) -> None:
        self.root: Node = None
        self.start = 0
        self.faults: list[Fault] = []
        self.left_out: list[tuple[str, Span]] = []
        self.duplicates: list[Mapping] = []
        self.complete = True
        self.repeated = 0
        self.plain = False


def note_duplicate(tree: Tree, node: Mapping, key: str, span: Span) -> None:
    """Note a key that a mapping has already; the first one holds."""
    tree.repeated += 1
    if tree.repeated > DUPLICATE_LIMIT:
        if tree.repeated == DUPLICATE_LIMIT + 1:
            tree.faults.append(_too_often(span))
        return
    if node.duplicates is None:
        node.duplicates = []
        tree.duplicates.append(node)
    node.duplicates.append((key, span))


def _too_often(span: Span) -> Fault:
    """The fault of a key that is one too many of those that stand twice."""
    return Fault(
        f"more than {DUPLICATE_LIMIT:,} fields of this file stand twice, and those from here on are not listed",
        "check that this is the file you mean; each entry of a list begins with a dash",
        *span,
    )


def too_deep(start: int) -> Fault:
    """The fault of a container that begins below the deepest level."""
    return Fault(
        f"the file is nested more than {DEPTH_LIMIT} levels deep",
        "a roster needs four levels: check for runaway brackets or indentation",
        start,
        start + 1,
    )


def too_many(start: int) -> Fault:
    """The fault of a text or container that is one too many."""
    return Fault(
        f"the file has more than {NODE_LIMIT:,} entries, and no roster has so many",
        "check that this is the file you mean",
        start,
        start + 1,
    )
