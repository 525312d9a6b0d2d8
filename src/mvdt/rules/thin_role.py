"""A role is filled, but nobody in it has enough of the week for it.

What counts is the largest single share of somebody in the role against the catalogue's `min_fte`: three days a week
for user research, interaction and content design, half of the week for product management, a day and a half for
performance analysis.
Three people of a day each are not one researcher. Only roles that the team needs in its phase, and kinds of these, are
looked at. Where no FTE is given a full week is assumed, and nothing is said. Somebody on the team for no time at all
fills no role, which is `missing-role`'s. Of a person who is `shared` with other teams `split-attention` speaks instead,
and of the product lead where a clinician without the skill leads, `clinician-as-product-lead`.

## Why it matters

Research that happens on one day a week comes too late for the decisions of the other four. Assessment panels turned
teams down for researchers of two days a week, and asked for three days of designers and content designers too.
A product manager who is seldom there leaves the team waiting.

## How to put it right

Give one person more days on this team rather than adding another part-timer. If nobody has the days, say so and plan
the work that can be done without.

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
  - {name: Mina Roy, role: user-researcher, fte: 0.4}      # expect: thin-role
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
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher, fte: 0.6}
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
from mvdt.model.words import days_a_week, share
from mvdt.rules import EVIDENCE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.person import Person
    from mvdt.model.team import Team


@rule(topic="roles", severity=WARNING, source=EVIDENCE["assessments"])
def thin_role(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Each needed role whose largest share is too small."""
    for role, least in _looked_at(team):
        holders = team.holders(role)
        if holders[0].fte >= least:
            continue
        largest = max(holders, key=lambda person: person.fte)
        if largest.fte >= least or _spoken_of_elsewhere(team, role, largest):
            continue
        name = team.spoken(role)
        wanted = f"{share(least)} ({days_a_week(least)})"
        if len(holders) == 1:
            who = f"{largest.label}, {name}," if largest.member.name else largest.called
            message = f"{who} has {share(largest.fte)} FTE on this team, less than the {wanted} that the role takes"
        else:
            message = (
                f"none of the {len(holders)} {name}s has enough of the week: {largest.called} has most, "
                f"{share(largest.fte)} FTE, and the role takes {wanted}"
            )
        yield Finding(
            message,
            fix=f"give {largest.called} {days_a_week(least)} or more on this team, or find somebody who has it",
            about=role,
            at=largest.at("fte"),
            related=[(person.label, person.at("fte")) for person in holders if person is not largest],
            source=team.catalogue.cited(team.role(role).min_fte_source),
        )


def _looked_at(team: Team) -> Iterator[tuple[str, float]]:
    """The roles that are needed and filled, with those kinds of them that somebody holds as such, and what each takes."""
    least_fte = team.catalogue.least_fte
    for state in team.needs:
        for role, least in least_fte.get(state.role, ()) if state.holders else ():
            if team.holders(role):
                yield role, least


def _spoken_of_elsewhere(team: Team, role: str, person: Person) -> bool:
    if role in team.catalogue.leading and team.clinicians_in_charge:
        return True
    return bool(person.member.shared) and team.undivided(person) is not None
