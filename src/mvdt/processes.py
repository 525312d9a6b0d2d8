"""Do the parts of a long job in processes of their own. Knows nothing of teams."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeVar

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
    """Items in so many parts of one size, the last perhaps smaller, in order."""
    size = -(-len(items) // parts) or 1
    return [items[at : at + size] for at in range(0, len(items), size)]


def share_out(work: Callable[[Part], Iterable[Result]], parts: Sequence[Part]) -> Generator[Result, None, None]:
    """The results of all parts, in their order: the first is done here, each other in a copy of this process.

    Those of the first part come while the others are at work. Results must be picklable, none of them None, and the same
    whenever a part is done: what a process that dies has not sent is done again here, so that nothing is lost with it.
    """
    if len(parts) < 2:  # noqa: PLR2004
        for part in parts:
            yield from work(part)
        return
    import pickle

    children: list[tuple[int, int] | None] = []
    try:
        children.extend(_fork(work, part) for part in parts[1:])
        yield from work(parts[0])
        for child, part in zip(tuple(children), parts[1:], strict=True):
            sent, whole = 0, False
            if child is not None:
                process, pipe = child
                with os.fdopen(pipe, "rb") as stream, suppress(EOFError, pickle.UnpicklingError):
                    while (result := pickle.load(stream)) is not None:  # noqa: S301 - from our own copy
                        yield result
                        sent += 1
                    whole = True
                children.remove(child)
                os.waitpid(process, 0)
            if not whole:
                yield from islice(work(part), sent, None)
    except BaseException:
        # Whoever stops this process, or wants no more, stops what it has begun.
        import signal

        for child in children:
            if child is not None:
                os.kill(child[0], signal.SIGKILL)
                os.waitpid(child[0], 0)
        raise


def _fork(work: Callable[[Part], Iterable[Result]], part: Part) -> tuple[int, int] | None:
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
        # All is done before the first is sent: nobody reads as long as the other process is at its own part.
        pickled = [pickle.dumps(result, pickle.HIGHEST_PROTOCOL) for result in work(part)]
        with os.fdopen(writer, "wb") as stream:
            stream.writelines(pickled)
            pickle.dump(None, stream)
    finally:
        # Whatever happened here, the parent sees that not all was sent and does the rest itself.
        os._exit(0)
