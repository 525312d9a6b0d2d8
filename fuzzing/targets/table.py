"""Tables with every column that there is, through every rule into every format."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

import promises
from hypothesis import given
from strategies import tables

WEIGHT: Final = 5


@given(tables())
def check(data: bytes) -> None:
    """Check one."""
    promises.check("people.csv", data)


def seeds() -> Iterable[bytes]:
    """What Hypothesis draws its values from."""
    return [Random(number).randbytes(4000) for number in range(40)]
