"""What the file of a team's roster is called: after the team, and so that every system can hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from mvdt.model.baseline import NAME as BASELINE
from mvdt.model.settings import NAME as SETTINGS

_LONGEST: Final = 60
# Names that stand for a device in Windows, whatever the suffix (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES: Final = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
_TAKEN: Final = frozenset((*_DEVICES, *(name.removesuffix(".yaml") for name in (SETTINGS, BASELINE))))


def file_names(teams: Iterable[str]) -> list[str]:
    """A file name for each team, in their order: `Bed management` becomes `bed-management.yaml`.

    Nothing but small letters, digits and hyphens, and never a path; two that would be the same are numbered.
    """
    given: dict[str, None] = {}
    # Where to go on counting: thousands of teams may have one name for a file.
    alike: dict[str, int] = {}
    for team in teams:
        name = stem = _stem(team)
        number = alike.get(stem, 1)
        while name in given:
            number += 1
            name = f"{stem}-{number}"
        alike[stem] = number
        given[name] = None
    return [f"{name}.yaml" for name in given]


def _stem(team: str) -> str:
    folded = unicodedata.normalize("NFKD", team.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:_LONGEST].strip("-")
    return f"team-{stem}".strip("-") if stem in _TAKEN or not stem else stem
