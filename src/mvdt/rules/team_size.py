"""The team is too small to be whole, or too large to work as one.

Fewer than five people (three in discovery), or more than nine; of these, whoever is `shared` with other teams is not
counted. People are counted, not FTE, and only those who are there on the day. Where the team would be large enough with its empty roles filled, `missing-role` speaks and this rule
is silent.

## Why it matters

In a team of five to nine everybody knows what the others do. Above that people begin to work through meetings, and
below it holidays stop the work. When there is more to do, build another team rather than make this one larger.

## How to put it right

Too large: form a second team with a purpose of its own, seeded with people of this one. Too small: add the discipline
that is weakest.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: team-size
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: developer}
  - {name: Lee Ford, role: developer}
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
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Kit Brown, role: developer}
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
from mvdt.model.words import count
from mvdt.rules import EVIDENCE, GUIDE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@options
class Options:
    """What can be set."""

    fewest: int = option(5, "the smallest team, in people")
    fewest_in_discovery: int = option(3, "the smallest team in discovery, in people")
    most: int = option(9, "the largest team, in people")


@rule(topic="capacity", severity=WARNING, source=f"{GUIDE['leadership']}; {EVIDENCE['18f-size']}")
def team_size(team: Team, options: Options) -> Iterator[Finding]:
    """Too few people, or too many."""
    people = len(team.people)
    fewest = options.fewest_in_discovery if team.phase == team.catalogue.phases[0] else options.fewest
    size = count(people, "person", "people")
    embedded = sum(not person.member.shared for person in team.people)
    if embedded > options.most:
        beside = f", {people - embedded} of them shared," if embedded < people else ""
        yield Finding(
            f"{size}{beside} on one team, more than the {options.most} who can work as one",
            fix="build another team, do not grow this one: give a part of the work to a second team with people of this one",
            about="members",
            at=("members",),
        )
    elif people < fewest and not team.unreadable:
        empty = sum(not state.holders and state.need != "optional" for state in team.needs)
        if people and people + empty < fewest:
            yield Finding(
                f"{size} on the team, fewer than the {fewest} that a team in {team.phase} takes",
                fix="add the discipline that is weakest, or let this be part of another team",
                about="members",
                at=("members",),
            )
