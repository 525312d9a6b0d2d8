"""The progress bar: on a terminal, from one second on, and nowhere else."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from mvdt.cli import _progress
from mvdt.cli._progress import Bar

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(_progress, "monotonic", lambda: now[0])
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return now


def _run(clock: list[float], seconds: float) -> None:
    with Bar() as bar:
        for done in range(1, 5):
            clock[0] += seconds
            bar(done, 4)


def test_a_long_check_shows_how_far_it_is_and_leaves_nothing_behind(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    _run(clock, 0.6)
    shown = terminal.getvalue()
    plain = _CONTROL.sub("", shown)
    assert re.search(r"Checking .* 3/4 files", plain)
    assert "1/4" not in plain
    # The line is erased and the cursor shown again.
    assert shown.rstrip().endswith("\x1b[2K")
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h")


def test_a_short_check_shows_nothing(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    _run(clock, 0.2)
    assert terminal.getvalue() == ""


def test_nothing_is_shown_in_a_pipe_or_a_pipeline(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, terminal = io.StringIO(), _Terminal()
    monkeypatch.setattr(sys, "stderr", pipe)
    _run(clock, 5)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("CI", "true")
    _run(clock, 5)
    monkeypatch.setattr(sys, "stderr", None)
    _run(clock, 5)
    assert pipe.getvalue() == terminal.getvalue() == ""


def test_the_command_draws_it_on_a_terminal_and_the_report_stays_clean(tmp_path: Path) -> None:
    roster = (ROOT / "examples" / "viable-team.yaml").read_text()
    for number in range(300):
        (tmp_path / f"{number}.yaml").write_text(roster.replace("team: ", f"team: {number} ", 1))
    # Whatever a check takes here, to this clock it is long.
    program = (
        "from mvdt.cli import _progress; _progress._QUIET = _progress._BETWEEN = 0.0; from mvdt.cli import main; main()"
    )
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"TERM": "xterm"}
    arguments = [sys.executable, "-c", program, "check", "--format", "concise", str(tmp_path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=theirs, env=environment) as process:
        os.close(theirs)
        drawn = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                drawn += os.read(ours, 65536)
            except OSError:
                break
        assert process.stdout is not None
        report = process.stdout.read()
    os.close(ours)
    assert re.search(r"Checking .* 300/300 files", _CONTROL.sub("", drawn.decode()))
    assert b"\x1b" not in report
    assert b"Checking" not in report
