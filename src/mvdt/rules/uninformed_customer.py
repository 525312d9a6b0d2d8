"""The team buys, and nobody in it knows how to be a customer.

It fires where `approach` is `buy` or `mixed` and nobody of your own on the team, nor anybody available to it, has commercial or
supplier-management skill: recorded at working level or above, or assumed of the role at practitioner level. A delivery
manager's working knowledge of contracts is not assumed to be enough.

## Why it matters

Buying needs as much skill as building, and not only until the contract is signed: whoever knows the supplier's business
less well than the supplier does is led by it.

## How to put it right

Bring in somebody from procurement or contract management for part of the week, or list whom the team can ask under
`available`. If the skill is there, record it.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
approach: buy      # expect: uninformed-customer
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

## Good

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
approach: buy
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
  - {role: commercial-manager, by: the procurement team}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import WARNING, Finding
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team

_SKILLS: Final = ("commercial-management", "supplier-management", "commercial-perspective")


@rule(topic="sourcing", severity=WARNING, source=GUIDE["minimum-viable-digital-team"])
def uninformed_customer(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A team that buys without anybody who knows how."""
    approach = team.roster.approach
    if approach not in ("buy", "mixed") or team.uncertain_of(_SKILLS):
        return
    if any(team.has_skill(skill, own=True) for skill in _SKILLS):
        return
    yield Finding(
        f"the approach is `{approach}`, and nobody of your own on the team, nor available to it, has commercial or "
        "supplier-management skill",
        fix="bring in somebody from procurement or contracts, or list them under `available`; record the skill if it is there",
        about="approach",
        at=("approach",),
    )
