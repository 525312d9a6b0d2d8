"""A quick reader for the plain block YAML that most rosters are, several times faster than libyaml's events.

It builds the very tree that `tree.parse` would, or none at all: whatever it does not know for certain
(anchors, tags, texts over several lines, tabs, duplicate keys, anything broken) it leaves to libyaml.
The property test in tests/test_source.py holds the two together. Lines repeat within and between rosters,
so each is understood once and then looked up.
"""

from __future__ import annotations

import re
from typing import Any, Final

from mvdt.source.nodes import NULLS, Mapping, Node, Sequence, Tree

_LINE_LIMIT: Final = 500
_MEMO_LIMIT: Final = 20_000
# Deeper than any roster or catalogue, and well below the limit that libyaml's reader enforces.
_DEPTH: Final = 16

# In a plain text a colon needs a character behind it, a hash one before it; flow text has no brackets or commas.
_BREAKS = "\t\r\x85\u2028\u2029\ufeff"
_KEY = r"[A-Za-z_][\w/-]*(?: [\w/-]+)*"
_FIRST = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_BREAKS}]"
_PLAIN = rf"{_FIRST}(?:[^:#{_BREAKS}]|:(?=[^\s])|(?<=\S)#)*"
_FLOW_PLAIN = rf"{_FIRST}[^:#,\[\]{{}}'\"{_BREAKS}]*"
_QUOTED = rf"'[^'{_BREAKS}]*'|\"[^\"\\{_BREAKS}]*\""
_FLOW_PAIR = rf"(?P<key>{_KEY}): +(?P<value>{_FLOW_PLAIN})"
_FLOW = rf"\{{ *(?:{_KEY}: +{_FLOW_PLAIN}(?:, +{_KEY}: +{_FLOW_PLAIN})*)?\}}"
_FLOW_LIST = rf"\[ *(?:{_FLOW_PLAIN}(?:, +{_FLOW_PLAIN})*)?\]"

_LINE = re.compile(
    rf"(?P<indent> *)(?:(?P<dash>-) +)?(?:(?P<key>{_KEY}):(?: +(?=\S)| *$))?"
    rf"(?:(?P<flow>{_FLOW})|(?P<list>{_FLOW_LIST})|(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN}))? *(?:(?<= )#.*)?$"
)
_EMPTY = re.compile(r" *(?:#.*)?$")
_PAIR = re.compile(_FLOW_PAIR)
_ITEM = re.compile(_FLOW_PLAIN)

# What a line says: the column of its dash (-1 without), the column where its content begins, its key with
# start and end, its value with start and end, and for a flow value its parts. All columns count from 0.
_Said = tuple[int, int, str | None, int, int, Node, int, int, list[Any] | None]
_NOTHING: Final[_Said] = (0, 0, None, 0, 0, None, 0, 0, None)
_memo: dict[str, _Said | None] = {}


def read_block(string: str) -> Tree | None:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """The tree of a text in plain block style, or None where libyaml has to read it."""
    # One loop on purpose, as in tree.py.
    root = Mapping(0)
    tree = Tree()
    tree.root = root
    memo = _memo
    # Any: a mapping or a list, as the dash or the key before has established.
    node: Any = root
    depth = 0
    stack: list[tuple[Any, int]] = []
    waiting: str | None = None
    waiting_start = waiting_end = 0
    begun = False
    offset = 0
    for line in string.split("\n"):
        try:
            said = memo[line]
        except KeyError:
            said = memo[line] = _understand(line)
        if said is None:
            if not begun and line == "---":
                offset += 4
                continue
            return None
        if said is _NOTHING:
            offset += len(line) + 1
            continue
        dash, indent, key, key_start, key_end, value, start, end, parts = said
        if not begun:
            if indent or dash >= 0 or key is None:
                return None
            begun = True
            root.start = tree.start = offset
        if dash >= 0:
            if waiting is not None:
                if dash >= depth:
                    new: Mapping | Sequence = Sequence(offset + dash)
                    node[waiting] = new
                    node.spans[waiting] = (waiting_start, waiting_end, offset + dash, -1)
                    stack.append((node, depth))
                    node, depth = new, dash
                else:
                    node[waiting] = None
                    node.spans[waiting] = (waiting_start, waiting_end, waiting_end + 1, waiting_end + 1)
                waiting = None
            while depth > dash:
                node, depth = stack.pop()
            if depth != dash or node.__class__ is not Sequence:
                return None
            if key is None:
                if parts is not None:
                    value, end = _flow(value, parts, offset, start, tree)
                    node.append(value)
                    node.spans.append((offset + start, -1))
                else:
                    node.append(value)
                    node.spans.append((offset + start, offset + end))
                offset += len(line) + 1
                continue
            new = Mapping(offset + indent)
            node.append(new)
            node.spans.append((offset + indent, -1))
            stack.append((node, depth))
            node, depth = new, indent
        else:
            if key is None:
                return None
            if waiting is not None:
                if indent > depth:
                    new = Mapping(offset + indent)
                    node[waiting] = new
                    node.spans[waiting] = (waiting_start, waiting_end, offset + indent, -1)
                    stack.append((node, depth))
                    node, depth = new, indent
                else:
                    node[waiting] = None
                    node.spans[waiting] = (waiting_start, waiting_end, waiting_end + 1, waiting_end + 1)
                waiting = None
            while depth > indent:
                node, depth = stack.pop()
            if node.__class__ is Sequence and depth == indent:
                node, depth = stack.pop()
            if depth != indent or node.__class__ is Sequence:
                return None
        if key in node or len(stack) >= _DEPTH:
            return None
        if end < 0:
            waiting = key
            waiting_start = offset + key_start
            waiting_end = offset + key_end
        elif parts is not None:
            node[key], _ = _flow(value, parts, offset, start, tree)
            node.spans[key] = (offset + key_start, offset + key_end, offset + start, -1)
        else:
            node[key] = value
            node.spans[key] = (offset + key_start, offset + key_end, offset + start, offset + end)
        tree.keys.add(key)
        offset += len(line) + 1
    if not begun:
        return None
    if waiting is not None:
        node[waiting] = None
        node.spans[waiting] = (waiting_start, waiting_end, waiting_end + 1, waiting_end + 1)
    return tree


def _flow(kind: Node, parts: list[Any], offset: int, start: int, tree: Tree) -> tuple[Mapping | Sequence, int]:
    """A fresh container for a flow value; the last of `parts` holds its end."""
    at = offset + start
    if kind == "{":
        mapping = Mapping(at)
        for key, key_start, key_end, value, value_start, value_end in parts[:-1]:
            mapping[key] = value
            mapping.spans[key] = (offset + key_start, offset + key_end, offset + value_start, offset + value_end)
            tree.keys.add(key)
        mapping.end = offset + parts[-1]
        return mapping, mapping.end
    sequence = Sequence(at)
    for _, _, _, value, value_start, value_end in parts[:-1]:
        sequence.append(value)
        sequence.spans.append((offset + value_start, offset + value_end))
    sequence.end = offset + parts[-1]
    return sequence, sequence.end


def _understand(line: str) -> _Said | None:  # noqa: PLR0911
    if len(_memo) >= _MEMO_LIMIT:
        _memo.clear()
    if len(line) > _LINE_LIMIT:
        return None
    if _EMPTY.match(line):
        return _NOTHING
    found = _LINE.match(line)
    if found is None:
        return None
    dash = found.start("dash")
    key = found["key"]
    content = found.start("key") if key is not None else found.end("dash") if dash >= 0 else found.end("indent")
    key_start, key_end = found.span("key")
    for group in ("flow", "list"):
        text = found[group]
        if text is not None:
            parts = _parts(text, found.start(group), group)
            if parts is None:
                return None
            return dash, content, key, key_start, key_end, text[0], found.start(group), found.end(group), parts
    quoted = found["quoted"]
    if quoted is not None:
        return dash, content, key, key_start, key_end, quoted[1:-1], found.start("quoted"), found.end("quoted"), None
    plain = found["plain"]
    if plain is None:
        # `key:` waits for what follows; a dash alone does too, but rarely enough to leave it to libyaml.
        return (dash, content, key, key_start, key_end, None, key_end + 1, -1, None) if key is not None else None
    plain = plain.rstrip(" ")
    start = found.start("plain")
    value = None if plain in NULLS else plain
    return dash, content, key, key_start, key_end, value, start, start + len(plain), None


def _parts(text: str, start: int, group: str) -> list[Any] | None:
    parts: list[Any] = []
    seen = set()
    for found in (_PAIR if group == "flow" else _ITEM).finditer(text, 1, len(text) - 1):
        value = (found["value"] if group == "flow" else found[0]).rstrip(" ")
        value_start = start + found.start("value" if group == "flow" else 0)
        key = found["key"] if group == "flow" else ""
        if group == "flow":
            if key in seen:
                return None
            seen.add(key)
        parts.append(
            (
                key,
                start + found.start("key") if group == "flow" else 0,
                start + found.end("key") if group == "flow" else 0,
                None if value in NULLS else value,
                value_start,
                value_start + len(value),
            )
        )
    parts.append(start + len(text))
    return parts
