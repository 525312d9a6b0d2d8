"""One person carries more than can be done well by one.

Two things are looked for: more than two roles on one person, and a pair of roles that the catalogue lists as
`incompatible` because panels objected to it (the developer who designs, the service owner who researches or writes
the content). A role and a kind of it count as one, and so do a lead and what they lead. Otherwise two roles on one
person are fine: many small teams work like that.

## Why it matters

Each role answers for something that the others push aside. Assessment panels marked down teams where one developer
was to do design and analysis as well, and where the owner of a service was its researcher.

## How to put it right

Give one of the roles to somebody else, even for part of the week.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - name: Tom Hale
    roles: [interaction-designer, service-designer, user-researcher]      # expect: combined-roles
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Cara Dunn, role: content-designer}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, role: service-designer}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - name: Jo Lin
    roles: [lead-developer, interaction-designer]      # expect: combined-roles
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
  - {name: Ruth Adeyemi, roles: [delivery-manager, performance-analyst]}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, roles: [service-owner, product-manager], employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import WARNING, Finding
from mvdt.model.words import listed
from mvdt.rules import EVIDENCE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.catalogue_file import Pair
    from mvdt.model.person import Person
    from mvdt.model.team import Team


@options
class Options:
    """What can be set."""

    most_roles: int = option(2, "the largest number of roles that one person may hold")


@rule(topic="roles", severity=WARNING, source=EVIDENCE["standard-to-2019"])
def combined_roles(team: Team, options: Options) -> Iterator[Finding]:
    """Each person with too many roles, or with two that don't go together."""
    for person in team.people:
        if not person.roles[1:]:
            continue
        roles = _apart(team, person)
        names = [team.spoken(role) for role in roles]
        if len(roles) > options.most_roles:
            yield Finding(
                f"{person.called} holds {len(roles)} roles ({listed(names, 'and')}), too many for one person",
                fix=f"give {_all_but(options.most_roles, len(roles))} of them to somebody else",
                about=person.label,
                at=person.at("roles", "role"),
            )
            continue
        pair = _incompatible(team, person)
        if pair is not None:
            yield Finding(
                f"{person.called} is {listed(names, 'and')} in one: two jobs that one person can't do side by side",
                fix=f"let {person.called} keep one of the two, and find somebody else for the other",
                about=person.label,
                at=person.at("roles", "role"),
                why=pair.why,
                source=team.catalogue.cited(pair.source) if pair.source else None,
            )


def _apart(team: Team, person: Person) -> list[str]:
    """A person's roles without those that another of them implies."""
    lineage, alone = team.catalogue.lineage, team.catalogue.alone
    general = {above for role in person.roles for above in lineage[role][1:]}
    # Whoever leads the developers develops.
    led = {alone[above] for role in person.roles for above in lineage[role] if above in alone}
    return [
        role for role in person.roles if role not in general and (led.isdisjoint(lineage[role]) or _leads(team, role))
    ]


def _leads(team: Team, role: str) -> bool:
    return any(above in team.catalogue.alone for above in team.catalogue.lineage[role])


def _incompatible(team: Team, person: Person) -> Pair | None:
    lineage = team.catalogue.lineage
    filled = {above for role in person.roles for above in lineage[role]}
    pairs = team.catalogue.file.incompatible.values()
    return next((pair for pair in pairs if filled.issuperset(pair.roles)), None)


def _all_but(most: int, number: int) -> str:
    return "one" if number - most == 1 else str(number - most)
