"""What the tests share: the installed command, in an environment that holds nothing but what a test puts there."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMAND = str(Path(sys.executable).with_name("mvdt"))
TODAY = "2026-11-22"

Result = subprocess.CompletedProcess[str]
Run = Callable[..., Result]

VIABLE = """\
team: Outpatient booking
phase: alpha
sponsor: Chief Operating Officer
members:
  - name: Priya Shah
    role: product-manager
    fte: 1.0
    employment: permanent
  - name: Ruth Adeyemi
    role: delivery-manager
    fte: 1.0
  - name: Tom Hale
    roles: [interaction-designer, service-designer]
    fte: 1.0
  - name: Cara Dunn
    role: content-designer
    fte: 1.0
  - name: Mina Roy
    role: user-researcher
    fte: 1.0
  - name: Jo Lin
    role: lead-developer
    fte: 1.0
  - name: Dr Sam Okafor
    role: lead-clinician
    fte: 0.2
    registration: GMC
    funded: true
  - name: Ali Demir
    role: performance-analyst
    fte: 0.5
available:
  - role: clinical-safety-officer
    by: the trust's clinical safety team
    registration: NMC
  - role: operational-lead
    by: the outpatient department
"""
"""A roster without a finding."""


def run_command(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None, timeout: float = 60
) -> Result:
    """Run the installed command with no environment but a day to stand still on; bytes are decoded as UTF-8."""
    clean = {"MVDT_TODAY": TODAY, "PATH": os.defpath} | (env or {})
    done = subprocess.run(
        [COMMAND, *arguments], cwd=cwd, input=stdin, env=clean, capture_output=True, timeout=timeout, check=False
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture
def mvdt(tmp_path: Path) -> Run:
    """The command, in the test's own folder: `mvdt("check", "team.yaml", env={...}, stdin=b"...")`."""

    def run(*arguments: str, **options: object) -> Result:
        return run_command(*arguments, **{"cwd": tmp_path, **options})  # type: ignore[arg-type]

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into the test's own folder: `write("team.yaml", "team: ...")`."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def lacking(reason: str) -> NoReturn:
    """Skip the test for want of a program; in CI (`CI` is set), where everything has to be there, fail it."""
    if os.environ.get("CI", "false").lower() not in ("", "0", "false"):
        pytest.fail(f"{reason}, and CI has to have it")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def consumers() -> Path:
    """The `node_modules` of `tests/consumers`: programs that read what mvdt writes, in the versions of its lock file.

    They are installed once for each state of that file, with npm, below `.cache`. No package's own scripts are run,
    so a program that is not a script needs to be made executable.
    """
    npm = shutil.which("npm")
    if sys.platform != "linux":
        pytest.skip("the programs in tests/consumers are pinned for Linux")
    if npm is None:
        lacking("npm is not there to install the programs in tests/consumers")
    files = [ROOT / "tests" / "consumers" / name for name in ("package.json", "package-lock.json")]
    state = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    home = ROOT / ".cache" / "consumers" / state
    if not home.is_dir():
        home.parent.mkdir(parents=True, exist_ok=True)
        # Built aside and moved into place, so that nobody meets half of it, and of two runs at once either may win.
        new = Path(tempfile.mkdtemp(dir=home.parent, prefix=".new-"))
        for file in files:
            shutil.copy(file, new)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=new, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        if done.returncode == 0:
            with contextlib.suppress(OSError):
                new.rename(home)
        shutil.rmtree(new, ignore_errors=True)
        if done.returncode != 0:
            pytest.fail(f"npm could not install the programs in tests/consumers:\n{done.stderr}")
    return home / "node_modules"
