"""`mvdt schema`: the JSON Schemas of what mvdt reads and writes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from mvdt.cli._run import catalogue as load
from mvdt.cli._run import say
from mvdt.output._json import dumped


def command(
    what: Annotated[
        Literal["roster", "catalogue", "settings", "findings"],
        typer.Argument(metavar="roster|catalogue|settings|findings", help="Which format.", show_default=False),
    ],
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="The catalogue whose roles and skills a roster may name.")
    ] = None,
) -> None:
    """Print the JSON Schema of what mvdt reads and writes.

    Rosters, catalogues, settings, and the report of `mvdt check --format json`.
    """
    if what == "findings":
        from mvdt.output.json import schema

        found = schema()
    else:
        from mvdt.model import schema as schemas

        if what == "roster":
            found = roster(catalogue)
        else:
            found = schemas.catalogue() if what == "catalogue" else schemas.settings(_options())
    say(dumped(found))


def roster(catalogue: str | None) -> dict[str, Any]:
    """The schema of rosters by a catalogue, or by the one in use."""
    from mvdt import rules
    from mvdt.model import schema as schemas

    return schemas.roster(load(catalogue), {rule.name: rule.summary for rule in rules.every() if not rule.always})


def _options() -> dict[str, tuple[str, dict[str, tuple[object, str]]]]:
    """Each rule's summary, and its options with default and meaning."""
    from dataclasses import fields

    from mvdt import rules

    return {
        rule.name: (
            rule.summary,
            {option.name: (option.default, option.metadata["description"]) for option in fields(rule.options)},
        )
        for rule in rules.every()
    }
