"""Somebody leaves soon and nobody follows, or much of the team ends at once.

Looked at are the next 90 days: the only holders of an essential or recommended role have an `until` in that time and
nobody else in the role is there by then (on the team, or with a `from` no later than the day after); or more than a third of the team's FTE ends, which is
said in one finding for all. A vacancy is nobody: the fix is to fill it. Beyond the 90 days somebody on secondment who is
the only holder of such a role is named as advice, for a loan ends.

## Why it matters

A handover takes weeks and hiring takes months, so the time to act is before the last day. Panels asked teams with people on
loan or on short contracts how the work would go on.

## How to put it right

Extend, hire or train now, and write the successor down with `from`.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - name: Mina Roy
    role: user-researcher
    until: 2026-12-31      # expect: leaving-soon
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

## Good

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher, until: 2026-12-31}
  - {name: Finn Roth, role: user-researcher, from: 2027-01-01}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mvdt.findings import ADVICE, WARNING, Finding
from mvdt.model.words import day, listed, share
from mvdt.rules import EVIDENCE, GUIDE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mvdt.model.person import Person
    from mvdt.model.team import Team


@options
class Options:
    """What can be set."""

    days: int = option(90, "how far to look ahead, in days")
    most_share: float = option(0.3333, "the largest share of the FTE that may end in that time")


@rule(
    topic="capacity",
    severity=WARNING,
    severities="warning, advice for the only holder of a role who is on a longer secondment",
    source=f"{EVIDENCE['assessments']}; {GUIDE['hiring']}",
)
def leaving_soon(team: Team, options: Options) -> Iterator[Finding]:
    """Who leaves a role empty soon, or that many leave together."""
    if team.unreadable or not any(person.member.until for person in team.people):
        return
    horizon = _later(team.on, options.days)
    soon = [one for one in team.people if one.last_day <= horizon and not _followed(team, one, one.roles)]
    emptied = _emptied(team)
    ending = sum(person.fte for person in soon)
    if len(soon) > 1 and team.fte and round(ending / team.fte, 4) > options.most_share:
        yield _many(team, soon, emptied, horizon)
        return
    for person, roles in emptied:
        last = day(person.last_day)
        if person.last_day <= horizon:
            yield Finding(
                f"{_who(team, person, roles)} {last}, {_no_successor(team, person, roles)}",
                fix="hand over to somebody of your own before then, and write them down with `from`"
                if person.external
                else "extend the time, or find a successor now and write them down with `from`",
                about=person.label,
                at=person.at("until"),
            )
        elif person.member.employment == "secondment":
            yield Finding(
                f"{_who(team, person, roles).removesuffix(' leaves on')} is on loan until {last}",
                fix="agree now who takes over when the loan ends",
                about=person.label,
                at=person.at("until"),
                severity=ADVICE,
            )


def _later(start: date, days: int) -> date:
    """The day so many days later, as far as there are days; the very last one means that there is no end."""
    return date.fromordinal(min(start.toordinal() + days, date.max.toordinal() - 1))


def _who(team: Team, person: Person, roles: list[str]) -> str:
    names = listed([team.spoken(role) for role in roles], "and")
    holders = team.holders(roles[0])
    if len(holders) == 1:
        return f"{person.called}, the only {names}, leaves on"
    everybody = "both" if len(holders) == 2 else f"all {len(holders)}"  # noqa: PLR2004
    return f"{everybody} {team.spoken(roles[0])}s leave, {person.called} as the last on"


def _no_successor(team: Team, person: Person, roles: list[str]) -> str:
    later = [one for role in roles for one in team.among(team.coming, role) if one.member.from_ is not None]
    if later:
        first = min(later, key=lambda one: (one.member.from_ or date.max, one.index))
        return f"and {first.called} starts only on {day(first.member.from_ or date.max)}"
    if any(team.state_of(role, "essential").vacancies for role in roles):
        return "and the post after that is still vacant"
    return "and nobody follows"


def _many(team: Team, soon: list[Person], emptied: list[tuple[Person, list[str]]], horizon: date) -> Finding:
    few = 4
    names = [person.called for person in soon]
    names = names if len(names) <= few else [*names[: few - 1], f"{len(names) - few + 1} others"]
    fte = sum(person.fte for person in soon)
    basis = team.assumed_shares(soon)
    roles = [team.spoken(role) for person, roles in emptied if person in soon for role in roles]
    nobody = f", and leave no {listed(roles)}" if roles else ""
    return Finding(
        f"{share(fte)} of the team's {share(team.fte)} FTE ends by {day(horizon)}{f' ({basis})' if basis else ''}: "
        f"{listed(names, 'and')} go{nobody}",
        fix="extend some of them, or stagger the last days, and write successors down with `from`",
        about="until",
        at=soon[0].at("until"),
        related=[(person.label, person.at("until")) for person in soon[1:]],
    )


def _emptied(team: Team) -> list[tuple[Person, list[str]]]:
    """Who leaves last of a needed role that then is empty, with those roles, in the order of the roster."""
    found: dict[Person, list[str]] = {}
    kinds = [team.state_of(kind, need) for kind, need in team.catalogue.needed_kinds(team.phase)]
    for state in [*team.needs, *kinds]:
        if state.need == "optional" or not state.holders or not all(one.member.until for one in state.holders):
            continue
        last = max(state.holders, key=lambda person: (person.last_day, -person.index))
        told = set(found.get(last, ())) & set(team.catalogue.lineage[state.role])
        if not told and not _followed(team, last, [state.role]):
            found.setdefault(last, []).append(state.role)
    return sorted(found.items(), key=lambda item: item[0].index)


def _followed(team: Team, person: Person, roles: Iterable[str]) -> bool:
    """Whether somebody is in one of these roles by the day after the person's last."""
    alone = team.catalogue.alone
    wanted = {*roles, *(alone[role] for role in roles if role in alone)}
    return any(
        one.member.from_ is not None
        and one.member.from_ <= _later(person.last_day, 1)
        and one.last_day > person.last_day
        for role in wanted
        for one in team.among(team.coming, role)
    )
