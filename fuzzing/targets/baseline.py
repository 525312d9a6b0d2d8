"""Baselines: read, or refused with what is wrong at its place; what is written is read again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from unittest import mock

import promises
from seeds import FULL

from mvdt import engine
from mvdt.model import baseline_file
from mvdt.model.baseline import Known
from mvdt.model.bind import Unusable
from mvdt.readers import Source

WEIGHT: Final = 60


def check(data: bytes) -> None:
    """Read one, write it and read it again."""
    try:
        found = _load(data)
    except Unusable as error:
        promises.refusal(error)
        return
    written = baseline_file.written(found)
    again = _load(written.encode("utf-8"))
    assert sorted(again, key=str) == sorted(found, key=str)


def _load(data: bytes) -> list[Known]:
    source = Source("mvdt-baseline.yaml", named=True, read=lambda: data)
    with mock.patch.object(baseline_file, "Source", lambda path, *, named: source):
        return baseline_file.load("mvdt-baseline.yaml")


def seeds() -> Iterable[bytes]:
    """What `mvdt baseline write` writes."""
    made = engine.check(["-"], on=promises.DAYS[0], standard_input=FULL.encode, standard_input_name="team.yaml")
    known = [Known(one.rule, one.subject, one.fingerprint) for one in made.findings]
    return [baseline_file.written(known).encode(), baseline_file.written(known[:2]).encode()]
