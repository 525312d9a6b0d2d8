"""The rules: one file each, found and not registered.

A rule is a generator over what it judges - a `BoundRoster` (one file as it was read), a `Team` (a roster seen
through the catalogue), the `Project` (all of them) or the `Ledger` (the exceptions, once they are applied) - and yields
findings. Its module's docstring is its
documentation; its name is its file's.
"""

from __future__ import annotations

import pkgutil
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mvdt.findings import Finding, Severity

Thresholds = TypeVar("Thresholds")
Topic = Literal["roles", "balance", "leadership", "clinical", "sourcing", "capacity", "specialists", "data"]
Scope = Literal["BoundRoster", "Team", "Project", "Ledger"]

SCOPES: Final[tuple[Scope, ...]] = ("BoundRoster", "Team", "Project", "Ledger")

TOPICS: Final = ("roles", "balance", "leadership", "clinical", "sourcing", "capacity", "specialists", "data")

GUIDE: Final = {
    "digital-team": 'Building and enabling digital teams, "What do we mean by a digital team?"',
    "minimum-viable-digital-team": 'Building and enabling digital teams, "Minimum viable digital team"',
    "hiring": 'Building and enabling digital teams, "How to hire digital professionals"',
    "going-to-market": 'Building and enabling digital teams, "Going to market"',
    "leadership": 'Building and enabling digital teams, "Leading digital teams"',
}
"""Parts of the guide by NHS Providers and Public Digital (2020), as findings cite them."""

PRINCIPLES: Final = {
    "in-house-team": 'Digital delivery principles, "Invest in a dedicated cross-functional in-house digital team"',
    "not-only-it": 'Digital delivery principles, "Don\'t expect transformation just to be led by the IT team"',
    "hobby": 'Digital delivery principles, "Digital transformation can\'t be done as a hobby"',
}
"""Parts of the delivery principles by NHS Providers, as findings cite them."""

EVIDENCE: Final = {
    "assessments": 'Service assessment reports of 2013 to 2016, "Why the team point was not met"',
    "standard-to-2019": 'GOV.UK Service Standard to 2019, "The team point"',
    "service-manual": 'GOV.UK Service Manual, "Working with contractors or third parties"',
    "nhs-standard-6": 'NHS service standard, "Point 6 on multidisciplinary skills and perspectives"',
    "nhs-standard-16": 'NHS service standard, "Point 16 on clinical safety"',
    "18f": '18F guides, "The product owner"',
    "18f-size": '18F guides, "Team size"',
    "playbook": "U.S. Digital Services Playbook",
    "attention": "Tregubov, Boehm, Rodchenko and Lane (2017), on attention split between projects",
}
"""Other publications that rules rest on, as findings cite them; `docs/coverage.md` says what each asks."""


def option(default: Any, description: str) -> Any:
    """A threshold of a rule: its default, and what it means."""
    return field(default=default, metadata={"description": description})


@dataclass_transform(field_specifiers=(option,))
def options(thresholds: type[Thresholds]) -> type[Thresholds]:
    """A dataclass of what a rule can be told, without what nobody compares or prints: every run makes a dozen."""
    return dataclass(eq=False, repr=False, match_args=False)(thresholds)


@options
class NoOptions:
    """What a rule without thresholds takes."""


class Rule(NamedTuple):
    """One thing that is checked.

    `severity` is that of most of its findings; where several are possible, `severities` says when which.
    A rule that is `always` on can't be switched off: without it a broken file would pass unseen.
    """

    name: str
    topic: Topic
    severity: Severity
    source: str | None
    severities: str
    always: bool
    scope: Scope
    options: type[Any]
    judge: Callable[[Any, Any], Iterator[Finding]]
    documentation: str

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, on one line."""
        return " ".join(self.documentation.partition("\n\n")[0].split())

    @property
    def guidance(self) -> str:
        """The documentation without what only its tests need: plain fences, and a mark where a finding points."""
        plain = self.documentation.replace("```yaml and\n", "together with\n\n```yaml\n")
        return plain.replace("# expect: ", "# <- ")


def rule(
    *, topic: Topic, severity: Severity, source: str | None = None, severities: str = "", always: bool = False
) -> Callable[[Callable[[Any, Any], Iterator[Finding]]], Rule]:
    """Make a rule of a generator `(subject, options)`; the annotations say what it judges and what it can be told."""

    def declare(judge: Callable[[Any, Any], Iterator[Finding]]) -> Rule:
        module = sys.modules[judge.__module__]
        scope, options = (judge.__annotations__[name] for name in list(judge.__annotations__)[:2])
        return Rule(
            name=module.__name__.rpartition(".")[2].replace("_", "-"),
            topic=topic,
            severity=severity,
            source=source,
            severities=severities or severity,
            always=always,
            scope=scope,
            options=getattr(module, options),
            judge=judge,
            documentation=(module.__doc__ or "").strip(),
        )

    return declare


def names() -> list[str]:
    """The names of all rules, sorted."""
    return list(_names())


def get(name: str) -> Rule:
    """The rule of that name; raises `KeyError` where there is none."""
    if name not in _names():
        raise KeyError(name)
    return _load(name)


def every() -> list[Rule]:
    """All rules, sorted by name."""
    return [_load(name) for name in names()]


@cache
def _names() -> tuple[str, ...]:
    # Asked for at each finding, and looking through the folder takes longer than a rule.
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


@cache
def _load(name: str) -> Rule:
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    return next(value for value in vars(module).values() if isinstance(value, Rule))
