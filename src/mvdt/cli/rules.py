"""`mvdt rules`: all rules, by topic."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mvdt.cli._run import Colour, page, say

if TYPE_CHECKING:
    from mvdt.output import Page
    from mvdt.rules import Rule


def command(
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the rules.")] = "text",
    color: Annotated[Colour, typer.Option(help="Whether to colour the output.")] = "auto",
) -> None:
    """List the rules by topic.

    Each with its severity, what it looks for, its options and its source.
    """
    from mvdt import rules

    every = rules.every()
    say(_as_json(every) if format_ == "json" else _as_text(every, page(color)))


def _as_text(every: list[Rule], here: Page) -> str:
    from mvdt.output._terminal import Paint, wrapped
    from mvdt.rules import TOPICS

    paint = Paint(on=here.colour)
    longest = max(len(rule.name) for rule in every)
    columns = max(min(here.width, 100) - 4, 24)
    lines = []
    for topic in TOPICS:
        found = [rule for rule in every if rule.topic == topic]
        if not found:
            continue
        lines.append(paint(topic, "strong"))
        for rule in found:
            lines.append(f"  {rule.name.ljust(longest)}  {paint(rule.severity, rule.severity)}")
            lines += ["    " + line for line in wrapped(rule.summary, columns)]
            for detail in _details(rule):
                first, *rest = wrapped(detail, columns - 2)
                lines += ["    " + paint(line, "quiet") for line in (first, *("  " + line for line in rest))]
        lines.append("")
    lines.append("`mvdt explain RULE` says more about one.")
    return "\n".join(lines) + "\n"


def _details(rule: Rule) -> list[str]:
    details = []
    if rule.severities != rule.severity:
        details.append(f"severity: {rule.severities}")
    options = fields(rule.options)
    if options:
        details.append("options: " + ", ".join(f"{option.name} = {option.default}" for option in options))
    if rule.source:
        details.append(f"source: {rule.source}")
    return details


def _as_json(every: list[Rule]) -> str:
    import json

    entries = [
        {
            "name": rule.name,
            "topic": rule.topic,
            "severity": rule.severity,
            "severities": rule.severities,
            "always": rule.always,
            "options": [
                {"name": option.name, "default": option.default, "description": option.metadata["description"]}
                for option in fields(rule.options)
            ],
            "source": rule.source,
            "summary": rule.summary,
        }
        for rule in every
    ]
    return json.dumps(entries, indent=2) + "\n"
