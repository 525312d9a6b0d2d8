"""Personal data that a roster has no business holding.

Field names that ask for it (date of birth, NHS or National Insurance number, salary, health, ethnicity, the number
on a register ...) and values that give it away wherever they stand, in notes and comments too: NHS numbers whose
check digit is right, National Insurance numbers, register numbers, dates of birth, home addresses, private e-mail
addresses. The value is never printed, in no output and no message; the line is shown with it masked.

## Why it matters

Who has which role is all that a check of a team needs, and the law asks for no more than is needed (UK GDPR,
article 5(1)(c)). A roster lives in version control and in pull requests: what stands there once is copied to
every checkout and hard to take back.

## How to put it right

Delete the field or the value. Of a clinician's registration keep the name of the register only. If the file is in
version control already, tell whoever looks after data protection in your organisation: the history holds it too.

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
    date_of_birth: 1988-02-29      # expect: personal-data
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
  - {name: Priya Shah, role: product-manager, employment: permanent, from: 1998-04-01}
  - {name: Ruth Adeyemi, role: delivery-manager, note: "Desk phone 020 7946 0018"}
  - {name: Tom Hale, roles: [interaction-designer, service-designer], id: post-1234567890}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true, registration: GMC}
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


@rule(topic="data", severity=ERROR, source="UK GDPR, article 5(1)(c)")
def personal_data(bound: BoundRoster, options: NoOptions) -> Iterator[Finding]:
    """Each piece of personal data."""
    for private in bound.personal:
        if private.field:
            message = f"the field {quote(private.field)} does not belong in a roster: it {private.why}"
            fix = "delete the field with its value"
        else:
            message = f"this looks like {private.what}, which {private.why}"
            fix = "delete it; if it is something else, write it in a way that can't be mistaken"
        yield Finding(message, fix=fix, about=private.what, at=(), span=private.span)
