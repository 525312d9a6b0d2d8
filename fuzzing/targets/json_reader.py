"""JSON text to a tree: what Python's own reader takes is read alike, and what it refuses is a fault."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import promises
from seeds import in_json

from mvdt.source.document import Document
from mvdt.source.json_tree import parse
from mvdt.source.nodes import Node

WEIGHT: Final = 200


def check(data: bytes) -> None:
    """Read it by both."""
    found = promises.bytes_of("team.json", data)
    assert isinstance(found, Document)
    promises.nobody_is_lost(found)
    if found.tree.faults or not found.text.string.strip(" \t\r\n"):
        return
    theirs = json.loads(found.text.string, parse_int=str, parse_float=str, object_pairs_hook=_first)
    # A document has no white space around its values; its reader leaves them as they are.
    assert parse(found.text.string).root == _texts(theirs)


def _first(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(reversed(pairs))


def _texts(value: Any) -> Node:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}  # type: ignore[return-value]
    if isinstance(value, list):
        return [_texts(one) for one in value]  # type: ignore[return-value]
    return value  # type: ignore[no-any-return]


def seeds() -> Iterable[bytes]:
    """Rosters."""
    return in_json()
