"""`mvdt rules`: all rules, by topic."""

from __future__ import annotations

from typing import Annotated

import typer

from mvdt.cli._run import Colour, page, say


def command(color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto") -> None:
    """List the rules by topic, each with its severity and what it looks for."""
    from mvdt import rules
    from mvdt.output._terminal import Paint, wrapped

    here = page(color)
    paint = Paint(on=here.colour)
    every = rules.every()
    longest = max(len(rule.name) for rule in every)
    indent = longest + 13
    lines = []
    for topic in rules.TOPICS:
        found = [rule for rule in every if rule.topic == topic]
        if not found:
            continue
        lines.append(paint(topic, "strong"))
        for rule in found:
            first, *rest = wrapped(rule.summary, max(min(here.width, 100) - indent, 24))
            severity = paint(rule.severity.ljust(8), rule.severity)
            lines.append(f"  {rule.name.ljust(longest)}  {severity} {first}")
            lines += [" " * indent + line for line in rest]
        lines.append("")
    lines.append("`mvdt explain RULE` says more about one.")
    say("\n".join(lines) + "\n")
