"""Only one person can change, deploy or run the service.

Looked at are the skills that the catalogue marks as what a running service needs (`keeps`): programming, and service
support. Somebody has one who records it at practitioner level or above, or whose role has it at working level where
no skills are recorded. A warning in live and advice in beta; where the only one is a contractor or a supplier's, a
warning in every phase. Most roles of a small team have one holder, and that is fine: only these skills are looked at.
Where nobody has the skill at all, other rules speak.

## Why it matters

If that person falls ill, leaves or goes on holiday, a fault on the ward waits. The guide tells of a trust that takes
care not to lean on one or two outstanding people.

## How to put it right

Let a second person learn it, by pairing on every change and every release. From a contractor, plan the handover now.

## Bad

```yaml
team: Ward tablets
phase: live
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}      # expect: single-holder
  - {name: Kit Brown, role: web-operations-engineer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

## Good

```yaml
team: Ward tablets
phase: live
sponsor: Chief Operating Officer
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: devops-engineer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

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

from mvdt.findings import ADVICE, WARNING, Finding
from mvdt.rules import EVIDENCE, GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.findings import Severity
    from mvdt.model.team import Team

_SEVERITY: Final[dict[str, Severity]] = {"beta": ADVICE, "live": WARNING}
_WHO: Final = {"contractor": "a contractor", "supplier": "who works for a supplier"}


@rule(
    topic="balance",
    severity=WARNING,
    severities="warning in live and where the only one is external, advice in beta",
    source=f"{GUIDE['hiring']}; {EVIDENCE['service-manual']}",
)
def single_holder(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Each person without whom the service could not be kept going."""
    if team.unreadable or "skills" in team.lost:
        return
    for person, skills in team.sole_keepers.items():
        can = ", ".join(team.catalogue.skills[skill].keeps or skill for skill in skills)
        employment = person.member.employment
        external = f", {_WHO[employment]}," if employment in _WHO else ""
        # Where everybody is external, `supplier-dependence` says so.
        severity = WARNING if external and not team.wholly_external else _SEVERITY.get(team.phase)
        if severity is None:
            continue
        basis = "" if person.skills_recorded else " (judged by roles, for no skills are recorded)"
        yield Finding(
            f"only {person.called}{external} can {can} the service{basis}",
            fix=f"let a second person learn it by working beside {person.called}, and record the skill when it is there",
            about=person.label,
            at=person.at("skills", "role", "roles", "title"),
            severity=severity,
        )
