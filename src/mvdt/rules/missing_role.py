"""A role that the team needs has nobody in it.

What a team needs depends on its phase and on whether the service affects care, and stands in the catalogue:
an essential role without a holder is an error, a recommended one a warning, an optional one advice. Somebody
in a kind of the role fills it: a content designer is a designer. A vacancy fills nothing. What others provide
(`available`) fills a role only where the catalogue says that it is enough (clinical safety, security,
information governance, architecture, accessibility); for the rest the finding is a warning that says so.
A sole developer, unless a junior one, fills the lead developer's role, and the only clinician the lead clinician's.
A person whose role nobody can tell is named, for it may be the one who is missed. The rule stays silent where a
title names the role beside another (`unknown-role` asks which it is), and where an entry can't be read at all.

## Why it matters

The roles of a minimum viable digital team each answer for something that nobody else does as their trade:
what to build, whether it gets done, how it works for people, what those people really do, whether it runs, and
whether it is safe and right for care. Assessment panels failed teams most often for want of research, design
and content design.

## How to put it right

Hire, second or train somebody, or move somebody with the skill onto the team. Write an approved post under
`vacancies`, so that the gap is at least a known one.

## Bad

```yaml
team: Ward tablets
phase: alpha
members:      # expect: missing-role
  - {name: Priya Shah, role: product-manager}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, role: interaction-designer}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team}
```

## Good

```yaml
team: Ward tablets
phase: alpha
members:
  - {name: Priya Shah, role: product-manager}
  - {name: Ruth Adeyemi, role: delivery-manager}
  - {name: Tom Hale, role: interaction-designer}
  - {name: Mina Roy, role: user-researcher}
  - {name: Jo Lin, role: lead-developer}
  - {name: Sam Okafor, role: lead-clinician, fte: 0.3}
  - {name: Ali Demir, role: performance-analyst}
available:
  - {role: clinical-safety-officer, by: the trust's safety team}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvdt.findings import ADVICE, ERROR, WARNING, Finding
from mvdt.model.words import a, count, day, listed, share
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvdt.findings import Severity
    from mvdt.model.team import RoleState, Team

_SEVERITY: dict[str, Severity] = {"essential": ERROR, "recommended": WARNING, "optional": ADVICE}
_LOOKED_IN: dict[str, Severity] = {"essential": WARNING, "recommended": ADVICE}


@rule(
    topic="roles",
    severity=ERROR,
    severities="error if essential, warning if recommended or only looked in on, advice if optional",
    source=GUIDE["minimum-viable-digital-team"],
)
def missing_role(team: Team, options: NoOptions) -> Iterator[Finding]:
    """Every needed role that nobody fills."""
    if team.unreadable:
        return
    for state in team.needs:
        if state.state in ("filled", "available") or state.possible:
            # Whose title names this role beside another, `unknown-role` asks about.
            continue
        role = team.role(state.role)
        yield _finding(team, state, source=team.catalogue.cited(role.need_source or role.source))


def _finding(team: Team, state: RoleState, *, source: str) -> Finding:
    name = team.spoken(state.role)
    severity = _SEVERITY[state.need]
    at: tuple[str | int, ...] = ("members",)
    fix = _hire(team, state)
    gone = team.among(team.gone, state.role)
    if state.available and state.need in _LOOKED_IN and not state.vacancies:
        provided, place = state.available[0]
        who = provided.by or "somebody else"
        part = f" ({share(provided.fte)} FTE)" if provided.fte is not None else ""
        message = f"no {name} on the team: {who} looks in{part}, which is no substitute for somebody of the team"
        severity, at = _LOOKED_IN[state.need], (*place, "role")
        fix = f"make {a(name)} a member of the team, even if only for part of the week"
    elif state.coming:
        first = min(state.coming, key=lambda person: (person.member.from_, person.label))
        start = f" on {day(first.member.from_)}" if first.member.from_ else ""
        message = f"no {name} on the team yet: {first.label} starts{start}"
        at, fix = first.at("from", "role"), f"agree who does the work of {a(name)} until then"
    elif state.vacancies:
        vacancy, place = state.vacancies[0]
        start = ""
        if vacancy.from_:
            start = f", {'was to be filled' if vacancy.from_ < team.on else 'to be filled'} from {day(vacancy.from_)}"
        message = f"no {name} on the team yet: the post is vacant{start}"
        at, fix = (*place, "role"), f"fill the post; until then, agree who does the work of {a(name)}"
    elif gone:
        last = max(gone, key=lambda person: (person.member.until, person.label))
        end = f" on {day(last.member.until)}" if last.member.until else ""
        message = f"no {name} on the team any more: {last.label} left{end}"
        at = last.at("until", "role")
    else:
        message = f"no {name} on the team, {_need(team, state)}"
    return Finding(
        message + _unless(team, state.role),
        fix=fix,
        about=state.role,
        at=at,
        severity=severity,
        source=source,
        why=team.role(state.role).why,
    )


def _need(team: Team, state: RoleState) -> str:
    return {
        "essential": f"and the role is essential in {team.phase}",
        "recommended": f"and the role is recommended in {team.phase}",
        "optional": "which is worth a thought",
    }[state.need]


def _hire(team: Team, state: RoleState) -> str:
    name = team.spoken(state.role)
    kinds = team.catalogue.kinds(state.role)
    few = 4
    others = f" ({listed(a(team.spoken(kind)) for kind in kinds)} counts)" if 0 < len(kinds) <= few else ""
    base = team.catalogue.alone.get(state.role)
    people = team.holders(base) if base else []
    if people:
        return (
            f"name one of those who could lead ({listed([person.label for person in people[:4]])}) {name}, or hire one"
        )
    if team.role(state.role).can_be_available:
        return f"find {a(name)}{others}, on the team or elsewhere, and list them under `members` or `available`"
    return f"hire, second or train {a(name)}{others}; an approved post goes under `vacancies`"


def _unless(team: Team, role: str) -> str:
    unplaced = team.could_be(role)
    if not unplaced:
        return ""
    few = 3
    named = [
        f"{person.label} ({person.what})" if person.what not in person.label else person.label for person in unplaced
    ]
    if len(named) > few:
        return f" - unless one of {count(len(named), 'person', 'people')} whose role can't be told does this"
    return f" - unless {listed(named)} does this"
