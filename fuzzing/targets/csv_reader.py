"""Delimited text to rows: every cell stands at its place, and none is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import promises
from seeds import tables

WEIGHT: Final = 120


def check(data: bytes) -> None:
    """Read it."""
    promises.bytes_of("people.tsv" if data[-1:] == b"\t" else "people.csv", data)


def seeds() -> Iterable[bytes]:
    """Rosters."""
    return tables()
