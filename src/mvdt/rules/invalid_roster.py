"""A field that a roster does not have, or a value that does not fit its field.

Fields, types, the values that a field allows, and the names that the catalogue must know: phases, skills, levels,
statutory registers, staff groups. (A role that the catalogue lacks is `unknown-role`'s.) A field that does not fit
is left out and the rest of its entry is still checked, so nobody is lost for a typing error. A member whose name is
`TBC`, `Vacant` or the like is nobody, and counts as a vacancy.

This rule is always on: a field that nobody reads is a statement that nobody checks.

## Why it matters

mvdt judges what it reads. A misspelt `fte` or a contractor with a misspelt `employment` would count as something
that the person is not, and the verdict would be about another team than yours.

## How to put it right

The message names the value, what is allowed, and the nearest match. `mvdt schema roster` prints the whole format,
and an editor that knows it shows the mistake while you type.

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
  - name: Jo Lin
    role: lead-developer
    fte: full time      # expect: invalid-roster
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
  - {name: Jo Lin, role: lead-developer, fte: 1.0}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import ERROR, Finding
from mvdt.model.bind import names_like
from mvdt.model.words import quote
from mvdt.rules import NoOptions, names, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.roster import BoundRoster


@rule(topic="data", severity=ERROR, always=True)
def invalid_roster(bound: BoundRoster, options: NoOptions) -> Iterator[Finding]:
    """Each thing that could not be taken as it stands."""
    refused = {private.field for private in bound.personal if private.field}
    for problem in bound.problems:
        if problem.at and problem.at[-1] in refused:
            # `personal-data` says that the field must go; that it is unknown as well helps nobody.
            continue
        yield Finding(problem.message, fix=problem.fix, about=problem.about, at=problem.at, span=problem.span)
    known = names() if bound.roster.exceptions else []
    for index, exception in zip(bound.places["exceptions"], bound.roster.exceptions, strict=True):
        if exception.rule not in known:
            close = names_like(exception.rule, known)
            yield Finding(
                f"{quote(exception.rule)} is not a rule that mvdt knows",
                fix=f"did you mean `{close[0]}`?" if close else "`mvdt rules` lists them",
                about=exception.rule,
                at=("exceptions", index, "rule"),
            )
