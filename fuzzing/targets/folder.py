"""A folder as an organisation has it, with rosters, a catalogue and settings of its own: what the commands say of it agrees."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest import mock

import promises
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from seeds import ROOT
from strategies import catalogues, files, settings
from xmlschema import XMLSchema

from mvdt import cli, output, rules
from mvdt.model.baseline import NEVER
from mvdt.model.roster import Roster

WEIGHT: Final = 3
_DAY: Final = "2026-11-22"
_NAMES: Final = ["a.yaml", "sub/b.yaml", "c d.yaml"]


@given(
    st.one_of(st.none(), catalogues()),
    st.one_of(st.none(), settings()),
    st.lists(files(Roster), min_size=1, max_size=3),
)
def check(catalogue: str | None, here: str | None, rosters: list[str]) -> None:
    """Check it in every way that has to give the same."""
    written = dict(zip(_NAMES, rosters, strict=False))
    if catalogue is not None:
        written["ours.yaml"] = catalogue
    if here is not None:
        written["mvdt.yaml"] = here
    with _folder() as folder:
        for name, text in written.items():
            path = Path(name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        before = _bytes()
        options = ["--catalogue", "ours.yaml"] if catalogue is not None else []
        _agree(options, os.path.join(folder, "out"))
        assert _bytes() == before, "a command has changed a file that it read"


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    back = os.getcwd()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        os.makedirs(os.path.join(folder, "out"))
        os.makedirs(os.path.join(folder, "in", ".git"))
        os.chdir(os.path.join(folder, "in"))
        try:
            yield folder
        finally:
            os.chdir(back)


def _bytes() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def _agree(options: list[str], out: str) -> None:
    saved = os.path.join(out, "report.json")
    code, said = _run("check", ".", *options, f"--format=json={saved}")
    assert code in promises.EXIT_CODES, (code, said)
    promises.harmless("text", said)
    with open(saved, "rb") as file:
        data = file.read()
    report = json.loads(data)
    _follows_schema("json", data.decode())
    name = output.names()[promises.one_of(data, len(output.names()))]
    for each in {name, "junit"}:
        first = _run("check", ".", *options, "--format", each)
        assert first[0] == code
        _follows_schema(each, first[1])
        # What can't be used is shown on standard error, which is no part of a report.
        assert code == promises.EXIT_CODES[2] or _run("render", saved, "--format", each) == first
    if code > 1:
        return
    _by_itself(report, options)
    _no_more_than_its_baseline(options, os.path.join(out, "baseline.yaml"))


def _by_itself(report: dict[str, Any], options: list[str]) -> None:
    """What is found in one file does not hang on the others, but for rules that compare them."""
    for path in sorted({team["path"] for team in report["teams"]}):
        _, said = _run("check", path, *options, "--format", "json")
        alone, beside = _of_one_file(json.loads(said), path), _of_one_file(report, path)
        assert alone == beside, promises.differing("\n".join(alone), "\n".join(beside))


def _of_one_file(report: dict[str, Any], path: str) -> list[str]:
    # Whether an exception is still needed may hang on the other files, and so may the number of a finding among its like
    # where two teams have one name.
    alone = [one for one in report["findings"] if rules.get(one["rule"]).scope not in ("Project", "Ledger")]
    return [json.dumps(one | {"fingerprint": ""}) for one in alone if one["path"] == path]


def _no_more_than_its_baseline(options: list[str], baseline: str) -> None:
    code, said = _run("baseline", "write", ".", *options, "--baseline", baseline)
    assert code == 0, said
    with open(baseline, "rb") as file:
        written = file.read()
    _, said = _run("check", ".", *options, "--baseline", baseline, "--format", "json")
    left = [one for one in json.loads(said)["findings"] if one["status"] == "active"]
    assert all(rules.get(one["rule"]).always or one["rule"] in NEVER for one in left), left
    code, said = _run("baseline", "prune", ".", *options, "--baseline", baseline)
    assert code == 0, said
    with open(baseline, "rb") as file:
        assert file.read() == written, said


def _run(*arguments: str) -> tuple[int, str]:
    """A command's exit code, and what it says; on standard error if nothing else."""
    out, errors = io.StringIO(), io.StringIO()
    code: Any
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
        mock.patch("os.fsync"),
        mock.patch.dict(os.environ, {"MVDT_TODAY": _DAY}),
    ):
        try:
            code = cli._run([*arguments])
        except SystemExit as end:
            code = end.code or 0
    return code, out.getvalue() or errors.getvalue()


def _follows_schema(name: str, text: str) -> None:
    if name == "json":
        wrong = [error.message for error in _findings().iter_errors(json.loads(text))]
    elif name == "junit":
        wrong = [str(error.reason) for error in _junit().iter_errors(text)]
    else:
        return
    assert not wrong, wrong[:3]


@cache
def _findings() -> Draft202012Validator:
    return Draft202012Validator(json.loads(_run("schema", "findings")[1]))


@cache
def _junit() -> XMLSchema:
    return XMLSchema(str(ROOT / "tests" / "schemas" / "junit-10.xsd"))


def seeds() -> Iterable[bytes]:
    """What Hypothesis draws its values from."""
    return [Random(number).randbytes(6000) for number in range(40)]
