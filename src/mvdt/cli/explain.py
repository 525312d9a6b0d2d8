"""`mvdt explain`: what a rule checks, why, and how to put it right."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

from mvdt.cli._run import Colour, fail, page, say

if TYPE_CHECKING:
    from mvdt.output._terminal import Paint
    from mvdt.rules import Rule


def command(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule, such as missing-role.", show_default=False)],
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
) -> None:
    """Explain a rule: why it matters, how to put it right.

    With a roster that fails and one that passes, and with the options of the rule.
    """
    from mvdt import rules
    from mvdt.output._terminal import Paint

    try:
        found = rules.get(rule)
    except KeyError:
        from mvdt.model.bind import names_like

        close = names_like(rule, rules.names())
        hint = f"did you mean `{close[0]}`?" if close else "`mvdt rules` lists them"
        fail(f"there is no rule `{rule}`", hint)
    say(_page(found, Paint(on=page(color).colour)))


def _page(rule: Rule, paint: Paint) -> str:
    severity = paint(rule.severity, rule.severity)
    if rule.severities != rule.severity:
        severity = rule.severities
    lines = [f"{paint(rule.name, 'strong')}   {rule.topic}, {severity}"]
    if rule.source:
        lines.append(f"source: {rule.source}")
    lines.append("")
    fenced = False
    for line in rule.guidance.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append("    " + line if line else "")
        elif line.startswith("## "):
            lines.append(paint(line[3:], "strong"))
        else:
            lines.append(line)
    options = fields(rule.options)
    if options:
        lines += ["", paint("Options", "strong"), ""]
        lines += [f"{option.name} (default {option.default}): {option.metadata['description']}" for option in options]
    return "\n".join(lines) + "\n"
