"""TOML text to a tree: what Python's own reader takes has the same fields, and what it refuses is a fault."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any, Final

import promises
from seeds import in_toml

from mvdt.source.document import Document
from mvdt.source.nodes import Node
from mvdt.source.toml_tree import parse

WEIGHT: Final = 150


def check(data: bytes) -> None:
    """Read it by both."""
    found = promises.bytes_of("team.toml", data)
    assert isinstance(found, Document)
    promises.nobody_is_lost(found)
    if not found.tree.faults:
        # A document has no white space around its values; its reader leaves them as they are.
        _alike(parse(found.text.string).root, tomllib.loads(found.text.string))


def _alike(ours: Node, theirs: Any) -> None:
    if isinstance(theirs, dict):
        assert isinstance(ours, dict)
        assert ours.keys() == theirs.keys()
        for key, value in theirs.items():
            _alike(ours[key], value)
    elif isinstance(theirs, list):
        assert isinstance(ours, list)
        assert len(ours) == len(theirs)
        for mine, other in zip(ours, theirs, strict=True):
            _alike(mine, other)
    elif isinstance(theirs, str):
        assert ours == theirs
    else:
        assert isinstance(ours, str)


def seeds() -> Iterable[bytes]:
    """Rosters."""
    return in_toml()
