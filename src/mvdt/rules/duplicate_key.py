"""A field stands twice in the same group.

YAML readers disagree about which of the two counts, and most say nothing. mvdt reads the first, and says nothing
about missing roles where the other could hold people.

This rule is always on.

## Why it matters

A second `members:` further down would make half a team vanish without a word.

## How to put it right

Keep one of the two, with the entries of both under it.

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
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
phase: beta      # expect: duplicate-key
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

from mvdt.findings import ERROR, Finding
from mvdt.model.words import quote
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.roster import BoundRoster


@rule(topic="data", severity=ERROR, always=True)
def duplicate_key(bound: BoundRoster, options: NoOptions) -> Iterator[Finding]:
    """Each second mention of a field."""
    document = bound.document
    for key, span, first in bound.duplicates:
        line, _ = document.text.position(first[0])
        yield Finding(
            f"{quote(key)} stands twice in the same group; the first, on line {line}, is read and this one is not",
            fix="keep one of the two, with everything that belongs there",
            about=key,
            at=(),
            span=span,
            related=[(f"the first {key}", document.locate(first))],
        )
