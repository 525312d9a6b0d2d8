"""`mvdt check` once its command line is understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mvdt.cli._run import Colour, complain, day, fail, fail_for, page, say
from mvdt.exit_codes import NOTHING_TO_CHECK
from mvdt.processes import available

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvdt.findings import Severity


def run(
    paths: Sequence[str] = (),
    *,
    catalogue: str | None = None,
    on: str | None = None,
    fail_on: Severity = "error",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    format_: str = "text",
    color: Colour = "auto",
    stdin_name: str = "<stdin>",
) -> int:
    """Check, print, and say what to exit with. The parameters are the options of `mvdt check`."""
    from mvdt import engine, output
    from mvdt.model.catalogue_reading import BadCatalogue
    from mvdt.readers import Unreadable

    try:
        chosen = output.get(format_)
    except KeyError:
        fail(f"--format: there is no format `{format_}`", f"choose one of: {', '.join(output.names())}")
    try:
        report = engine.check(
            paths or ["."],
            catalogue=catalogue,
            on=day(on),
            select=select,
            ignore=ignore,
            fail_on=fail_on,
            standard_input=_standard_input,
            standard_input_name=stdin_name,
            processes=available(),
        )
    except BadCatalogue as error:
        fail_for(error)
    except Unreadable as error:
        fail(f"{error.path}: {error.message}", error.fix)
    except engine.UnknownRule as error:
        fail(error.message, error.fix)
    say(chosen.render(report, page(color)))
    for trouble in report.unchecked:
        complain(f"{trouble.path}: {trouble.message}", trouble.fix)
    for crash in report.crashes:
        complain(
            f"this is a bug in mvdt: the rule {crash.rule} failed on {crash.path or 'the teams together'} "
            f"({crash.error}); the other rules have reported",
            "please report it with this line and, if you may share it, the roster",
        )
    if report.exit_code == NOTHING_TO_CHECK:
        complain(
            f"nothing to check: no roster in {', '.join(paths or ['this folder'])}",
            "a roster is a .yaml file with `team:` and `members:`; `mvdt init` writes one to begin with",
        )
    return report.exit_code


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        fail("standard input is closed", "give a file, or pipe a roster into the command")
    from mvdt.readers import SIZE_LIMIT

    return sys.stdin.buffer.read(SIZE_LIMIT + 1)
