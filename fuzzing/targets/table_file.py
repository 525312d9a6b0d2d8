"""A table as a file, through every rule into every format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import promises
from seeds import tables

WEIGHT: Final = 10


def check(data: bytes) -> None:
    """Check it."""
    promises.check("people.csv", data)


def seeds() -> Iterable[bytes]:
    """Tables."""
    return tables()
