"""A clinician helps as a favour, or nothing says that the time is paid for.

An error where `funded` is `false` or the FTE is 0, whatever the clinician's role. A warning where people in clinical roles have no
`funded` at all: one finding a team, and only advice where the time of another clinician is said to be paid for.
Nothing is asked of somebody who is on the team for the whole week (`fte: 1.0`), or who is a contractor or a supplier's:
that is their job.

## Why it matters

Clinicians can't contribute much on top of a full-time day job. Where their time is not paid for, the ward comes first,
as it must, and the team works without clinical input on most days. It is one of three questions that the guide's publisher
wants boards to ask.

## How to put it right

Agree with the clinician's manager how much of the week is the team's and who pays the ward for it. Then write
`funded: true`.

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
    role: lead-clinician
    fte: 0.3
    funded: no      # expect: clinical-time
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
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3}      # expect: clinical-time
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
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import ADVICE, ERROR, WARNING, Finding
from mvdt.model.words import listed
from mvdt.rules import PRINCIPLES, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(
    topic="clinical",
    severity=ERROR,
    severities="error if not funded or without time, warning if nothing is said (advice if another's time is funded)",
    source=PRINCIPLES["hobby"],
)
def clinical_time(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Clinicians whose time is not paid for, or of whom it is not said."""
    unsaid = []
    clinical = team.catalogue.clinical
    for person in team.people:
        funded, in_role = person.member.funded, not clinical.isdisjoint(person.roles)
        if funded is False and (in_role or person.clinician):
            yield Finding(
                f"{person.called}'s time on the team is not paid for: a favour, on top of the day job",
                fix="agree how much of the week is the team's and who pays for it; or find a clinician whose time is paid",
                about=person.label,
                at=person.at("funded"),
            )
        elif in_role and person.fte == 0.0:
            yield Finding(
                f"{person.called} has no time for the team: 0 FTE",
                fix="agree how much of the week is the team's and who pays for it, and write it as `fte`",
                about=person.label,
                at=person.at("fte"),
            )
        elif in_role and funded is None and not person.external and not (person.fte_given and person.fte >= 1.0):
            unsaid.append(person)
    if unsaid and "funded" not in team.lost:
        names = [person.called for person in unsaid]
        few = 3
        names = names if len(names) <= few else [*names[: few - 1], f"{len(names) - few + 1} others"]
        paid = any(person.member.funded for person in team.clinical_people)
        yield Finding(
            f"nothing says whether {_whose(names)} time on the team is paid for",
            fix="write `funded: true`, or `funded: false` if it is a favour on top of the day job",
            about=unsaid[0].label if len(unsaid) == 1 else "funded",
            at=unsaid[0].place,
            severity=ADVICE if paid else WARNING,
            related=[(person.label, person.place) for person in unsaid[1:]],
        )


def _whose(names: list[str]) -> str:
    return listed([f"{name}'s" for name in names], "and")
