"""A job title to a role: always the same answer, roles that there are, and only words that stand in the title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import promises
from seeds import titles as titles_to_begin_with

WEIGHT: Final = 60


def check(data: bytes) -> None:
    """Read a title."""
    title = data.decode("utf-8", "surrogateescape")
    catalogue = promises.built_in()
    found = catalogue.titles.resolve(title)
    assert (found.role is None) == (found.how is None)
    assert {found.role, *found.candidates, *found.named} - {None} <= catalogue.roles.keys()
    assert all(piece in title for piece in found.ignored), found.ignored
    catalogue.titles._seen.clear()
    assert catalogue.titles.resolve(title) == found


def seeds() -> Iterable[bytes]:
    """Titles of real posts."""
    return titles_to_begin_with()
