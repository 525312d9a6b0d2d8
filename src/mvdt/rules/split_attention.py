"""A person is split between teams more than the work bears.

Two things are looked for: somebody on more than two of the teams that are checked together; and somebody who is
`shared` at all in a role that the catalogue calls `undivided`: user researchers, designers of all kinds, performance
analysts, product managers and delivery managers. Clinicians, developers and specialists may be shared. People are the same
by `id`, else by name; a name with a digit or with fewer than four letters is a label and is never matched.

## Why it matters

In a study of people on several projects at once, those with two or three lost about a sixth of their effort to
switching. Panels called researchers and designers who were shared with other services unsustainable: a team that
waits for its researcher decides without one.

## How to put it right

Give each person one team, or two at most, in whole days. If a team can't have a researcher or designer of its own, it is perhaps
not a team of its own.

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
    fte: 0.6
    shared: true      # expect: split-attention
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
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer, fte: 0.5, shared: true}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3, funded: true}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team, registration: NMC}
  - {role: operational-lead, by: the outpatient department}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mvdt.findings import WARNING, Finding
from mvdt.model.project import different_people
from mvdt.model.words import a, listed, share
from mvdt.rules import EVIDENCE, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.model.project import Project, Seat


_FEW: Final = 4


@options
class Options:
    """What can be set."""

    most_teams: int = option(2, "the largest number of teams that one person may be on")


@rule(topic="capacity", severity=WARNING, source=f"{EVIDENCE['attention']}; {EVIDENCE['assessments']}")
def split_attention(project: Project, options: Options) -> Iterator[Finding]:
    """Everybody on too many teams, or shared where the role bears no sharing."""
    told = set()
    for everywhere in project.same_people:
        seats = project.on_different_teams(everywhere)
        if len(seats) > options.most_teams:
            *before, last = seats
            told.update(seats)
            yield Finding(
                f"{seats[0].called} is on {len(seats)} teams{_which(seats)}",
                fix=f"take {seats[0].called} out of all but {_number(options.most_teams)} of them; {different_people(seats)}",
                about=seats[0].name,
                at=project.locate(last),
                team=last.team,
                related=[(f"{seat.name} on {seat.team}", project.locate(seat)) for seat in before],
            )
    for seat in project.seats:
        if seat.shared_as is not None and seat not in told:
            part = f" ({share(seat.fte)} FTE here)" if seat.fte_given else ""
            yield Finding(
                f"{seat.called} is shared with other teams{part}, and the work of {a(seat.shared_as)} is for one team "
                "at a time",
                fix=f"give {seat.called} to one team, or find this team {a(seat.shared_as)} of its own",
                about=seat.name,
                at=project.locate(seat),
                team=seat.team,
            )


def _which(seats: list[Seat]) -> str:
    return f": {listed([seat.team for seat in seats], 'and')}" if len(seats) <= _FEW else ""


def _number(most: int) -> str:
    return {1: "one", 2: "two", 3: "three"}.get(most, str(most))
