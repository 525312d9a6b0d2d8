"""Many files in several processes: the same report, and nothing lost with a process that dies."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import VIABLE

from mvdt import engine
from mvdt.cli._run import day
from mvdt.output import Page, get
from mvdt.processes import share_out, split


def test_the_report_is_the_same_however_many_processes_made_it(tmp_path: Path) -> None:
    for number in range(250):
        text = VIABLE.replace("Outpatient booking", f"Team {number % 200}")
        if number % 7 == 0:
            text = text.replace("user-researcher", "wizard")
        if number % 50 == 0:
            text = "team: ["
        (tmp_path / f"{number:03}.yaml").write_text(text)
    (tmp_path / "other.yaml").write_text("a: b")
    one, two = (
        json.loads(get("json").render(engine.check([str(tmp_path)], on=day("2026-11-22"), processes=number), Page()))
        for number in (1, 2)
    )
    assert one == two
    assert one["summary"]["teams"] == 245
    assert one["summary"]["unread"] == 5
    assert {finding["rule"] for finding in one["findings"]} == {
        "duplicate-team",
        "invalid-file",
        "missing-role",
        "over-allocated",
        "split-attention",
        "unknown-role",
    }


def test_the_text_is_the_same_however_many_processes_wrote_it(tmp_path: Path) -> None:
    for number in range(700):
        text = VIABLE.replace("Outpatient booking", f"Team {number}")
        (tmp_path / f"{number:03}.yaml").write_text(text.replace("researcher", "wizard") if number % 3 else text)
    report = engine.check([str(tmp_path)], on=day("2026-11-22"))
    assert get("text").render(report, Page()) == get("text").render(report, Page(processes=2))


@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
@pytest.mark.parametrize("parts", [1, 2, 3, 8])
def test_every_item_is_in_one_part_and_in_order(count: int, parts: int) -> None:
    items = list(range(count))
    split_up = split(items, parts)
    assert [item for part in split_up for item in part] == items
    assert len(split_up) <= parts


def test_a_part_whose_process_dies_is_done_again() -> None:
    parent = os.getpid()

    def work(part: int) -> int:
        if part == 2 and os.getpid() != parent:
            os._exit(9)
        return part * part

    assert share_out(work, [1, 2, 3]) == [1, 4, 9]


def test_a_part_that_fails_fails_here() -> None:
    def work(part: int) -> int:
        return 1 // part

    try:
        share_out(work, [1, 0])
    except ZeroDivisionError:
        return
    raise AssertionError("the failure was lost")
