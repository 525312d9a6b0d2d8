"""From paths to documents and tables: which files there are, and which reader takes which.

A reader is a module here with `SUFFIXES`, `MARK` and `read`; it is found, not registered.
All are loaded to be found, so each loads what it needs when it reads.
"""

from __future__ import annotations

import os
import pkgutil
import re
import stat
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from mvdt.source.document import Document, faulty
from mvdt.source.nodes import Fault
from mvdt.source.table import Workbook
from mvdt.source.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes. A roster of 50,000 members has 12.5 MB; a team has some kilobytes."""

# Bytes; a roster of ten people has three thousand. A regular file gives less than asked for only at its end.
_ONE_READ: Final = 64 * 1024
_MORE: Final = 1024 * 1024
# Opening a pipe that nobody writes to would wait for ever.
_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

STANDARD_INPUT: Final = "-"

# Folders that hold tools' own files, never rosters; hidden ones are left out as well.
_NOT_WALKED: Final = frozenset(("node_modules", "__pycache__", "site-packages"))
# Excel puts one beside each workbook that is open, with the name of whoever opened it.
_LOCK: Final = "~$"


class Reader(Protocol):
    """What a module here offers."""

    SUFFIXES: tuple[str, ...]
    MARK: re.Pattern[bytes] | None
    """What the bytes of a roster hold that few others do, where most files of these suffixes are something else.

    Walking a folder passes over those without it. None takes up every file. A file that is named is always read.
    """

    def read(self, path: str, data: bytes) -> Document | Workbook:
        """What a file's bytes hold; where nothing can be read, a document with the fault."""
        ...


class Unreadable(Exception):
    """A path that can't be opened: the run could not check what it was asked to."""

    def __init__(self, path: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        self.fix = fix


_readers: dict[str, Reader] = {}


def readers() -> dict[str, Reader]:
    """Each known file suffix, in lower case with its dot, and its reader."""
    if not _readers:
        for module in pkgutil.iter_modules(__path__):
            reader = cast("Reader", import_module(f"{__name__}.{module.name}"))
            for suffix in reader.SUFFIXES:
                _readers[suffix] = reader
    return _readers


class Source:
    """One thing to read: where it is, what to call it, and whether the user named it or a folder held it."""

    __slots__ = ("_read", "named", "path")

    def __init__(self, path: str, *, named: bool, read: Callable[[], bytes] | None = None) -> None:
        self.path = path
        self.named = named
        self._read = read

    def read(self) -> bytes:
        """What it holds; raises `Unreadable`."""
        return content(self.path) if self._read is None else self._read()


def find(paths: Sequence[str]) -> Iterator[Source | Unreadable]:
    """The files that paths stand for, each once, folders walked in the order of their names.

    A path that is not there, or no file and no folder, comes back as an `Unreadable` in its place.
    """
    seen: set[tuple[int, int]] = set()
    for path in dict.fromkeys(paths):
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            yield _unreadable(path, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path, seen)
        elif not stat.S_ISREG(status.st_mode):
            yield Unreadable(
                path, "this is neither a file nor a folder", "give the path of a roster or of a folder of rosters"
            )
        elif _identity(status) not in seen or not status.st_ino:
            seen.add(_identity(status))
            yield Source(path, named=True)


def read(source: Source) -> Document | Workbook:
    """Read one file; raises `Unreadable` where it can't be opened."""
    data = source.read()
    if len(data) > SIZE_LIMIT:
        limit = SIZE_LIMIT // 1024 // 1024
        fault = Fault(
            f"the file is larger than {limit} MiB, and no roster is",
            "check that this is the file you mean; a roster holds one team",
            0,
            0,
        )
        return faulty(source.path, Text(""), fault)
    suffix = os.path.splitext(source.path)[1].lower()
    reader = readers().get(suffix) or readers()[".yaml"]
    return reader.read(source.path, data)


def read_document(source: Source) -> Document:
    """The same for what can't be a table: a catalogue, settings or a baseline."""
    found = read(source)
    if isinstance(found, Document):
        return found
    fault = Fault("this is a table, and what belongs here is a YAML file", "check that this is the file you mean", 0, 0)
    return faulty(source.path, Text(""), fault)


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[Source | Unreadable]:
    known = readers()
    for found in _entries(folder):
        if isinstance(found, Unreadable):
            yield found
            continue
        path, entry, device = found
        suffix = os.path.splitext(entry.name)[1].lower()
        if suffix not in known:
            continue
        try:
            linked = entry.is_symlink()
            regular = entry.is_file()
            identity = _identity(entry.stat()) if linked else (device, entry.inode())
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if regular and identity not in seen:
            seen.add(identity)
            yield from _taken_up(path, known[suffix])
        elif linked and not regular and not entry.is_dir():
            yield Unreadable(path, "this link leads nowhere", "mend the link, or delete it")


def _entries(folder: str) -> Iterator[tuple[str, os.DirEntry[str], int] | Unreadable]:
    """What is in a folder and those below it and is none itself: its path, its entry and its device."""
    # What of each folder is still to come, the innermost last: folders may be nested deeper than calls.
    open_folders: list[tuple[str, int, Iterator[os.DirEntry[str]]]] = []
    opened: str | None = folder
    while opened is not None or open_folders:
        if opened is not None:
            try:
                device = os.stat(opened).st_dev
                entries = iter(sorted(os.scandir(opened), key=lambda entry: entry.name))
                open_folders.append((opened, device, entries))
            except OSError as error:
                yield _unreadable(opened, error)
        opened = None
        if not open_folders:
            return
        above, device, entries = open_folders[-1]
        for entry in entries:
            if entry.name.startswith((".", _LOCK)) or entry.name in _NOT_WALKED:
                continue
            path = entry.name if above == "." else os.path.join(above, entry.name)
            # A link to a folder could lead in circles; the folder it leads to can be named.
            if entry.is_dir(follow_symlinks=False):
                opened = path
                break
            yield path, entry, device
        else:
            open_folders.pop()


def _taken_up(path: str, reader: Reader) -> Iterator[Source | Unreadable]:
    if reader.MARK is None:
        yield Source(path, named=False)
        return
    try:
        data = content(path)
    except Unreadable as error:
        yield error
        return
    if reader.MARK.search(data):
        yield Source(path, named=False, read=lambda: data)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def content(path: str, limit: int = SIZE_LIMIT) -> bytes:
    """What a file holds, or somewhat more than `limit` bytes of it; raises `Unreadable`.

    Nothing that could be waited for without end is waited for: neither a pipe nor a device.
    """
    try:
        # Python's own file objects cost three times as much as the reading.
        descriptor = os.open(path, _READING)
        try:
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                raise Unreadable(
                    path, "this is a pipe, not a file", "write what comes out of it to a file, and give that"
                )
            data = os.read(descriptor, _ONE_READ)
            if len(data) == _ONE_READ:
                parts = [data]
                length = len(data)
                while data and length <= limit:
                    data = os.read(descriptor, _MORE)
                    parts.append(data)
                    length += len(data)
                return b"".join(parts)
            return data
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: OSError | ValueError) -> Unreadable:
    if not path:
        fix = "leave it out, or check the variable that it should come from"
        return Unreadable('""', "this is no path of a file or folder: it is empty", fix)
    if isinstance(error, FileNotFoundError):
        return Unreadable(path, "there is no such file or folder", "check the path and the folder you are in")
    if isinstance(error, IsADirectoryError):
        return Unreadable(path, "this is a folder, not a file", "give the path of the file")
    if isinstance(error, PermissionError):
        return Unreadable(path, "you are not allowed to read this", "ask its owner for read permission")
    if isinstance(error, ValueError):
        # A null character, or half of one that has two.
        return Unreadable(
            path, "no file can have a name like this", "check the path: one of its characters is not allowed"
        )
    return Unreadable(path, f"this can't be read ({error.strerror or error})", "check the path and the disk")
