"""mvdt asks nothing of a network and starts no other program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

# Python tells its auditors of these before it does them.
_AUDITOR = """
import sys

FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request",
             "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "ctypes.dlopen")

def audit(event, arguments):
    if event in FORBIDDEN:
        sys.__stderr__.write(f"FORBIDDEN {event}\\n")
        sys.__stderr__.flush()
        import os
        os._exit(99)

sys.addaudithook(audit)
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "sitecustomize.py").write_text(_AUDITOR)
    return {"PYTHONPATH": str(tmp_path), "PATH": os.defpath, "MVDT_TODAY": "2026-11-22"}


def _run(program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "program", ["import socket; socket.getaddrinfo('example.org', 80)", "import os; os.system('true')"]
)
def test_the_auditor_stops_what_is_forbidden(program: str, watched: dict[str, str]) -> None:
    assert _run(program, watched).returncode == 99


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "examples/viable-team.yaml", "examples/people.csv", "--format", "sarif"], 1),
        (["check", "examples", "--format", "markdown"], 1),
        (["explain", "missing-role"], 0),
        (["rules"], 0),
        (["roles", "--title", "Senior User Researcher"], 0),
        (["schema", "roster"], 0),
        (["init", "{}/new.yaml"], 0),
        (["convert", "examples/people.csv", "--to", "{}/rosters"], 1),
        (["--help"], 0),
        (["--version"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_no_command_reaches_for_a_network_or_another_program(
    arguments: list[str], code: int, tmp_path: Path, watched: dict[str, str]
) -> None:
    done = subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "mvdt"), *(one.format(tmp_path) for one in arguments)],
        cwd=ROOT,
        env=watched,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "FORBIDDEN" not in done.stderr
    assert done.returncode == code, done.stderr
