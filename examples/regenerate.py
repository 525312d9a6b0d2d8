"""Write what the installed `mvdt` really prints, about each example and of its rules, to `output/` and the README.

`make examples` runs this. With `--check` nothing is written: each file that no longer tells the truth is named, and
the exit code is 1.
"""
# ruff: noqa: INP001 - a script beside the examples, not a package

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
OUTPUT: Final = ROOT / "examples" / "output"
README: Final = ROOT / "README.md"
COMMAND: Final = Path(sys.executable).with_name("mvdt")

# The day is fixed and nothing else of the environment comes in, so that the output is the same everywhere.
ENVIRONMENT: Final = {"MVDT_TODAY": "2026-11-22", "COLUMNS": "80", "PYTHONUTF8": "1", "PATH": os.defpath}

SESSIONS: Final[dict[str, str]] = {
    "rules": "rules",
    "viable-team": "check examples/viable-team.yaml",
    "classic-failing-team": "check examples/classic-failing-team.yaml",
    "buying-team": "check examples/buying-team.yaml",
    "posts-without-names": "check examples/posts-without-names.yaml",
    "supplier-led-team": "check examples/supplier-led-team.yaml",
    "people": "check examples/people.csv",
    "three-teams": "check examples/three-teams",
    "own-catalogue": "check examples/own-catalogue/team.yaml --catalogue examples/own-catalogue/catalogue.yaml",
}

_SLOT: Final = re.compile(r"(<!-- output: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def session(arguments: str) -> str:
    """What a reader would see in a terminal: the command, what it prints, and how it ends."""
    done = subprocess.run(  # noqa: S603 - the arguments stand above
        [COMMAND, *arguments.split()],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return f"$ mvdt {arguments}\n{done.stdout}exit code {done.returncode}\n"


def filled(readme: str, sessions: dict[str, str]) -> str:
    """The README with the sessions that it asks for; a name that no session has raises `KeyError`."""
    return _SLOT.sub(lambda slot: f"{slot[1]}```text\n{sessions[slot['name']]}```\n{slot[3]}", readme)


def wanted() -> dict[Path, str]:
    """Each generated file and the text that it must have."""
    sessions = {name: session(arguments) for name, arguments in SESSIONS.items()}
    files = {OUTPUT / f"{name}.txt": text for name, text in sessions.items()}
    files[README] = filled(README.read_text(encoding="utf-8"), sessions)
    return files


def stale(files: dict[Path, str]) -> list[Path]:
    """The files that are missing, differ, or belong to no session."""
    differing = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return differing + sorted(path for path in OUTPUT.glob("*") if path not in files)


def main() -> int:
    """Write the files, or with `--check` say which are stale."""
    parser = argparse.ArgumentParser(description="Write the real output of each example to output/ and the README.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name each file that is stale")
    check: bool = parser.parse_args().check
    files = wanted()
    out_of_date = stale(files)
    for path in out_of_date:
        name = path.relative_to(ROOT).as_posix()
        if check:
            sys.stderr.write(f"{name} does not show what mvdt prints now: run `make examples`.\n")
        elif path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name} is written.\n")
        else:
            path.unlink()
            sys.stdout.write(f"{name} is deleted: nothing writes it.\n")
    return 1 if check and out_of_date else 0


if __name__ == "__main__":
    sys.exit(main())
