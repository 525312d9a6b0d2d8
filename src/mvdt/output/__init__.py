"""Reports in the formats that people and programs read.

A format is a module here with a generator `render(report, page)`; its file's name is its name. It is loaded only when
it is chosen.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Generator

    from mvdt.report import Report


class Page:
    """What a format may know.

    The width in columns, whether colours show, the encoding, how many processes to use, and whether excepted findings
    are to be shown where the format leaves them out else.
    """

    __slots__ = ("colour", "encoding", "processes", "show_excepted", "width")

    def __init__(
        self,
        width: int = 80,
        *,
        colour: bool = False,
        encoding: str = "utf-8",
        processes: int = 1,
        show_excepted: bool = False,
    ) -> None:
        self.processes = processes
        self.show_excepted = show_excepted
        self.width = width
        self.colour = colour
        self.encoding = encoding


class Format(Protocol):
    """What a module here offers."""

    def render(self, report: Report, page: Page) -> Generator[str, None, None]:
        """The report in this format, ending with a line break: in pieces, for that of many teams takes much room."""
        ...


def names() -> list[str]:
    """The names of all formats, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def get(name: str) -> Format:
    """The format of that name; raises `KeyError` where there is none."""
    if name not in names():
        raise KeyError(name)
    return cast("Format", import_module(f"{__name__}.{name}"))
