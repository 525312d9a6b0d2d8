"""Rosters as delimited text (CSV)."""

from __future__ import annotations

from typing import Final

from mvdt.source.document import Document
from mvdt.source.table import Workbook

SUFFIXES: Final = (".csv", ".tsv")
MARK: Final = None


def read(path: str, data: bytes) -> Document | Workbook:
    """The one table in these bytes, or a document with what is wrong; `path` is what to call it."""
    from mvdt.source.delimited import read_delimited

    return read_delimited(path, data)
