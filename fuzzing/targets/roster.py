"""Rosters with every field that there is, through every rule into every format."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

import promises
from hypothesis import given
from strategies import files

from mvdt.model.roster import Roster

WEIGHT: Final = 5


@given(files(Roster))
def check(text: str) -> None:
    """Check one."""
    promises.check("team.yaml", text.encode("utf-8", "surrogatepass"))


def seeds() -> Iterable[bytes]:
    """What Hypothesis draws its values from."""
    return [Random(number).randbytes(4000) for number in range(40)]
