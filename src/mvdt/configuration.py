"""Which rules run, and how: what the command line selects, as the settings have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from mvdt import rules as rule_files
from mvdt.findings import Severity
from mvdt.model.bind import Problem, names_like
from mvdt.model.catalogue import Catalogue, load
from mvdt.model.settings import BadSettings, Settings
from mvdt.model.words import listed, quote
from mvdt.readers import Unreadable
from mvdt.rules import TOPICS, Rule
from mvdt.source.nodes import Path, Span


class UnknownRule(Exception):
    """A name in a selection that is neither a rule nor a topic, or a rule that can't be switched off."""

    def __init__(self, name: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.fix = fix


def choose(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Rule]:
    """The rules to run: those selected by name or topic (all, if nothing is selected) without those ignored.

    A selection may hold several names with commas between them. Rules that are always on run in any case. Raises
    `UnknownRule`.
    """
    select, ignore = ([name for names in chosen for name in names.split(",")] for chosen in (select, ignore))
    every = rule_files.every()
    known = {rule.name: rule for rule in every}
    for name in (*select, *ignore):
        if name not in known and name not in TOPICS:
            close = names_like(name, (*known, *TOPICS))
            fix = f"did you mean `{close[0]}`?" if close else "`mvdt rules` lists the rules and their topics"
            raise UnknownRule(name, f"`{name}` is neither a rule nor a topic", fix)
    for name in ignore:
        if name in known and known[name].always:
            raise UnknownRule(
                name,
                f"`{name}` can't be switched off: without it a broken file would pass unseen",
                "leave it out of --ignore, and mend the file or move it elsewhere",
            )

    def wanted(rule: Rule, chosen: Sequence[str]) -> bool:
        return rule.name in chosen or rule.topic in chosen

    return [
        rule for rule in every if rule.always or ((not select or wanted(rule, select)) and not wanted(rule, ignore))
    ]


def catalogue_in_use(path: str | None, settings: Settings) -> Catalogue:
    """The catalogue at a path; where none is given, that of the settings, else the built-in one.

    Raises `model.catalogue_reading.BadCatalogue` for one that can't be used, `readers.Unreadable` for one that can't be
    opened, and `model.settings.BadSettings` where the settings name that one.
    """
    if path is not None or settings.catalogue is None:
        return load(path)
    try:
        return load(settings.seen_from(settings.catalogue))
    except Unreadable as error:
        raise settings.lacks("catalogue", error, "check the path: it is seen from the settings file") from None


class Configured(NamedTuple):
    """A rule as it is to be applied: its options, and the severity that the settings give it instead of its own."""

    rule: Rule
    options: Any
    severity: Severity | None


def configure(rules: Sequence[Rule], settings: Settings, select: Sequence[str] = ()) -> list[Configured]:
    """Rules with their options and severities, without those that the settings switch off and nobody selects by name.

    Raises `model.settings.BadSettings` for settings of a rule or an option that there is not.
    """
    problems = list(_misfits(settings))
    if problems and settings.document is not None:
        raise BadSettings(settings.document, problems)
    named = {name for names in select for name in names.split(",")}
    configured = []
    for rule in rules:
        own = settings.rules.get(rule.name)
        if own is None:
            configured.append(Configured(rule, rule.options(), None))
        elif not own.off or rule.name in named:
            configured.append(Configured(rule, rule.options(**own.options), own.severity))
    return configured


def _misfits(settings: Settings) -> Iterator[Problem]:
    """What the settings say of rules and options that there are not."""
    document = settings.document
    every = rule_files.names()
    for name, own in settings.rules.items():
        at = ("rules", name)
        span = document.key_span(at) if document is not None else None
        if name not in every:
            yield _no_rule(name, at, span)
            continue
        rule = rule_files.get(name)
        if rule.always and (own.off or own.severity is not None):
            place: Path = (*at, "off" if own.off else "severity")
            message = f"`{name}` can't be switched off or made milder: without it a broken file would pass unseen"
            yield Problem(message, "leave it out of the settings", place, name)
        known = {option.name: option.default for option in fields(rule.options)}
        for option, value in own.options.items():
            place = (*at, "options", option)
            if option not in known:
                fix = (
                    f"its options are {listed((f'`{one}`' for one in known), 'and')}" if known else "it has no options"
                )
                span = document.key_span(place) if document is not None else None
                yield Problem(f"{quote(option)} is not an option of `{name}`", fix, place, name, span)
            elif isinstance(known[option], int) and value != int(value):
                message = f"`{option}` is `{value:g}`, and must be a whole number"
                yield Problem(message, f"for example `{option}: {known[option]}`", place, name)
    for index, made in zip(settings.places, settings.exceptions, strict=True):
        place = ("exceptions", index, "rule")
        if made.rule not in every:
            yield _no_rule(made.rule, place, None)
        elif rule_files.get(made.rule).always:
            message = f"`{made.rule}` admits no exception: what can't be read can't be judged"
            yield Problem(message, "delete the exception, and mend the file or move it elsewhere", place, made.rule)


def _no_rule(name: str, at: Path, span: Span | None) -> Problem:
    close = names_like(name, rule_files.names())
    fix = f"did you mean `{close[0]}`?" if close else "`mvdt rules` lists them"
    return Problem(f"{quote(name)} is not a rule that mvdt knows", fix, at, name, span)
