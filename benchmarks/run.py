"""Measure mvdt from outside: whole processes, in turn with what they are compared with, told as ratios."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Final, NamedTuple

HERE: Final = os.path.dirname(os.path.abspath(__file__))
PROJECT: Final = os.path.dirname(HERE)
CACHE: Final = os.path.join(PROJECT, ".cache", "benchmarks")
MVDT: Final = os.path.join(sysconfig.get_path("scripts"), "mvdt")
PRIVATE: Final = os.path.join(CACHE, "check-jsonschema")
NODE: Final = os.path.join(CACHE, "node")
NODE_PACKAGES: Final = ("ajv-cli@5.0.0", "ajv-formats@3.0.1", "@stoplight/spectral-cli@6.16.3")

SHORT_RUNS: Final = 15
LONG_RUNS: Final = 3
SLACK: Final = 1.25
"""How far beyond a goal `--check` lets a ratio be: a shared machine is not a stopwatch."""

PARSER_GOALS: Final = {1: 0.6, 2: 0.35}
"""The share of the loader's time that 10,000 rosters may take, by the number of processors."""

IMPORTS: Final = "import typer, yaml; from pydantic import BaseModel"
LOAD_ALL: Final = """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    for name in sorted(names):
        with open(os.path.join(folder, name), "rb") as file:
            yaml.load(file.read(), Loader=yaml.CSafeLoader)
"""

Command = Sequence[str]


class Run(NamedTuple):
    """One finished process: its time on the clock, the most memory that it held, and its exit code."""

    milliseconds: float
    mebibytes: float
    code: int


class NotMeasured(Exception):
    """A command failed, so there is nothing to measure."""


class Row(NamedTuple):
    """One line of a table: what was compared with what, the ratio and its spread, and the goal if there is one."""

    what: str
    against: str
    ours: float
    theirs: float
    ratio: float
    lowest: float
    highest: float
    goal: float | None
    faster: bool
    """Whether the ratio says how many times faster (more is better), rather than the share of the time (less is)."""

    @property
    def missed(self) -> bool:
        """Whether the ratio is beyond the goal by more than the slack."""
        if self.goal is None:
            return False
        return self.ratio < self.goal / SLACK if self.faster else self.ratio > self.goal * SLACK


def environment() -> dict[str, str]:
    """The surroundings that every process gets, so that nothing but the program differs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MVDT"))}
    return kept | {"MVDT_TODAY": "2026-11-22", "NO_COLOR": "1"}


def measure(command: Command, processors: int | None = None) -> Run:
    """Run a command to its end, its output thrown away; on so many processors only, if a number is given."""
    with held_to(processors):
        before = time.perf_counter()
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        spent = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(spent * 1000, mebibytes(usage.ru_maxrss), process.returncode)


@contextmanager
def held_to(processors: int | None) -> Iterator[None]:
    """Hold this process, and those that it starts, to so many of its processors; None holds to nothing."""
    if processors is None or sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:processors])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def mebibytes(peak: int) -> float:
    """The peak of memory as the operating system counts it for a process, in MiB."""
    # macOS counts bytes where Linux counts kibibytes.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def compile_package() -> None:
    """Compile the package to bytecode, as an installer does it."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", os.path.join(PROJECT, "src")], check=False)


def compare(
    what: str,
    ours: Command,
    against: str,
    theirs: Command,
    *,
    runs: int,
    goal: float | None = None,
    faster: bool = False,
    warm: bool = True,
    processors: int | None = None,
) -> Row:
    """Run two commands in turn and take medians; the ratio is the median over the pairs."""
    if warm:
        measure(ours)
        measure(theirs)
    pairs = []
    for number in range(runs):
        if sys.stderr.isatty():
            print(f"{what} against {against}: {number + 1} of {runs}".ljust(78), end="\r", file=sys.stderr, flush=True)
        first, second = measure(ours, processors), measure(theirs, processors)
        if first.code not in (0, 1) or second.code not in (0, 1):
            raise NotMeasured(f"{what}: not measured, the exit codes are {first.code} and {second.code} ({against})")
        pairs.append((first.milliseconds, second.milliseconds))
    if sys.stderr.isatty():
        print(" " * 78, end="\r", file=sys.stderr)
    ratios = [b / a if faster else a / b for a, b in pairs]
    return Row(
        what,
        against,
        median(a for a, _ in pairs),
        median(b for _, b in pairs),
        median(ratios),
        min(ratios),
        max(ratios),
        goal,
        faster,
    )


def rosters(name: str, *wanted: str) -> str:
    """A folder of made-up rosters, written anew when how they are written has changed."""
    folder = os.path.join(CACHE, name)
    mark = os.path.join(CACHE, f"{name}.made-by")
    made_by = hashlib.sha256(repr(wanted).encode())
    for path in (os.path.join(HERE, "rosters.py"), os.path.join(PROJECT, "roles.yaml")):
        with open(path, "rb") as file:
            made_by.update(file.read())
    try:
        with open(mark, encoding="ascii") as file:
            current = file.read() == made_by.hexdigest()
    except OSError:
        current = False
    if not current:
        subprocess.run([sys.executable, os.path.join(HERE, "rosters.py"), folder, *wanted], check=True)
        with open(mark, "w", encoding="ascii") as file:
            file.write(made_by.hexdigest())
    return folder


def folder_of(files: int) -> str:
    """A folder with this many rosters of ten people."""
    return rosters(f"rosters-{files}", "--files", str(files), "--members", "10")


def startup(runs: int | None) -> list[Row]:
    """How long the shortest commands take, against the interpreter and the libraries alone."""
    runs = runs or SHORT_RUNS
    one = os.path.join(folder_of(1), "team-00001.yaml")
    python = sys.executable
    return [
        compare("check, 1 roster", [MVDT, "check", one], "its libraries", [python, "-c", IMPORTS], runs=runs, goal=1.3),
        compare("check, 1 roster", [MVDT, "check", one], "python -c pass", [python, "-c", "pass"], runs=runs),
        compare("--version", [MVDT, "--version"], "python -c pass", [python, "-c", "pass"], runs=runs),
    ]


def schema(runs: int | None) -> list[Row]:
    """A thousand rosters, against validators of JSON Schema with the schema that mvdt gives for them."""
    folder = folder_of(1000)
    path = os.path.join(CACHE, "roster.schema.json")
    with open(path, "wb") as file:
        subprocess.run([MVDT, "schema", "roster"], check=True, stdout=file)
    rows = []
    tool = check_jsonschema()
    if tool is None:
        print("check-jsonschema could not be installed: this row is left out. It needs a package index.\n")
    else:
        theirs = [tool, "--schemafile", path]
        find_the_same("check-jsonschema", [*theirs, *files_of(folder_of(100))])
        rows.append(against_schema("check-jsonschema", [*theirs, *files_of(folder)], runs=runs or LONG_RUNS, goal=25))
    if not node_packages():
        print("ajv-cli and Spectral could not be installed: their rows are left out. They need Node.js and npm.\n")
        return rows
    programs = os.path.join(NODE, "node_modules", ".bin")
    # Strict mode is about how a schema is written, and would refuse this one.
    ajv = [os.path.join(programs, "ajv"), "validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats"]
    ajv += ["-s", path, "-d"]
    find_the_same("ajv-cli", [*ajv, os.path.join(folder_of(100), "*.yaml")])
    rows.append(against_schema("ajv-cli", [*ajv, os.path.join(folder, "*.yaml")], runs=runs or LONG_RUNS, goal=1))
    spectral = [os.path.join(programs, "spectral"), "lint", "--quiet", "--ruleset", ruleset(path)]
    find_the_same("Spectral", [*spectral, os.path.join(folder_of(100), "*.yaml")])
    rows.append(against_schema("Spectral", [*spectral, os.path.join(folder, "*.yaml")], runs=runs or 1, goal=30))
    return rows


def files_of(folder: str) -> list[str]:
    """The paths of the rosters in a folder."""
    return sorted(os.path.join(folder, name) for name in os.listdir(folder))


def against_schema(name: str, theirs: Command, *, runs: int, goal: float) -> Row:
    """A thousand rosters, against one validator."""
    ours = [MVDT, "check", folder_of(1000)]
    return compare("check, 1,000 rosters", ours, name, theirs, runs=runs, goal=goal, faster=True, warm=False)


def find_the_same(name: str, theirs: Command) -> None:
    """Make sure that a validator finds fault with those of a hundred rosters that mvdt finds an error in.

    Raises:
        NotMeasured: It finds fault with others, so it does not do the work that it is measured for.
    """
    ours = [MVDT, "check", "--format", "concise", folder_of(100)]
    expected = {file for line in output_of(ours) if ": error: " in line for file in re.findall(r"team-\d+", line)}
    # ajv-cli names the good files too.
    found = {
        file for line in output_of(theirs) if not line.endswith(" valid") for file in re.findall(r"team-\d+", line)
    }
    if found != expected or not expected:
        raise NotMeasured(f"{name}: not measured, it finds fault with {len(found)} files and mvdt with {len(expected)}")


def output_of(command: Command) -> list[str]:
    """The lines that a command writes, wherever to."""
    done = subprocess.run(
        command, check=False, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return [line.rstrip() for line in done.stdout.splitlines()]


def ruleset(schema_path: str) -> str:
    """Where a ruleset for Spectral is that holds a whole document against the schema, and does nothing else."""
    with open(schema_path, "rb") as file:
        options = {"schema": json.load(file)}
    rule = {
        "message": "{{error}}",
        "severity": "error",
        "given": "$",
        # The rosters have no references in them to follow.
        "resolved": False,
        "then": {"function": "schema", "functionOptions": options},
    }
    path = os.path.join(CACHE, "spectral.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"rules": {"roster": rule}}, file)
    return path


def node_packages() -> bool:
    """Whether ajv-cli and Spectral are there, in a folder of their own; installed if they are not."""
    mark = os.path.join(NODE, "installed")
    wanted = " ".join(NODE_PACKAGES)
    try:
        with open(mark, encoding="utf-8") as file:
            installed = file.read() == wanted
    except OSError:
        installed = False
    npm = shutil.which("npm")
    if not installed:
        if npm is None:
            return False
        print("installing ajv-cli and Spectral into .cache/benchmarks ...", file=sys.stderr)
        os.makedirs(NODE, exist_ok=True)
        options = ("--prefix", NODE, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        if subprocess.run([npm, "install", *options, *NODE_PACKAGES], check=False, stdout=sys.stderr).returncode:
            return False
        with open(mark, "w", encoding="utf-8") as file:
            file.write(wanted)
    print(wanted)
    return True


def check_jsonschema() -> str | None:
    """Where check-jsonschema is, in an environment of its own; made if it is not there. None where that fails."""
    folder = "Scripts" if sys.platform == "win32" else "bin"
    tool = os.path.join(PRIVATE, folder, "check-jsonschema")
    if not os.path.exists(tool):
        print("installing check-jsonschema into .cache/benchmarks ...", file=sys.stderr)
        python = os.path.join(PRIVATE, folder, "python")
        made = subprocess.run([sys.executable, "-m", "venv", PRIVATE], check=False).returncode == 0
        if (
            not made
            or subprocess.run([python, "-m", "pip", "install", "-q", "check-jsonschema"], check=False).returncode
        ):
            return None
    version = subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout
    print(version.strip())
    return tool


def parser(runs: int | None) -> list[Row]:
    """Ten thousand rosters, against a process that does nothing but load their YAML, on one processor and on two."""
    folder = folder_of(10_000)
    there = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 0
    if there < max(PARSER_GOALS):
        print("The rows for more processors than can be had are left out; only Linux can hold a process to some.\n")
    return [
        compare(
            f"10,000 on {processors} CPU{'s' if processors > 1 else ''}",
            [MVDT, "check", folder],
            "CSafeLoader alone",
            [sys.executable, "-c", LOAD_ALL, folder],
            runs=runs or LONG_RUNS,
            goal=goal,
            warm=False,
            processors=processors,
        )
        for processors, goal in PARSER_GOALS.items()
        if processors <= there
    ]


def memory(_: int | None) -> None:
    """Print the most memory that a check holds, against that of its libraries alone."""
    floor = measure([sys.executable, "-c", IMPORTS]).mebibytes
    cases = [
        (f"{files:,} roster{'s' if files > 1 else ''} of 10", folder_of(files)) for files in (1, 100, 1000, 10_000)
    ]
    cases.append(("1 roster of 50,000", rosters("one-of-50000", "--one-file", "50000")))
    heading = f"{'peak memory':<24}{'MiB':>8}{'ratio':>8}{'ms':>10}"
    print(heading, "-" * len(heading), f"{'its libraries alone':<24}{floor:>8.1f}{1:>8.2f}", sep="\n")
    for what, folder in cases:
        run = measure([MVDT, "check", folder])
        print(f"{what:<24}{run.mebibytes:>8.1f}{run.mebibytes / floor:>8.2f}{run.milliseconds:>10,.0f}")
    print()


def show(rows: list[Row]) -> None:
    """Print rows as a table."""
    if not rows:
        return
    heading = f"{'mvdt':<23}{'against':<18}{'mvdt ms':>9}{'other ms':>10}  {'ratio':<34}goal"
    print(heading, "-" * len(heading), sep="\n")
    for row in rows:
        unit = "x faster" if row.faster else "x time"
        ratio = f"{row.ratio:.2f} {unit} ({row.lowest:.2f}-{row.highest:.2f})"
        goal = "-"
        if row.goal is not None:
            met = row.ratio >= row.goal if row.faster else row.ratio <= row.goal
            goal = f"{'>=' if row.faster else '<='} {row.goal:g} {'met' if met else 'MISSED'}"
        print(f"{row.what:<23}{row.against:<18}{row.ours:>9,.0f}{row.theirs:>10,.0f}  {ratio:<34}{goal}")
    print()


def main() -> int:
    """Measure what the command line asks for; 1 if a goal was to be kept and is missed."""
    comparisons = {"startup": startup, "schema": schema, "parser": parser}
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--only", action="append", choices=[*comparisons, "memory"], help="measure this alone; may be repeated"
    )
    options.add_argument("--runs", type=int, help=f"runs of each command ({SHORT_RUNS} of short, {LONG_RUNS} of long)")
    options.add_argument("--check", action="store_true", help=f"exit 1 if a goal is missed by more than {SLACK} times")
    given = options.parse_args()
    if not os.path.exists(MVDT):
        print("there is no mvdt beside this Python; run this with the Python that mvdt is installed for")
        return 1 if given.check else 0
    os.makedirs(CACHE, exist_ok=True)
    compile_package()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}.")
    print("The package was byte-compiled first. Whole processes, run in turn; medians; spread in brackets.\n")
    missed = False
    for name, rows_of in comparisons.items():
        if not given.only or name in given.only:
            try:
                rows = rows_of(given.runs)
            except (NotMeasured, subprocess.CalledProcessError) as error:
                print(f"{error}\n")
                missed = True
                continue
            show(rows)
            missed = missed or any(row.missed for row in rows)
    if not given.only or "memory" in given.only:
        memory(given.runs)
    return 1 if missed and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
