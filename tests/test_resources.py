"""Attacks on time and memory, from the installed command: each is refused, or checked within bounds, and nothing is lost.

The bounds are limits of the system on processor time and memory, far above what is needed and far below what the square
of the input would take.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import COMMAND, TODAY, VIABLE, Result
from test_bad_input import Write  # noqa: TC002 - it is loaded anyway

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to these limits")

SECONDS = 20
BYTES = 700 * 1024 * 1024
HEAD = "team: T\nmembers:\n"
MEMBER_LIST = "members: []\n"
MEMBER = "  - name: Ann Lee\n    role: developer\n"


def bounded(*arguments: str, cwd: Path, stdin: str | None = None) -> Result:
    """Run the installed command within these bounds."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    with open(stdin or os.devnull, "rb") as stream:
        done = subprocess.run(
            [COMMAND, *arguments],
            cwd=cwd,
            env={"MVDT_TODAY": TODAY, "PATH": os.defpath},
            stdin=stream,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
            preexec_fn=limit,
        )
    everything = done.stdout + done.stderr
    assert done.returncode in {0, 1, 2}, (done.returncode, done.stderr[:500])
    assert "Traceback" not in everything
    assert "bug in mvdt" not in everything
    return done


# What took time by the square of its length, or memory.
GROWING: dict[str, tuple[str, Callable[[], str]]] = {
    "e-mail-without-end": ("team.yaml", lambda: f"note: {'a' * 2_000_000}@\n{HEAD}{MEMBER}"),
    "homes": ("team.yaml", lambda: f"note: {'home 1@ ' * 100_000}\n{HEAD}{MEMBER}"),
    "registrations": ("team.yaml", lambda: f"note: 1@ {'registration: ' * 50_000}\n{HEAD}{MEMBER}"),
    "spaces-in-a-key": ("team.yaml", lambda: f"note: {{a{' ' * 200_000}b: 1@}}\n{HEAD}{MEMBER}"),
    "blocks-in-blocks": ("team.yaml", lambda: "team: T\n" + "- dob:\n" * 20_000),
    "birthdays-on-one-line": ("team.yaml", lambda: f"team: T\nmembers: [{'{dob: 1990-01-01}, ' * 4_000}]\n"),
    "unclosed-on-one-line": ("team.yaml", lambda: f"team: T\nmembers: [{'{dob: [1990, ' * 10_000}\n"),
    "one-line": ("team.yaml", lambda: f"team: T\nmembers: [{'{name: Ann, rol: developer}, ' * 5_000}]\n"),
    "one-line-of-json": (
        "team.json",
        lambda: json.dumps({"team": "T", "members": [{"name": f"P{n}", "rol": "x"} for n in range(5_000)]}),
    ),
    "slips": ("team.yaml", lambda: HEAD + "".join(f"  - name: P {n}\n    role: devloper{n}\n" for n in range(2_000))),
    "a-slip-without-end": ("team.yaml", lambda: f"{HEAD}  - name: Ann\n    role: {'developer' * 500_000}\n"),
    "aliases-in-a-list": ("team.yaml", lambda: f"team: &t T\nnote: [{'*t, ' * 90_000}]\n{MEMBER_LIST}"),
    "date-of-spaces": ("team.csv", lambda: f"Name,Role,Start date\nAnn,developer,1{' ' * 32_000}x\n"),
    "titles-of-commas": (
        "team.yaml",
        lambda: HEAD + "".join(f"  - name: P {n}\n    title: {n} {',a' * 190}\n" for n in range(1_000)),
    ),
}


@pytest.mark.parametrize("case", GROWING)
def test_no_more_time_and_memory_than_the_file_is_long(write: Write, tmp_path: Path, case: str) -> None:
    name, content = GROWING[case]
    write(name, content())
    result = bounded("check", name, "--format", "json=report.json", cwd=tmp_path)
    assert result.stdout
    # A saved report does not repeat a line of megabytes at each finding.
    assert (tmp_path / "report.json").stat().st_size < 40_000_000


def test_ten_thousand_fields_of_one_name_are_listed_and_no_more(write: Write, tmp_path: Path) -> None:
    write("team.yaml", f"team: T\n{('note: x' + chr(10)) * 12_000}members:\n{MEMBER}")
    result = bounded("check", "team.yaml", cwd=tmp_path)
    assert result.stdout.count("error: duplicate-key") == 10_000
    assert "more than 10,000 fields of this file stand twice" in result.stdout


def test_a_roster_of_fifty_thousand_people_is_checked(write: Write, tmp_path: Path) -> None:
    skills = "".join(f"      {skill}: expert\n" for skill in ("programming", "user-focus", "agile-working"))
    fields = f"    role: developer\n    title: Developer\n    fte: 1.0\n    skills:\n{skills}"
    write("team.yaml", HEAD + "".join(f"  - name: Ann {chr(97 + n % 26)}{n}\n{fields}" for n in range(50_000)))
    result = bounded("check", "team.yaml", cwd=tmp_path)
    assert "50,000 people" in result.stdout


def test_more_entries_than_a_roster_has_are_refused(write: Write, tmp_path: Path) -> None:
    write("team.yaml", f"team: T\nnote: [{'a,' * 1_300_000}]\n")
    result = bounded("check", "team.yaml", cwd=tmp_path)
    assert "the file has more than 600,000 entries" in result.stdout


@pytest.mark.parametrize("number", ["9" * 100_000, "9_" * 50_000 + "9"])
def test_a_number_that_is_too_long_for_the_language(write: Write, tmp_path: Path, number: str) -> None:
    write("team.toml", f'team = "T"\nfte = {number}\n')
    result = bounded("check", "team.toml", cwd=tmp_path)
    assert result.stdout.startswith("team.toml:2:7: error: invalid-file\n")
    assert "this number has more digits than any that a roster needs" in " ".join(result.stdout.split())


# What can't be read to its end.

PIPE = "mvdt: pipe: this is a pipe, not a file\n  fix: write what comes out of it to a file, and give that\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "team.yaml", "--catalogue", "pipe"],
        ["check", "team.yaml", "--settings", "pipe"],
        ["check", "team.yaml", "--baseline", "pipe"],
        ["baseline", "write", "team.yaml", "--baseline", "pipe"],
        ["roles", "--catalogue", "pipe"],
        ["render", "pipe"],
    ],
)
def test_no_pipe_is_waited_for(write: Write, tmp_path: Path, arguments: list[str]) -> None:
    write("team.yaml", VIABLE)
    os.mkfifo(tmp_path / "pipe")
    result = bounded(*arguments, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (2, PIPE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "-"], "the file is larger than 16 MiB, and no roster is"),
        (["render", "-"], "mvdt: -: this is larger than 256 MiB, and no report is"),
        (["render", "/dev/zero"], "mvdt: /dev/zero: this is larger than 256 MiB, and no report is"),
        (["roles", "--catalogue", "/dev/zero"], "the file is larger than 16 MiB, and no roster is"),
    ],
)
def test_input_without_end_is_read_so_far_and_no_further(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = bounded(*arguments, cwd=tmp_path, stdin="/dev/zero")
    assert said in result.stdout + result.stderr


def test_folders_deeper_than_calls(tmp_path: Path) -> None:
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1_500):
            os.mkdir("d")
            os.chdir("d")
        Path("team.yaml").write_text(f"{HEAD}{MEMBER}", encoding="utf-8")
        os.chdir(tmp_path)
        result = bounded("check", "d", cwd=tmp_path)
    finally:
        # Bottom up by hand: `shutil` calls itself for each level.
        deepest = [0]
        os.chdir(tmp_path)
        while os.path.isdir("d"):
            os.chdir("d")
            deepest[0] += 1
        Path("team.yaml").unlink(missing_ok=True)
        for _ in range(deepest[0]):
            os.chdir("..")
            os.rmdir("d")
        os.chdir(here)
    assert "1 team: 1 red." in result.stdout
