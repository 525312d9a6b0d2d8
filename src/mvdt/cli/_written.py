"""Where what is written goes: whole or not at all, each format to its file and one of them to standard output."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import time
from contextlib import closing, suppress
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from mvdt.cli._run import Colour, fail, page, say
from mvdt.model.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mvdt.report import Report

_STANDARD_OUTPUT = "-"
_PREFIX: Final = ".mvdt-"
# As `tempfile` names them.
_LEFT: Final = re.compile(r"\.mvdt-[a-z0-9_]{8}")
_AN_HOUR: Final = 3600
# Characters.
_BLOCK: Final = 64 * 1024


class Target(NamedTuple):
    """A format, and the file that it goes to; None for standard output."""

    format: str
    path: str | None


def targets(wanted: Sequence[str]) -> list[Target]:
    """What `--format FORMAT[=PATH]` asks for; the text on standard output where nothing else goes there.

    Exits with a sentence where a format is unknown, or two would be written to one place.
    """
    from mvdt import output

    found = []
    for text in wanted:
        name, equals, path = text.partition("=")
        if name not in output.names():
            fail(f"--format: there is no format `{name}`", f"choose one of: {', '.join(output.names())}")
        if equals and not path.strip():
            fail(f"--format: `{text}` names no file", f"write `{name}=FILE`, or `{name}` for standard output")
        found.append(Target(name, path if equals and path != _STANDARD_OUTPUT else None))
    if all(target.path is not None for target in found):
        found.insert(0, Target("text", None))
    places = [os.path.realpath(target.path) if target.path else None for target in found]
    for target, place in zip(found, places, strict=True):
        if places.count(place) > 1:
            where = target.path or "standard output"
            fail(f"--format: two formats would go to {where}", "give each a file of its own: `--format FORMAT=FILE`")
    return found


def write(
    report: Report, wanted: Sequence[Target], *, colour: Colour, show_excepted: bool, read: Iterable[str | None] = ()
) -> None:
    """Write a report in each format, the files first, each of them whole or not at all.

    Exits with a sentence, and writes nothing, where one would take the place of a file that the report rests on; `read`
    are files that it does not name.
    """
    from mvdt import output

    _refuse_to_replace(chain(read, _rests_on(report)), wanted)
    for target in sorted(wanted, key=lambda one: one.path is None):
        chosen = output.get(target.format)
        if target.path is None:
            with closing(chosen.render(report, page(colour, show_excepted=show_excepted))) as pieces:
                for text in _blocks(pieces):
                    if not say(text):
                        break
        else:
            with closing(chosen.render(report, output.Page(show_excepted=show_excepted))) as pieces:
                write_file(target.path, pieces)


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    """Texts in blocks of some size: printing many small ones takes long."""
    block: list[str] = []
    room = _BLOCK
    for text in pieces:
        block.append(text)
        room -= len(text)
        if room <= 0:
            yield "".join(block)
            block.clear()
            room = _BLOCK
    yield "".join(block)


def _rests_on(report: Report) -> Iterator[str | None]:
    """The paths of the files that were read, as the report has them."""
    yield report.catalogue_path
    yield report.settings
    for named in (report.teams, report.tables, report.unchecked):
        yield from (one.path for one in named)
    yield from report.unread
    # A report of an earlier run stands there as well.
    yield from (path for path, _ in report.left_out if not path.endswith(".json"))


def _refuse_to_replace(read: Iterable[str | None], wanted: Sequence[Target]) -> None:
    """Exit where a report would be written over a file that was read, or may be a roster: a slip would cost people theirs."""
    from mvdt.readers import readers

    there = {}
    for target in wanted:
        with suppress(OSError, ValueError):
            status = os.stat(target.path or "")
            if stat.S_ISREG(status.st_mode):
                there[status.st_dev, status.st_ino] = target
    if not there:
        return
    for path in dict.fromkeys(read):
        with suppress(OSError, ValueError):
            status = os.stat(path or "")
            lost = there.get((status.st_dev, status.st_ino))
            if lost is not None:
                fail(
                    f"--format: the report would take the place of {lost.path}, which was read, so nothing was written",
                    f"give it a name of its own: `--format {lost.format}=FILE`",
                )
    for target in there.values():
        # No report has such a name, JSON's apart.
        suffix = os.path.splitext(target.path or "")[1].lower()
        if suffix != ".json" and suffix in readers():
            fail(
                f"--format: {target.path} is there already and may be a roster, so nothing was written",
                f"give the report a name of its own: `--format {target.format}=FILE`",
            )


def write_file(path: str, pieces: Iterable[str], *, what: str = "the report") -> None:
    """Write a file whole or not at all: what stood there before is there until the new one is complete.

    A link stays a link, and a device or a pipe is written to. `what` the pieces make up, is for a complaint.
    """
    # What a link leads to is replaced, never the link.
    place = os.path.realpath(path)
    temporary = None
    try:
        if os.path.abspath(path).startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):
            with open(path, "wb") as stream:
                stream.writelines(_encoded(pieces))
            return
        _clear_away(os.path.dirname(place))
        temporary = _temporary(os.path.dirname(place), pieces, mode=_mode(place))
        os.replace(temporary, place)
    except BaseException as error:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        if not isinstance(error, OSError):
            raise
        reason = error.strerror or str(error)
        fail(
            f"{path}: {what} can't be written ({reason})",
            "check that the folder is there, who may write to it, and the room on the disk",
        )


def write_new(folder: str, texts: Mapping[str, str]) -> None:
    """Write new files into a folder, by their names, and make it where there is none: all of them, or nothing at all.

    Exits with a sentence, and without a trace, where one of them is there already or something goes wrong on the way.
    """
    place = os.path.dirname(os.path.join(folder, ""))
    if os.path.lexists(place) and not os.path.isdir(place):
        fail(f"{folder} is a file, not a folder", "give the folder that the files are to go into")
    _refuse_existing([os.path.join(folder, name) for name in texts])
    made: list[str] = []
    temporaries: dict[str, str] = {}
    written: list[str] = []
    try:
        _make_folder(place, made)
        _clear_away(place)
        # A disk that is full shows before any file has its name.
        for name, text in texts.items():
            temporaries[name] = _temporary(place, [text], mode=_mode(os.path.join(place, name)))
        for name, temporary in temporaries.items():
            path = os.path.join(place, name)
            _name_it(temporary, path)
            written.append(path)
    except BaseException as error:
        for path in (*written, *temporaries.values()):
            with suppress(OSError):
                os.unlink(path)
        for path in reversed(made):
            with suppress(OSError):
                os.rmdir(path)
        if isinstance(error, FileExistsError):
            _refuse_existing([os.path.join(folder, name) for name in texts])
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            fail(
                f"{folder}: nothing can be written here ({reason})",
                "check who may write there, and the room on the disk",
            )
        raise


def _refuse_existing(paths: Sequence[str]) -> None:
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        which = "is there already and stays as it is" if len(there) == 1 else "are there already and stay as they are"
        fail(
            f"{listed(there, 'and')} {which}; nothing was written", "choose another folder, or move away what is there"
        )


def _make_folder(path: str, made: list[str]) -> None:
    """Make a folder and those above it that are missing, and note each."""
    if path and not os.path.lexists(path):
        _make_folder(os.path.dirname(path), made)
        os.mkdir(path)
        made.append(path)


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (text.encode("utf-8", "backslashreplace") for text in pieces)


def _temporary(folder: str, pieces: Iterable[str], *, mode: int) -> str:
    """A new file in a folder under a name of its own that holds a text, on the disk for certain."""
    handle, path = tempfile.mkstemp(prefix=_PREFIX, dir=folder or None)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(_encoded(pieces))
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(path, mode)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    return path


def _clear_away(folder: str) -> None:
    """Delete what runs have left in a folder that were killed while they wrote; no run writes for an hour."""
    with suppress(OSError), os.scandir(folder or ".") as entries:
        left = [entry.path for entry in entries if _LEFT.fullmatch(entry.name) and _is_old(entry)]
        for path in left:
            os.unlink(path)


def _is_old(entry: os.DirEntry[str]) -> bool:
    status = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(status.st_mode) and status.st_mtime < time.time() - _AN_HOUR


def _name_it(temporary: str, path: str) -> None:
    """Give a file its name; raises `FileExistsError` where another has it."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system has links.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.rename(temporary, path)
    else:
        os.unlink(temporary)


def _mode(path: str) -> int:
    """The permissions that the file has, or that a new one gets."""
    try:
        return os.stat(path).st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
