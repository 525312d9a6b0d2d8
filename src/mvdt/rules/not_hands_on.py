"""Most of the team's time goes to people who neither make nor run anything.

Less than half of the FTE is in hands-on families: the catalogue counts strategy, programmes, projects, commercial work
and executive leadership as not hands-on, and everything else as hands-on. Somebody whose role nobody can tell is
taken for hands-on. Where no FTE is given, a full week is assumed, and the finding says so.

## Why it matters

Plans, boards and reports do not change a service. A team needs skills that go deeper than strategy and project
management, or it can only watch others do the work.

## How to put it right

Fill the next posts with people who research, design, build, test or care, and let one project manager do where there
are several.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: not-hands-on
  - {name: Priya Shah, role: product-manager, fte: 0.6, employment: permanent}
  - {name: Ruth Adeyemi, roles: [delivery-manager, performance-analyst], fte: 0.4}
  - {name: Tom Hale, roles: [interaction-designer, content-designer], fte: 0.6}
  - {name: Mina Roy, roles: [user-researcher, service-designer], fte: 0.6}
  - {name: Jo Lin, role: lead-developer, fte: 0.4}
  - {name: Ian Webb, role: programme-manager, fte: 1.0}
  - {name: Una Kerr, role: project-manager, fte: 1.0}
  - {name: Lee Ford, role: project-support-officer, fte: 1.0}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
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
  - {name: Una Kerr, role: project-manager, fte: 0.5}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import WARNING, Finding
from mvdt.model.words import listed, share, within_a_sentence
from mvdt.rules import PRINCIPLES, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team


@options
class Options:
    """What can be set."""

    least_share: float = option(0.5, "the smallest share of the FTE that must be hands-on")


@rule(topic="balance", severity=WARNING, source=PRINCIPLES["in-house-team"])
def not_hands_on(team: Team, options: Options) -> Iterator[Finding]:
    """Too little of the team's time is hands-on."""
    if team.unreadable or not team.fte:
        return
    hands_on = team.fte - team.hands_off_fte
    if round(hands_on / team.fte, 4) >= options.least_share:
        return
    families = team.catalogue.families
    people = [
        person
        for name, those in team.in_families.items()
        if name in families and not families[name].hands_on
        for person in those
    ]
    basis = team.assumed_shares(team.people)
    part = "none" if hands_on < 0.005 else f"only {share(hands_on)}"  # noqa: PLR2004 - prints as 0.0
    yield Finding(
        f"{part} of the team's {share(team.fte)} FTE makes or runs anything: the rest is "
        f"{listed(_names(team), 'and')}{f' ({basis})' if basis else ''}",
        fix="fill the next posts with people who research, design, build, test or care",
        about="members",
        at=("members",),
        related=[(person.label, person.at("role", "roles", "title")) for person in dict.fromkeys(people)],
    )


def _names(team: Team) -> list[str]:
    families = team.catalogue.families
    names = [families[name].name for name in team.family_fte if name in families and not families[name].hands_on]
    return [within_a_sentence(name) for name in names]
