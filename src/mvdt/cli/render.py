"""`mvdt render`: a saved report in any format."""

from __future__ import annotations

from typing import Annotated

import typer

from mvdt import output
from mvdt.cli._run import Colour, fail
from mvdt.cli._written import targets, write


def command(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="What `mvdt check --format json` wrote.")],
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help=f"{', '.join(output.names())}; to a file, or one to standard output. May be repeated.",
        ),
    ] = None,
    show_excepted: Annotated[bool, typer.Option("--show-excepted", help="Show excepted findings too.")] = False,  # noqa: FBT002
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
) -> None:
    """Print a saved report in any format. The exit code is that of the check that wrote it."""
    from mvdt.output.json import NotAReport, load
    from mvdt.readers import Source, Unreadable

    wanted = targets(format_ or ())
    try:
        saved = load(Source(report, named=True).read())
    except Unreadable as error:
        fail(f"{error.path}: {error.message}", error.fix)
    except NotAReport as error:
        fail(f"{report}: {error}", "give a file that `mvdt check --format json=FILE` wrote")
    write(saved, wanted, colour=color, show_excepted=show_excepted)
    raise typer.Exit(saved.exit_code)
