"""Measure how mvdt reads real job titles: which roles it finds, which it gets wrong, which it leaves open.

Each row of a CSV file has a title and the role that a careful reader gives it: a label. `ambiguous` is a title that
could be several roles, `other` one that is no role of a digital team. A label is a role of the catalogue, unless a
file of the same name that ends in `.labels.csv` says which roles of the catalogue it stands for.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from mvdt.model.catalogue import Catalogue, load
from mvdt.titles import Resolution

PROJECT: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE: Final = os.path.join(PROJECT, "tests", "data", "titles-sample.csv")

AMBIGUOUS: Final = "ambiguous"
OTHER: Final = "other"

LEAST_RIGHT: Final = 0.95
MOST_WRONG: Final = 0.01
LEAST_LEFT_OPEN: Final = 0.9


@dataclass(slots=True)
class Miss:
    """A title that did not come to what its label says."""

    title: str
    label: str
    found: Resolution


@dataclass(slots=True)
class Score:
    """What a file of titles came to. `others_placed` are titles of no role in the labels that were given one of those roles."""

    clear: int = 0
    right: int = 0
    wrong: list[Miss] = field(default_factory=list)
    unplaced: list[Miss] = field(default_factory=list)
    ambiguous: int = 0
    ambiguous_placed: list[Miss] = field(default_factory=list)
    others: int = 0
    others_placed: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the clear titles that were given a role, the share that got the right one."""
        placed = self.right + len(self.wrong)
        return self.right / placed if placed else 1.0

    @property
    def coverage(self) -> float:
        """Of the clear titles, the share that got the right role."""
        return self.right / self.clear if self.clear else 1.0

    @property
    def wrongly_placed(self) -> float:
        """Of the clear titles, the share that got a wrong role."""
        return len(self.wrong) / self.clear if self.clear else 0.0

    @property
    def left_open(self) -> float:
        """Of the ambiguous titles, the share that got no role."""
        return 1 - len(self.ambiguous_placed) / self.ambiguous if self.ambiguous else 1.0

    def missed(self) -> list[str]:
        """The goals that this score misses, one sentence each."""
        missed = []
        if self.coverage < LEAST_RIGHT:
            missed.append(f"right: {self.coverage:.1%} of the clear titles, the goal is {LEAST_RIGHT:.0%} or more")
        if self.wrongly_placed > MOST_WRONG:
            missed.append(f"wrong: {self.wrongly_placed:.1%} of the clear titles, the goal is {MOST_WRONG:.0%} or less")
        if self.left_open < LEAST_LEFT_OPEN:
            missed.append(
                f"left open: {self.left_open:.1%} of the ambiguous titles, the goal is {LEAST_LEFT_OPEN:.0%} or more"
            )
        return missed


def score(path: str, catalogue: Catalogue) -> Score:
    """How the titles of a CSV file come out. Raises `KeyError` for a label that is no role and stands for none."""
    meanings = _meanings(path)
    spoken_for = {role for roles in meanings.values() for role in roles} or set(catalogue.roles)
    result = Score()
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            title, label = row["title"], row["role"]
            found = catalogue.titles.resolve(title)
            miss = Miss(title, label, found)
            if label == AMBIGUOUS:
                result.ambiguous += 1
                if found.role is not None:
                    result.ambiguous_placed.append(miss)
            elif label == OTHER:
                result.others += 1
                # A reader without a label for accessibility calls its specialist `other`; that role is no mistake.
                if found.role in spoken_for:
                    result.others_placed.append(miss)
            else:
                result.clear += 1
                if label not in meanings and label not in catalogue.roles:
                    raise KeyError(label)
                if found.role is None:
                    result.unplaced.append(miss)
                elif found.role in meanings.get(label, (label,)):
                    result.right += 1
                else:
                    result.wrong.append(miss)
    return result


def _meanings(path: str) -> dict[str, tuple[str, ...]]:
    """The roles of the catalogue that each label stands for; empty where the labels are roles themselves."""
    labels = os.path.splitext(path)[0] + ".labels.csv"
    if not os.path.exists(labels):
        return {}
    with open(labels, encoding="utf-8", newline="") as file:
        return {row["label"]: tuple(row["roles"].split()) for row in csv.DictReader(file)}


def _told(path: str, result: Score) -> Iterable[str]:
    yield os.path.relpath(path)
    yield (
        f"  clear      {result.clear:4}: {result.right} right ({result.coverage:.1%}), {len(result.wrong)} wrong"
        f" ({result.wrongly_placed:.1%}), {len(result.unplaced)} left open; precision {result.precision:.1%}"
    )
    yield f"  ambiguous  {result.ambiguous:4}: {result.ambiguous - len(result.ambiguous_placed)} left open ({result.left_open:.1%})"
    yield f"  other      {result.others:4}: {len(result.others_placed)} given a role"
    for what, misses in (
        ("wrong", result.wrong),
        ("left open", result.unplaced),
        ("ambiguous, and given a role", result.ambiguous_placed),
        ("other, and given a role", result.others_placed),
    ):
        for miss in misses:
            came_to = miss.found.role or (
                "open: " + ", ".join(miss.found.candidates) if miss.found.candidates else "open"
            )
            yield f"  {what}: {miss.title!r} is {miss.label}, found {came_to}"


def main() -> int:
    """Print the score of each file; with `--check` exit 1 where one misses a goal."""
    parser = argparse.ArgumentParser(description="Measure how mvdt reads real job titles.")
    parser.add_argument("files", nargs="*", default=[SAMPLE], help="CSV files with the columns title and role")
    parser.add_argument("--catalogue", help="a catalogue to use instead of the built-in one")
    parser.add_argument("--check", action="store_true", help="exit 1 if a goal is missed")
    arguments = parser.parse_args()
    catalogue = load(arguments.catalogue)
    missed = False
    for path in arguments.files:
        result = score(path, catalogue)
        print("\n".join(_told(path, result)))
        for goal in result.missed():
            missed = True
            print(f"  goal missed: {goal}")
    return 1 if arguments.check and missed else 0


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has read enough. What is left must not be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
