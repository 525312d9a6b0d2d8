"""The only clinicians on the team are chief officers.

Advice where everybody in a clinical role is a chief clinical or nursing information officer, and nobody beside them
does the daily work that the service is for.

## Why it matters

The principles ask for the time of clinicians who know the detail, not of senior leaders alone: what goes wrong on a screen at three in the
morning is known on the ward.

## How to put it right

Pay for a day a week of a nurse, doctor or therapist who will use the service, beside the chief officer.

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
  - name: Sam Okafor
    role: chief-clinical-information-officer      # expect: senior-clinicians-only
    fte: 0.3
    funded: true
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
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: chief-clinical-information-officer, fte: 0.1, funded: true}
  - {name: Noor Aziz, title: Ward Sister, fte: 0.2, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import ADVICE, Finding
from mvdt.model.words import listed
from mvdt.rules import PRINCIPLES, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team

_CHIEF: Final = {"chief-clinical-information-officer", "chief-nursing-information-officer"}


@rule(topic="clinical", severity=ADVICE, source=PRINCIPLES["hobby"])
def senior_clinicians_only(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Chief officers, and no clinician close to the detail."""
    if not any(team.holders(role) for role in _CHIEF):
        return
    clinicians = [person for person in team.people if person.clinician or team.gives_clinical_time(person)]
    if team.unreadable or team.unplaced or any(_CHIEF.isdisjoint(one.roles) for one in clinicians):
        return
    first = clinicians[0]
    names = listed([person.called for person in clinicians], "and")
    yield Finding(
        f"the clinical side is {names} alone: nobody who does the daily work is on the team",
        fix="pay for some of the week of a clinician who will use the service",
        about=first.label if len(clinicians) == 1 else "lead-clinician",
        at=first.at("role", "roles", "title"),
        related=[(person.label, person.at("role", "roles", "title")) for person in clinicians[1:]],
    )
