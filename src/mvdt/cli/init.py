"""`mvdt init`: a commented roster to begin with."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from mvdt.cli._run import fail, say


def command(
    path: Annotated[str, typer.Argument(metavar="[FILE]", help="The file to write.")] = "team.yaml",
) -> None:
    """Write a commented starter roster; never over a file that is there."""
    from mvdt.output._terminal import visible

    template = os.path.join(os.path.dirname(__file__), "_starter.yaml")
    with open(template, encoding="utf-8") as file:
        text = file.read()
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        fail(f"{path} is there already, and stays as it is", "give another name: mvdt init my-team.yaml")
    except OSError as error:
        fail(f"{path}: this can't be written ({error.strerror})", "check the folder and your permissions")
    say(f"{visible(path)} is written. Put your team in, then: mvdt check {visible(path)}\n")
