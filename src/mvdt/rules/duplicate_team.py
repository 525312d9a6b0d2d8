"""Two rosters are of a team of the same name.

All rosters of one call are compared. Letter case and extra spaces make no difference.

## Why it matters

A copy that somebody forgot is checked, counted and quoted like the real one, and whoever reads the result can't
tell which of the two it is about.

## How to put it right

Delete the copy, or give the two teams names that differ.

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
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

```yaml and
team: ward tablets      # expect: duplicate-team
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Omar Said, role: product-manager, employment: permanent}
  - {name: Ada Kaya, role: delivery-manager}
  - {name: Lea Novak, roles: [interaction-designer, service-designer]}
  - {name: Eve Stone, role: content-designer}
  - {name: Finn Roth, role: user-researcher}
  - {name: Kit Brown, role: lead-developer}
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
  - {name: Jo Lin, role: lead-developer}
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
  - {name: Kit Brown, role: lead-developer}
  - {name: Noor Aziz, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ben Hart, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import ERROR, Finding
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.project import Project, TeamCard


@rule(topic="data", severity=ERROR)
def duplicate_team(project: Project, options: NoOptions) -> Iterator[Finding]:
    """Each later team of a name that an earlier one has."""
    seen: dict[str, TeamCard] = {}
    for card in project.teams:
        if card.location is None:
            continue
        first = seen.setdefault(" ".join(card.name.casefold().split()), card)
        if first is not card and first.location is not None:
            yield Finding(
                f"{card.name} is the name of another team already, in {first.path}",
                fix="delete the roster that is a copy, or give the two teams names that differ",
                about="team",
                at=card.location,
                team=card.name,
                related=[(f"the first {first.name}", first.location)],
            )
