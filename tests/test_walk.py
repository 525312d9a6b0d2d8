"""Folders that overlap, and files and folders that go or change while they are walked: each file once, and nothing in silence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TODAY, VIABLE, Run
from test_bad_input import Write  # noqa: TC002 - it is loaded anyway

from mvdt.readers import Source, Unreadable, find, read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open folder can't be removed there, nor links made")

GONE = "there is no such file or folder"
FIX = "check the path and the folder you are in"

# Runs the command, and does something as soon as the folder `teams` has been listed.
WHEN_LISTED = """
import os, shutil
from mvdt.cli import main

scan = os.scandir

def listed(path):
    entries = [*scan(path)]
    if os.path.basename(path) == "teams":
        os.scandir = scan
        {then}
    return entries

os.scandir = listed
main()
"""


def team(name: str) -> str:
    return VIABLE.replace("Outpatient booking", name)


def when_listed(then: str, *arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", WHEN_LISTED.format(then=then), *arguments, "--format", "concise"],
        cwd=cwd, env={"MVDT_TODAY": TODAY, "PATH": os.defpath}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "paths",
    [
        ["."],
        [".", "a", "a/b", "a/b/two.yaml"],
        ["a/b/two.yaml", "a", "."],
        ["a", "./a", "a/", "a/../a", "a/b/..", "."],
        ["again/two.yaml", "a/one.yaml", "a/link.yaml", "a/one.yaml", "again/.."],
        ["a/one.yaml"] * 500 + ["."] * 500,
    ],
)
def test_a_file_is_checked_once_however_often_it_is_named(
    mvdt: Run, write: Write, tmp_path: Path, paths: list[str]
) -> None:
    write("a/one.yaml", team("One"))
    write("a/b/two.yaml", team("Two"))
    os.link(tmp_path / "a/b/two.yaml", tmp_path / "a/b/two-again.yaml")
    (tmp_path / "a/link.yaml").symlink_to("one.yaml")
    (tmp_path / "again").symlink_to("a/b")
    (tmp_path / "a/b/up").symlink_to("..")
    result = mvdt("check", *paths)
    assert result.stdout.count("8 people") == 2
    assert result.stderr == ""


def test_links_in_circles_by_two_names(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("a/one.yaml", team("One"))
    write("b/two.yaml", team("Two"))
    (tmp_path / "a/to-b").symlink_to("../b")
    (tmp_path / "b/to-a").symlink_to("../a")
    assert "\n2 teams: " in mvdt("check", ".").stdout
    assert "\n2 teams: " in mvdt("check", "a/to-b/to-a", "b/to-a/to-b").stdout


def test_a_link_to_itself(mvdt: Run, write: Write, tmp_path: Path) -> None:
    write("one.yaml", team("One"))
    (tmp_path / "self.yaml").symlink_to("self.yaml")
    result = mvdt("check", ".")
    assert result.returncode == 2
    assert "\n1 team: 1 green." in result.stdout
    assert result.stderr.startswith("mvdt: self.yaml: ")


def test_a_folder_that_goes_while_others_are_walked(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/one.yaml", "b/two.yaml", "c/three.yaml"):
        write(name, team(name))
    monkeypatch.chdir(tmp_path)
    walk = find(["."])
    first = next(walk)
    shutil.rmtree("b")
    rest = list(walk)
    assert (first.path, [one.path for one in rest]) == ("a/one.yaml", ["b", "c/three.yaml"])
    assert isinstance(rest[0], Unreadable)
    assert (rest[0].message, rest[0].fix) == (GONE, FIX)


def test_the_folder_that_is_walked_goes(write: Write, tmp_path: Path) -> None:
    write("teams/below/one.yaml", team("One"))
    write("two.yaml", team("Two"))
    code, found, complaint = when_listed("shutil.rmtree(path)", "check", "teams", "two.yaml", cwd=tmp_path)
    assert (code, found) == (2, "1 team: 1 green. No findings.\n")
    assert complaint == f"mvdt: teams/below: {GONE}\n  fix: {FIX}\n"


@pytest.mark.parametrize(
    ("then", "message", "fix"),
    [
        ("os.unlink('teams/one.yaml')", GONE, FIX),
        (
            "os.unlink('teams/one.yaml'); os.mkdir('teams/one.yaml')",
            "this is a folder, not a file",
            "give the path of the file",
        ),
        (
            "os.unlink('teams/one.yaml'); os.mkfifo('teams/one.yaml')",
            "this is a pipe, not a file",
            "write what comes out of it to a file, and give that",
        ),
    ],
)
def test_a_file_that_becomes_something_else_before_it_is_read(
    write: Write, tmp_path: Path, then: str, message: str, fix: str
) -> None:
    write("teams/one.yaml", team("One"))
    write("teams/two.yaml", team("Two"))
    # Files are read when all folders have been walked.
    walk = [source for source in find([str(tmp_path / "teams")]) if isinstance(source, Source)]
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        exec(then)  # noqa: S102 - one of the three above
    finally:
        os.chdir(here)
    with pytest.raises(Unreadable) as told:
        read(walk[0])
    assert (told.value.message, told.value.fix) == (message, fix)
    read(walk[1])


def test_a_folder_of_files_that_are_none_of_ours(mvdt: Run, tmp_path: Path) -> None:
    for number in range(5_000):
        (tmp_path / f"{number}.txt").touch()
    result = mvdt("check", ".")
    assert result.returncode == 3
    assert result.stderr.startswith("mvdt: nothing to check: no roster in ")
