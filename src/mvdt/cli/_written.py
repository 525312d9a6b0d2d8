"""Where reports go: each format to its file, and one of them to standard output."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from mvdt.cli._run import Colour, fail, page, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvdt.report import Report

_STANDARD_OUTPUT = "-"


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


def write(report: Report, wanted: Sequence[Target], *, colour: Colour, show_excepted: bool) -> None:
    """Write a report in each format, the files first, each of them whole or not at all."""
    from mvdt import output

    for target in sorted(wanted, key=lambda one: one.path is None):
        chosen = output.get(target.format)
        if target.path is None:
            say(chosen.render(report, page(colour, show_excepted=show_excepted)))
        else:
            write_file(target.path, chosen.render(report, output.Page(show_excepted=show_excepted)))


def write_file(path: str, text: str, *, what: str = "the report") -> None:
    """Write a file whole or not at all: what stood there before is there until the new one is complete.

    A link stays a link, and a device or a pipe is written to. `what` the text is, is for a complaint.
    """
    data = text.encode("utf-8", "backslashreplace")
    # What a link leads to is replaced, never the link.
    place = os.path.realpath(path)
    temporary = None
    try:
        if os.path.abspath(path).startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):
            with open(path, "wb") as stream:
                stream.write(data)
            return
        handle, temporary = tempfile.mkstemp(prefix=".mvdt-", dir=os.path.dirname(place))
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(place))
        os.replace(temporary, place)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        reason = error.strerror or str(error)
        fail(f"{path}: {what} can't be written ({reason})", "check that the folder is there, and who may write to it")


def _mode(path: str) -> int:
    """The permissions that the file has, or that a new one gets."""
    try:
        return os.stat(path).st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
