"""Measure how the cost of a check grows with the number of rosters and of people, and draw it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from math import ceil, floor, isnan, log10, nan
from typing import Final, NamedTuple

# Found from the top of the project, for there is more than one `run` in it.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from benchmarks import run  # noqa: E402

CHART: Final = os.path.join(run.HERE, "growth.svg")

ROSTERS: Final = (1, 10, 100, 1_000, 10_000)
WHOLE: Final = 100_000
MEMBERS: Final = (10, 100, 1_000, 10_000, 50_000)

STEEPEST: Final = 1.15
"""The exponent above which growth counts as worse than linear; the rest of it is the noise of a measurement."""

SMALLEST_LOOK: Final = 100
"""The least that `--largest` can be: fewer sizes have no exponent."""

AGAIN: Final = 2
"""How often a line that looks steep is measured again: a busy minute touches one size and not the others."""

RUNS: Final = 7
ENOUGH: Final = 3.0
"""Seconds of processor time after which a size is not run again."""


class Series(NamedTuple):
    """One line of the chart: what it is, its sizes, and how its files of a size are made up."""

    name: str
    sizes: Sequence[int]
    options: Callable[[int], tuple[str, ...]]


class Point(NamedTuple):
    """What a check of one size costs: processor time in seconds, and the most memory of one process in MiB."""

    size: int
    seconds: float
    mebibytes: float


def series_by_unit(*, whole: bool) -> dict[str, list[Series]]:
    """What is measured, by what its sizes count."""
    rosters = (*ROSTERS, WHOLE) if whole else ROSTERS
    return {
        "rosters of 10 people": [
            Series("nobody on two teams", rosters, lambda size: ("--files", f"{size}", "--members", "10")),
            Series(
                "everybody on two teams",
                rosters,
                lambda size: ("--files", f"{size}", "--members", "10", "--shared", "pairs"),
            ),
            Series(
                "one person on every team",
                rosters,
                lambda size: ("--files", f"{size}", "--members", "10", "--shared", "everywhere"),
            ),
        ],
        "people": [
            Series("one roster", MEMBERS, lambda size: ("--one-file", f"{size}")),
            Series("one roster, JSON on one line", MEMBERS, lambda size: ("--json", f"{size}")),
            Series(
                "two rosters of the same people",
                MEMBERS,
                lambda size: ("--files", "2", "--members", f"{size // 2}", "--shared", "pairs"),
            ),
            Series("one CSV, 10 people to a team", MEMBERS, lambda size: ("--table", f"{size}")),
        ],
    }


def line(series: Series, sizes: Sequence[int]) -> list[Point]:
    """What each of these sizes costs; the least of all measurements where the first look worse than linear."""
    points = [measure(series, size) for size in sizes]
    for _ in range(AGAIN):
        if not any(too_steep(points, cost) for cost in COSTS.values()):
            break
        points = [
            Point(size, min(before.seconds, again.seconds), max(before.mebibytes, again.mebibytes))
            for size, before, again in zip(sizes, points, (measure(series, size) for size in sizes), strict=True)
        ]
    return points


def measure(series: Series, size: int) -> Point:
    """Check made-up files of this size some times over and take the least time, which other work disturbs least."""
    options = series.options(size)
    folder = run.rosters("growth" + "".join(options).replace("--", "-"), *options)
    spent: list[float] = []
    most = 0.0
    while len(spent) < RUNS and sum(spent) < ENOUGH:
        process = subprocess.Popen(
            [run.MVDT, "check", folder], env=run.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise run.NotMeasured(f"{series.name}, {size:,}: not measured, the exit code is {process.returncode}")
        spent.append(usage.ru_utime + usage.ru_stime)
        most = max(most, run.mebibytes(usage.ru_maxrss))
    return Point(size, min(spent), most)


def exponents(points: Sequence[Point], cost: Callable[[Point], float]) -> list[float]:
    """The slope on logarithmic axes from each size to the next, the cost of the smallest taken off from all.

    1 is linear, 2 quadratic. What a check costs however small it is would hide the growth. There is none (`nan`) from the
    smallest on, and where the cost did not rise.
    """
    base = cost(points[0])
    slopes = []
    for before, after in pairwise(points):
        low, high = cost(before) - base, cost(after) - base
        slopes.append(log10(high / low) / log10(after.size / before.size) if low > 0 and high > 0 else nan)
    return slopes


def too_steep(points: Sequence[Point], cost: Callable[[Point], float]) -> bool:
    """Whether the upper half of the sizes grows worse than linear.

    A step counts from where the growth is as much as what the smallest check costs, below which it is all noise; the last
    one always counts.
    """
    slopes = exponents(points, cost)
    base = cost(points[0])
    return any(
        slope > STEEPEST and (number == len(slopes) - 1 or cost(points[number]) > 2 * base)
        for number, slope in enumerate(slopes)
        if number >= len(slopes) // 2
    )


COSTS: Final[dict[str, Callable[[Point], float]]] = {
    "time": lambda point: point.seconds,
    "memory": lambda point: point.mebibytes,
}


def show(unit: str, measured: dict[str, list[Point]]) -> bool:
    """Print one table; whether anything in it grows worse than linear."""
    heading = f"{unit:<32}{'size':>9}{'seconds':>10}{'exponent':>10}{'MiB':>10}{'exponent':>10}"
    print(heading, "-" * len(heading), sep="\n")
    steep = False
    for name, points in measured.items():
        time, memory = (exponents(points, cost) for cost in COSTS.values())
        for point, of_time, of_memory in zip(points, [nan, *time], [nan, *memory], strict=True):
            print(
                f"{name:<32}{point.size:>9,}{point.seconds:>10.2f}{_told(of_time):>10}"
                f"{point.mebibytes:>10.1f}{_told(of_memory):>10}"
            )
        for what, cost in COSTS.items():
            if too_steep(points, cost):
                print(f"{name}: {what} grows WORSE THAN LINEAR")
                steep = True
    print()
    return steep


def _told(exponent: float) -> str:
    return "-" if isnan(exponent) else f"{exponent:.2f}"


# The chart: two panels beside each other for each cost, in pixels.
_WIDTH: Final = 960
_PANEL: Final = (380, 250)
_LEFT: Final = (70, 550)
_TOP: Final = (96, 436)
_HEIGHT: Final = 740
_COLOURS: Final = ("#0b5394", "#b45309", "#157347", "#7a3e9d")
_TITLES: Final = {
    "time": ("Processor time, in seconds", 0.1),
    "memory": ("Most memory of one process, in MiB", 10.0),
}


def draw(measured: dict[str, dict[str, list[Point]]]) -> str:
    """The chart as SVG: time above memory, rosters beside people, both axes logarithmic."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#1f2328" role="img">',
        "<title>What a check costs by the number of rosters and of people</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT[0], 30, "What a check costs, by the number of rosters and of people", size=18),
        _text(
            _LEFT[0], 52, "Dashed: cost in proportion to size. A line that is no steeper grows no worse than linear."
        ),
    ]
    for row, cost in enumerate(COSTS):
        title, lowest = _TITLES[cost]
        costs = [COSTS[cost](at) for by_name in measured.values() for points in by_name.values() for at in points]
        decades = floor(log10(min(lowest, *costs))), ceil(log10(max(costs)))
        for column, (unit, by_name) in enumerate(measured.items()):
            lines += _panel(
                _LEFT[column], _TOP[row], title=title, unit=unit, by_name=by_name, cost=COSTS[cost], decades=decades
            )
    return "\n".join([*lines, "</svg>\n"])


def _panel(
    left: float,
    top: float,
    *,
    title: str,
    unit: str,
    by_name: dict[str, list[Point]],
    cost: Callable[[Point], float],
    decades: tuple[int, int],
) -> list[str]:
    width, height = _PANEL
    sizes = [point.size for points in by_name.values() for point in points]
    first, last = floor(log10(min(sizes))), ceil(log10(max(sizes)))
    low, high = decades

    def across(size: float) -> float:
        return left + (log10(size) - first) / (last - first) * width

    def up(value: float) -> float:
        return top + height - (log10(value) - low) / (high - low) * height

    lines = [_text(left, top - 12, title, size=14)]
    for decade in range(first, last + 1):
        x = across(10**decade)
        lines += [_line(x, top, x, top + height), _text(x, top + height + 18, f"{10**decade:,}", anchor="middle")]
    for decade in range(low, high + 1):
        y = up(10.0**decade)
        lines += [_line(left, y, left + width, y), _text(left - 8, y + 4, f"{10.0**decade:,g}", anchor="end")]
    lines.append(_text(left + width / 2, top + height + 36, unit, anchor="middle"))
    # As far as a line of slope 1 that ends at the largest cost of all stays within the panel.
    end, most = max(((points[-1].size, cost(points[-1])) for points in by_name.values()), key=lambda at: at[1])
    start = max(10.0**first, end * 10.0**low / most)
    lines.append(_line(across(start), up(most * start / end), across(end), up(most), colour="#8c959f", dashes="5 4"))
    for number, (name, points) in enumerate(by_name.items()):
        colour = _COLOURS[number]
        path = " ".join(f"{across(point.size):.1f},{up(cost(point)):.1f}" for point in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [
            f'<circle cx="{across(point.size):.1f}" cy="{up(cost(point)):.1f}" r="3" fill="{colour}"/>'
            for point in points
        ]
        y = top + 16 + number * 17
        lines += [_line(left + 10, y - 4, left + 30, y - 4, colour=colour, width=2), _text(left + 36, y, name)]
    return lines


def _text(x: float, y: float, text: str, *, size: int = 12, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'


def _line(
    x: float, y: float, to_x: float, to_y: float, *, colour: str = "#d8dee4", width: int = 1, dashes: str = "none"
) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" stroke-width="{width}"'
        f' stroke-dasharray="{dashes}"/>'
    )


def main() -> int:
    """Measure, print and draw; 1 if growth was to be checked and is worse than linear."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--whole", action="store_true", help=f"go up to {WHOLE:,} rosters, which takes much longer")
    options.add_argument("--largest", type=int, help="leave out the sizes above this one (100 or more)")
    options.add_argument(
        "--output", default=CHART, metavar="FILE", help="where to draw the chart (growth.svg beside this)"
    )
    options.add_argument("--check", action="store_true", help=f"exit 1 if an exponent is above {STEEPEST:g}")
    given = options.parse_args()
    if not os.path.exists(run.MVDT):
        print("there is no mvdt beside this Python; run this with the Python that mvdt is installed for")
        return 1 if given.check else 0
    os.makedirs(run.CACHE, exist_ok=True)
    run.compile_package()
    print(f"Whole processes; the least of {RUNS} runs, fewer of long ones; an exponent of 1 is linear.\n")
    steep = False
    measured: dict[str, dict[str, list[Point]]] = {}
    for unit, every in series_by_unit(whole=given.whole).items():
        measured[unit] = {}
        for series in every:
            sizes = [
                size for size in series.sizes if given.largest is None or size <= max(given.largest, SMALLEST_LOOK)
            ]
            try:
                measured[unit][series.name] = line(series, sizes)
            except (run.NotMeasured, subprocess.CalledProcessError) as error:
                print(error)
                return 1
        steep = show(unit, measured[unit]) or steep
    with open(given.output, "w", encoding="utf-8", newline="\n") as file:
        file.write(draw(measured))
    print(f"The chart is in {os.path.relpath(given.output)}.")
    return 1 if steep and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
