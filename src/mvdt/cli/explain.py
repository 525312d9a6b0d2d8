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
    here = page(color)
    say(_page(found, Paint(on=here.colour), here.width))


def _page(rule: Rule, paint: Paint, columns: int) -> str:
    from mvdt.output._terminal import wrapped

    indent = " " * len(f"{rule.name}   ")
    first, *rest = wrapped(f"{rule.topic}, {rule.severities}", max(columns - len(indent), 1))
    if rule.severities == rule.severity:
        first = first.replace(rule.severity, paint(rule.severity, rule.severity))
    lines = [f"{paint(rule.name, 'strong')}   {first}", *(indent + line for line in rest)]
    if rule.source:
        lines += wrapped(f"source: {rule.source}", columns)
    lines.append("")
    fenced = False
    paragraph: list[str] = []
    for line in [*rule.guidance.splitlines(), ""]:
        told = line and not fenced and not line.startswith(("```", "## "))
        if told:
            paragraph.append(line)
            continue
        lines += wrapped(" ".join(paragraph), columns)
        paragraph.clear()
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append("    " + line if line else "")
        else:
            lines.append(paint(line[3:], "strong"))
    options = fields(rule.options)
    if options:
        lines += [paint("Options", "strong"), ""]
        for option in options:
            lines += wrapped(f"{option.name} (default {option.default}): {option.metadata['description']}", columns)
    return "\n".join(lines).rstrip("\n") + "\n"
