"""The same rosters give the same bytes, whatever the machine is like."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from conftest import VIABLE, run_command

from mvdt import output

NAMES = [f"part-{number % 9}/roster-{number:03}-\u00e9.yaml" for number in range(230)]
SURROUNDINGS: dict[str, dict[str, str]] = {
    "hash 0": {"PYTHONHASHSEED": "0"},
    "hash 1": {"PYTHONHASHSEED": "1", "LC_ALL": "C"},
    "hash at random": {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", "HOME": "/nonexistent"},
    "British": {"LC_ALL": "en_GB.UTF-8", "TZ": "Europe/London", "LANG": "tr_TR.UTF-8"},
}


def roster(number: int) -> str:
    text = VIABLE.replace("Outpatient booking", f"Team {number % 200}")
    if number % 3 == 0:
        text = text.replace("Jo Lin", f"\u0141ucja {number}")
    if number % 7 == 0:
        text = text.replace("user-researcher", "wizard")
    return "team: [" if number % 50 == 0 else text


def everything(folder: Path, names: list[str], env: dict[str, str]) -> dict[str, bytes]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(roster(NAMES.index(name)), encoding="utf-8")
    wanted = [argument for name in output.names() for argument in ("--format", f"{name}=out.{name}")]
    done = run_command("check", ".", *wanted, cwd=folder, env=env)
    found = {name: (folder / f"out.{name}").read_bytes() for name in output.names()}
    return found | {"standard output": done.stdout.encode(), "standard error": done.stderr.encode()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return everything(tmp_path_factory.mktemp("usual"), NAMES, {"LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize("case", SURROUNDINGS)
def test_every_format_is_the_same_anywhere(usual: dict[str, bytes], tmp_path: Path, case: str) -> None:
    folder = tmp_path.joinpath(*"abcde", case)
    folder.mkdir(parents=True)
    # Files made in another order come in another order from the disk.
    found = everything(folder, sorted(NAMES, reverse=case != "hash 1"), SURROUNDINGS[case])
    assert [name for name in usual if found[name] != usual[name]] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not bound to a processor like this")
def test_every_format_is_the_same_from_one_process(usual: dict[str, bytes], tmp_path: Path) -> None:
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        found = everything(tmp_path, NAMES, {})
    finally:
        os.sched_setaffinity(0, allowed)
    assert [name for name in usual if found[name] != usual[name]] == []
