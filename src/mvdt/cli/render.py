"""`mvdt render`: a saved report in any format."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from mvdt import output
from mvdt.cli._run import Colour, complain_of, fail, standard_input
from mvdt.cli._written import targets, write
from mvdt.readers import Unreadable, content

LARGEST: Final = 256 * 1024 * 1024
"""Bytes. A report of 10,000 teams has some eighty million."""


def command(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="What `mvdt check --format json` wrote; - is standard input.")
    ],
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help=f"{', '.join(output.names())}; to a file, or one to standard output; text if not given. May be repeated.",
        ),
    ] = None,
    show_excepted: Annotated[  # noqa: FBT002
        bool, typer.Option("--show-excepted", help="Show excepted and baselined findings too.")
    ] = False,
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
) -> None:
    """Print a saved report in any format. The exit code is that of the check that wrote it."""
    from mvdt.output.json import NotAReport, load

    wanted = targets(format_ or ())
    try:
        saved = load(_read(report))
    except Unreadable as error:
        fail(f"{error.path}: {error.message}", error.fix)
    except NotAReport as error:
        fail(f"{report}: {error}", "give a file that `mvdt check --format json=FILE` wrote")
    write(saved, wanted, colour=color, show_excepted=show_excepted, read=[report])
    complain_of(saved)
    raise typer.Exit(saved.exit_code)


def _read(report: str) -> bytes:
    read = standard_input(LARGEST, "a report") if report == "-" else content(report, LARGEST)
    if len(read) > LARGEST:
        fail(
            f"{report}: this is larger than {LARGEST // 1024 // 1024} MiB, and no report is",
            "give a file that `mvdt check --format json=FILE` wrote",
        )
    return read
