"""Whoever leads the product has to ask up the line for decisions.

It fires where `decides` is `partly` or `no`, and is silent where the roster does not say, or where nobody leads.

## Why it matters

A product lead who must ask somebody else for each decision passes messages on, and the team waits for the answers. An
assessment panel turned down a national health service for an owner without authority, and the digital service
playbooks ask for one person who has it.

## How to put it right

Agree in writing what the product lead may decide alone, and what not. If the decisions are made by somebody else,
that person belongs on the team.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
decides: partly      # expect: lead-without-authority
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
decides: fully
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
from mvdt.rules import EVIDENCE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(topic="leadership", severity=WARNING, source=f"{EVIDENCE['assessments']}; {EVIDENCE['playbook']}")
def lead_without_authority(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A lead who decides only in part, or not at all."""
    decides = team.roster.decides
    if decides in (None, "fully") or not (team.product_leads or team.named_lead):
        return
    who = team.lead.called if team.lead else "whoever leads the product"
    what = "only some decisions" if decides == "partly" else "no decision"
    yield Finding(
        f"{who} can make {what} about the product without going up the line",
        fix="agree what the product lead decides alone; if somebody else decides, bring that person onto the team",
        about="decides",
        at=("decides",),
    )
