"""Tables and others to rosters: what is written is read again, and a check says the same of it; or nothing is written."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterable
from typing import Any, Final
from unittest import mock

import promises
import typer
from seeds import in_json, in_toml, tables

from mvdt import engine, rules
from mvdt.cli import convert

WEIGHT: Final = 10
_SUFFIXES: Final = {b"{": ".json", b"t": ".toml", b"[": ".toml", b"m": ".toml"}


def check(data: bytes) -> None:
    """Convert a file, and compare."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        path = os.path.join(folder, f"team{_SUFFIXES.get(data[:1], '.csv')}")
        with open(path, "wb") as file:
            file.write(data)
        to = os.path.join(folder, "teams")
        code, said = _run(path, to)
        assert code in (0, 1, 2), (code, said)
        promises.harmless("text", said)
        if code == 2:
            assert not os.path.exists(to)
            return
        before = engine.check([path], on=promises.DAYS[0])
        after = engine.check([to], on=promises.DAYS[0])
        assert not after.crashes
        assert len(after.teams) == len(before.teams) == len(os.listdir(to))
        assert not after.unread
        # A cell that was left out is an error of the table only.
        assert _teams(after, verdict=code == 0) == _teams(before, verdict=code == 0), (_teams(before), _teams(after))
        if code == 0:
            mine, theirs = _findings(before), _findings(after)
            assert mine == theirs, promises.differing("\n".join(mine), "\n".join(theirs))
        shutil.rmtree(to)


def _run(path: str, to: str) -> tuple[int, str]:
    out, errors = io.StringIO(), io.StringIO()
    code: Any = 0
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
        mock.patch("os.fsync"),
        mock.patch.object(convert, "chosen_catalogue", lambda path: promises.built_in()),
    ):
        try:
            convert.command([path], to)
        except typer.Exit as end:
            code = end.exit_code
        except SystemExit as end:
            code = end.code
    return code, out.getvalue() + errors.getvalue()


def _teams(report: Any, *, verdict: bool = True) -> list[Any]:
    return sorted(
        (team.team, team.fte, team.verdict * verdict, sorted((one.name, one.roles, one.fte) for one in team.members))
        for team in report.teams
    )


def _findings(report: Any) -> list[str]:
    # What is said of several teams depends on their order, which is that of rows here and of files there.
    return sorted(
        f"{one.rule}: {one.message} | {one.team} | {one.about}"
        for one in report.findings
        if rules.get(one.rule).scope != "Project"
    )


def seeds() -> Iterable[bytes]:
    """Tables, and rosters in other formats."""
    yield from tables()
    yield from in_json()
    yield from in_toml()
