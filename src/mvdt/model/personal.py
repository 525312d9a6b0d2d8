"""Personal data that a roster has no business holding: where it stands, and how to keep it off every page.

It works on lines of text, not on the tree, so that comments and files that are broken YAML are covered too.
`personal_fields` says which fields are meant, `personal_values` which values.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as listed
from itertools import accumulate, filterfalse
from operator import itemgetter
from typing import Final

from mvdt.model.personal_fields import PRIVATE, refused
from mvdt.model.personal_values import (
    LONG,
    SPACES,
    broken,
    checks_out,
    disguised,
    private_values,
    search,
    search_text,
    within,
)
from mvdt.source.document import Document
from mvdt.source.nodes import Mapping, Node, Sequence, Span
from mvdt.source.table_text import LINE_BREAKS, TableText
from mvdt.source.text import Location, lines, pieces

HIDDEN: Final = "[not shown]"

# A digit, `@`, a brace or a letter beyond ASCII: the engine of patterns is fastest with the rest of ASCII left out.
_ODD = re.compile(r"[^\x00-/:-?A-z|}~\x7f]")
# What every value has that must not be there, or that something else is spelt with.
_TELLING = re.compile(r"[\d@%&\\]")
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_GROUPS: Final = [3, 3, 4]
_MEMO_LIMIT: Final = 5_000
# Lines without personal data, and what may stand in front of a line's colon.
_clean: set[str] = set()
_harmless: set[str] = set()


@dataclass(slots=True)
class Private:
    """Personal data in a file: what it is, why it must not be there, and its span.

    `field` is the field's name as written, empty where the value gave it away. `values` are those that YAML or JSON
    spells in other letters than it means.
    """

    what: str
    why: str
    span: Span
    field: str
    values: list[str] = listed(default_factory=list)


def personal_data(document: Document) -> list[Private]:
    """All personal data in a document, in the order of the text."""
    if isinstance(document.text, TableText):
        return [*in_cells(document.text), *_over_cells(document.text)]
    string = document.text.string
    if "\r" in string:
        # A lone carriage return ends a line as well.
        string = _LONE_RETURN.sub("\n", string)
    written = string
    if not string.isascii():
        string = string.translate(SPACES)
    found = _all(string.split("\n")) if _suspicious(string) else []
    found += _disguised_in(written, found)
    if not document.tree.plain:
        # What YAML spells in other letters than it means, or spreads over several lines, no line shows.
        taken = covered(found)
        in_order = sorted(found, key=lambda one: one.span)
        starts = [one.span[0] for one in in_order]
        for one in _in_tree(document.tree.root):
            if within(taken, one.span):
                # It is known already, but not by what it says.
                in_order[max(bisect_left(starts, one.span[1]) - 1, 0)].values += one.values
            else:
                found.append(one)
    return found


def _suspicious(string: str) -> bool:
    """Whether a line of a text has personal data."""
    return any(map(_are_suspicious, map(lines, pieces(string))))


def _are_suspicious(some: Iterable[str]) -> bool:
    """The same of some lines. They recur within and between rosters, so each is searched once."""
    fresh = [*filterfalse(_clean.__contains__, some)]
    if not fresh:
        return False
    if len(_clean) >= _MEMO_LIMIT:
        _clean.clear()
    doubtful = [*filter(_ODD.search, fresh)]
    if strange := {line.partition(":")[0] for line in fresh}.difference(_harmless):
        doubtful += [line for line in fresh if line.partition(":")[0] in strange]
    if any(map(search, doubtful)):
        return True
    # What is long hardly recurs, and thousands of such lines would fill the memory.
    if strange:
        if len(_harmless) >= _MEMO_LIMIT:
            _harmless.clear()
        _harmless.update(name for name in strange if len(name) <= LONG and refused(name) is None)
    _clean.update(fresh if max(map(len, fresh)) <= LONG else [line for line in fresh if len(line) <= LONG])
    return False


def covered(private: Iterable[Private]) -> list[Span]:
    """What personal data covers of a text: spans in their order that do not touch, for a file may hold thousands."""
    spans: list[Span] = []
    for start, end in sorted(one.span for one in private):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def masked(location: Location, spans: list[Span]) -> Location:
    """A location with asterisks in its line for what stands at these spans of the file, as `covered` gives them."""
    line = location.snippet
    start, end = location.offset, location.offset + len(line)
    parts = []
    shown = 0
    for place in range(max(bisect_right(spans, (start, start)) - 1, 0), bisect_right(spans, (end, end))):
        first, last = (min(max(offset - start, 0), len(line)) for offset in spans[place])
        parts += [line[shown:first], "*" * (last - first)]
        shown = last
    return location._replace(snippet="".join([*parts, line[shown:]])) if parts else location


def in_cells(table: TableText) -> Iterator[Private]:
    """Personal data by cell: what stands in a row belongs to several fields, and its heading says what it is."""
    for heading, text, (first, _) in table.cells():
        for what, why, start, end in private_in_cell(text, heading):
            yield Private(what, why, (first + start, first + end), "")


def private_in_cell(text: str, heading: str) -> list[tuple[str, str, int, int]]:
    """The personal data in a cell as `private_values` gives it: on one line as it is shown, and else as it stands there."""
    found = private_values(text.translate(LINE_BREAKS), heading)
    return found if found or "\n" not in text else private_values(text, heading)


def _over_cells(table: TableText) -> Iterator[Private]:
    """NHS numbers whose groups stand in three neighbouring columns, in every row that has such groups there.

    Of three columns of figures some row would give another check digit.
    """
    for first in range(len(table.columns) - len(_GROUPS) + 1):
        if table.columns[first + 2] - table.columns[first] != len(_GROUPS) - 1:
            continue
        found = []
        for spans in table.spans_below():
            groups = spans[first : first + len(_GROUPS)]
            texts = [table.string[start:end] for start, end in groups]
            if [len(text) for text in texts] == _GROUPS and "".join(texts).isdecimal():
                if not checks_out([*map(int, "".join(texts))]):
                    break
                found += groups
        else:
            yield from (Private("an NHS number", PRIVATE, span, "") for span in found)


def _in_tree(node: Node) -> Iterator[Private]:
    """Personal data by what keys and values mean, however they are written."""
    if isinstance(node, Mapping):
        for key, (key_start, key_end, start, end) in node.spans.items():
            why = refused(key)
            if why is not None:
                value = node[key]
                span = (start, end if end >= 0 else start + 1) if end != start else (key_start, key_end)
                yield Private(key, why, span, key, [value] if isinstance(value, str) else [])
            else:
                yield from _in_value(key, (key_start, key_end))
                yield from _in_value(node[key], (start, end), f"{key}: ")
    elif isinstance(node, Sequence):
        for item, span in zip(node, node.spans, strict=True):
            yield from _in_value(item, span)


def _in_value(value: Node, span: Span, field: str = "") -> Iterator[Private]:
    if not isinstance(value, str):
        yield from _in_tree(value)
        return
    if value.isascii() and _TELLING.search(value) is None:
        return
    # The field comes first, as on a line: an old date is a first day under `from` and a birthday elsewhere.
    text = field + value
    found = search_text(text)
    for what, why, start, end, is_field in found:
        if not is_field and end > len(field):
            yield Private(what, why, span, "", [text[start:end]])
    if not found:
        for what, why in broken(text):
            yield Private(what, why, span, "", [value])


def _all(lines: list[str]) -> list[Private]:
    found: list[Private] = []
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    ends: list[int] = []
    for number, line in enumerate(lines):
        offset = starts[number]
        for what, why, start, end, is_field in search(line):
            last = offset + end
            if is_field and start == end and not line[end:].strip():
                # The value stands on the lines below, indented.
                ends = ends or _blocks(lines)
                last = starts[ends[number]]
            found.append(Private(what, why, (offset + start, last), what if is_field else ""))
    return found


def _blocks(lines: list[str]) -> list[int]:
    """For each line the number of the first below that does not belong to a field on it."""
    ends = [len(lines)] * len(lines)
    # The lines below that may end a block, the nearest last; each stands further in than those before it.
    closing: list[tuple[int, int]] = []
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        place = bisect_right(closing, len(line) - len(line.lstrip(" -")), key=itemgetter(0))
        if place:
            ends[number] = closing[place - 1][1]
        bare = line.lstrip()
        if bare and not bare.startswith("- "):
            indent = len(line) - len(bare)
            while closing and closing[-1][0] >= indent:
                closing.pop()
            closing.append((indent, number))
    return ends


def _disguised_in(string: str, known: list[Private]) -> Iterator[Private]:
    """The personal data of a text that no line shows as it is written."""
    if string.isascii() and not ("%" in string or "&" in string or "\\" in string):
        return
    taken = covered(known)
    offset = 0
    for line in string.split("\n"):
        for what, why, start, end, _ in disguised(line, ()):
            span = offset + start, offset + end
            if not within(taken, span):
                yield Private(what, why, span, "")
        offset += len(line) + 1
