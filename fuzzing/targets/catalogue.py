"""Catalogues with every field that there is: in use, or refused; and a check with one keeps its promises."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

import promises
from hypothesis import given
from hypothesis import strategies as st
from strategies import files

from mvdt.model.catalogue_file import CatalogueFile

WEIGHT: Final = 2


@given(st.booleans(), files(CatalogueFile))
def check(extends: bool, text: str) -> None:  # noqa: FBT001 - Hypothesis gives it so
    """Read one, and check a roster with it."""
    head = "extends: mvdt\n" if extends else ""
    promises.catalogue((head + text).encode("utf-8", "surrogatepass"))


def seeds() -> Iterable[bytes]:
    """What Hypothesis draws its values from."""
    return [Random(number).randbytes(4000) for number in range(40)]
