"""YAML text to a tree that keeps the span of every key and value, in one pass over libyaml's events."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml._yaml import CParser

from mvdt.source.nodes import (
    DEPTH_LIMIT,
    NODE_LIMIT,
    NULLS,
    Fault,
    Mapping,
    Node,
    Sequence,
    Span,
    Tree,
    note_duplicate,
    too_deep,
    too_many,
)
from mvdt.source.text import Recurring
from mvdt.source.yaml_errors import explain

ALIAS_LIMIT: Final = 100_000
"""Nodes that aliases may stand for in all: far above any roster, far below a 'billion laughs'."""

_DIRECTIVE: Final = re.compile(r"^%TAG.*", re.MULTILINE)
_MOST_DIRECTIVES: Final = 100
# The keys of groups count here as well.
_MOST_EVENTS: Final = 2 * NODE_LIMIT

# Line breaks to YAML 1.1 and so to libyaml, but not to YAML 1.2 nor to any editor. It gets to see characters of
# the private use area in their place, such as stand nowhere else in the text.
_FALSE_BREAKS: Final = (0x85, 0x2028, 0x2029)
_PRIVATE: Final = range(0xE000, 0xF900)
_PRIVATE_USE: Final = re.compile("[\ue000-\uf8ff]")

_TAB_OF_NO_FIELD: Final = re.compile(r"^ *\t[ \t]*+(?=#|[\r\n]|\Z)", re.MULTILINE)

_CORE_TAG = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(
    (None, "!", *(_CORE_TAG + kind for kind in ["str", "int", "float", "bool", "null", "map", "seq"]))
)


class _Frame:
    """A container that is still open, and the key in it that waits for its value."""

    __slots__ = ("anchor", "counted", "flow", "key", "node", "span")

    def __init__(self, node: Mapping | Sequence, anchor: str | None, counted: int, *, flow: bool) -> None:
        # Any: which of the two it is the loop asks once, by its class.
        self.node: Any = node
        self.flow = flow
        self.anchor = anchor
        self.counted = counted
        self.key: str | None = None
        self.span: Span = (0, 0)


def read_events(string: str) -> Tree:
    """The tree of any YAML text without byte-order mark. Never raises: what is wrong becomes `faults`."""
    tree = Tree()
    hidden = {}
    if any(chr(code) in string for code in _FALSE_BREAKS):
        taken = set(_PRIVATE_USE.findall(string))
        hidden = dict(zip(_FALSE_BREAKS, (chr(code) for code in _PRIVATE if chr(code) not in taken), strict=False))
    if hidden:
        string = string.translate(hidden)
    restored = {ord(stand_in): chr(code) for code, stand_in in hidden.items()}
    try:
        _refuse_directives(string)
        _build(tree, CParser(string).get_event, restored)
    except _Stop as stop:
        tree.faults.append(stop.fault)
        tree.complete = False
    except YAMLError as error:
        blank = _TAB_OF_NO_FIELD.sub(lambda found: " " * len(found[0]), string)
        if blank != string:
            # YAML allows a tab where nothing but a remark follows, and libyaml does not.
            return read_events(blank.translate(restored))
        if isinstance(error, MarkedYAMLError) and "maximum nesting" in (error.problem or "") and error.problem_mark:
            # libyaml looks ahead and, from 0.2.6 on, gives up at its own limit: what stands before has passed ours.
            return read_events(string[: error.problem_mark.index].translate(restored))
        tree.faults.append(explain(error, string))
        tree.complete = False
    for fault in tree.faults:
        # What is missing at the very end has no character to point at.
        fault.end = min(fault.end, len(string))
    return tree


class _Stop(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _refuse_directives(string: str) -> None:
    """Raise where a text has more instructions to YAML than any: libyaml compares each with all that stand before it."""
    if string.count("%TAG") > _MOST_DIRECTIVES:
        found = list(islice(_DIRECTIVE.finditer(string), _MOST_DIRECTIVES + 1))
        if len(found) > _MOST_DIRECTIVES:
            fix = "delete the lines that begin with `%TAG`: no roster needs them"
            raise _Stop(Fault("these are too many instructions to YAML", fix, *found[-1].span()))


def _build(tree: Tree, get: Callable[[], Any], restored: dict[int, str]) -> None:  # noqa: C901, PLR0912, PLR0915
    # One loop on purpose: a call for each event would cost more than the work on it.
    stack: list[_Frame] = []
    frame: _Frame | None = None
    anchors: dict[str, tuple[Node, int] | None] = {}
    recurring = Recurring()
    documents = 0
    counted = 0
    expanded = 0
    while True:
        event = get()
        kind = event.__class__
        if kind is ScalarEvent:
            value: Any = event.value
            start = event.start_mark.index
            end = event.end_mark.index
            if restored:
                value = value.translate(restored)
            value = recurring[value]
            if value in NULLS and event.implicit[0]:
                value = None
            if event.tag not in _CORE_TAGS:
                tree.faults.append(_strange_tag(event.tag, start, end))
            if event.anchor is not None:
                anchors[event.anchor] = (value, 1)
            counted += 1
            if counted > _MOST_EVENTS:
                raise _Stop(too_many(start))
            if frame is None:
                tree.root = value
                tree.start = start if end > start else 0
            elif frame.node.__class__ is Mapping:
                key = frame.key
                if key is None:
                    if value is None:
                        value = event.value or "null"
                    frame.key = value
                    frame.span = (start, end)
                else:
                    node = frame.node
                    if key in node:
                        note_duplicate(tree, node, key, frame.span)
                    else:
                        node.put(key, value, (*frame.span, start, end))
                    frame.key = None
            else:
                frame.node.append(value)
                frame.node.spans.append((start, end))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            closed = stack.pop()
            if closed.flow:
                closed.node.end = event.end_mark.index
            if closed.anchor is not None:
                anchors[closed.anchor] = (closed.node, counted - closed.counted + 1)
            frame = stack[-1] if stack else None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark.index
            new: Mapping | Sequence = Mapping(start) if kind is MappingStartEvent else Sequence(start)
            if len(stack) >= DEPTH_LIMIT:
                raise _Stop(too_deep(start))
            if event.tag not in _CORE_TAGS:
                tree.faults.append(_strange_tag(event.tag, start, start + 1))
            counted += 1
            if counted > _MOST_EVENTS:
                raise _Stop(too_many(start))
            if frame is None:
                tree.root = new
                tree.start = start
            else:
                _place(tree, frame, new, start, -1)
            if event.anchor is not None:
                anchors[event.anchor] = None
            frame = _Frame(new, event.anchor, counted, flow=event.flow_style)
            stack.append(frame)
        elif kind is AliasEvent:
            start = event.start_mark.index
            end = event.end_mark.index
            name = event.anchor
            if name not in anchors:
                raise _Stop(
                    Fault(
                        f"`*{name}` refers to `&{name}`, which stands nowhere above",
                        "write the text out, or put it in quotes if the `*` belongs to it",
                        start,
                        end,
                    )
                )
            known = anchors[name]
            if known is None:
                raise _Stop(
                    Fault(f"`*{name}` stands inside the very part that it refers to", "write the part out", start, end)
                )
            shared, size = known
            counted += size
            expanded += size
            if expanded > ALIAS_LIMIT:
                raise _Stop(
                    Fault(
                        f"the aliases of this file stand for more than {ALIAS_LIMIT:,} entries",
                        "write the parts out instead of referring to them again and again",
                        start,
                        end,
                    )
                )
            if frame is None:
                continue
            if frame.node.__class__ is Mapping and frame.key is None and isinstance(shared, str):
                frame.key = shared
                frame.span = (start, end)
                continue
            where = frame.key if frame.node.__class__ is Mapping else len(frame.node)
            if _place(tree, frame, shared, start, end) and where is not None:
                frame.node.aliased = frame.node.aliased or set()
                frame.node.aliased.add(where)
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                start = event.start_mark.index
                end = event.end_mark.index
                fix = "move what follows `---` to a file of its own"
                tree.faults.append(
                    Fault(
                        "a second document begins here, and a file may hold one only", fix, start, max(end, start + 1)
                    )
                )
                return
        elif kind is StreamEndEvent:
            return


def _place(tree: Tree, frame: _Frame, value: Node, start: int, end: int) -> bool:
    """Put a container or an alias into the open container; False where a key was wanted or stands twice."""
    node = frame.node
    if isinstance(node, Sequence):
        node.append(value)
        node.spans.append((start, end))
        return True
    key = frame.key
    if key is None:
        tree.faults.append(
            Fault(
                "a field's name must be plain text, and here stands a list or a group of fields",
                "put the name in quotes, or check the brackets",
                start,
                max(end, start + 1),
            )
        )
        # The value that follows still needs a key to go under; no field has this one.
        frame.key = f"\0{start}"
        frame.span = (start, start + 1)
        return False
    frame.key = None
    if key in node:
        note_duplicate(tree, node, key, frame.span)
        return False
    node.put(key, value, (*frame.span, start, end))
    return True


def _strange_tag(tag: str, start: int, end: int) -> Fault:
    shown = "!!" + tag.removeprefix(_CORE_TAG) if tag.startswith(_CORE_TAG) else tag
    return Fault(f"the tag `{shown}` means nothing here", "delete the tag", start, end, hides=False)
