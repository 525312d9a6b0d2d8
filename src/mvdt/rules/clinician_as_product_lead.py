"""A clinician leads the product without the skill that leading a product takes.

A clinician leads the product who is named in `led_by`, or holds a role that leads it (product manager, service
owner). That is right where the person has product-management or service-design skill at practitioner level,
recorded in the roster: the clinical product manager, a hybrid worth having. It is also right where the person
is paired with an experienced product manager: another member in that role, at half time or more, with
product-management skill at practitioner level (recorded, or assumed of a product manager who is not a clinician).

Who is a clinician: who is on a statutory register (`registration`), else whom the roster calls one (`clinician`), else whose `staff_group` says so, else who has a role of a clinical family, else whose job
title only a registered clinician holds. A title such as clinical product manager decides nothing: where it is all that
is known of a product lead, one line of advice asks for the facts.

## Why it matters

Clinicians know the work that the service is for, and delivering digital services is a trade of its own. A
clinician who ends up in charge without that trade carries decisions that nobody taught them to make, beside
patients who need them; the guide calls it a mistake, and the pair the arrangement that works best.

## How to put it right

Pair the clinician with an experienced product manager and name that person in `led_by`. If the clinician
has learnt the trade, record it: `skills: {product-management: practitioner}`.

## Bad

```yaml
team: Diabetes foot checks
phase: alpha
sponsor: Chief Operating Officer
led_by: Alex Moore
members:
  - name: Alex Moore
    role: product-manager      # expect: clinician-as-product-lead
    employment: permanent
    registration: GMC
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
team: Diabetes foot checks
phase: alpha
sponsor: Chief Operating Officer
led_by: Alex Moore
members:
  - name: Alex Moore
    role: product-manager
    employment: permanent
    registration: GMC
    skills: {product-management: practitioner}
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

```yaml
team: Diabetes foot checks
phase: alpha
sponsor: Chief Operating Officer
led_by: Sam Okafor
members:
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Priya Shah, role: product-manager, employment: permanent, fte: 0.5}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import ADVICE, ERROR, Finding
from mvdt.model.team import HALF_TIME
from mvdt.model.words import listed
from mvdt.rules import GUIDE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.person import Person
    from mvdt.model.team import Team


_FEW: Final = 9


@options
class Options:
    """What can be set."""

    pair_fte: float = option(HALF_TIME, "the smallest share of a week at which a product manager is a pair, in FTE")


@rule(
    topic="leadership",
    severity=ERROR,
    severities="error, advice where only a title such as clinical product manager speaks of it",
    source=GUIDE["minimum-viable-digital-team"],
)
def clinician_as_product_lead(team: Team, options: Options) -> Iterator[Finding]:
    """Each clinician who leads the product without skill and without pair."""
    managers = team.holders("product-manager")
    pairs = [one for one in managers if one.fte >= options.pair_fte and team.experienced(one)]
    short = [one for one in managers if one.fte < options.pair_fte]
    beginners = [one for one in managers if not team.experienced(one)]
    for person in team.clinicians_in_charge:
        if any(one is not person for one in pairs):
            continue
        by_led_by = person is team.named_lead and person not in team.product_leads
        basis = f" (a clinician {person.clinician_basis})" if person.clinician_basis else ""
        yield Finding(
            f"{person.called}{basis} leads the product without recorded product-management or service-design skill "
            "at practitioner level",
            fix=_fix(person, short, beginners),
            about=person.label,
            at=("led_by",) if by_led_by else person.at("role", "roles", "title"),
        )
    for person in team.product_leads:
        if not person.skills_recorded and person.perhaps_clinician:
            yield Finding(
                f"{person.called} leads the product as {person.member.title}, and nothing says whether that is a "
                "clinician or somebody with product skill",
                fix="add `registration:` or `clinician:`, and the product-management skill under `skills`",
                about=person.label,
                at=person.at("title"),
                severity=ADVICE,
            )


def _fix(lead: Person, short: list[Person], beginners: list[Person]) -> str:
    record = f"record the skill under `skills` if {lead.called} has it"
    names = _others(short, lead)
    if names:
        return f"give {names} half of the week or more on this team, so that they can lead as a pair; or {record}"
    names = _others(beginners, lead)
    who = f" ({names} can't be counted as one yet)" if names else ""
    return f"pair {lead.called} with an experienced product manager{who} at half time or more; or {record}"


def _others(people: list[Person], lead: Person) -> str:
    """The names of those who are not the lead, if they are few."""
    return listed([one.label for one in people if one is not lead], "and") if len(people) <= _FEW else "the others"
