"""`mvdt init`: a commented roster to begin with, and the schema by which editors help to write it."""

from __future__ import annotations

import json
import os
from typing import Annotated, Final

import typer

from mvdt.cli._run import fail, say
from mvdt.cli._written import write_file
from mvdt.cli.schema import roster as roster_schema

# The starter's first line names it.
_SCHEMA: Final = "roster.schema.json"


def command(
    path: Annotated[str, typer.Argument(metavar="[FILE]", help="The file to write.")] = "team.yaml",
    catalogue: Annotated[
        str | None, typer.Option(metavar="FILE", help="The catalogue whose roles and skills an editor offers.")
    ] = None,
) -> None:
    """Write a roster to begin with, and the schema for editors.

    The roster has remarks on each field. No file that is there is written over.
    """
    from mvdt.output._terminal import logged

    if not path.strip():
        fail("this is no name for a roster: it is empty", "give one: mvdt init my-team.yaml")
    schema = os.path.join(os.path.dirname(path), _SCHEMA)
    known = json.dumps(roster_schema(catalogue), indent=2) + "\n"
    if os.path.lexists(path):
        fail(f"{path} is there already, and stays as it is", "give another name: mvdt init my-team.yaml")
    if os.path.realpath(path) == os.path.realpath(schema):
        fail(f"{path} is the name of the schema for editors", "give another name: mvdt init my-team.yaml")
    if os.path.lexists(schema) and not _is_ours(schema):
        fail(
            f"{schema} is there already and is not a schema of mvdt's; nothing was written",
            "move it away, or choose another folder for the roster",
        )
    with open(os.path.join(os.path.dirname(__file__), "_starter.yaml"), encoding="utf-8") as file:
        starter = file.read()
    write_file(schema, [known], what="the schema")
    write_file(path, [starter], what="the roster")
    say(
        f"{logged(path)} is written, and {logged(schema)}, by which an editor completes and checks it.\n"
        f"Put your team in, then: mvdt check {logged(path)}\n"
    )


def _is_ours(path: str) -> bool:
    """Whether a file is a roster's schema as mvdt writes it, if of another catalogue or version."""
    from mvdt.model.schema import ROSTER

    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("title") == ROSTER
