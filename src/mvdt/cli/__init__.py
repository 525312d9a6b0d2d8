"""The command `mvdt`: parse, call, print, exit. One file per command, found and not registered.

Typer takes the command line, but for its plainest form: loading it takes longer than checking a roster, so
`mvdt --version` and `mvdt check` with well-formed options do without (`_plain.py`; a test holds the two together).
"""

from __future__ import annotations

import gc
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO, cast

from mvdt.cli._run import bug, fail, interrupted, out_of_memory, refused
from mvdt.exit_codes import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import MutableSequence


_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
# The signal that has ended this run.
_told: list[int] = []
_OUTPUT: Final = re.compile(r"(?:--format=)?[a-z]+=")
# What stands behind these is a day, or the name of a file, which may have one of long ago.
_DATED: Final = ("--on", "--catalogue", "--settings", "--baseline", "--stdin-name", "--format", "--to")
_FLAGS: Final = ("--focus", "--show-excepted")
_COMMANDS_FOR_FILES: Final = ("check", "render", "convert", "init", "baseline")


class _Metadata(ModuleType):
    """`importlib.metadata`, loaded when something is first asked of it."""

    __path__: MutableSequence[str] = []  # noqa: RUF012 - what makes a module a package

    def entry_points(self, **selection: str) -> Any:
        """The entry points of installed packages."""
        return self.__getattr__("entry_points")(**selection)

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    # Nothing that one run makes is worth collecting, and a plug-in of pydantic has no say in a roster.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What pydantic would look for plug-ins with takes a twelfth of a run to load.
    sys.modules.setdefault("importlib.metadata", _Metadata("importlib.metadata"))
    code: int | str | None
    exhausted = False
    try:
        code = _run(sys.argv[1:])
    except SystemExit as end:
        code = end.code
        if code == INTERRUPTED or isinstance(end, _Stopped):
            # Typer has caught the signal and said nothing.
            interrupted()
    except KeyboardInterrupt:
        code = interrupted()
    except MemoryError:
        # Nothing is to be had before what the run has piled up is let go, which the end of this clause does.
        code = None
        exhausted = True
    except OSError as error:
        code = refused(error)
    except Exception as error:  # noqa: BLE001 - a person must never see a traceback
        # Libraries turn what a signal raises in the midst of them into errors of their own.
        code = interrupted(128 + _told[0]) if _told else bug(error)
    if exhausted:
        code = out_of_memory()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # Taking the interpreter apart takes a fifth of a short run, and there is nothing left to clean up.
    os._exit(code if isinstance(code, int) else int(code is not None))


class _Stopped(SystemExit):
    """Somebody has told this process to end."""


def _heed_signals() -> None:
    """End in good order where the user, the system or another program says so: nothing half written, no process left."""
    import signal

    for name in _ENDING:
        number = getattr(signal, name, None)
        # What is ignored, as with `nohup`, stays so.
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)


def _stop(number: int, _: object) -> NoReturn:
    import signal

    _told.append(number)
    # Who is told so twice must not leave in the middle of tidying up.
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    # As a shell tells it.
    raise _Stopped(128 + number)


def _run(arguments: list[str]) -> int:
    from mvdt.cli import _plain

    _refuse_personal_data(arguments)
    if arguments == ["--version"]:
        return _plain.version()
    _heed_signals()
    plain = _plain.check_options(arguments)
    if plain is not None:
        from mvdt.cli import _check

        return _check.run(**plain)

    from mvdt.cli._application import application

    if sys.stderr is not None:
        sys.stderr = cast("TextIO", _Tame(sys.stderr))
    application(arguments[0] if arguments else "")(arguments)
    return 0


class _Tame:
    """A stream in whose lines about a wrong command line, which are Typer's, nothing acts on a terminal or a log."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        if text.startswith("Error: "):
            from mvdt.output._terminal import logged

            # Typer gives each of several choices a line of its own.
            text = logged(text.rstrip("\n").replace("\n\t", " ")) + "\n"
        return self._stream.write(text)


def _refuse_personal_data(arguments: list[str]) -> None:
    """Exit where the command line itself holds personal data, which every path and every complaint would repeat."""
    for number, argument in enumerate(arguments):
        # A pipeline may name its reports after the number of its run.
        if not _OUTPUT.match(argument) and any(character.isdigit() for character in argument):
            from mvdt.model.personal_values import private_in_name

            before = arguments[number - 1] if number else ""
            if argument.startswith("-") or before.startswith("--"):
                option = argument.partition("=")[0] if argument.startswith("-") else before
                dated = option in _DATED or option in _FLAGS
            else:
                dated = number > 0 and arguments[0] in _COMMANDS_FOR_FILES
            what = private_in_name(argument, old_dates=not dated)
            if what is not None:
                fail(
                    f"the command line holds what looks like {what}, so nothing was done",
                    "leave it out, or rename the file; if it is something else, write it in a way that can't be mistaken",
                )
