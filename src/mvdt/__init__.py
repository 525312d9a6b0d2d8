"""Check digital-team rosters against the roles of a minimum viable digital team.

import mvdt

report = mvdt.check(["teams/"], on="2027-04-01")
for team in report.teams:
    print(team.team, team.verdict)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from os import PathLike

    from mvdt.report import Report

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def check(
    paths: Iterable[str | PathLike[str]],
    *,
    catalogue: str | PathLike[str] | None = None,
    on: date | str | None = None,
) -> Report:
    """Check the rosters at these paths - files, or folders of them - as they stand on a day.

    `catalogue` is the path of a catalogue to use instead of the built-in one; `on` is a date or its ISO text,
    today if not given. Raises `ValueError` for a text that is no date, `mvdt.model.catalogue_reading.BadCatalogue` for a
    catalogue that can't be used and `mvdt.readers.Unreadable` for one that can't be opened; what is wrong with
    the rosters is in the report.
    """
    import os
    from datetime import date

    from mvdt import engine

    day = date.fromisoformat(on) if isinstance(on, str) else on or date.today()  # noqa: DTZ011 - the user's own day
    return engine.check(
        [os.fspath(path) for path in paths],
        catalogue=os.fspath(catalogue) if catalogue is not None else None,
        on=day,
    )
