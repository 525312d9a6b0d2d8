"""The team is the IT department alone, or nobody brings the view of those who run the services.

An error where everybody is from IT: two people or more, each in a family that the catalogue marks as the IT
department's own trade (software development, architecture, testing, IT operations). Otherwise advice, where nobody on the team or available to it
works in operational services. The clinical viewpoint is `missing-role`'s. Where somebody's role can't be told, or an
entry can't be read, the rule says nothing.

## Why it matters

A new service changes how a clinic, a ward or a booking office works. Where only the technology's side is on the team,
the change is designed for the technology, and those who are to live with it meet it on the day it goes live.

## How to put it right

Take on somebody from the service itself, if only for a part of the week, or agree who of its people the team can
call on and list them under `available`.

## Bad

```yaml
team: Ward tablets
phase: discovery
clinical: false
sponsor: Chief Operating Officer
members:      # expect: single-viewpoint, missing-role, missing-role, missing-role, missing-role, missing-role, supplier-dependence
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: infrastructure-engineer}
  - {name: Max Field, role: systems-administrator}
```

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: single-viewpoint
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import ADVICE, ERROR, Finding
from mvdt.model.words import listed, within_a_sentence
from mvdt.rules import PRINCIPLES, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


_OPERATIONAL: Final = "operational"


@rule(
    topic="balance",
    severity=ERROR,
    severities="error if everybody is from IT, advice if nobody brings the operational viewpoint",
    source=PRINCIPLES["in-house-team"],
)
def single_viewpoint(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A team of IT alone, or one without the operational side."""
    if team.unreadable or team.unplaced or not team.people:
        return
    if team.only_technology:
        names = [within_a_sentence(team.catalogue.family_name(family)) for family in team.in_families]
        yield Finding(
            f"everybody on the team is from IT ({listed(names, 'and')})",
            fix="bring in people who design and research, clinicians and the people who run the service",
            about="members",
            at=("members",),
        )
    elif (
        "available" not in team.lost
        and _OPERATIONAL in team.catalogue.viewpoints
        and not any(team.catalogue.viewpoints_of[role] == _OPERATIONAL for role in team.within_reach)
    ):
        yield Finding(
            "nobody from the services whose work will change is on the team, or listed under `available`",
            fix="take on somebody of the service for part of the week, or list under `available` whom the team can ask",
            about=_OPERATIONAL,
            at=("members",),
            severity=ADVICE,
        )
