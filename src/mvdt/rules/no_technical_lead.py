"""Two or more developers, and nobody leads them.

A lead developer, tech lead or technical architect leads; another architect on the team is taken for a lead as well. One developer needs no
lead, and somebody whose title says that they are learning the trade is not counted.

## Why it matters

With more than one developer somebody has to settle how things are built, what has to be good enough and what comes
first in the code. Where nobody is named, the one who shouts or the one who was there first does, and nobody answers
for the whole.

## How to put it right

Name one of the developers lead in `role`, or bring in a tech lead or an architect.

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
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: developer}      # expect: no-technical-lead
  - {name: Kit Brown, role: frontend-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst, fte: 0.4}
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
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: frontend-developer}
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
from mvdt.model.absence import doubt
from mvdt.model.words import listed
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(topic="roles", severity=WARNING, source=GUIDE["minimum-viable-digital-team"])
def no_technical_lead(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Several developers without a lead."""
    developers = team.heirs_apparent("lead-developer")
    if not developers[1:] or team.in_families.get("architecture") or team.unreadable:
        return
    few = 4
    names = [person.label for person in developers]
    names = names if len(names) <= few else [*names[: few - 1], f"{len(names) - few + 1} others"]
    yield Finding(
        f"{len(developers)} developers ({listed(names, 'and')}) and nobody leads them{doubt(team, 'lead-developer')}",
        fix="name one of them tech lead (`role: lead-developer`), or bring in a tech lead or an architect",
        about="lead-developer",
        at=developers[0].at("role", "roles", "title"),
        related=[(person.label, person.at("role", "roles", "title")) for person in developers[1:]],
    )
