"""How a finding of one line is printed, exactly: a table of cases gives its words, and this the layout."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple

_WIDTH = 80
_NARROWEST = 24
_LINES_BESIDE = 3


class Said(NamedTuple):
    """A finding: its `line:column`, the text underlined there, what is said of it and what to do about it."""

    place: str
    marked: str
    message: str
    fix: str
    rule: str = ""
    see: str = ""


def printed(said: Said, content: str, rule: str = "invalid-roster", path: str = "team.yaml") -> str:
    """All that the report says of a finding in a file with this content; `rule` is whose it is if it does not say."""
    line, column = map(int, said.place.split(":"))
    source = (content.splitlines() or [""])[line - 1]
    assert source[column - 1 :].startswith(said.marked)
    gutter = " " * len(str(line))
    indent = len(_visible(source[: column - 1]))
    carets = "^" * max(len(_visible(said.marked)), 1)
    rows = [f"{path}:{said.place}: error: {said.rule or rule}", f"{gutter} |", f"{line} | {_visible(source)}".rstrip()]
    beside = _WIDTH - len(gutter) - 4 - indent - len(carets) - 1
    words = _wrapped(said.message, max(beside, 1))
    if beside >= _NARROWEST and len(words) <= _LINES_BESIDE:
        rows.append(f"{gutter} | {' ' * indent}{carets} {words[0]}")
        rows += [f"{gutter} | {' ' * (indent + len(carets) + 1)}{more}" for more in words[1:]]
    else:
        rows.append(f"{gutter} | {' ' * indent}{carets}")
        rows += [f"{gutter} | {' ' * indent}{more}" for more in _wrapped(said.message, beside + len(carets) + 1)]
    for name, text in (("see", said.see), ("fix", said.fix)):
        head = f"{gutter} = {name}: "
        parts = _wrapped(text, _WIDTH - len(head))
        rows += [(" " * len(head) if number else head) + part for number, part in enumerate(parts)]
    return "\n".join(rows) + "\n"


def _visible(text: str) -> str:
    return text.replace("\t", "\\t").replace("\x1b", "\\x1b")


def _wrapped(text: str, columns: int) -> list[str]:
    return wrap(text, columns, break_long_words=False, break_on_hyphens=False)
