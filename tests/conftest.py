"""What the tests share: the installed command, in an environment that holds nothing but what a test puts there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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
