"""Fuzz mvdt: inputs that nobody thought of, and the promises that have to hold for each of them.

A target is a file in `targets` with `check(data: bytes)`, which raises where a promise is broken; its `seeds()` are the
inputs to begin with, and `WEIGHT` is how many inputs it gets beside the others. It is found, not registered. atheris
changes what has reached new code before; `check` may also be a Hypothesis test, whose values are then drawn from the bytes.

    python fuzzing/run.py --inputs 20000            all targets
    python fuzzing/run.py titles --seconds 60       one of them
    python fuzzing/run.py titles --replay FILE      an input that was found, without atheris

One seed gives the same inputs on every run. What breaks a promise is kept in .cache/fuzzing, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import mmap
import os
import pkgutil
import re
import struct
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple, Protocol, cast

HERE: Final = os.path.dirname(os.path.abspath(__file__))
FINDS: Final = os.path.join(os.path.dirname(HERE), ".cache", "fuzzing")

LONGEST: Final = 10_000
"""Bytes of an input."""

SLOWEST: Final = 5.0
"""Seconds of processor time that an input may take with all of its promises, which themselves look at each place."""

_MEMORY: Final = 2048
_HANGS: Final = 60
_TOLD: Final = 4000
_NOTED: Final = struct.Struct("<QQ")
_STATE: Final = re.compile(r"cov: (\d+)")


class Target(Protocol):
    """What a module in `targets` offers."""

    WEIGHT: int
    check: Callable[[bytes], None]

    def seeds(self) -> Iterable[bytes]:
        """Inputs to begin with."""
        ...


class Result(NamedTuple):
    """What fuzzing one target gave: inputs, seconds, coverage and features as libFuzzer counts them, and what broke."""

    name: str
    inputs: int
    seconds: float
    slowest: float
    coverage: int
    find: str


class TooSlow(AssertionError):
    """An input took more processor time than any of its size may."""


def names() -> list[str]:
    """The names of all targets."""
    return sorted(module.name for module in pkgutil.iter_modules([os.path.join(HERE, "targets")]))


def main(arguments: Sequence[str]) -> int:
    """Fuzz the targets that are asked for, print what came of it, and say what to exit with."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", choices=[*names(), []], metavar="TARGET", help=", ".join(names()))
    bound = parser.add_mutually_exclusive_group()
    bound.add_argument("--inputs", type=int, default=20_000, help="how many inputs in all; 20000 if not given")
    bound.add_argument("--seconds", type=int, help="how long instead, in all")
    bound.add_argument("--replay", metavar="FILE", help="give this input to the one target")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other inputs; 1 if not given")
    given = parser.parse_args(arguments)
    wanted = given.targets or names()
    if given.replay:
        with open(given.replay, "rb") as file:
            _function(_target(wanted[0]))(file.read())
        return 0
    if os.environ.get("PYTHONHASHSEED") != str(given.seed):
        # Sets of texts have to come in the same order for the same inputs to follow from a seed.
        again = [sys.executable, __file__, *arguments]
        os.execve(sys.executable, again, {**os.environ, "PYTHONHASHSEED": str(given.seed)})
    _instrumented()
    weights = {name: _weight(name) for name in wanted}
    print(f"{'target':<18}{'inputs':>10}{'seconds':>9}{'slowest':>9}{'coverage':>10}", flush=True)
    results = []
    for name in wanted:
        inputs = 0 if given.seconds else max(given.inputs * weights[name] // sum(weights.values()), 1)
        result = _in_a_process(name, inputs, (given.seconds or 0) // len(wanted), given.seed)
        print(
            f"{name:<18}{result.inputs:>10,}{result.seconds:>9.0f}{result.slowest:>8.2f}s{result.coverage:>10,}"
            f"{'  BROKEN' if result.find else ''}",
            flush=True,
        )
        results.append(result)
    print(f"{sum(result.inputs for result in results):,} inputs, {sum(bool(one.find) for one in results)} finds")
    for result in results:
        if result.find:
            print(f"\n{result.name}: {result.find}")
    return int(any(result.find for result in results))


def _weight(name: str) -> int:
    """How many inputs a target gets beside the others; read from its text, for loading it is its own process's work."""
    with open(os.path.join(HERE, "targets", f"{name}.py"), encoding="utf-8") as file:
        found = re.search(r"^WEIGHT: Final = (\d+)$", file.read(), re.MULTILINE)
    return int(found[1]) if found else 1


def _target(name: str) -> Target:
    return cast("Target", import_module(f"targets.{name}"))


def _function(target: Target) -> Callable[[bytes], None]:
    test: Any = getattr(target.check, "hypothesis", None)
    return test.fuzz_one_input if test is not None else target.check


def _instrumented() -> None:
    """Load mvdt so that atheris sees which of its branches an input takes."""
    import atheris

    # It names each module on standard error.
    with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["mvdt"]):
        for module in pkgutil.walk_packages([os.path.join(HERE, "..", "src", "mvdt")], "mvdt."):
            if not module.name.endswith("__main__"):
                import_module(module.name)


def _in_a_process(name: str, inputs: int, seconds: int, seed: int) -> Result:
    """Fuzz one target in a process of its own, so that a crash of it is a find and no end."""
    os.makedirs(FINDS, exist_ok=True)
    noted = mmap.mmap(-1, _NOTED.size)
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "output")
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            with open(output, "wb") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
            os.chdir(folder)
            try:
                _fuzz(name, inputs or -seconds, seed, noted)
            except BaseException:  # noqa: BLE001 - it is in its output, and the parent tells it
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(1)
        _, status = os.waitpid(child, 0)
        took = time.monotonic() - began
        with open(output, encoding="utf-8", errors="replace") as said:
            lines = said.read().splitlines()
    count, slowest = _NOTED.unpack(noted[:])
    states = [found for line in lines if (found := _STATE.search(line))]
    coverage = int(states[-1][1]) if states else 0
    told = "\n".join(line for line in lines if not line.startswith(("#", "INFO: ", "WARNING: ")))
    return Result(name, count, took, slowest / 1e6, coverage, told[-_TOLD:].strip() if status else "")


def _fuzz(name: str, bound: int, seed: int, noted: mmap.mmap) -> None:
    """Fuzz one target until its bound, inputs or else negative seconds, is reached; ends the process."""
    import atheris
    from mutation import Mutation

    target = _target(name)
    function = _function(target)
    seeds = list(target.seeds())
    os.makedirs("corpus")
    for number, data in enumerate(seeds):
        with open(os.path.join("corpus", f"{number:04}"), "wb") as file:
            file.write(data[:LONGEST])
    # What is loaded and computed once is no input's fault.
    for data in seeds[:3]:
        function(data)
    count = 0
    slowest = 0.0

    def one_input(data: bytes) -> None:
        nonlocal count, slowest
        began = time.process_time()
        function(data)
        took = time.process_time() - began
        count += 1
        slowest = max(slowest, took)
        noted[:] = _NOTED.pack(count, int(slowest * 1e6))
        if took > SLOWEST:
            raise TooSlow(f"{took:.1f} s for {len(data)} bytes")

    options = [
        f"-runs={bound}" if bound > 0 else f"-max_total_time={-bound}",
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        "-len_control=0",
        f"-timeout={_HANGS}",
        f"-rss_limit_mb={_MEMORY}",
        f"-artifact_prefix={os.path.join(FINDS, name)}-",
    ]
    mutation = Mutation(seeds)
    atheris.Setup([name, *options, "corpus"], one_input, custom_mutator=mutation.of)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
