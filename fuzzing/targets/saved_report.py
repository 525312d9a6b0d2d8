"""Saved reports that somebody has changed: refused in a sentence, or written in every format."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from random import Random
from typing import Any, Final

import promises
from hypothesis import given
from hypothesis import strategies as st
from mutation import ODD
from seeds import FULL, tables

from mvdt import output
from mvdt.output import Page
from mvdt.output.json import NotAReport, load, render

WEIGHT: Final = 5
_HOSTILE: Final[list[Any]] = [
    None, True, False, 0, 1, -1, 2**31, 10**18, 10**400, 1e308, float("inf"), float("nan"), 0.5, "", [], {}, [[]], {"a": 1}, *ODD
]  # fmt: skip


@cache
def _saved() -> list[str]:
    table = next(iter(tables()))
    made = [
        promises._checked(name, data, promises.DAYS[0], {})
        for name, data in [("team.yaml", FULL.encode()), ("a.csv", table), ("b.yaml", b"a: [")]
    ]
    return ["".join(render(one, Page())) for one in made]


@given(
    st.integers(0, 2),
    st.lists(
        st.tuples(st.lists(st.integers(0, 200), min_size=1, max_size=7), st.integers(0, 9), st.sampled_from(_HOSTILE)),
        max_size=4,
    ),
)
def check(which: int, edits: list[tuple[list[int], int, Any]]) -> None:
    """Change a report at some places, read it and write it."""
    saved = json.loads(_saved()[which])
    for steps, how, value in edits:
        _edit(saved, steps, how, value)
    data = json.dumps(saved).encode("utf-8", "surrogatepass")
    try:
        report = load(data)
    except NotAReport:
        assert edits
        return
    for name in output.names():
        promises.harmless(name, "".join(output.get(name).render(report, Page(show_excepted=True))))


def _edit(node: Any, steps: list[int], how: int, value: Any) -> None:
    for step in steps[:-1]:
        inner = list(node.values() if isinstance(node, dict) else node)
        if not inner or not isinstance(inner[step % len(inner)], dict | list):
            break
        node = inner[step % len(inner)]
    places = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not places:
        return
    place = places[steps[-1] % len(places)]
    if how == 0:
        del node[place]
    elif how == 1 and isinstance(node, list):
        node.append(node[place])
    else:
        node[place] = value


def seeds() -> Iterable[bytes]:
    """What Hypothesis draws its values from."""
    return [Random(number).randbytes(200) for number in range(40)]
