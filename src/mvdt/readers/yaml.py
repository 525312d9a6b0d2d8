"""Rosters, catalogues and settings in YAML."""

from __future__ import annotations

from typing import Final

from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault
from mvdt.source.text import NotText, Text, decode
from mvdt.source.tree import parse

SUFFIXES: Final = (".yaml", ".yml")
MARK: Final = None


def read(path: str, data: bytes) -> Document:
    """The document in these bytes; `path` is what to call it."""
    try:
        text = decode(data)
    except NotText as error:
        fault = Fault(error.message, error.fix, error.offset, min(error.offset + 1, len(error.text)))
        return faulty(path, Text(error.text), fault)
    return Document(path, text, parse(text.string))
