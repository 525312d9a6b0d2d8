"""There is a designer, but a discipline of design is not covered.

Interaction and content design are looked for from alpha on (advice in discovery), service design as advice. Somebody
in that role covers it, and so does anybody whose skills cover it at working level or above: those recorded, or those
that the catalogue gives their role. Somebody of another team who looks in does not. The advice waits while a warning
stands. Where there is no designer at all,
`missing-role` speaks.

## Why it matters

The three are different trades: how screens work, what the words say, and how the whole journey fits together. Panels
failed as many teams for want of content design as for want of any designer; in health, where words are hard and
matter, most of all.

## How to put it right

Find the discipline that is missing, or record the skill of somebody who has it under `skills`. One designer may well
cover two.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: design-gap
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
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
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, content-designer]}
  - {name: Mina Roy, roles: [user-researcher, service-designer]}
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
from mvdt.model.absence import absence
from mvdt.model.words import a, listed
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.findings import Severity
    from mvdt.model.team import Team

_SEVERITY: Final[dict[str, Severity]] = {"essential": WARNING, "recommended": WARNING, "optional": ADVICE}


@rule(
    topic="roles",
    severity=WARNING,
    severities="warning for interaction and content design from alpha on; advice in discovery, and for service design",
    source=GUIDE["minimum-viable-digital-team"],
)
def design_gap(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Each discipline that is needed beside a role that is filled."""
    if team.unreadable:
        return
    gaps = [(kind, need) for kind, need in team.catalogue.needed_kinds(team.phase) if _is_gap(team, kind)]
    if any(need != "optional" for _, need in gaps):
        # What is only worth a thought can wait until the rest is there.
        gaps = [(kind, need) for kind, need in gaps if need != "optional"]
    for kind, need in gaps:
        state = team.state_of(kind, need)
        if state.possible or (need == "optional" and team.could_be(kind)):
            # Whose title names this role beside another, `unknown-role` asks about.
            continue
        role = team.role(kind)
        record = ", or record the skill under `skills` if somebody has it"
        said = absence(team, state, f"only {_there(team, role.kind_of)}", or_else=record)
        yield Finding(
            said.message,
            fix=said.fix,
            about=kind,
            at=said.at,
            severity=_SEVERITY[need],
            why=role.why,
        )


def _is_gap(team: Team, kind: str) -> bool:
    if team.holders(kind):
        return False
    role = team.role(kind)
    general = team.needed.get(role.kind_of or "")
    # A kind that is needed for itself is left to `missing-role`.
    return (
        general is not None
        and bool(general.holders)
        and kind not in team.needed
        and not _covered(team, role.covered_by)
    )


def _covered(team: Team, skill: str | None) -> bool:
    return skill is not None and team.brings(skill)


def _there(team: Team, role: str | None) -> str:
    holders = team.holders(role) if role else []
    held = [a(team.spoken(name)) for person in holders for name in person.roles if role in team.catalogue.lineage[name]]
    return listed(dict.fromkeys(held), "and")
