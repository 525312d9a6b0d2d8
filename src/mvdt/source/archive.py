"""The parts of a workbook: a zip archive whose sender nobody knows."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

INFLATED_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of all parts that are read. 100,000 rows with ten cells each have some forty million."""

PART_LIMIT: Final = 10_000
"""Files in an archive; a workbook has some dozens."""

_ENCRYPTED: Final = 0x1
_READABLE: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class BadArchive(Exception):
    """An archive that is broken, locked or far too large. Carries a sentence and a way out."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class Archive:
    """An archive, its names, and what has been read of it so far. Raises `BadArchive`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _damaged() from error
        infos = self._zip.infolist()
        if len(infos) > PART_LIMIT:
            raise BadArchive(
                f"the workbook has more than {PART_LIMIT:,} parts, and none needs so many",
                "check that this is the file you mean",
            )
        # Where a name stands twice the last counts, as it does for `zipfile`.
        self._infos = {info.filename: info for info in infos}
        self._parts: dict[str, bytes] = {}
        self._size = 0

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._infos)

    def part(self, name: str) -> bytes:
        """The content of a part; empty where there is none of this name."""
        if name in self._parts or name not in self._infos:
            return self._parts.get(name, b"")
        info = self._infos[name]
        if info.flag_bits & _ENCRYPTED:
            raise BadArchive("the workbook is behind a password", "open it and save it without the password")
        if info.compress_type not in _READABLE:
            raise _damaged()
        left = INFLATED_LIMIT - self._size
        # What a bomb says about its size may be a lie.
        if info.file_size <= left:
            try:
                with self._zip.open(info) as stream:
                    content = stream.read(left + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
                raise _damaged() from error
        if info.file_size > left or len(content) > left:
            limit = INFLATED_LIMIT // 1024 // 1024
            raise BadArchive(
                f"the workbook unpacks to more than {limit} MiB, and no roster does",
                "check that this is the file you mean, and delete what does not belong to the roster",
            )
        self._size += len(content)
        self._parts[name] = content
        return content

    def read_parts(self) -> bytes:
        """An archive of the parts that have been read and of nothing else, for a library that would read them again.

        It can't be led to read anything that was not measured here, such as a macro or a second part of a name.
        """
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as rebuilt:
            for name, content in self._parts.items():
                rebuilt.writestr(zipfile.ZipInfo(name), content)
        return written.getvalue()


def _damaged() -> BadArchive:
    return BadArchive(
        "the workbook is damaged or was not copied whole",
        "open it in a spreadsheet program and save it again, or ask for it again",
    )
