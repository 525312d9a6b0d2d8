"""The service uses artificial intelligence, and nobody in reach of the team fully understands it.

It fires where `uses_ai` is `true` and nobody on the team, or available to it, has the skill of artificial intelligence or of data
science: recorded at working level or above, or assumed of the role at practitioner level.

## Why it matters

The NHS standard asks for somebody on the team, or available to it, who knows how the AI works and what using it does.
Without one nobody can explain a result, challenge a supplier's claim or notice when it goes wrong.

## How to put it right

Find a data scientist or an AI specialist, on the team or elsewhere, and list them under `available`.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
uses_ai: true      # expect: ai-expertise
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
uses_ai: true
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
  - {role: data-scientist, by: the analytics team}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import WARNING, Finding
from mvdt.rules import EVIDENCE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.team import Team

_SKILLS: Final = ("artificial-intelligence", "data-science")


@rule(topic="specialists", severity=WARNING, source=EVIDENCE["nhs-standard-6"])
def ai_expertise(team: Team, options: NoOptions) -> Iterator[Finding]:
    """A service with AI that nobody understands."""
    if not team.roster.uses_ai or team.uncertain_of(_SKILLS) or any(team.has_skill(skill) for skill in _SKILLS):
        return
    yield Finding(
        "the service uses AI, and nobody on the team or available to it is known to understand it fully",
        fix="find a data scientist or an AI specialist, and list them under `members` or `available`; "
        "record the skill if it is there",
        about="uses_ai",
        at=("uses_ai",),
    )
