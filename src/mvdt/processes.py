"""Do the parts of a long job in processes of their own. Knows nothing of teams."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

_FIRST: Final = 1.2

Item = TypeVar("Item")
Part = TypeVar("Part")
Result = TypeVar("Result")


def available() -> int:
    """How many processes can work at once here; 1 where a process can't be copied."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def split(items: Sequence[Item], parts: int) -> list[Sequence[Item]]:
    """Items in so many parts, in order, the first a fifth larger: who does it has nothing to send."""
    share = max(int(len(items) * _FIRST / (_FIRST + parts - 1)), 1) if parts > 1 else len(items)
    rest = items[share:]
    size = -(-len(rest) // (parts - 1)) if parts > 1 else 0
    return [items[:share], *(rest[at : at + size] for at in range(0, len(rest), size or 1))]


def share_out(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """The results of all parts, in their order: the first is done here, each other in a copy of this process.

    Results must be picklable. A part whose process dies is done again here, so that nothing is lost with it.
    """
    if len(parts) < 2:  # noqa: PLR2004
        return [work(part) for part in parts]
    import pickle

    children: list[tuple[int, int] | None] = []
    try:
        children.extend(_fork(work, part) for part in parts[1:])
        results = [work(parts[0])]
        for child, part in zip(tuple(children), parts[1:], strict=True):
            sent = b""
            if child is not None:
                process, pipe = child
                with os.fdopen(pipe, "rb") as stream:
                    sent = stream.read()
                children.remove(child)
                os.waitpid(process, 0)
            try:
                results.append(pickle.loads(sent))  # noqa: S301 - from our own copy
            except (EOFError, pickle.UnpicklingError):
                results.append(work(part))
    except BaseException:
        # Whoever stops this process stops what it has begun.
        import signal

        for child in children:
            if child is not None:
                os.kill(child[0], signal.SIGKILL)
                os.waitpid(child[0], 0)
        raise
    return results


def _fork(work: Callable[[Part], Result], part: Part) -> tuple[int, int] | None:
    """Begin a part in a copy of this process: its number and where to read from; None where the system has no more room."""
    import pickle

    try:
        reader, writer = os.pipe()
    except OSError:
        return None
    try:
        process = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
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
