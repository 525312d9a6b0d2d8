"""Faults of the system, from the installed command: the old file is intact or the new one whole, and one sentence says why."""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from conftest import COMMAND, TODAY, VIABLE, Result, Run
from test_bad_input import Write, ended, shell

from mvdt import processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, pipes and limits are those of Unix")

GONE = "mvdt: the folder that you are in is not there any more\n  fix: go to another folder, and try again there\n"
NO_ROOM = (
    "mvdt: {path}: {what} can't be written (File too large)\n"
    "  fix: check that the folder is there, who may write to it, and the room on the disk\n"
)


def limited(*arguments: str, cwd: Path, limits: dict[int, int]) -> Result:
    """Run the installed command with these limits of the system."""

    def limit() -> None:
        for which, most in limits.items():
            resource.setrlimit(which, (most, most))

    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        # Under a limit to files Python would leave half a compiled module for the next run.
        env={"MVDT_TODAY": TODAY, "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=limit,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert "bug in mvdt" not in done.stderr
    return done


# What writes: whole, or as it was.


@pytest.mark.parametrize(
    ("arguments", "path", "what"),
    [
        (["check", "team.yaml", "--format", "json=report.json"], "report.json", "the report"),
        (["baseline", "write", "team.yaml", "--baseline", "base.yaml"], "base.yaml", "the report"),
        (["init", "new/team.yaml"], "new/roster.schema.json", "the schema"),
    ],
)
def test_where_the_room_ends_the_old_file_stays(
    write: Write, tmp_path: Path, arguments: list[str], path: str, what: str
) -> None:
    write("team.yaml", VIABLE.replace("user-researcher", "developer"))
    (tmp_path / "new").mkdir()
    before = "" if "init" in arguments else "as it was"
    if before and "baseline" not in arguments:
        write(path, before)
    result = limited(*arguments, cwd=tmp_path, limits={resource.RLIMIT_FSIZE: 100})
    assert result.returncode == 2
    assert result.stderr == NO_ROOM.format(path=path, what=what)
    kept = tmp_path / path
    assert (kept.read_text() if kept.exists() else "") == ("" if "baseline" in arguments else before)
    assert not list(tmp_path.rglob(".mvdt-*"))


def test_convert_writes_all_or_nothing(write: Write, tmp_path: Path) -> None:
    write("people.csv", "Name,Job title,Team\nAnn Lee,Developer,A\nBo Lin,Developer,B\n")
    result = limited("convert", "people.csv", "--to", "teams", cwd=tmp_path, limits={resource.RLIMIT_FSIZE: 100})
    assert result.returncode == 2
    assert result.stderr == (
        "mvdt: teams: nothing can be written here (File too large)\n"
        "  fix: check who may write there, and the room on the disk\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv"]


def test_what_a_killed_run_has_left_is_cleared_away_by_a_later_one(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    long_ago, just_now = write(".mvdt-a1b2c3d4", "half a rep"), write(".mvdt-e5f6g7h8", "half a rep")
    ours, theirs = write(".mvdt-notes.txt", "mine"), write("mvdt-a1b2c3d4", "mine")
    for path in (long_ago, ours, theirs):
        os.utime(path, (0, 0))
    ended(mvdt("check", "team.yaml", "--format", "json=report.json"), 0)
    assert not long_ago.exists()
    assert just_now.exists()
    assert ours.exists()
    assert theirs.exists()


def test_a_file_that_may_not_be_written(write: Write, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    write("team.yaml", VIABLE)
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    result = shell("mvdt check team.yaml --format json=closed/report.json", tmp_path)
    assert ended(result, 2).stderr == (
        "mvdt: closed/report.json: the report can't be written (Permission denied)\n"
        "  fix: check that the folder is there, who may write to it, and the room on the disk\n"
    )


# Streams that are closed, full or nobody reads.


@pytest.mark.parametrize("command", ["--help", "check --help"])
def test_help_on_a_full_disk_is_no_bug(tmp_path: Path, command: str) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no device that is full")
    assert ended(shell(f"mvdt {command} > /dev/full", tmp_path), 2).stderr == (
        "mvdt: the system refuses something that mvdt needs (No space left on device)\n"
        "  fix: check the room on the disk and what you are allowed to do there, and close other programs\n"
    )


def test_a_report_from_a_closed_standard_input(tmp_path: Path) -> None:
    assert ended(shell("mvdt render - <&-", tmp_path), 2).stderr == (
        "mvdt: standard input is closed\n  fix: give a file, or pipe a report into the command\n"
    )


def test_without_any_stream_the_exit_code_still_tells(write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE.replace("user-researcher", "developer"))
    assert shell("mvdt check team.yaml <&- >&- 2>&-", tmp_path).returncode == 1


# The surroundings.


@pytest.mark.parametrize(
    "command",
    [
        "check {}/team.yaml --format json=report.json",
        "check --focus {}/team.yaml",
        "init",
        "baseline write {}/team.yaml",
    ],
)
def test_a_working_folder_that_is_gone(write: Write, tmp_path: Path, command: str) -> None:
    write("team.yaml", VIABLE)
    line = f"mkdir gone; cd gone; rmdir ../gone; mvdt {command.format(tmp_path)}"
    assert ended(shell(line, tmp_path), 2).stderr == GONE


def test_a_working_folder_that_is_gone_is_not_needed_to_check(write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    ended(shell(f"mkdir gone; cd gone; rmdir ../gone; mvdt check {tmp_path}/team.yaml", tmp_path), 0)


def test_neither_home_nor_path_nor_a_folder_for_temporary_files(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    env = {"PATH": "", "HOME": "/nowhere", "TMPDIR": "/nowhere"}
    ended(mvdt("check", "team.yaml", "--format", "json=report.json", env=env), 0)
    assert (tmp_path / "report.json").stat().st_size > 1000


@pytest.mark.parametrize("columns", ["0", "1", "-5", "wide", "100000", "9" * 30])
@pytest.mark.parametrize("command", ["check team.yaml", "roles", "rules"])
def test_a_page_of_any_width(mvdt: Run, write: Write, columns: str, command: str) -> None:
    write("team.yaml", VIABLE)
    result = ended(mvdt(*command.split(), env={"COLUMNS": columns}), 0)
    assert len(result.stdout) < 100_000


def test_a_terminal_without_columns(write: Write, tmp_path: Path) -> None:
    write("team.yaml", VIABLE)
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 0, 0, 0, 0))
    done = subprocess.run(
        [COMMAND, "check", "team.yaml"], cwd=tmp_path, env={"MVDT_TODAY": TODAY}, stdout=its, timeout=60, check=False
    )
    os.close(its)
    assert done.returncode == 0
    assert b"Outpatient booking" in os.read(ours, 10_000)
    os.close(ours)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "xx_YY", "PYTHONIOENCODING": "ascii"},
    ],
)
def test_names_beyond_ascii_in_a_locale_without_them(
    mvdt: Run, write: Write, tmp_path: Path, env: dict[str, str]
) -> None:
    write("Stationen/Zoë 李.yaml", VIABLE.replace("Priya Shah", "Zoë 李"))
    ended(mvdt("check", "Stationen", "--format", "json=Stationen/Übersicht.json", env=env), 0)
    assert (tmp_path / "Stationen" / "Übersicht.json").is_file()
    refused = ended(mvdt("check", "nöwhere.yaml", env=env), 2)
    assert refused.stderr.startswith("mvdt: n\\xf6where.yaml: there is no such file or folder\n")


# Too little of something.


def test_too_few_files_may_be_open_for_a_second_process(write: Write, tmp_path: Path) -> None:
    for number in range(210):
        write(f"team{number:03}.yaml", VIABLE.replace("Outpatient booking", f"Team {number}"))
    few = limited("check", cwd=tmp_path, limits={resource.RLIMIT_NOFILE: 6})
    assert few.stdout == limited("check", cwd=tmp_path, limits={}).stdout


def test_a_process_that_can_not_be_copied_does_all_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    open_before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert [*processes.share_out(lambda part: [part, part * 2], [1, 2, 3])] == [1, 2, 2, 4, 3, 6]
    assert not open_before or len(os.listdir("/proc/self/fd")) == open_before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to a limit of memory")
def test_too_little_memory(write: Write, tmp_path: Path) -> None:
    write("team.yaml", "team: T\nnote: '" + "x" * 15_000_000 + "'\nmembers: []\n")
    result = limited("check", "team.yaml", cwd=tmp_path, limits={resource.RLIMIT_AS: 100 * 1024 * 1024})
    assert result.returncode == 2
    assert result.stderr == (
        "mvdt: there is not enough memory for this\n  fix: check fewer files at a time, or close other programs\n"
    )


# Signals.

SHARED_OUT = """
import os, sys, time
from mvdt import engine, processes
from mvdt.cli import main

def work(part):
    if part:
        with open("new", "w") as file:
            file.write(str(os.getpid()))
        os.rename("new", "child")
    time.sleep(60)
    yield part

engine.check = lambda *_, **__: [*processes.share_out(work, [0, 1])]
sys.argv = ["mvdt", "check"]
main()
"""

AT_THE_WRITING = """
import os, sys
from mvdt.cli import main

number = int(sys.argv.pop(1))
os.fsync = lambda _: os.kill(os.getpid(), number)
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_who_is_told_to_end_says_so(tmp_path: Path, number: int, code: int) -> None:
    run = subprocess.Popen(
        [COMMAND, "check", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdin is not None
    run.stdin.write(b"team: T\n" * 20_000)
    run.stdin.flush()
    # More than the pipe holds has gone in, so the command is reading.
    run.send_signal(number)
    said = run.communicate(timeout=60)
    assert (run.returncode, *said) == (code, b"", b"mvdt: interrupted\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_no_process_is_left_behind(tmp_path: Path, number: int, code: int) -> None:
    program = [sys.executable, "-c", SHARED_OUT]
    run = subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child = tmp_path / "child"
    while not child.exists():
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(number)
    said = run.communicate(timeout=60)
    assert (run.returncode, *said) == (code, b"", b"mvdt: interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.kill(int(child.read_text()), 0)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_the_old_report_survives_the_end_of_the_new_ones_writing(
    write: Write, tmp_path: Path, number: int, code: int
) -> None:
    write("team.yaml", VIABLE)
    report = write("report.json", "as it was")
    program = [sys.executable, "-c", AT_THE_WRITING, str(int(number))]
    done = subprocess.run(
        [*program, "check", "team.yaml", "--format", "json=report.json"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert report.read_text() == "as it was"
    left = list(tmp_path.glob(".mvdt-*"))
    assert len(left) == (1 if number == signal.SIGKILL else 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_who_is_told_to_end_twice_still_tidies_up(write: Write, tmp_path: Path, number: int, code: int) -> None:
    write("team.yaml", VIABLE)
    report = write("report.json", "as it was")
    again = "unlink = os.unlink\nos.unlink = lambda path: (os.kill(os.getpid(), number), unlink(path))\nmain()\n"
    program = [sys.executable, "-c", AT_THE_WRITING.replace("main()\n", again), str(int(number))]
    done = subprocess.run(
        [*program, "check", "team.yaml", "--format", "json=report.json"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, b"mvdt: interrupted\n")
    assert report.read_text() == "as it was"
    assert list(tmp_path.glob(".mvdt-*")) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_library_makes_an_error_of_its_own_of_an_interruption(
    write: Write, tmp_path: Path, number: int, code: int
) -> None:
    write("team.yaml", VIABLE)
    wrapped = """
import os, sys
from mvdt.cli import main

def fsync(_):
    try:
        os.kill(os.getpid(), number)
    except BaseException as error:
        raise ValueError from error

number = int(sys.argv.pop(1))
os.fsync = fsync
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", wrapped, str(int(number)), "check", "team.yaml", "--format", "json=report.json"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, b"mvdt: interrupted\n")
