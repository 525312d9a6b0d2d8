"""An exception's last day has passed, and its finding stands again.

The finding itself is reported as if there were no exception; this one says why it is back.

## Why it matters

Whoever agreed to live with the gap agreed until a day. After it the question is open again, and a check that stayed
quiet would answer it for them.

## How to put it right

Put right what the finding says. If the team is to live with it for longer, agree to that again and give a later day
in `until`, with a reason that holds today.

## Bad

```yaml
team: Ward tablets
phase: alpha
sponsor: Chief Operating Officer
members:      # expect: missing-role
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
exceptions:
  - rule: missing-role
    about: user-researcher
    reason: Interviews on 4 December
    until: 2026-10-31      # expect: expired-exception
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
from mvdt.model.words import day
from mvdt.rules import NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.ledger import Ledger


@rule(topic="data", severity=WARNING)
def expired_exception(ledger: Ledger, options: NoOptions) -> Iterator[Finding]:
    """Each exception that no longer holds for a finding that stands."""
    for entry in ledger.entries:
        if entry.matched and entry.over and entry.until is not None:
            now = "its finding stands again" if entry.stands else "its finding is excepted elsewhere"
            again = "put right what the finding says, or agree to it again and give a later day"
            yield Finding(
                f"this exception ended on {day(entry.until)}, and {now}",
                fix=again if entry.stands else "delete the exception that is over",
                about=f"{entry.rule} {entry.about or ''}".strip(),
                at=entry.location,
            )
