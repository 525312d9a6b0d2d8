"""JSON text to a tree that keeps the span of every key and value.

Not YAML's reader, although JSON is nearly YAML: libyaml refuses pairs of surrogates and tabs at the beginning of a
line, and would take texts in single quotation marks, remarks and commas too many, which other readers of the file refuse.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final

from mvdt.source.nodes import (
    DEPTH_LIMIT,
    NODE_LIMIT,
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

_DECODER: Final = JSONDecoder()
_SPACE: Final = re.compile(r"[ \t\r\n]*+")
_PLAIN_TEXT: Final = re.compile(r'"([^"\\\x00-\x1f]*+)"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![\w.+-])")
_WORD: Final = re.compile(r"[+\-.]?[\w.+\-]++")
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")
_QUOTATION_MARKS: Final = "'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
_CLOSING: Final = {"{": "}", "[": "]"}
_KNOWN: Final[dict[str, str | None]] = {"true": "true", "false": "false", "null": None}
_MEANT: Final = {"True": "true", "yes": "true", "False": "false", "no": "false", "None": "null", "NULL": "null"}


class _Stop(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _stop(message: str, fix: str, start: int, end: int) -> _Stop:
    return _Stop(Fault(message, fix, start, end))


def parse(string: str) -> Tree:
    """The tree of a JSON text without byte-order mark. Never raises: what is wrong becomes `faults`.

    Numbers and `true` stay text, as in every tree. Where something is wrong, the tree holds what stands before it.
    """
    tree = Tree()
    try:
        _Reader(string, tree).read()
    except _Stop as stop:
        tree.faults.append(stop.fault)
        tree.complete = False
    return tree


class _Reader:
    def __init__(self, string: str, tree: Tree) -> None:
        self.string = string
        self.tree = tree
        self.nodes = 0
        self.recurring = Recurring()

    def read(self) -> None:
        at = self.skip(0)
        if at == len(self.string):
            return
        self.tree.start = at
        value, end = self.value(at, 0, None)
        self.tree.root = value
        at = self.skip(end)
        if at < len(self.string):
            raise _stop(
                "the file goes on after its end, or a bracket closes too early",
                "check the brackets, and move what does not belong to the roster to a file of its own",
                at,
                at + 1,
            )

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.string, at)
        return found.end() if found is not None else at

    def value(self, at: int, depth: int, inside: tuple[Any, str | None, Span] | None) -> tuple[Node, int]:
        """What stands here, and where it ends; a container is put in its place before it is read."""
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            raise _Stop(too_many(at))
        first = self.string[at : at + 1]
        if first == '"':
            return self.text(at)
        if first not in {"{", "["}:
            return self.word(at)
        if depth >= DEPTH_LIMIT:
            raise _Stop(too_deep(at))
        node: Mapping | Sequence = Mapping(at) if first == "{" else Sequence(at)
        if inside is None:
            self.tree.root = node
        else:
            self.put(*inside, node, (at, -1))
        node.end = self.entries(node, at, depth)
        return node, node.end

    def entries(self, node: Mapping | Sequence, opened: int, depth: int) -> int:
        """Read what a container holds; gives where it ends."""
        string = self.string
        opening = string[opened]
        closing = _CLOSING[opening]
        at = self.skip(opened + 1)
        if string[at : at + 1] == closing:
            return at + 1
        while True:
            self.not_ended(at, opened)
            key: str | None = None
            span = (at, at)
            if isinstance(node, Mapping):
                key, span, at = self.key(at, opened)
            value, end = self.value(at, depth + 1, (node, key, span))
            if not isinstance(value, Mapping | Sequence):
                self.put(node, key, span, value, (at, end))
            at = self.skip(end)
            self.not_ended(at, opened)
            if string[at] == closing:
                return at + 1
            if string[at] != ",":
                raise self.no_comma(at, end, opened)
            comma, at = at, self.skip(at + 1)
            if string[at : at + 1] in {"}", "]"}:
                raise _stop(
                    "there is a comma behind the last entry, and JSON allows none there",
                    "delete the comma",
                    comma,
                    comma + 1,
                )

    def put(self, node: Any, key: str | None, key_span: Span, value: Node, value_span: Span) -> None:
        if key is None:
            node.append(value)
            node.spans.append(value_span)
        elif key in node:
            note_duplicate(self.tree, node, key, key_span)
        else:
            node.put(key, value, (*key_span, *value_span))

    def key(self, at: int, opened: int) -> tuple[str, Span, int]:
        """A field's name, its span, and where its value begins."""
        string = self.string
        if string[at] != '"':
            self.refuse_remark(at)
            found = _WORD.match(string, at)
            raise _stop(
                "a field's name must stand in double quotation marks",
                'write it as "name":',
                at,
                found.end() if found is not None else at + 1,
            )
        key, end = self.text(at)
        after = self.skip(end)
        self.not_ended(after, opened)
        if string[after] != ":":
            raise _stop("there is no colon between the field and its value", "put a colon after the name", at, end)
        value = self.skip(after + 1)
        self.not_ended(value, opened)
        if string[value] in ",}]":
            raise _stop("this field has no value", "fill in the value, or write null", at, end)
        return key, (at, end), value

    def text(self, at: int) -> tuple[str, int]:
        found = _PLAIN_TEXT.match(self.string, at)
        if found is not None:
            return self.recurring[found[1]], found.end()
        try:
            text, end = _DECODER.raw_decode(self.string, at)
        except JSONDecodeError as error:
            raise self.bad_text(error, at) from None
        half = _HALF_CHARACTER.search(text)
        if half is not None:
            # Not in lower case: there some letters are longer.
            code = re.compile(rf"\\u{ord(half[0]):04x}", re.IGNORECASE).search(self.string, at, end)
            raise _stop(
                "this code is one half of a character, and the other half is missing",
                "write the character itself",
                *(code.span() if code is not None else (at, end)),
            )
        return text, end

    def bad_text(self, error: JSONDecodeError, at: int) -> _Stop:
        if "escape" in error.msg:
            start = self.string.rfind("\\", at, error.pos + 1)
            return _stop(
                f"`{self.string[start : start + 2]}` means nothing in a JSON text",
                "write the backslash twice",
                start,
                start + 2,
            )
        if "control character" in error.msg and self.string[error.pos] not in "\r\n":
            return _stop(
                "a tab stands in this text, and JSON allows none there",
                "replace the tab by a space",
                error.pos,
                error.pos + 1,
            )
        return _stop("the quotation mark that opens here is not closed on its line", "close the quotation", at, at + 1)

    def word(self, at: int) -> tuple[str | None, int]:
        """A number, or one of the three words that JSON has."""
        found = _NUMBER.match(self.string, at)
        if found is not None:
            return found[0], found.end()
        found = _WORD.match(self.string, at)
        if found is not None and found[0] in _KNOWN:
            return _KNOWN[found[0]], found.end()
        if found is None:
            self.refuse_remark(at)
            raise _stop("something is missing here: a value, or a closing bracket", "fill in the value", at, at + 1)
        word = found[0]
        if word in _MEANT:
            fix = f"write {_MEANT[word]}, or put it in double quotation marks if it is a text"
        elif word.lstrip("+-.")[:1].isdigit():
            fix = "write numbers as 0.5 or 12, and anything else in double quotation marks"
        else:
            fix = "put the text in double quotation marks"
        raise _stop("this is no text, no number and no other value that JSON knows", fix, at, found.end())

    def refuse_remark(self, at: int) -> None:
        character = self.string[at]
        if character in "/#":
            raise _stop("a remark stands here, and JSON has none", "delete the remark", at, at + 1)
        if character in _QUOTATION_MARKS:
            raise _stop(
                "JSON knows only the straight double quotation mark",
                'put the text in double quotation marks: "',
                at,
                at + 1,
            )

    def not_ended(self, at: int, opened: int) -> None:
        if at >= len(self.string):
            bracket = self.string[opened]
            raise _stop(
                f"the bracket `{bracket}` that opens here is never closed",
                f"close it with `{_CLOSING[bracket]}`",
                opened,
                opened + 1,
            )

    def no_comma(self, at: int, end: int, opened: int) -> _Stop:
        opening = self.string[opened]
        if self.string[at] in "}]":
            return _stop(
                f"`{self.string[at]}` can't close what `{opening}` opened",
                f"close it with `{_CLOSING[opening]}`, and check the brackets above",
                at,
                at + 1,
            )
        if self.string[at] in "/#":
            return _stop("a remark stands here, and JSON has none", "delete the remark", at, at + 1)
        return _stop("a comma is missing after this entry", "put a comma between the entries", end - 1, end)
