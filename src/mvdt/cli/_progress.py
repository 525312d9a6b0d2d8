"""How far a long check has come: a bar on a terminal, from one second on. Never in a pipe or in a pipeline."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

_QUIET: Final = 1.0
"""Seconds before anything shows."""

_BETWEEN: Final = 0.1
"""Seconds between two looks of the bar."""


class Bar:
    """A bar on standard error while files are checked; to be called with how many are done, and of how many."""

    def __init__(self) -> None:
        self._next = monotonic() + _QUIET
        self._shown: Progress | None = None
        self._on = sys.stderr is not None and sys.stderr.isatty() and not os.environ.get("CI")

    def __call__(self, done: int, of: int) -> None:
        """Show how many files are checked, if it is time to."""
        if not self._on or monotonic() < self._next:
            return
        self._next = monotonic() + _BETWEEN
        if self._shown is None:
            self._shown = _begun()
        task = self._shown.task_ids[0]
        self._shown.update(task, completed=done, total=of, refresh=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


def _begun() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = Progress(
        TextColumn("Checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        # A thread of its own would be in the way where the work is shared out over processes.
        auto_refresh=False,
        transient=True,
    )
    shown.add_task("")
    shown.start()
    return shown
