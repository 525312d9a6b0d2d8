"""Rosters as workbooks: Excel and OpenDocument; those of other formats are told apart and refused."""

from __future__ import annotations

from typing import Final

from mvdt.source.document import Document
from mvdt.source.table import Workbook

SUFFIXES: Final = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
MARK: Final = None


def read(path: str, data: bytes) -> Document | Workbook:
    """The sheets in these bytes that are not empty, or a document with what is wrong; `path` is what to call it."""
    from mvdt.source.workbook import read_workbook

    return read_workbook(path, data)
