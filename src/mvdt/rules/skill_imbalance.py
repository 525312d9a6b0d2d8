"""One discipline holds so much of the team that the others hardly count.

From four members on, a family of roles may hold at most its `max_share` of the team's FTE: a half, unless the
catalogue gives the family another share. A person with several roles counts in equal parts for each. Where no
FTE is given, a full week is assumed, and the finding says so. Strategy, programmes and projects are left to
`not-hands-on`, and a team that is nothing but IT to `single-viewpoint`.

## Why it matters

A digital team solves problems of several kinds. Where one skill prevails - the guide names strategy, clinical
experience and IT - every problem looks like that skill's kind, and the work of the missing ones is done by
nobody or by people who never learnt it.

## How to put it right

Add the disciplines that are missing before adding more of the one that prevails. A post that falls vacant in
the large discipline is the cheapest chance.

## Bad

```yaml
team: Bed management
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: skill-imbalance
  - {name: Priya Shah, role: product-manager, fte: 0.6, employment: permanent}
  - {name: Ruth Adeyemi, roles: [delivery-manager, performance-analyst], fte: 0.3}
  - {name: Tom Hale, roles: [interaction-designer, content-designer], fte: 0.6}
  - {name: Mina Roy, roles: [user-researcher, service-designer], fte: 0.6}
  - {name: Jo Lin, role: lead-developer, fte: 0.4}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Kit Brown, role: infrastructure-engineer}
  - {name: Max Field, role: systems-administrator}
  - {name: Amy Cole, role: application-support-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

## Good

```yaml
team: Bed management
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
  - {name: Kit Brown, role: infrastructure-engineer}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import WARNING, Finding
from mvdt.model.words import listed, share
from mvdt.rules import GUIDE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@options
class Options:
    """What can be set."""

    from_members: int = option(4, "the smallest team that is judged, in people")


@rule(topic="balance", severity=WARNING, source=GUIDE["minimum-viable-digital-team"])
def skill_imbalance(team: Team, options: Options) -> Iterator[Finding]:
    """Each family with more than its share."""
    if len(team.people) < options.from_members or not team.fte or team.only_technology:
        return
    families = team.catalogue.families
    for family, fte in team.family_fte.items():
        known = families.get(family)
        if known and not known.hands_on:
            # What is not hands-on counts as a whole, so `not-hands-on` speaks of it.
            continue
        limit = known.max_share if known else 0.5
        # To two places, as it is printed: floating point must not tip a team that stands at the limit.
        part = round(fte / team.fte, 4)
        if part <= limit:
            continue
        assumed = team.assumed_shares(team.people)
        basis = f"; {assumed}" if assumed else ""
        missing = [team.spoken(state.role) for state in team.needs if state.need == "essential" and not state.holders]
        fix = (
            f"add what is missing before adding more of the same: {listed(missing, 'and')}"
            if missing
            else "fill the next posts from the other disciplines, or move some of this work to a team of its own"
        )
        digits = 0 if f"{part:.0%}" != f"{limit:.0%}" else 2
        yield Finding(
            f"{team.catalogue.family_name(family)} holds {share(fte)} of the team's {share(team.fte)} FTE "
            f"({part:.{digits}%}, more than the {limit:.0%} that is balanced{basis})",
            fix=fix,
            about=family,
            at=("members",),
            related=[(person.label, person.at("role", "roles", "title")) for person in team.in_families[family]],
        )
