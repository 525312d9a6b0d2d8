"""An exception matches no finding.

Exceptions of rosters and of the settings are looked at, those of rules that did not run left aside, and those of
rosters of which a part could not be read: what is silent there may be true.

## Why it matters

An exception that nobody needs any more hides the finding on the day when it comes back, and nobody notices.

## How to put it right

Delete the exception. If it was meant for a finding that still stands, put right what it says of `rule` and `about`.

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
exceptions:
  - rule: missing-role      # expect: stale-exception
    about: user-researcher
    reason: Interviews on 4 December
    until: 2027-01-31
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

from mvdt.findings import WARNING, Finding
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.ledger import Ledger


@rule(topic="data", severity=WARNING)
def stale_exception(ledger: Ledger, options: NoOptions) -> Iterator[Finding]:
    """Each exception without a finding."""
    for entry in ledger.entries:
        if not entry.matched:
            what = f"{entry.rule} about {entry.about}" if entry.about else entry.rule
            yield Finding(
                f"this exception matches nothing: there is no finding of {what}",
                fix="delete the exception, or put right its `rule` and `about`",
                about=f"{entry.rule} {entry.about or ''}".strip(),
                at=entry.location,
            )
