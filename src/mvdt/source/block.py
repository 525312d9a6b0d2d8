"""A quick reader for the plain block YAML that most rosters are, several times faster than libyaml's events.

It builds the very tree that libyaml would give, or none at all: whatever it does not know for certain
(anchors, tags, texts over several lines, tabs, duplicate keys, anything broken) it leaves to libyaml.
The property test in tests/test_source.py holds the two together. Lines repeat within and between rosters,
so each is understood once and then looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from mvdt.source.nodes import NODE_LIMIT, NULLS, Mapping, Node, Offsets, Sequence, Tree
from mvdt.source.text import lines

_LINE_LIMIT: Final = 2_000
# libyaml takes no key of more than 1024 characters.
_KEY_LIMIT: Final = 1_000
_NOT_IN_KEY: Final = re.compile(r"[:,{\[\n]")
_MEMO_LIMIT: Final = 5_000
# A field with so many values holds names, of which each is new: to keep more of its lines takes longer than they save.
_MANY_VALUES: Final = 500
# Deeper than any roster or catalogue, and well below the limit that libyaml's reader enforces.
_DEPTH: Final = 16

# In a plain text a colon needs a character behind it, a hash one before it; in brackets it has no commas or brackets.
_BREAKS = "\t\n\r\x85\u2028\u2029\ufeff"
_KEY = r"\w[\w/-]*(?: [\w/-]+)*"
_FIRST = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_BREAKS}]"
_PLAIN = rf"{_FIRST}(?:[^:#{_BREAKS}]|:(?=[^\s])|(?<=\S)#)*"
# White space just within the quotes is for the document to take off.
_QUOTED = rf"'(?!\s)[^'{_BREAKS}]*(?<!\s)'|\"(?!\s)[^\"\\{_BREAKS}]*(?<!\s)\""
_FLOW_VALUE = rf"(?:{_FIRST}[^:#,\[\]{{}}{_BREAKS}]*|(?:{_QUOTED}) *)"
_FLOW_PAIR = rf"{_KEY}: +{_FLOW_VALUE}"
_FLOW = rf"\{{[ \n]*(?:{_FLOW_PAIR}(?:,[ \n]*{_FLOW_PAIR})*)?\n?[ ]*\}}"
_FLOW_LIST = rf"\[[ \n]*(?:{_FLOW_VALUE}(?:,[ \n]*{_FLOW_VALUE})*)?\n?[ ]*\]"

_LINE = (
    rf"(?P<indent> *)(?:(?P<dash>-) +)?(?:(?P<key>{_KEY}):(?: +(?=\S)| *$))?"
    rf"(?:(?P<flow>{_FLOW})|(?P<list>{_FLOW_LIST})|(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN}))? *(?:(?<= )#.*)?$"
)
_PAIR = rf"(?P<key>{_KEY}): +(?P<value>{_FLOW_VALUE})"
_ITEM = rf"(?P<key>)(?P<value>{_FLOW_VALUE})"

# What nearly every line of a roster is, recognised in a fraction of the time: a field with a text or with none.
_COMMON = re.compile(
    rf"( *)(- +)?([A-Za-z0-9_][A-Za-z0-9_-]*):(?:( +)((?!null$)[A-Za-z0-9](?:[^:#{_BREAKS}]*[^:#{_BREAKS} ])?))?$"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that most runs never need: compiling these would cost them a tenth of their time."""
    return re.compile(pattern)


# What a line says: the indent of a field with a text and nothing else (-10 less the indent of one whose value stands
# below, and -2 of any other line); its length with its line break; its key and its value; the columns where each of them
# begins and ends (the value at -1 where it is on the lines below); and the column of its dash (-1 without), that where its
# content begins, and for a value in brackets its parts. All columns count from 0. What says nothing has None in the last
# place; what is not understood has nothing there, and itself in place of its key.
_Said = tuple[int, int, str | None, Node, Offsets, tuple[int, int, list[Any] | None] | tuple[()] | None]
_NOWHERE: Final = (0, 0, 0, 0)


class _Lines(dict[str, _Said]):
    """What lines say, those that recur each understood once."""

    def __init__(self) -> None:
        self._values: dict[str | None, int] = {}

    def __missing__(self, line: str) -> _Said:
        said = _understand(line)
        values, key = self._values, said[2]
        number = values.get(key, 0)
        if number < _MANY_VALUES and said[5] != ():
            if len(self) >= _MEMO_LIMIT:
                self.clear()
                values.clear()
            values[key] = number + 1
            self[line] = said
        return said


_memo: Final = _Lines()


def read_block(string: str) -> Tree | None:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """The tree of a text in plain block style, or None where libyaml has to read it."""
    if len(string) > NODE_LIMIT and string.count("\n") > NODE_LIMIT:
        return None
    # One loop on purpose, as in events.py.
    places: list[Any] = [0]
    root = Mapping(0, places)
    groups, everywhere = [root], [places]
    tree = Tree()
    tree.root = root
    tree.plain = True
    # Any: a mapping or a list, as the dash or the key before has established. `places` are the mapping's.
    node: Any = root
    key: Any
    more: Any
    depth = 0
    # The indent of another field of the group that is open; -1 where something else must come first.
    fits = -1
    stack: list[tuple[Any, int]] = []
    # The key whose value is still to come, where its line begins, and its columns.
    waiting: str | None = None
    waiting_at = waiting_from = waiting_to = 0
    opened = begun = False
    # Where the open group's first line begins, and how far from there this line is: as small numbers these need no room.
    base = offset = 0
    following = iter(lines(string))
    for level, length, key, value, columns, more in map(_memo.__getitem__, following):
        if level == fits:
            # Nearly every line.
            node[key] = value
            places.append(offset)
            places.append(columns)
            offset += length
            continue
        if level == -10 - fits:
            waiting = key
            waiting_at = offset
            waiting_from, waiting_to, _, _ = columns
            fits = -1
            offset += length
            continue
        if not more:
            if more is None:
                offset += length
                continue
            line = key
            if _is_open(line):
                # A value in brackets goes on over several lines.
                _, length, key, value, columns, more = _memo[_until_closed(line, following)]  # noqa: PLW2901
            if not more:
                if not begun and not opened and line == "---":
                    opened = True
                    offset += 4
                    continue
                return None
        dash, indent, parts = more
        here = base + offset
        if not begun:
            if indent or dash >= 0 or key is None:
                return None
            begun = True
            root.start = tree.start = here
        opens = dash if dash >= 0 else indent
        if waiting is not None and indent > depth and dash < 0:
            # A group of fields stands further in than its key.
            places += (waiting_at, (waiting_from, waiting_to, offset + indent - waiting_at, -1))
            stack.append((node, depth))
            places = [here]
            node[waiting] = node = Mapping(here + indent, places)
            base, offset = here, 0
            groups.append(node)
            everywhere.append(places)
            depth = indent
            waiting = None
            if len(stack) >= _DEPTH:
                return None
        else:
            if waiting is not None:
                # A list may stand in the column of its key.
                if dash >= depth:
                    places += (waiting_at, (waiting_from, waiting_to, offset + opens - waiting_at, -1))
                    stack.append((node, depth))
                    node[waiting] = node = Sequence(here + dash)
                    depth = dash
                else:
                    node[waiting] = None
                    places += (waiting_at, (waiting_from, waiting_to, waiting_to + 1, waiting_to + 1))
                waiting = None
            while depth > opens:
                node, depth = stack.pop()
            if dash < 0 and depth == opens and node.__class__ is Sequence:
                node, depth = stack.pop()
            in_list = node.__class__ is Sequence
            if depth != opens or in_list != (dash >= 0) or len(stack) >= _DEPTH:
                return None
            if not in_list:
                places = node.lines
                base = places[0]
                offset = here - base
            else:
                start, end = columns[2:]
                if key is None:
                    node.append(_flow(value, parts, here, start) if parts is not None else value)
                    node.spans.append((here + start, -1 if parts is not None else here + end))
                    offset += length
                    fits = -1
                    continue
                places = [here]
                new = Mapping(here + indent, places)
                groups.append(new)
                everywhere.append(places)
                node.append(new)
                node.spans.append((here + indent, -1))
                base, offset = here, 0
                stack.append((node, depth))
                node, depth = new, indent
        if key is None:
            return None
        fits = depth
        if columns[3] < 0:
            waiting = key
            waiting_at = offset
            waiting_from, waiting_to, _, _ = columns
            fits = -1
        elif parts is not None:
            key_start, key_end, start, _ = columns
            node[key] = _flow(value, parts, here, start)
            places += (offset, (key_start, key_end, start, -1))
        else:
            node[key] = value
            places += (offset, columns)
        offset += length
    if not begun:
        return None
    if waiting is not None:
        node[waiting] = None
        places += (waiting_at, (waiting_from, waiting_to, waiting_to + 1, waiting_to + 1))
    # Where a key stands twice, a group has more places than keys.
    return tree if sum(map(len, everywhere)) == 2 * sum(map(len, groups)) + len(groups) else None


def _flow(kind: Node, parts: list[Any], offset: int, start: int) -> Mapping | Sequence:
    """A fresh container for a value in brackets; the last of `parts` is its end."""
    at = offset + start
    if kind == "{":
        mapping = Mapping(at)
        for key, key_start, key_end, value, value_start, value_end in parts[:-1]:
            mapping.put(key, value, (offset + key_start, offset + key_end, offset + value_start, offset + value_end))
        mapping.end = offset + parts[-1]
        return mapping
    sequence = Sequence(at)
    for _, _, _, value, value_start, value_end in parts[:-1]:
        sequence.append(value)
        sequence.spans.append((offset + value_start, offset + value_end))
    sequence.end = offset + parts[-1]
    return sequence


def _is_open(line: str) -> bool:
    return ("[" in line and "]" not in line) or ("{" in line and "}" not in line)


def _until_closed(line: str, following: Iterator[str]) -> str:
    """A line with those that follow, as far as the bracket that it leaves open closes; itself if it does not."""
    whole = line
    for more in following:
        if not more.startswith(" ") or len(whole) > _LINE_LIMIT:
            break
        whole += "\n" + more
        if not _is_open(whole):
            return whole
    return line


def _understand(line: str) -> _Said:
    """What a line says."""
    length = len(line) + 1
    if length > _KEY_LIMIT and (length > _LINE_LIMIT or max(map(len, _NOT_IN_KEY.split(line))) >= _KEY_LIMIT):
        return -2, length, line, None, _NOWHERE, ()
    found = _COMMON.match(line)
    if found is not None:
        indent, dash, key, value = found.group(1, 2, 3, 5)
        level = at = len(indent)
        key_start = at
        if dash is None:
            at = -1
        else:
            level, key_start = -2, at + len(dash)
        key_end = key_start + len(key)
        more = at, key_start, None
        if value is None:
            # `key:` waits for what follows.
            return -10 - level if at < 0 else -2, length, key, None, (key_start, key_end, key_end + 1, -1), more
        return level, length, key, value, (key_start, key_end, length - 1 - len(value), length - 1), more
    bare = line.lstrip(" ")
    # A carriage return ends a line as well, and with it a remark.
    if "\r" not in line:
        if not bare or bare[0] == "#":
            return -2, length, None, None, _NOWHERE, None
        whole = _compiled(_LINE).match(line)
        said = _spell_out(whole, length) if whole is not None else None
        if said is not None:
            return said
    return -2, length, line, None, _NOWHERE, ()


def _spell_out(found: re.Match[str], length: int) -> _Said | None:
    """What a line says that is out of the common."""
    dash = found.start("dash")
    key = found["key"]
    content = found.start("key") if key is not None else found.end("dash") if dash >= 0 else found.end("indent")
    key_start, key_end = found.span("key")
    for group in ("flow", "list"):
        text = found[group]
        if text is not None:
            start, end = found.span(group)
            parts = _parts(text, start, group)
            if parts is None:
                return None
            return -2, length, key, text[0], (key_start, key_end, start, end), (dash, content, parts)
    quoted = found["quoted"]
    if quoted is not None:
        start, end = found.span("quoted")
        return -2, length, key, quoted[1:-1], (key_start, key_end, start, end), (dash, content, None)
    plain = found["plain"]
    if plain is None:
        # A dash alone waits for what follows, but rarely enough to leave it to libyaml.
        if key is None:
            return None
        return -2, length, key, None, (key_start, key_end, key_end + 1, -1), (dash, content, None)
    plain = plain.rstrip(" ")
    start = found.start("plain")
    value = None if plain in NULLS else plain
    columns = key_start, key_end, start, start + len(plain)
    return -2, length, key, value, columns, (dash, content, None)


def _parts(text: str, start: int, group: str) -> list[Any] | None:
    """Each entry of a value in brackets with its columns, and last the end; None where a key stands twice."""
    parts: list[Any] = []
    seen: set[str] = set()
    for found in _compiled(_PAIR if group == "flow" else _ITEM).finditer(text, 1, len(text) - 1):
        key = found["key"]
        if key and key in seen:
            return None
        seen.add(key)
        written = found["value"].rstrip(" ")
        value_start = start + found.start("value")
        quoted = written[0] in "'\""
        value = written[1:-1] if quoted else None if written in NULLS else written
        key_start, key_end = found.span("key")
        parts.append((key, start + key_start, start + key_end, value, value_start, value_start + len(written)))
    parts.append(start + len(text))
    return parts
