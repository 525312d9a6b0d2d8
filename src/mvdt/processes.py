"""Do the parts of a long job in processes of their own. Knows nothing of teams."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


def available() -> int:
    """How many processes can work at once here; 1 where a process can't be copied."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share_out(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """The results of all parts, in their order: the first is done here, each other in a copy of this process.

    Results must be picklable. A part whose process dies is done again here, so that nothing is lost with it.
    """
    children = [_fork(work, part) for part in parts[1:]]
    results = [work(part) for part in parts[:1]]
    for (process, pipe), part in zip(children, parts[1:], strict=True):
        with os.fdopen(pipe, "rb") as stream:
            sent = stream.read()
        os.waitpid(process, 0)
        try:
            results.append(pickle.loads(sent))  # noqa: S301 - from our own copy
        except (EOFError, pickle.UnpicklingError):
            results.append(work(part))
    return results


def _fork(work: Callable[[Part], Result], part: Part) -> tuple[int, int]:
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as stream:
            pickle.dump(work(part), stream, pickle.HIGHEST_PROTOCOL)
    finally:
        # Whatever happened here, the parent sees that nothing whole was sent and does the part itself.
        os._exit(0)
