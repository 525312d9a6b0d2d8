"""Many files in several processes: the same report, and nothing lost with a process that dies."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import VIABLE

from mvdt import engine
from mvdt.cli._run import day
from mvdt.output import Page, get
from mvdt.processes import share_out, split


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that this one begins."""
    begun: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        begun.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    return begun


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
        json.loads(
            "".join(get("json").render(engine.check([str(tmp_path)], on=day("2026-11-22"), processes=number), Page()))
        )
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
    assert "".join(get("text").render(report, Page())) == "".join(get("text").render(report, Page(processes=2)))


@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
@pytest.mark.parametrize("parts", [1, 2, 3, 8])
def test_every_item_is_in_one_part_and_in_order_and_no_process_has_more_to_do(count: int, parts: int) -> None:
    items = list(range(count))
    split_up = split(items, parts)
    assert [item for part in split_up for item in part] == items
    assert len(split_up) <= parts
    assert max(map(len, split_up), default=0) == -(-count // parts)


def test_a_part_whose_process_dies_is_done_again() -> None:
    parent = os.getpid()

    def work(part: int) -> list[int]:
        if part == 2 and os.getpid() != parent:
            os._exit(9)
        return [part, part * part]

    assert [*share_out(work, [1, 2, 3])] == [1, 1, 2, 4, 3, 9]


def test_of_a_part_whose_process_dies_while_it_sends_the_rest_is_done_again(children: list[int]) -> None:
    # More than a pipe holds, so that the process is still sending when it ends.
    texts = {part: [letter * 100_000 for letter in f"{part}abcd"] for part in (1, 2)}
    came = []
    for text in share_out(texts.__getitem__, [1, 2]):
        came.append(text[0])
        if came == [*"1abcd2"]:
            os.kill(children[0], signal.SIGKILL)
    assert came == [*"1abcd2abcd"]


def test_what_is_done_here_comes_before_the_others_are_done(tmp_path: Path) -> None:
    go_on = tmp_path / "go on"

    def work(part: int) -> Iterator[int]:
        while part == 2 and not go_on.exists():
            time.sleep(0.01)
        yield part

    results = share_out(work, [1, 2])
    assert next(results) == 1
    go_on.touch()
    assert [*results] == [2]


def test_who_wants_no_more_leaves_no_process_behind(children: list[int]) -> None:
    def work(part: int) -> Iterator[int]:
        if part == 2:
            time.sleep(60)
        yield part

    results = share_out(work, [1, 2])
    assert next(results) == 1
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], 0)


def test_a_part_that_fails_fails_here() -> None:
    def work(part: int) -> list[int]:
        return [1 // part]

    try:
        list(share_out(work, [1, 0]))
    except ZeroDivisionError:
        return
    raise AssertionError("the failure was lost")
