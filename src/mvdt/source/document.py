"""One file as its reader saw it, and where in it a logical place stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mvdt.source.nodes import Fault, Mapping, Node, Path, Sequence, Span, Tree
from mvdt.source.text import Cell, Location, Text

_FIELD_OF_ITEM: Final = 3


class Document:
    """A file's path as the user gave it, its text, its tree and what was wrong with it.

    White space around a value, as quotes can keep it, means nothing: the values of the tree have none.
    """

    __slots__ = ("path", "text", "tree")

    def __init__(self, path: str, text: Text, tree: Tree) -> None:
        self.path = path
        self.text = text
        self.tree = tree
        if not tree.plain:
            tree.root = _stripped(tree.root)

    def value(self, path: Path) -> Node:
        """What stands at a logical place; None where nothing does."""
        node = self.tree.root
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
                node = node[step]
            else:
                return None
        return node

    def key_span(self, path: Path) -> Span | None:
        """The span of the key that a logical place ends in; None where there is no such key."""
        node = self.value(path[:-1])
        key = path[-1]
        if isinstance(node, Mapping) and isinstance(key, str) and key in node:
            start, end, _, _ = node.offsets(key)
            return start, end
        return None

    def span(self, path: Path) -> Span:
        """The span of a logical place, or of its nearest ancestor that exists.

        A text has its own span; a group or list under a key has the key's; an item of a list has its first
        line; something that an alias stands for has the alias's, for that is where it is used.
        """
        node = self.tree.root
        if len(path) == _FIELD_OF_ITEM and self.tree.plain and (span := self._field_of_item(node, *path)):
            return span
        last: tuple[Span | None, int, int, Node] | None = None
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node:
                key_start, key_end, start, end = node.offsets(step)
                child = node[step]
                last = (key_start, key_end), start, end, child
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
                start, end = node.spans[step]
                child = node[step]
                last = None, start, end, child
            else:
                break
            if node.aliased is not None and step in node.aliased:
                break
            node = child
        if last is None:
            return self._line(self.tree.start)
        key, start, end, child = last
        return self._whole(start, end, child) or key or self._line(start)

    def _field_of_item(self, node: Any, name: str | int, index: str | int, field: str | int) -> Span | None:
        """The span of a text at a place such as `("members", 2, "fte")`; None if there is none there."""
        try:
            _, _, start, end = node[name][index].offsets(field)
        except (LookupError, TypeError, AttributeError, ValueError):
            return None
        return (start, end) if end > start else None

    def locate(self, span: Span) -> Location:
        """A span as the place that people and formats know."""
        return self.text.locate(self.path, span)

    def place(self, path: Path) -> tuple[int, int, int, int, str, Cell | None]:
        """Where a logical place stands: what a `Location` has beside the file's path."""
        return self.text.place(self.span(path))

    def places(self, paths: list[Path]) -> Iterator[tuple[int, int, int, int, str, Cell | None]] | None:
        """The same of fields of a list's entries, in a fraction of the time; None where each has to be looked at by itself."""
        root: Any = self.tree.root if self.tree.plain else None
        spots = []
        try:
            for name, index, field in paths:
                entry = root[name][index]
                lines = entry.lines
                which = 2 * [*entry].index(field)
                _, _, start, end = lines[which + 2]
                if end <= start:
                    return None
                spots.append((lines[0] + lines[which + 1], start, end))
        except (LookupError, TypeError, AttributeError, ValueError):
            return None
        return self.text.places_on_lines(spots)

    def _whole(self, start: int, end: int, value: Node) -> Span | None:
        """The span of a text, or of a container in brackets on one line; None for what is empty or spread out."""
        if end > start:
            return start, end
        if end < 0 and isinstance(value, Mapping | Sequence) and value.end > 0:
            same_line = self.text.position(start)[0] == self.text.position(value.end)[0]
            return (start, value.end) if same_line else None
        return None

    def _line(self, start: int) -> Span:
        line_start, text = self.text.line_at(start)
        column = start - line_start
        comment = text.find(" #", column)
        shown = (text if comment < 0 else text[:comment]).rstrip()
        return start, start + max(len(shown) - column, 1 if column < len(text) else 0)


def _stripped(node: Node) -> Node:
    if isinstance(node, str):
        return node.strip()
    if isinstance(node, Mapping):
        for key, value in node.items():
            node[key] = _stripped(value)
    elif isinstance(node, Sequence):
        node[:] = map(_stripped, node)
    return node


def faulty(path: str, text: Text, fault: Fault) -> Document:
    """A document of which nothing but its fault is known."""
    tree = Tree()
    tree.faults.append(fault)
    tree.complete = False
    return Document(path, text, tree)
