"""The Typer application."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Annotated

import typer

import mvdt.cli
from mvdt.cli import _plain


def application(wanted: str = "") -> typer.Typer:
    """The application with all commands; with only the wanted one, where there is one of that name."""
    app = typer.Typer(
        name="mvdt",
        no_args_is_help=True,
        # Plain help is the same everywhere, fits a pipe, and costs a quarter of the time.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_mvdt)
    names = [module.name for module in pkgutil.iter_modules(mvdt.cli.__path__) if not module.name.startswith("_")]
    for name in [wanted] if wanted in names else names:
        app.command(name)(import_module(f"mvdt.cli.{name}").command)
    return app


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        raise typer.Exit(_plain.version())


def _mvdt(
    version: Annotated[  # noqa: FBT002 - Typer makes an option of it, and the callback has acted on it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Check digital-team rosters against the roles of a minimum viable digital team."""
