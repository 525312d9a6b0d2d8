"""One file as its reader saw it, and where in it a logical place stands."""

from __future__ import annotations

from mvdt.source.nodes import Fault, Mapping, Path, Sequence, Span, Tree
from mvdt.source.text import Text


class Location:
    """A place in a file: lines and columns from 1 in code points, the end exclusive, and the first line's text."""

    __slots__ = ("column", "end_column", "end_line", "line", "path", "snippet")

    def __init__(self, path: str, line: int, column: int, end_line: int, end_column: int, snippet: str) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.end_line = end_line
        self.end_column = end_column
        self.snippet = snippet


class Document:
    """A file's path as the user gave it, its text, its tree and what was wrong with it."""

    __slots__ = ("path", "text", "tree")

    def __init__(self, path: str, text: Text, tree: Tree) -> None:
        self.path = path
        self.text = text
        self.tree = tree

    def value(self, path: Path) -> object:
        """What stands at a logical place; None where nothing does."""
        node: object = self.tree.root
        for step in path:
            if isinstance(node, Mapping) and step in node:
                node = node[step]  # type: ignore[index]
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
                node = node[step]
            else:
                return None
        return node

    def key_span(self, path: Path) -> Span | None:
        """The span of the key that a logical place ends in; None where there is no such key."""
        node = self.value(path[:-1])
        if isinstance(node, Mapping) and path[-1] in node.spans:
            start, end, _, _ = node.spans[path[-1]]  # type: ignore[index]
            return start, end
        return None

    def span(self, path: Path) -> Span:
        """The span of a logical place, or of its nearest ancestor that exists.

        A text has its own span; a group or list under a key has the key's; an item of a list has its first
        line; something that an alias stands for has the alias's, for that is where it is used.
        """
        node: object = self.tree.root
        best: Span = self._line(self.tree.start)
        for step in path:
            if isinstance(node, Mapping) and step in node.spans:
                key_start, key_end, start, end = node.spans[step]  # type: ignore[index]
                aliased = node.aliased is not None and step in node.aliased
                child: object = node[step]  # type: ignore[index]
                empty = start == end
                best = (key_start, key_end) if (end < 0 or empty) else (start, end)
                if end < 0 and getattr(child, "end", -1) > 0 and self._one_line(start, child.end):  # type: ignore[attr-defined]
                    best = (start, child.end)  # type: ignore[attr-defined]
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
                start, end = node.spans[step]
                aliased = node.aliased is not None and step in node.aliased
                child = node[step]
                if end >= 0:
                    best = (start, max(end, start + 1))
                elif getattr(child, "end", -1) > 0 and self._one_line(start, child.end):  # type: ignore[union-attr]
                    best = (start, child.end)  # type: ignore[union-attr]
                else:
                    best = self._line(start)
            else:
                break
            if aliased:
                break
            node = child
        return best

    def locate(self, span: Span) -> Location:
        """A span as lines and columns. A span over several lines ends with its first line's text."""
        start, end = span
        line, column = self.text.position(start)
        snippet = self.text.line(line)
        end_line, end_column = self.text.position(max(end, start))
        if end_line > line:
            end_line, end_column = line, len(snippet) + 1
        return Location(self.path, line, column, end_line, max(end_column, column), snippet)

    def _one_line(self, start: int, end: int) -> bool:
        return self.text.position(start)[0] == self.text.position(end)[0]

    def _line(self, start: int) -> Span:
        line, column = self.text.position(start)
        text = self.text.line(line)
        comment = text.find(" #", column - 1)
        shown = (text if comment < 0 else text[:comment]).rstrip()
        return start, start + max(len(shown) - column + 1, 1 if text else 0)


def faulty(path: str, text: Text, fault: Fault) -> Document:
    """A document of which nothing but its fault is known."""
    tree = Tree()
    tree.faults.append(fault)
    tree.complete = False
    return Document(path, text, tree)
