"""The service affects care, and no clinical safety officer answers for its safety; or one who is on no statutory register.

Where the catalogue calls the role essential (beta and live) this is an error, where it calls it recommended a warning.
The officer may be on the team or available to it. A member in the role has to be a clinician: known by
`registration`, or by staff group, job title or `clinician: true`. Of an officer whom others provide, a missing `registration` is advice
only. Combining the role with another is allowed.

## Why it matters

The standards ask for a named clinician, registered and knowledgeable in clinical risk, who approves the hazard log and the safety
case. Without one nobody is accountable when the service harms somebody, and it must not go live.

## How to put it right

Ask your organisation's clinical safety team who covers this service, and list that under `available` with the
register. The supplier's officer answers for the supplier's side only.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: clinical-safety-officer
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
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
  - name: Eve Stone
    role: clinical-safety-officer      # expect: clinical-safety-officer
available:
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
  - {name: Eve Stone, role: clinical-safety-officer, fte: 0.1, registration: NMC}
available:
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

from mvdt.findings import ADVICE, ERROR, WARNING, Finding
from mvdt.model.absence import absence
from mvdt.rules import EVIDENCE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.findings import Severity
    from mvdt.model.team import RoleState, Team

_ROLE: Final = "clinical-safety-officer"
_SEVERITY: Final[dict[str, Severity]] = {"essential": ERROR, "recommended": WARNING, "optional": ADVICE}


@rule(
    topic="clinical",
    severity=WARNING,
    severities="error in beta and live, warning before, advice if the register of an officer from elsewhere is not said",
    source=f"{EVIDENCE['nhs-standard-16']}; DCB0129",
)
def clinical_safety_officer(team: Team, options: NoOptions) -> Iterator[Finding]:
    """No officer where one is needed, or none who is a registered clinician."""
    state = team.needed.get(_ROLE)
    if state is None or team.unreadable or state.possible or not team.lost.isdisjoint(("registration", "available")):
        return
    severity = _SEVERITY[state.need]
    if state.state in ("missing", "vacant"):
        said = absence(team, state, _reason(team, state))
        yield Finding(said.message, fix=said.fix, about=_ROLE, at=said.at, severity=severity, why=team.role(_ROLE).why)
    elif state.state == "filled" and not any(person.clinician for person in state.holders):
        officer = state.holders[0]
        known = officer.clinician is False
        fact = "is not a clinician" if known else "is on no statutory register as far as the roster says"
        yield Finding(
            f"{officer.label} is the clinical safety officer and {fact}",
            fix="let a registered clinician hold the role"
            + ("" if known else f"; if {officer.label} is one, add `registration:` with the register's name"),
            about=officer.label if len(state.holders) == 1 else _ROLE,
            at=officer.at("clinician", "role", "roles", "title"),
            severity=severity,
        )
    elif state.state == "available" and not any(post.registration for post, _ in state.available):
        post, place = state.available[0]
        yield Finding(
            f"nothing says on which statutory register the clinical safety officer{f' ({post.by})' if post.by else ''} is",
            fix="add `registration:` with the register's name, such as GMC or NMC",
            about=_ROLE,
            at=(*place, "role"),
            severity=ADVICE,
        )


def _reason(team: Team, state: RoleState) -> str:
    if state.need == "essential":
        return f"and a service in {team.phase} that affects care must have one"
    return "and a service that affects care needs one before it goes live"
