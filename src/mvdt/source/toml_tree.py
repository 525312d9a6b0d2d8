"""TOML text to a tree that keeps the span of every key and value.

Python's tomllib decides what is TOML; it keeps no places, so a second pass over what it has accepted finds them.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

from mvdt.source.nodes import DEPTH_LIMIT, NODE_LIMIT, Fault, Mapping, Node, Sequence, Span, Tree, too_deep, too_many

# Space and remarks between the parts of a text.
_GAP: Final = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BLANK: Final = re.compile(r"[ \t]*+")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]++")
_QUOTED: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}+|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}+|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'',
    re.DOTALL,
)
# A number, a day with or without a time, or `true`.
_PLAIN: Final = re.compile(r"[^\s,#\[\]{}='\"]++(?: [0-9][^\s,#\[\]{}='\"]*+)?")
_LONG_NUMBER: Final = re.compile(r"(?<![0-9_])[0-9_]{4300,}+")
SIZE_LIMIT: Final = 1024 * 1024
"""Characters. tomllib takes about a second for them, and they hold some thousands of members."""

_PLACE: Final = re.compile(r"\s*\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")
# A key of many parts costs tomllib the square of their number, and a nest of brackets its stack.
_LONG_KEY: Final = re.compile(
    rf"(?<![\w-])(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')(?:[ \t]*+\.[ \t]*+(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')){{{DEPTH_LIMIT}}}"
)


def parse(string: str) -> Tree:
    """The tree of a TOML text without byte-order mark. Never raises: what is wrong becomes `faults`.

    Numbers, days and `true` stay text as they are written, as in every tree.
    """
    tree = Tree()
    try:
        _refuse_slow(string)
        tomllib.loads(string)
        tree.root = Mapping(0)
        _Reader(string, tree.root).read()
    except tomllib.TOMLDecodeError as error:
        tree.faults.append(_explain(str(error), string))
    except ValueError:
        # Python takes no whole number of more than 4,300 digits.
        found = _LONG_NUMBER.search(string)
        start, end = found.span() if found else (0, 1)
        fault = Fault("this number has more digits than any that a roster needs", "check the number", start, end)
        tree.faults.append(fault)
    except RecursionError:
        tree.faults.append(too_deep(0))
    except _Stop as stop:
        tree.faults.append(stop.fault)
    tree.complete = not tree.faults
    return tree


def _refuse_slow(string: str) -> None:
    """Raise what tomllib would take minutes for."""
    if len(string) > SIZE_LIMIT:
        raise _Stop(
            Fault(
                f"the file has more than {SIZE_LIMIT:,} characters, too many for TOML",
                "check that this is the file you mean; large rosters are read faster as YAML or CSV",
                0,
                1,
            )
        )
    long_key = _LONG_KEY.search(string)
    if long_key is not None:
        raise _Stop(too_deep(long_key.start()))


class _Stop(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Reader:
    """Places in a text that tomllib has accepted."""

    def __init__(self, string: str, root: Mapping) -> None:
        self.string = string
        self.root = root
        self.nodes = 0

    def read(self) -> None:
        table = self.root
        at = self.gap(0)
        while at < len(self.string):
            if self.string[at] == "[":
                table, at = self.header(at)
            else:
                at = self.pair(at, table, 0)
            at = self.gap(at)

    def header(self, at: int) -> tuple[Mapping, int]:
        """The table that `[name]` or `[[name]]` opens, and where the header ends."""
        several = self.string.startswith("[[", at)
        keys, end = self.keys(at + 1 + several)
        node = self.root
        for key, span in keys[:-1]:
            node = self.inner(node, key, span, at)
        key, span = keys[-1]
        if not several:
            return self.inner(node, key, span, at), end + 1
        found = node.get(key)
        if not isinstance(found, Sequence):
            found = Sequence(at)
            self.put(node, key, span, found, (at, -1))
        table = Mapping(at)
        self.count(at)
        found.append(table)
        found.spans.append((at, -1))
        return table, end + 2

    def inner(self, node: Mapping, key: str, span: Span, at: int) -> Mapping:
        """The table of this name in another one; of a list of tables its last."""
        found = node.get(key)
        if isinstance(found, Sequence) and isinstance(found[-1], Mapping):
            return found[-1]
        if isinstance(found, Mapping):
            return found
        new = Mapping(at)
        self.put(node, key, span, new, (at, -1))
        return new

    def put(self, node: Mapping, key: str, key_span: Span, value: Node, value_span: Span) -> None:
        self.count(key_span[0])
        node.put(key, value, (*key_span, *value_span))

    def count(self, at: int) -> None:
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            raise _Stop(too_many(at))

    def pair(self, at: int, node: Mapping, depth: int) -> int:
        """Read `key = value` into a table; gives where it ends."""
        keys, end = self.keys(at)
        for key, span in keys[:-1]:
            node = self.inner(node, key, span, at)
        key, span = keys[-1]
        start = self.blank(end + 1)
        value, end = self.value(start, depth)
        self.put(node, key, span, value, (start, -1 if isinstance(value, Mapping | Sequence) else end))
        return end

    def keys(self, at: int) -> tuple[list[tuple[str, Span]], int]:
        """The parts of a key with their spans, and where the sign behind it stands."""
        keys = []
        while True:
            at = self.blank(at)
            found = _BARE.match(self.string, at) or _QUOTED.match(self.string, at)
            assert found is not None
            keys.append((self.text(found[0]), found.span()))
            at = self.blank(found.end())
            if self.string[at] != ".":
                return keys, at
            at += 1

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        """What stands here, and where it ends."""
        first = self.string[at]
        if first in "[{" and depth >= DEPTH_LIMIT:
            raise _Stop(too_deep(at))
        if first == "[":
            return self.array(at, depth)
        if first == "{":
            return self.inline_table(at, depth)
        found = _QUOTED.match(self.string, at) or _PLAIN.match(self.string, at)
        assert found is not None
        return self.text(found[0]), found.end()

    def array(self, at: int, depth: int) -> tuple[Sequence, int]:
        node = Sequence(at)
        at = self.gap(at + 1)
        while self.string[at] != "]":
            self.count(at)
            value, end = self.value(at, depth + 1)
            node.append(value)
            node.spans.append((at, -1 if isinstance(value, Mapping | Sequence) else end))
            at = self.gap(end)
            if self.string[at] == ",":
                at = self.gap(at + 1)
        node.end = at + 1
        return node, node.end

    def inline_table(self, at: int, depth: int) -> tuple[Mapping, int]:
        node = Mapping(at)
        at = self.gap(at + 1)
        while self.string[at] != "}":
            at = self.gap(self.pair(at, node, depth + 1))
            if self.string[at] == ",":
                at = self.gap(at + 1)
        node.end = at + 1
        return node, node.end

    def text(self, written: str) -> str:
        if written[0] not in "'\"":
            return written
        if written.startswith(("'''", '"""')) or "\\" in written:
            text: str = tomllib.loads(f"x = {written}")["x"]
            return text
        return written[1:-1]

    def gap(self, at: int) -> int:
        found = _GAP.match(self.string, at)
        return found.end() if found is not None else at

    def blank(self, at: int) -> int:
        found = _BLANK.match(self.string, at)
        return found.end() if found is not None else at


# What tomllib says, and what it means.
_CAUSES: Final = (
    ("Expected '=' after a key", ("there is no `=` between the field and its value", 'write it as field = "text"')),
    ("Cannot overwrite a value", ("this field stands here for the second time", "delete one of the two")),
    ("Duplicate inline table key", ("this field stands here for the second time", "delete one of the two")),
    ("Cannot declare", ("this part stands here for the second time", "put the fields of both together; a list of tables has two brackets, [[members]]")),
    ("Cannot redefine namespace", ("this part stands here for the second time", "put the fields of both together; a list of tables has two brackets, [[members]]")),
    ("Cannot mutate immutable", ("this field can't be added to, for it was written whole above", "write it in one place")),
    ("Expected newline or end of document after a statement", ("something follows the value on this line", "begin a new line, or put a text that has spaces in double quotation marks")),
    ("Unclosed array", ("a list is not closed before here, or a comma is missing in it", "put a comma between the entries, and close the list with `]`")),
    ("Unclosed inline table", ("a group in braces is not closed on its line, or a comma is missing in it", "put a comma between the entries, and close with `}` on the same line")),
    ("Unterminated string", ("a quotation is not closed", "close it; a text of several lines needs three quotation marks on each side")),
    ("Unescaped", ("a backslash means something of its own here", "put the text in single quotation marks, or write the backslash twice")),
    ("Invalid hex value", ("this is no code of a character", "write the character itself")),
    ("Escaped character is not a Unicode", ("this is no code of a character", "write the character itself")),
    ("Illegal character", ("a line break or an invisible character stands in this text", "close the quotation on its line, or delete the character")),
    ("Found invalid character", ("this character may not stand here", "delete it, or put the text in double quotation marks")),
    ("Invalid initial character for a key part", ("no field can begin like this", "put the field's name in double quotation marks, or check the line above")),
    ("Invalid date or datetime", ("there is no such day", "write a day as 2027-03-31")),
    ("Expected ']", ("the header is not closed", "close it with as many brackets as it opens with")),
    ("Expected", ("a quotation is not closed", "close it; a text of several lines needs three quotation marks on each side")),
    ("Invalid value", ("this value is no text, number or day as TOML writes them", "put a text in double quotation marks")),
    ("Invalid statement", ("this line is no field, header or remark", 'write it as field = "text"')),
)  # fmt: skip


def _explain(said: str, string: str) -> Fault:
    place = _PLACE.search(said)
    lines = string.split("\n")
    if place is not None and place[1]:
        line, column = int(place[1]), int(place[2])
        # It counts in a text whose line breaks are line feeds.
        start = sum(map(len, lines[: line - 1])) + line - 1 + column - 1
    else:
        start = len(string.rstrip())
    start = max(min(start, len(string) - 1), 0)
    message, fix = next(
        (told for cause, told in _CAUSES if said.startswith(cause)), ("this is no TOML", "check the line")
    )
    return Fault(message, fix, start, min(start + 1, len(string)))
