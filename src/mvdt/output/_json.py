"""JSON as every format writes it."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_A_TIME: Final = 20


def dumped(value: object, *, indent: int | None = 2) -> str:
    """A value as JSON in ASCII, on one line without an indent.

    A log reads two number signs as the beginning of a command. They can only stand within a text, and escaped they mean
    the same to JSON.
    """
    separators = (",", ":") if indent is None else None
    return json.dumps(value, indent=indent, separators=separators).replace("##", "\\u0023\\u0023") + "\n"


def filled(empty: str, items: Iterable[object], *, indent: int) -> Iterator[str]:
    """The text of an empty list, with these items in it, which become text a few at a time.

    It ends with its brackets, and its line is indented by so many spaces. Plain values of all items at once would take
    several times the room of their text; but whatever becomes text leaves something behind that only a search for cycles
    would find.
    """
    line_break = "\n" + " " * indent
    lead = empty[:-1]
    left = iter(items)
    while some := [*islice(left, _AT_A_TIME)]:
        yield lead + dumped(some).removeprefix("[").removesuffix("\n]\n").replace("\n", line_break)
        lead = ","
    yield f"{line_break}]" if lead == "," else empty
