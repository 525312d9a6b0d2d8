"""The baseline: the findings that were there when mvdt began to check, so that only new ones fail.

A finding is known by its fingerprint, which comes from its rule and subject and from no line number.
"""

from __future__ import annotations

from typing import Final, NamedTuple

NAME: Final = "mvdt-baseline.yaml"
NEVER: Final = frozenset(("personal-data",))
"""Rules whose findings no baseline holds, beside those that are always on: what must not be there can't be got used to."""


class Known(NamedTuple):
    """A finding of the baseline."""

    rule: str
    subject: str
    fingerprint: str

    @property
    def team(self) -> str:
        """The team that it is of; the name of a team may hold a slash, so the last one ends it."""
        return self.subject.rpartition("/")[0]
