"""A person's shares on all teams add up to more than a full week.

All rosters of one call are compared, as they stand on the day. People are the same by `id`, else by name; a name with
a digit or with fewer than four letters is a label and is never matched. An error where the shares that are given add
up to more than 1.0; advice where they do so only if a full week is assumed for a roster that gives none. One roster alone is not
judged: consultants' contracts may run over a full week.

## Why it matters

Nobody works more than a week in a week. Each of the teams plans with time that is not there, and each finds out by
itself.

## How to put it right

Settle with all teams how the week is split, and write it as `fte` in each roster. Two people of one name are told
apart by an `id` each.

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
  - {name: Jo Lin-Baker, role: lead-developer, fte: 0.6}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

```yaml and
team: Ward phones
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Omar Said, role: product-manager, employment: permanent}
  - {name: Ada Kaya, role: delivery-manager}
  - {name: Lea Novak, roles: [interaction-designer, service-designer]}
  - {name: Eve Stone, role: content-designer}
  - {name: Finn Roth, role: user-researcher}
  - {name: Jo Lin-Baker, role: lead-developer, fte: 0.6}      # expect: over-allocated
  - {name: Noor Aziz, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ben Hart, role: performance-analyst}
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
  - {name: Jo Lin-Baker, role: lead-developer, fte: 0.5}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

```yaml and
team: Ward phones
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Omar Said, role: product-manager, employment: permanent}
  - {name: Ada Kaya, role: delivery-manager}
  - {name: Lea Novak, roles: [interaction-designer, service-designer]}
  - {name: Eve Stone, role: content-designer}
  - {name: Finn Roth, role: user-researcher}
  - {name: Jo Lin-Baker, role: lead-developer, fte: 0.5}
  - {name: Noor Aziz, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ben Hart, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import ADVICE, ERROR, Finding
from mvdt.model.project import different_people
from mvdt.model.words import count, listed, share
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.project import Project

_FEW: Final = 4


@rule(topic="capacity", severity=ERROR, severities="error, advice if only assumed shares make it so")
def over_allocated(project: Project, options: NoOptions) -> Iterator[Finding]:
    """Everybody whose shares add up to more than a week."""
    for everywhere in project.same_people:
        seats = project.on_different_teams(everywhere)
        total = round(sum(seat.fte for seat in seats), 2)
        said = round(sum(seat.fte for seat in seats if seat.fte_given), 2)
        if len(seats) < 2 or total <= 1.0:  # noqa: PLR2004 - two teams
            continue
        *before, last = seats
        shares = listed([f"{share(seat.fte)} on {seat.team}" for seat in seats], "and")
        if len(seats) > _FEW:
            shares = f"on {len(seats)} teams"
        assumed = sum(not seat.fte_given for seat in seats)
        basis = f"; a full week assumed on {count(assumed, 'team')}" if assumed else ""
        yield Finding(
            f"{seats[0].called} is promised for {share(total)} of a full week: {shares}{basis}",
            fix="agree with these teams how the week is split, and write it as `fte` in each; "
            f"{different_people(seats)}",
            about=seats[0].name,
            at=project.locate(last),
            team=last.team,
            severity=ERROR if said > 1.0 else ADVICE,
            related=[(f"{seat.name} on {seat.team}", project.locate(seat)) for seat in before],
        )
