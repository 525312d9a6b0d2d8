"""The team depends on contractors or suppliers for most of its time, or for all of it.

An error where everybody is external; a warning where more than half of the FTE is, and only advice where
`knowledge_transfer` says how their knowledge reaches your own staff (a plain `no` or `to be agreed` does not). The half is our own line: the guide and the
standards name no share. Contractors and suppliers' people are external; permanent, fixed-term and seconded people are
not, nor is somebody of whom nothing is said. Where nobody's employment is said, one line of advice says that the
dependence can't be judged.

## Why it matters

Contractors are a good way to start, or to do a piece of work that stands on its own. A team that is wholly theirs
leaves nothing behind when it goes, and nobody who can judge what it delivers.

## How to put it right

Turn the posts that will always be needed into your own, one at a time, beginning with those that decide. Write down
how knowledge is handed over, and to whom.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: supplier-dependence, external-discipline, external-discipline
  - {name: Priya Shah, role: product-manager, employment: permanent, fte: 0.6}
  - {name: Ruth Adeyemi, roles: [delivery-manager, performance-analyst], fte: 0.3}
  - {name: Tom Hale, roles: [interaction-designer, content-designer], fte: 0.6}
  - {name: Mina Roy, roles: [user-researcher, service-designer], fte: 0.6}
  - {name: Jo Lin, role: lead-developer, fte: 0.6}
  - {name: Kit Brown, role: developer, employment: contractor}
  - {name: Max Field, role: developer, employment: contractor}
  - {name: Lee Ford, role: test-engineer, employment: contractor}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.2, funded: true}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: supplier-dependence
  - {name: Priya Shah, role: product-manager}
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
  - {name: Kit Brown, role: developer, fte: 0.8, employment: contractor}
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
from mvdt.model.words import share
from mvdt.rules import PRINCIPLES, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@options
class Options:
    """What can be set."""

    most_share: float = option(0.5, "the largest share of the FTE that may come from outside")


@rule(
    topic="sourcing",
    severity=WARNING,
    severities="error if everybody is external, warning over the share, advice with a handover or if nothing is said",
    source=PRINCIPLES["in-house-team"],
)
def supplier_dependence(team: Team, options: Options) -> Iterator[Finding]:
    """Too much of the team's time comes from outside."""
    if not team.people:
        return
    external = team.external
    if not any(person.member.employment for person in team.people):
        if team.unreadable or "employment" in team.lost:
            return
        yield Finding(
            "nobody's `employment` is said, so how far the team depends on contractors and suppliers can't be judged",
            fix="add `employment:` to those who are contractors or a supplier's, or to everybody",
            about="employment",
            at=("members",),
            severity=ADVICE,
        )
    elif team.wholly_external:
        if team.unreadable:
            return
        yield Finding(
            "everybody on the team is a contractor or a supplier's: nobody of the organisation learns from them",
            fix="bring people of your own onto the team, beginning with whoever decides about the product",
            about="employment",
            at=("members",),
            severity=ERROR,
            related=[(person.label, person.at("employment")) for person in external],
        )
    else:
        fte = sum(person.fte for person in external)
        part = round(fte / team.fte, 4) if team.fte else 0.0
        if part > options.most_share:
            handed_over = team.handed_over
            basis = team.assumed_shares(team.people)
            digits = 0 if f"{part:.0%}" != f"{options.most_share:.0%}" else 2
            yield Finding(
                f"{share(fte)} of the team's {share(team.fte)} FTE ({part:.{digits}%}) come from contractors or suppliers, "
                f"more than {options.most_share:.0%}{f' ({basis})' if basis else ''}",
                fix="keep to the handover, and fill the next posts with people of your own"
                if handed_over
                else "fill the next posts with people of your own, and say in `knowledge_transfer` how they learn",
                about="employment",
                at=("members",),
                severity=ADVICE if handed_over else WARNING,
                related=[(person.label, person.at("employment")) for person in external],
            )
