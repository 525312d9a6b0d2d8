"""Workbooks of which one part, or the archive itself, is not as a spreadsheet program writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import promises
from seeds import xlsx

from mvdt.source.table import Workbook

WEIGHT: Final = 60
_SHEETS: Final[dict[str, list[list[Any]]]] = {
    "Staff": [["Name", "Job title", "WTE", "Start Date", "Funded"], ["Ann Lee", "Tester", 0.5, "2026-01-01", True], ["Bo", "=1+1", 1, 45000, None]],
    "Old": [["x"], [1.5]],
}  # fmt: skip
_CONTENT: Final = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Staff"><table:table-row><table:table-cell office:value-type="string">'
    '<text:p>Name</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>Job title</text:p>'
    '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell office:value-type="float" '
    'office:value="0.5"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'
)


def check(data: bytes) -> None:
    """Read a workbook; its first letter says which part the rest is, and none of them that it is the whole file."""
    kind, rest = data[:1], data[1:]
    name, whole = "people.xlsx", rest
    parts = _excel()
    if kind == b"o":
        name, parts = "people.ods", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
        whole = _archive({**parts, "content.xml": rest})
    elif kind in _kinds():
        whole = _archive({**parts, _kinds()[kind]: rest})
    found = promises.bytes_of(name, whole)
    if isinstance(found, Workbook) and promises.one_of(data, 8) == 0:
        promises.check(name, whole)


@cache
def _excel() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(xlsx(_SHEETS))) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


@cache
def _kinds() -> dict[bytes, str]:
    return {bytes([ord("a") + number]): name for number, name in enumerate(sorted(_excel())[:14])}


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def seeds() -> Iterable[bytes]:
    """Each part of a workbook, and whole ones."""
    yield b"o" + _CONTENT.encode()
    for kind, name in _kinds().items():
        yield kind + _excel()[name]
    yield b"Z" + _archive(_excel())
    yield b"Z" + xlsx({"A": [["Name", "Role"], ["x", "developer"]]})
