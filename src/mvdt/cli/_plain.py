"""The plain form of the command line, understood without Typer.

Only what is certain: known options of `check`, each with a value of its own, and paths. Anything else - help, an
unknown option, a wrong value, completion - is Typer's.
"""

from __future__ import annotations

import os
from typing import Any, Final

from mvdt import __version__
from mvdt.cli._run import say

OPTIONS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "--catalogue": ("catalogue", ()),
    "--on": ("on", ()),
    "--fail-on": ("fail_on", ("error", "warning", "advice")),
    "--select": ("select", ()),
    "--ignore": ("ignore", ()),
    "--format": ("format_", ()),
    "--settings": ("settings", ()),
    "--baseline": ("baseline", ()),
    "--color": ("color", ("auto", "always", "never")),
    "--sheet": ("sheet", ()),
    "--stdin-name": ("stdin_name", ()),
}
"""Each option of `check`: the parameter that it sets, and the values that it may have (empty: any)."""

FLAGS: Final = {"--focus": "focus", "--show-excepted": "show_excepted"}
"""Each option of `check` that takes no value, and the parameter that it sets."""

REPEATED: Final = ("select", "ignore", "format_")
"""Parameters whose option may be repeated."""


def version() -> int:
    """Print the version; the exit code."""
    say(f"mvdt {__version__}\n")
    return 0


def check_options(arguments: list[str]) -> dict[str, Any] | None:
    """The parameters of `mvdt check` in its plain form; None where Typer has to read the command line."""
    if not arguments or arguments[0] != "check" or "_MVDT_COMPLETE" in os.environ:
        return None
    paths: list[str] = []
    found: dict[str, Any] = {"paths": paths}
    rest = iter(arguments[1:])
    for argument in rest:
        if not argument.startswith("-") or argument == "-":
            paths.append(argument)
            continue
        if argument in FLAGS:
            found[FLAGS[argument]] = True
            continue
        name, equals, value = argument.partition("=")
        if name not in OPTIONS:
            return None
        if not equals:
            following = next(rest, None)
            if following is None or following.startswith("-"):
                return None
            value = following
        parameter, allowed = OPTIONS[name]
        if allowed and value not in allowed:
            return None
        if parameter in REPEATED:
            found.setdefault(parameter, []).append(value)
        else:
            found[parameter] = value
    return found
