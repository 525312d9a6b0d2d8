"""A lead clinician and nobody who leads the product: whoever is there ends up in charge.

It fires where nobody holds a role that leads the product (product manager, service owner), nobody is named in
`led_by`, and a lead clinician is on the team, or several clinicians of whom none is named lead. Where `led_by` names the clinician, `clinician-as-product-lead`
speaks instead.

## Why it matters

Decisions about a product get made whether or not somebody has the job. Where no product manager makes them,
the clinician does, being the one who knows the work: in charge without having been asked, trained or given
the time.

## How to put it right

Find a product manager to work beside the clinician. Until there is one, name in `led_by` who decides.

## Bad

```yaml
team: Ward handover
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Ruth Adeyemi, role: delivery-manager, employment: permanent}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - name: Sam Okafor
    role: lead-clinician      # expect: clinician-by-default, missing-role
    fte: 0.3
    funded: true
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

## Good

```yaml
team: Ward handover
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

from typing import TYPE_CHECKING

from mvdt.findings import WARNING, Finding
from mvdt.model.words import listed
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(topic="leadership", severity=WARNING, source=GUIDE["minimum-viable-digital-team"])
def clinician_by_default(team: Team, options: NoOptions) -> Iterator[Finding]:
    """The lead clinician of a team that nobody leads."""
    clinicians = team.holders("lead-clinician") or team.heirs_apparent("lead-clinician")
    if not clinicians or team.product_leads or team.roster.led_by is not None or team.unreadable:
        return
    few = 3
    names = [person.label for person in clinicians]
    names = names if len(names) <= few else [*names[: few - 1], f"{len(names) - few + 1} others"]
    one = len(clinicians) == 1
    kind = "lead clinicians" if team.holders("lead-clinician") else "clinicians"
    who = f"{names[0]} will end up in charge as lead clinician" if one else ""
    who = who or f"one of the {kind} ({listed(names, 'and')}) will end up in charge"
    beside = names[0] if one else "them"
    unplaced = [person.label for person in team.unplaced]
    doubt = f" - unless {listed(unplaced)} does" if unplaced else ""
    yield Finding(
        f"nobody leads the product, so {who}{doubt}",
        fix=f"find a product manager to work beside {beside}; until then, name in `led_by` who decides",
        about=names[0] if one else "lead-clinician",
        at=clinicians[0].at("role", "roles", "title"),
    )
