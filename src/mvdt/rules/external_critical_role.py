"""A role that the organisation must hold itself is held by contractors or a supplier only.

The catalogue marks such roles `in_house`: product manager and service owner. So is the product's lead,
where `led_by` names somebody in another role. Permanent, fixed-term and seconded people
count as the organisation's own, and so does somebody of whom nothing is said. Where another of the team's product
leads is the organisation's own (a service owner beside a contracted product manager, say) the finding is a warning.

## Why it matters

Whoever decides what is built has to be there when the contract ends, and to answer for the money meanwhile. The guide
wants the most critical roles, product management above all, in the organisation's own hands.

## How to put it right

Name somebody of your own, even somebody junior, and let the contractor pair with them until they can lead alone.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:
  - name: Priya Shah
    role: product-manager
    employment: contractor      # expect: external-critical-role
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

## Good

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
led_by: Omar Said
members:
  - {name: Priya Shah, role: product-manager, employment: contractor, fte: 0.6}
  - {name: Omar Said, role: product-manager, employment: permanent, fte: 0.6}
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

from mvdt.findings import ERROR, WARNING, Finding
from mvdt.model.absence import doubt
from mvdt.model.words import listed
from mvdt.rules import EVIDENCE, GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(
    topic="sourcing",
    severity=ERROR,
    severities="error, warning if another product lead is the organisation's own, or may be",
    source=f"{GUIDE['hiring']}; {EVIDENCE['18f']}",
)
def external_critical_role(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Each role that should be in house and is not."""
    lead = team.named_lead
    if lead is not None and lead.external and lead not in team.product_leads:
        yield Finding(
            f"{lead.called}, who leads the product, is from outside the organisation",
            fix="let somebody of your own make the day-to-day decisions about the product",
            about="led_by",
            at=("led_by",),
            severity=WARNING if any(not person.external for person in team.product_leads) else ERROR,
        )
    for role in team.external_critical:
        holders = team.holders(role)
        name = team.spoken(role)
        names = listed([person.label for person in holders], "and")
        who = f"{holders[0].called}, the only {name}, is" if len(holders) == 1 else f"all {name}s ({names}) are"
        own = [person for person in team.product_leads if not person.external and role in team.catalogue.leading]
        beside = f", though {own[0].called} of your own leads as well" if own else ""
        unless = doubt(team, role) if any(not person.external for person in team.could_be(role)) else ""
        yield Finding(
            f"{who} from outside the organisation{beside}{unless}",
            fix=f"name somebody of your own {name}, to learn beside the contractor and then take over",
            about=role,
            at=holders[0].at("employment", "role"),
            severity=WARNING if own or unless else ERROR,
            related=[(person.label, person.at("employment", "role")) for person in holders[1:]],
        )
