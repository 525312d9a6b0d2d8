"""`mvdt schema`: the JSON Schemas of what mvdt reads and writes."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from mvdt.cli._run import catalogue as load
from mvdt.cli._run import say


def command(
    what: Annotated[
        Literal["roster", "catalogue", "findings"], typer.Argument(help="Which format.", show_default=False)
    ],
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="The catalogue whose roles and skills a roster may name.")
    ] = None,
) -> None:
    """Print the JSON Schema of rosters, of catalogues, or of the JSON report."""
    if what == "findings":
        from mvdt.output.json import schema

        found = schema()
    else:
        from mvdt.model import schema as schemas

        found = schemas.roster(load(catalogue)) if what == "roster" else schemas.catalogue()
    say(json.dumps(found, indent=2) + "\n")
