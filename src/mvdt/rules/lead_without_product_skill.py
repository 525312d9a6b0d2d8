"""Whoever leads the product has learnt another trade.

It fires where `led_by` names a person who holds no role that leads the product and has no product-management or
service-design skill at practitioner level, recorded or assumed of the role. A warning, or advice where a product
manager with that skill is on the team at half time or more. Where whoever leads does hold such a role, and has
recorded skills without either of the two at working level, that is advice. Of clinicians `clinician-as-product-lead`
speaks; of somebody whose role can't be told, nobody.

## Why it matters

Leading a product is a specialism of its own. Led from the IT department or by a project plan, a service turns out as
the technology or the plan has it, and a product manager who sits beside without deciding can't change that.

## How to put it right

Let the product manager decide, and name them in `led_by`. If the person has learnt the trade, record it under
`skills`.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
led_by: Kit Brown      # expect: lead-without-product-skill
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: it-manager}
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
led_by: Kit Brown
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: it-manager, skills: {product-management: practitioner}}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import ADVICE, WARNING, Finding
from mvdt.model.team import HALF_TIME, LEADING_SKILLS
from mvdt.model.words import a
from mvdt.rules import GUIDE, PRINCIPLES, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(
    topic="leadership",
    severity=WARNING,
    severities="warning, advice if an experienced product manager is there or only recorded skills are in doubt",
    source=f"{GUIDE['minimum-viable-digital-team']}; {PRINCIPLES['not-only-it']}",
)
def lead_without_product_skill(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A lead by name who is no product lead by trade."""
    lead = team.lead
    if lead is None or lead.clinician or not lead.roles or "skills" in team.lost:
        return
    if not any(skill in team.catalogue.skills for skill in LEADING_SKILLS):
        return
    if lead in team.product_leads:
        working = team.catalogue.level("working")
        if lead.skills_recorded and not any(lead.skill(skill) >= working for skill in LEADING_SKILLS):
            yield Finding(
                f"{lead.called} leads the product, and the recorded skills have nothing of leading one",
                fix=f"record product management if {lead.called} has it, or find somebody to learn it from",
                about=lead.label,
                at=lead.at("skills"),
                severity=ADVICE,
            )
        return
    if team.leads_by_trade(lead):
        return
    managers = [one for one in team.holders("product-manager") if one.fte >= HALF_TIME and team.experienced(one)]
    beside = f", though {managers[0].called} is there" if managers else ""
    yield Finding(
        f"{lead.called} leads the product, being {a(team.spoken(lead.roles[0]))} without product-management or "
        f"service-design skill{beside}",
        fix=f"let {managers[0].called if managers else 'a product manager'} decide, or record the skill if {lead.called} has it",
        about=lead.label,
        at=("led_by",),
        severity=ADVICE if managers else WARNING,
    )
