"""Two members of one team have the same name.

A name is what tells members apart: findings, exceptions and `led_by` refer to it. Letter case, accents written in
two ways and extra spaces make no difference. Members without a name are told apart by their role.

## Why it matters

Where one person stands twice, their week counts twice and a team looks larger than it is. Where two people share
a name, nobody can tell which of them a finding means.

## How to put it right

One person with two roles is one entry with `roles: [.., ..]`. Two people of one name get a label each that
differs: a middle initial, a post number.

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
  - name: Tom Hale      # expect: duplicate-person
    role: developer
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
  - {name: Tom Hale, roles: [interaction-designer, content-designer]}
  - {name: Mina Roy, roles: [user-researcher, service-designer]}
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

    from mvdt.model.person import Person
    from mvdt.model.team import Team


@rule(topic="data", severity=ERROR)
def duplicate_person(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Each later member of a name that an earlier one has."""
    everybody = [*team.people, *team.coming, *team.gone]
    if _all_differ([person.member.name for person in everybody if person.member.name is not None]):
        return
    seen: dict[str, Person] = {}
    for person in sorted(everybody, key=lambda person: person.index):
        name = person.member.name
        if name is None:
            continue
        first = seen.setdefault(_same(name), person)
        if first is not person:
            yield Finding(
                f"{name} stands on this roster twice",
                fix="one person with two roles is one entry with `roles: [.., ..]`; two people need two labels",
                about=name,
                at=person.at("name"),
                related=[(f"the first {first.label}", first.at("name"))],
            )


def _all_differ(names: list[str]) -> bool:
    """Whether all names plainly differ, looked at as one text: nearly always they do."""
    together = "|".join(names)
    if not together.isascii() or not together.isprintable() or "  " in together:
        return False
    each = together.casefold().split("|")
    return len(each) == len(names) == len({*each})


def _same(name: str) -> str:
    if name.isascii():
        return " ".join(name.casefold().split())
    import unicodedata

    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
