"""`mvdt check`: compare rosters with the catalogue."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from mvdt.cli._run import Colour, complain, day, fail, fail_for, page, say
from mvdt.report import NOTHING_TO_CHECK


def command(  # noqa: PLR0917 - Typer makes options of them
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Rosters, or folders of rosters; - is standard input. The current folder if left out.",
            show_default=False,
        ),
    ] = None,
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="A catalogue to use instead of the built-in one.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Check the teams as they stand on this day, such as 2027-04-01.")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "advice"], typer.Option(help="The lowest severity that makes the command fail.")
    ] = "error",
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE|TOPIC", help="Run only these rules or topics. May be repeated.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE|TOPIC", help="Leave out these rules or topics. May be repeated.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in the report.")
    ] = "<stdin>",
) -> None:
    """Check rosters and say what is missing, out of balance or in the wrong seat.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not check; 3 nothing to check; 4 a bug in mvdt;
    130 interrupted.
    """
    from mvdt import engine, output
    from mvdt.model.catalogue import BadCatalogue
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
            select=select or (),
            ignore=ignore or (),
            fail_on=fail_on,
            standard_input=_standard_input,
            standard_input_name=stdin_name,
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
            f"this is a bug in mvdt: the rule {crash.rule} failed on {crash.path or 'the teams together'} ({crash.error}); "
            "the other rules have reported",
            "please report it with this line and, if you may share it, the roster",
        )
    if report.exit_code == NOTHING_TO_CHECK:
        complain(
            f"nothing to check: no roster in {', '.join(paths or ['this folder'])}",
            "a roster is a .yaml file with `team:` and `members:`; `mvdt init` writes one to begin with",
        )
    raise typer.Exit(report.exit_code)


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        fail("standard input is closed", "give a file, or pipe a roster into the command")
    from mvdt.readers import SIZE_LIMIT

    return sys.stdin.buffer.read(SIZE_LIMIT + 1)
