"""YAML text to a tree: the quick reader and libyaml agree, and every value stands at its span."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import promises
from seeds import rosters

from mvdt.source.block import read_block
from mvdt.source.document import Document
from mvdt.source.events import read_events
from mvdt.source.text import NotText, decode

WEIGHT: Final = 300


def check(data: bytes) -> None:
    """Read it by both."""
    found = promises.bytes_of("team.yaml", data)
    assert isinstance(found, Document)
    promises.nobody_is_lost(found)
    try:
        string = decode(data).string
    except NotText:
        return
    quick = read_block(string)
    if quick is not None:
        whole = read_events(string)
        assert not whole.faults
        assert not whole.duplicates
        assert quick.start == whole.start
        promises.same(quick.root, whole.root)


def seeds() -> Iterable[bytes]:
    """Rosters."""
    return rosters()
