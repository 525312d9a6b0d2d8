"""What a rule says: plain data."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvdt.source.nodes import Path
    from mvdt.source.text import Location

Severity = Literal["error", "warning", "advice"]

ERROR: Final = "error"
WARNING: Final = "warning"
ADVICE: Final = "advice"
SEVERITIES: Final[tuple[Severity, ...]] = (ERROR, WARNING, ADVICE)
"""From the gravest down."""


@dataclass(slots=True)
class Finding:
    """One result of a rule.

    `message` says what is wrong, `fix` what to do, `why` (where the rule knows) why it matters here.
    `about` is the role, person or field that it is about, by a name that outlives a reordering.
    `at` is the logical place, or a location where a rule compares teams, which then says the `team`; `span`, for what has no logical
    place, the offsets in the file's text. `severity` and `source` are the rule's own unless given.
    """

    message: str
    _: KW_ONLY
    fix: str
    about: str
    at: Path | Location
    related: Sequence[tuple[str, Path | Location]] = ()
    severity: Severity | None = None
    source: str | None = None
    span: tuple[int, int] | None = None
    why: str | None = None
    team: str | None = None
