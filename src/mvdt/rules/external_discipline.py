"""More than half of a discipline is contracted.

Each family of roles is looked at by itself, development apart from architecture; three or more are told in one
finding. Where all of a discipline is external, the message says that nobody of the organisation is beside them to learn. Only advice where
`knowledge_transfer` says how their knowledge reaches your own staff, and for disciplines of which the team needs no role. The
half is our own line: no source names a share. Who holds roles of several families counts in equal parts for each;
where no FTE is given a full week is assumed, and the finding says so. The rule stays silent where another says the same more
exactly: where everybody on the team is external (`supplier-dependence`), where a product lead is (`external-critical-role`),
and of the only person who can change or run the service (`single-holder`).

## Why it matters

It matters less how many contractors there are than which skill leaves with them. Panels found fault where a supplier
held the design, the research or the code, and where contractors had only contractors to answer to.

## How to put it right

Put one of your own beside them: even a junior one who pairs with an experienced contractor learns the trade. Say in
`knowledge_transfer` how it is done.

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
  - name: Mina Roy
    role: user-researcher
    employment: contractor      # expect: external-discipline
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
members:
  - {name: Priya Shah, role: product-manager, employment: permanent}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, roles: [interaction-designer, service-designer]}
  - {name: Cara Dunn, role: content-designer}
  - {name: Mina Roy, role: user-researcher, employment: contractor, fte: 0.8}
  - {name: Finn Roth, role: user-researcher, fte: 1.0}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from mvdt.findings import ADVICE, WARNING, Finding
from mvdt.model.words import listed, share, within_a_sentence
from mvdt.rules import EVIDENCE, GUIDE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mvdt.model.person import Person
    from mvdt.model.team import Team


_FEW: Final = 2
_ALONE: Final = "nobody of the organisation is beside them to learn"


class _Over(NamedTuple):
    """A discipline that is contracted for the most part: its people, and what comes from outside, in FTE."""

    family: str
    people: list[Person]
    external: list[Person]
    part: float
    whole: float


@options
class Options:
    """What can be set."""

    most_share: float = option(0.5, "the largest share of a discipline's FTE that may come from outside")


@rule(
    topic="sourcing",
    severity=WARNING,
    severities="warning, advice with a handover or where the team needs no role of the discipline",
    source=f"{EVIDENCE['service-manual']}; {GUIDE['hiring']}",
)
def external_discipline(team: Team, options: Options) -> Iterator[Finding]:
    """Each discipline that is contracted for the most part."""
    if team.wholly_external or not team.external:
        return
    over: list[_Over] = []
    for family, people in team.in_families.items():
        external = [person for person in people if person.external]
        if not external:
            continue
        whole = team.family_fte[family]
        part = _fte(team, external, family)
        if whole and round(part / whole, 4) > options.most_share and not _spoken_of_elsewhere(team, external, family):
            over.append(_Over(family, people, external, part, whole))
    # Many disciplines, or those that the same people carry, have one cause and are told at once.
    if len(over) > _FEW or (len(over) > 1 and all(one.external == over[0].external for one in over)):
        yield _finding(team, _together(team, over), over, about="employment")
        return
    for one in over:
        if len(one.external) == len(one.people):
            message = _together(team, [one])
        else:
            basis = team.assumed_shares(one.people)
            message = (
                f"{share(one.part)} of the {share(one.whole)} FTE in {_name(team, one)} ({one.part / one.whole:.0%}) "
                f"come from outside, more than {options.most_share:.0%}{f' ({basis})' if basis else ''}"
            )
        yield _finding(team, message, [one], about=one.family)


def _together(team: Team, over: list[_Over]) -> str:
    names = listed([_name(team, one) for one in over], "and")
    people = dict.fromkeys(person for one in over for person in one.people)
    if any(len(one.external) < len(one.people) for one in over):
        return f"most of {names} comes from outside"
    who = f"{next(iter(people)).called}, the only one in" if len(people) == 1 else "everybody in"
    return f"{who} {names}{',' if len(people) == 1 else ''} comes from outside: {_ALONE}"


def _name(team: Team, one: _Over) -> str:
    return within_a_sentence(team.catalogue.family_name(one.family))


def _finding(team: Team, message: str, over: list[_Over], *, about: str) -> Finding:
    external = list(dict.fromkeys(person for one in over for person in one.external))
    needed = any(one.family in team.needed_families for one in over)
    learn = "put one of your own beside them, and say in `knowledge_transfer` how it is handed over"
    return Finding(
        message,
        fix="keep to the handover" if team.handed_over else learn,
        about=about,
        at=external[0].at("employment"),
        severity=WARNING if needed and not team.handed_over else ADVICE,
        related=[(person.label, person.at("employment")) for person in external[1:]],
    )


def _fte(team: Team, people: list[Person], family: str) -> float:
    """The FTE of some people as far as it goes to a family."""
    return sum(
        person.fte * sum(team.catalogue.families_of[role] == family for role in person.roles) / len(person.roles)
        for person in people
    )


def _spoken_of_elsewhere(team: Team, external: Sequence[Person], family: str) -> bool:
    critical = {person for role in team.external_critical for person in team.holders(role)}
    return all(
        person is team.named_lead
        or (person in critical and family in _families(team, team.external_critical))
        or (person in team.sole_keepers and family in _families(team, _keeping(team, person)))
        for person in external
    )


def _families(team: Team, roles: Iterable[str]) -> set[str]:
    return {team.catalogue.families_of[role] for role in roles}


def _keeping(team: Team, person: Person) -> list[str]:
    """Those of a person's roles that bring what the person alone can do."""
    skills = team.sole_keepers[person]
    ranks = team.catalogue.assumed_ranks
    return [role for role in person.roles if any(ranks((role,)).get(skill) for skill in skills)]
