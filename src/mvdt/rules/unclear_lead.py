"""Nobody can tell who makes the day-to-day product decisions.

Three ways lead here: `led_by` names somebody who is not on the team; several people hold the product manager's
or the service owner's role and `led_by` does not say which of them decides; or nobody leads at all, in a
catalogue that asks for no product lead (where it asks for one, `missing-role` says so and this rule stays
silent). One service owner beside one product manager is a good arrangement, not an unclear one; so is one product
manager of your own beside a contractor or somebody who is learning the trade.

## Why it matters

A team with two people who decide waits for both, and a team with none waits for whoever shouts. Assessment
panels marked down both, and the digital service playbooks ask for one person with the authority.

## How to put it right

Name one person of the team in `led_by`, and tell everybody.

## Bad

```yaml
team: Outpatient letters
phase: alpha
sponsor: Chief Operating Officer
members:
  - name: Priya Shah
    role: product-manager      # expect: unclear-lead
  - {name: Omar Said, role: product-manager, employment: permanent}
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

```yaml
team: Outpatient letters
phase: alpha
sponsor: Chief Operating Officer
led_by: Una Kerr      # expect: unclear-lead
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
team: Outpatient letters
phase: alpha
sponsor: Chief Operating Officer
members:
  - {name: Omar Said, role: service-owner, fte: 0.4}
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
from mvdt.model.bind import names_like
from mvdt.model.words import listed
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(topic="leadership", severity=WARNING, source=GUIDE["minimum-viable-digital-team"])
def unclear_lead(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A lead who is not there, several who could be, or none."""
    named = team.roster.led_by
    if named is not None:
        if team.named_lead is None and not team.unreadable and not _about_to_lead(team, named):
            yield _stranger(team, named)
        return
    for role in team.catalogue.leading:
        holders = team.in_question(role)
        if len(holders) > 1:
            names = listed([person.label for person in holders], "and")
            yield Finding(
                f"{len(holders)} people are {team.spoken(role)}s ({names}), and nothing says which of them decides",
                fix="name in `led_by` who makes the day-to-day decisions about the product",
                about=role,
                at=holders[0].at("role", "roles", "title"),
                related=[(person.label, person.at("role", "roles", "title")) for person in holders[1:]],
            )
            return
    asked_for = any(state.role in team.catalogue.leading for state in team.needs)
    if not team.product_leads and not asked_for and not team.unreadable and team.people:
        yield Finding(
            "nothing says who leads the product",
            fix="name in `led_by` who makes the day-to-day decisions about the product",
            about="led_by",
            at=("members",),
        )


def _about_to_lead(team: Team, named: str) -> bool:
    """Whether `missing-role` says already that this person comes, and nobody leads meanwhile."""
    coming = [person for person in team.coming if person.label == named]
    return not team.product_leads and any(team.among(coming, role) for role in team.catalogue.leading)


def _stranger(team: Team, named: str) -> Finding:
    for word, people in (("is not on the team yet", team.coming), ("has left the team", team.gone)):
        if any(person.label == named for person in people):
            return Finding(
                f"{named}, who is to lead the product, {word}",
                fix="name in `led_by` who makes the decisions meanwhile",
                about="led_by",
                at=("led_by",),
            )
    close = names_like(named, [person.label for person in team.people])
    known = f"did you mean {close[0]}? Otherwise name" if close else "name"
    return Finding(
        f"{named}, who is to lead the product, is not among the members",
        fix=f"{known} a member of the team in `led_by`, or add the person under `members`",
        about="led_by",
        at=("led_by",),
    )
