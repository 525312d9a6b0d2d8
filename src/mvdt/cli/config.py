"""`mvdt config`: every setting, and where it comes from."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mvdt.cli._run import Colour, fail, fail_for, in_force, page, say

if TYPE_CHECKING:
    from mvdt.model.settings import Settings
    from mvdt.source.nodes import Path


def command(
    settings: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings to show instead of the mvdt.yaml here or above.")
    ] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the settings.")] = "text",
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
) -> None:
    """Show every setting, its value, and who sets it.

    A value is the default or comes from a line of the settings file.
    """
    from mvdt.configuration import choose, configure
    from mvdt.model.bind import Unusable
    from mvdt.readers import Unreadable

    try:
        here = in_force(settings)
        configure(choose(), here)
    except Unusable as error:
        fail_for(error)
    except Unreadable as error:
        fail(f"{error.path}: {error.message}", error.fix)
    values = _values(here)
    if format_ == "json":
        from mvdt.output._json import dumped

        say(dumped([{"setting": name, "value": value, "from": source} for name, value, source in values]))
        return
    from mvdt.output._terminal import Paint, logged, padded, width

    paint = Paint(on=page(color).colour)
    shown = [(logged(name), logged(_said(value)), logged(source)) for name, value, source in values]
    first, second = max(width(name) for name, _, _ in shown), min(max(width(value) for _, value, _ in shown), 40)
    lines = [
        f"{padded(name, first)}  {padded(value, second)}  "
        + (paint(source, "quiet") if source == "default" else paint(source, "strong"))
        for name, value, source in shown
    ]
    say("\n".join(line.rstrip() for line in lines) + "\n")


def _values(here: Settings) -> list[tuple[str, object, str]]:
    """Each setting's name, value and origin."""
    from mvdt import rules

    def source(at: Path, *, given: bool) -> str:
        return f"{here.path}:{here.locate(at).line}" if given else "default"

    found: list[tuple[str, object, str]] = [
        ("catalogue", here.catalogue or "built-in", source(("catalogue",), given=here.catalogue is not None)),
        ("fail_on", here.fail_on or "error", source(("fail_on",), given=here.fail_on is not None)),
        ("baseline", here.baseline or "none", source(("baseline",), given=here.baseline is not None)),
        ("exclude", list(here.exclude), source(("exclude",), given=bool(here.exclude))),
    ]
    for rule in rules.every():
        own = here.rules.get(rule.name)
        at = ("rules", rule.name)
        if own is not None and own.off:
            found.append((f"rules.{rule.name}.off", True, source((*at, "off"), given=True)))
        severity = own.severity if own is not None else None
        found.append(
            (
                f"rules.{rule.name}.severity",
                severity or rule.severity,
                source((*at, "severity"), given=severity is not None),
            )
        )
        for option in fields(rule.options):
            given = own is not None and option.name in own.options
            value = own.options[option.name] if own is not None and given else option.default
            place = (*at, "options", option.name)
            found.append((f"rules.{rule.name}.options.{option.name}", value, source(place, given=given)))
    for index, made in zip(here.places, here.exceptions, strict=True):
        about = f" about {made.about}" if made.about else ""
        team = f" in {made.team}" if made.team else ""
        found.append(
            (f"exceptions.{index + 1}", f"{made.rule}{about}{team}", source(("exceptions", index, "rule"), given=True))
        )
    return found


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
