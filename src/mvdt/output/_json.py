"""JSON as every format writes it."""

from __future__ import annotations

import json


def dumped(value: object, *, indent: int | None = 2) -> str:
    """A value as JSON in ASCII, on one line without an indent.

    A log reads two number signs as the beginning of a command. They can only stand within a text, and escaped they mean
    the same to JSON.
    """
    separators = (",", ":") if indent is None else None
    return json.dumps(value, indent=indent, separators=separators).replace("##", "\\u0023\\u0023") + "\n"
