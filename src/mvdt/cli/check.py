"""`mvdt check`: compare rosters with the catalogue."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from mvdt import output
from mvdt.cli._check import run
from mvdt.cli._run import Colour


def command(  # noqa: PLR0917 - Typer makes options of them
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Rosters, spreadsheets, or folders of them; - is standard input. The current folder if left out.",
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
        Literal["error", "warning", "advice"] | None,
        typer.Option(
            help="The lowest severity that makes the command fail; that of the settings, or error, if not given.",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE|TOPIC", help="Run only these rules or topics. May be repeated, or have commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE|TOPIC", help="Leave out these rules or topics. May be repeated, or have commas."),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help=f"{', '.join(output.names())}; to a file, or one to standard output; text if not given. May be repeated.",
        ),
    ] = None,
    settings: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings to use instead of the mvdt.yaml here or above.")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Let only findings count that are not in this baseline.")
    ] = None,
    focus: Annotated[  # noqa: FBT002
        bool,
        typer.Option("--focus", help="Check the current folder, and report only what touches the files named."),
    ] = False,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of spreadsheets read this sheet, whatever it looks like.")
    ] = None,
    show_excepted: Annotated[  # noqa: FBT002
        bool, typer.Option("--show-excepted", help="Show excepted and baselined findings too.")
    ] = False,
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in the report.")
    ] = "<stdin>",
) -> None:
    """Check rosters: what is missing, or in the wrong seat.

    Each is compared with the roles of a minimum viable digital team, and all with each other.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not check; 3 nothing to check; 4 a bug in mvdt;
    130 interrupted.
    """
    code = run(
        paths or (),
        catalogue=catalogue,
        on=on,
        fail_on=fail_on,
        select=select or (),
        ignore=ignore or (),
        format_=format_ or (),
        settings=settings,
        baseline=baseline,
        focus=focus,
        sheet=sheet,
        show_excepted=show_excepted,
        color=color,
        stdin_name=stdin_name,
    )
    raise typer.Exit(code)
