"""The lead clinician's recorded skills lack the basics of user-centred design, or an interest in technology.

What is looked for are the skills that the catalogue gives the role, clinical practice itself aside: awareness of
user-centred design (or any other skill of that cornerstone of the mindset) and of the digital perspective (or any
skill of the other cornerstones). Only recorded skills are judged; where none are recorded the rule says nothing.
One lead clinician who has them is enough. A clinician who leads the product is left to `clinician-as-product-lead`.

## Why it matters

A lead clinician carries the team's questions to the wards and their answers back. It helps to like the tools and to
know why one watches people use a thing before building it.

## How to put it right

A day with the team's designer and researcher teaches more than a course. When the skill is there, record it.

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
    funded: true
    skills: {clinical-practice: expert}      # expect: lead-clinician-skills
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
  - name: Sam Okafor
    role: lead-clinician
    fte: 0.3
    funded: true
    skills: {clinical-practice: expert, user-research: awareness, digital-perspective: working}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from mvdt.findings import ADVICE, Finding
from mvdt.model.words import listed
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.catalogue import Catalogue
    from mvdt.model.person import Person
    from mvdt.model.team import Team

_ROLE: Final = "lead-clinician"
_THE_TRADE_ITSELF: Final = "clinical-practice"
_DESIGN: Final = "user-centred-design"


@rule(topic="leadership", severity=ADVICE, source=GUIDE["minimum-viable-digital-team"])
def lead_clinician_skills(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Lead clinicians of whom none has what the role asks for beside the clinical trade."""
    holders = team.holders(_ROLE)
    if (
        not holders
        or "skills" in team.lost
        or any(not person.skills_recorded or team.leads_product(person) for person in holders)
    ):
        return
    lacking = [(person, _lacking(team, person)) for person in holders]
    if not all(skills for _, skills in lacking):
        return
    person, skills = lacking[0]
    names = listed([team.catalogue.skills[skill].name.lower() for skill in skills])
    yield Finding(
        f"{person.label}, the lead clinician, has no recorded skill in {names}",
        fix=f"let {person.label} spend time with the designer and the researcher, and record the skill when it is there",
        about=person.label if len(holders) == 1 else _ROLE,
        at=person.at("skills"),
        related=[(other.label, other.at("skills")) for other, _ in lacking[1:]],
    )


def _lacking(team: Team, person: Person) -> list[str]:
    """The skills that the role asks for and the person has nothing of, nor anything of their kind."""
    known = person.known_skills
    return [
        skill
        for skill, least, kin in _asked(team.catalogue)
        if least and not any(one in known and person.skill(one) >= least for one in kin)
    ]


@cache
def _asked(catalogue: Catalogue) -> list[tuple[str, int, list[str]]]:
    """What the role asks for beside the trade, the least rank of it, and all skills of its kind."""
    alike = {name: cornerstone.skills for name, cornerstone in catalogue.file.mindset.items()}
    design = alike.pop(_DESIGN, [])
    technology = [skill for skills in alike.values() for skill in skills]
    return [
        (skill, catalogue.level(level), [skill, *(design if skill == _DESIGN else technology)])
        for skill, level in catalogue.roles[_ROLE].skills.items()
        if skill != _THE_TRADE_ITSELF
    ]
