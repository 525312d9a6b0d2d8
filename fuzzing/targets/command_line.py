"""Arguments of any kind: the plain form means what Typer says, and every command answers in sentences."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
from collections.abc import Iterable
from random import Random
from typing import Any, Final
from unittest import mock

import promises
from hypothesis import given
from hypothesis import strategies as st
from strategies import odd, word

from mvdt import cli
from mvdt.cli import _check, _plain
from mvdt.cli._application import application

WEIGHT: Final = 10
_READING: Final = [
    "roles",
    "rules",
    "explain",
    "schema",
    "config",
    "render",
    "convert",
    "check",
    "nonsense",
    "-h",
    "--version",
    "--help",
]
_WORDS: Final = [
    "a.yaml", "teams/", "-", "--on", "2027-04-01", "0000-00-00", "--fail-on", "warning", "error", "--fail-on=advice", "--select", "roles", "--select=data",
    "--ignore", "--format", "json", "--format=text", "--color", "never", "--color=blue", "--catalogue", "--stdin-name", "--", "-h", "--nonsense", "--on=", "-x", "",
    "--title", "--title=PM", "--focus", "--focus=1", "--sheet", "--settings", "--baseline", "--show-excepted", "findings", "roster", "--to", "--foc", "-focus",
]  # fmt: skip
_argument: Final = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_WORDS), word, odd).filter(
    # A file is written nowhere but where the run stands.
    lambda text: "\0" not in text and os.sep not in text.rstrip("/")
)


@given(st.sampled_from(_READING), st.lists(_argument, max_size=6))
def check(command: str, arguments: list[str]) -> None:
    """Give them to a command."""
    if command == "check":
        _plain_form(arguments)
    out, errors = io.StringIO(), io.StringIO()
    code: Any = 0
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
        mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(b"team: x\n"))),
        mock.patch.dict(os.environ, {"MVDT_TODAY": "2026-11-22"}),
    ):
        try:
            code = cli._run([command, *arguments])
        except SystemExit as end:
            code = end.code
    assert code in promises.EXIT_CODES, (code, errors.getvalue())
    said = out.getvalue() + errors.getvalue()
    assert "Traceback" not in said
    if "--color" not in arguments and not any(text.startswith("--color") for text in arguments):
        assert "\x1b" not in said


def _plain_form(arguments: list[str]) -> None:
    plain = _plain.check_options(["check", *arguments])
    if plain is None:
        return
    called: list[dict[str, Any]] = []

    def run(paths: Any = (), **options: Any) -> int:
        called.append({"paths": list(paths), **options})
        return 0

    with mock.patch("mvdt.cli.check.run", run):
        application("check")(["check", *arguments], standalone_mode=False)
    parameters = inspect.signature(_check.run).parameters
    defaults = {name: parameter.default for name, parameter in parameters.items() if name != "paths"}
    (typer_says,) = called
    expected = {**defaults, **plain}
    assert {name: value or None for name, value in typer_says.items()} == {
        name: value or None for name, value in expected.items()
    }


def seeds() -> Iterable[bytes]:
    """What Hypothesis draws its values from."""
    return [Random(number).randbytes(300) for number in range(40)]
