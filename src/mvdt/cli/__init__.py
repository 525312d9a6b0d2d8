"""The command `mvdt`: parse, call, print, exit. One file per command, found and not registered."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from typing import Annotated

import typer

import mvdt
from mvdt.cli._run import bug, interrupted

app = typer.Typer(
    name="mvdt",
    help="Check digital-team rosters against the roles of a minimum viable digital team.",
    no_args_is_help=True,
    # Plain help is the same everywhere, fits a pipe, and costs a quarter of the time.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        typer.echo(f"mvdt {mvdt.__version__}")
        raise typer.Exit


@app.callback()
def _mvdt(
    version: Annotated[  # noqa: FBT002 - Typer makes an option of it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Check digital-team rosters against the roles of a minimum viable digital team."""


def _find_commands() -> None:
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            app.command(module.name)(import_module(f"{__name__}.{module.name}").command)


def main() -> None:
    """Run the command line and exit with its code."""
    _find_commands()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(interrupted())
    except Exception as error:  # noqa: BLE001 - a person must never see a traceback
        sys.exit(bug(error))
