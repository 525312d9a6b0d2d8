"""YAML text to a tree that keeps the span of every key and value."""

from __future__ import annotations

from mvdt.source.block import read_block
from mvdt.source.nodes import Tree


def parse(string: str) -> Tree:
    """The tree of a YAML text without byte-order mark. Never raises: what is wrong becomes `faults`."""
    tree = read_block(string)
    if tree is None:
        # Most runs never need libyaml's binding, and loading it takes longer than all that they do.
        from mvdt.source.events import read_events

        tree = read_events(string)
    return tree
