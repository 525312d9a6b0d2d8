"""The file can't be read as YAML, or not to its end.

The place is where reading stopped, or where the cause most likely stands. A team of which only a part could be read
is not judged: nobody is said to be missing who may stand in the rest.

This rule is always on: without it a broken file would pass unseen.

## Why it matters

A roster that can't be read says nothing about its team, and a check that skipped it would say that all is well.

## How to put it right

Compare the line with those around it. Most often it is a tab, a missing space after a colon, indentation that is
out of step, or a text with a colon in it that needs quotation marks.

## Bad

```yaml
team: Ward tablets: the second attempt      # expect: invalid-file
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
```

## Good

```yaml
team: "Ward tablets: the second attempt"
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
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.roster import BoundRoster


@rule(topic="data", severity=ERROR, always=True)
def invalid_file(bound: BoundRoster, options: NoOptions) -> Iterator[Finding]:
    """Each fault that the reader met."""
    for fault in bound.document.tree.faults:
        yield Finding(fault.message, fix=fault.fix, about="file", at=(), span=(fault.start, fault.end))
