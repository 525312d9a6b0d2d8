"""Nobody brings one of the cornerstones of a digital mindset.

These are agile working, user-centred design and continuous delivery. Somebody brings a cornerstone who has one of its skills, as the catalogue lists them, at working level or above.
Where a person's skills are not recorded, those of the role are assumed, and where nobody's are, the finding is advice. The rule stays silent where a needed role is
empty that would bring the cornerstone, for `missing-role` speaks of that already, and where somebody is on the team
whose role nobody can tell.

## Why it matters

The three work together: design finds out what is needed, agile working tries it out in small steps, and modern
delivery makes the steps quick and safe. A team that lacks one of them loses the use of the other two.

## How to put it right

Bring in somebody who has it, or train somebody to working level. If the skill is there, record it under `skills`.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: missing-mindset
  - name: Priya Shah
    role: product-manager
    employment: permanent
    skills: {product-management: practitioner}
  - name: Ruth Adeyemi
    role: delivery-manager
    skills: {planning: practitioner, financial-management: working}
  - {name: Tom Hale, roles: [interaction-designer, service-designer], skills: {interaction-design: expert, service-design: working}}
  - {name: Cara Dunn, role: content-designer, skills: {content-design: practitioner}}
  - {name: Mina Roy, role: user-researcher, skills: {user-research: practitioner}}
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
  - name: Priya Shah
    role: product-manager
    employment: permanent
    skills: {product-management: practitioner}
  - name: Ruth Adeyemi
    role: delivery-manager
    skills: {agile-working: working}
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

from mvdt.findings import ADVICE, WARNING, Finding
from mvdt.model.words import count, listed, within_a_sentence
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.catalogue_file import Mindset
    from mvdt.model.team import Team


@rule(
    topic="balance",
    severity=WARNING,
    severities="warning, advice where no skills are recorded",
    source=GUIDE["digital-team"],
)
def missing_mindset(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Each cornerstone that nobody brings."""
    if team.unreadable or team.unplaced or "skills" in team.lost or not team.people:
        return
    assumed = sum(not person.skills_recorded for person in team.people)
    basis = f" (skills assumed from the role for {count(assumed, 'person', 'people')})" if assumed else ""
    for name, cornerstone in team.catalogue.file.mindset.items():
        if any(map(team.brings, cornerstone.skills)) or _sought(team, cornerstone):
            continue
        skills = listed(f"`{skill}`" for skill in cornerstone.skills[:3])
        yield Finding(
            f"nobody on the team brings {within_a_sentence(cornerstone.name)} at working level or above{basis}",
            fix=f"bring in somebody who does, or record the skill where it is there: {skills}",
            about=name,
            at=("members",),
            severity=WARNING if assumed < len(team.people) else ADVICE,
        )


def _sought(team: Team, cornerstone: Mindset) -> bool:
    """Whether a needed role is empty whose holder would bring it."""
    working = team.catalogue.level("working")
    return any(
        team.catalogue.level(level) >= working
        for state in team.needs
        if not state.holders and state.need != "optional"
        for skill, level in team.role(state.role).skills.items()
        if skill in cornerstone.skills
    )
