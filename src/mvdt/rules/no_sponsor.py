"""Nobody is named who clears the team's path.

It fires where `sponsor` is not given and no executive is on the team or listed as available to it. Advice only: a team
may have a sponsor whom the roster does not name.

## Why it matters

A first digital team works against processes that were made for something else. It needs an insider with standing who
wants the change, knows how to get things done and makes it safe to do them differently.

## How to put it right

Name the person in `sponsor`: a director, say, who meets the team regularly. Their office is enough.

## Bad

```yaml
team: Ward tablets      # expect: no-sponsor
phase: alpha
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

from mvdt.findings import ADVICE, Finding
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@rule(topic="leadership", severity=ADVICE, source=GUIDE["going-to-market"])
def no_sponsor(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A team without a sponsor."""
    if (
        team.roster.sponsor is not None
        or not team.lost.isdisjoint(("sponsor", "available"))
        or _executive(team)
        or team.unreadable
    ):
        return
    yield Finding(
        "no `sponsor` is named: somebody with standing who clears the team's path",
        fix="name the sponsor in `sponsor`; the office is enough",
        about="sponsor",
        at=("team",),
    )


def _executive(team: Team) -> bool:
    return any(team.catalogue.families_of[role] == "leadership" for role in team.within_reach)
