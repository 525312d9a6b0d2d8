"""A role that the team needs has nobody in it.

What a team needs depends on its phase and on whether the service affects care, and stands in the catalogue:
an essential role without a holder is an error, a recommended one a warning (advice in discovery), an optional one
advice. Somebody
in a kind of the role fills it: a content designer is a designer. A vacancy fills nothing. What others provide
(`available`) fills a role only where the catalogue says that it is enough (clinical safety, security,
information governance, architecture, accessibility); for the rest the finding is a warning that says so, also where a
vacancy stands beside it.
A sole developer, unless a junior one, fills the lead developer's role, and the only clinician the lead clinician's;
where there are several clinicians and none is named lead, the finding is a warning. So it is where another product
lead or a clinician in another role is there, somebody whose title may mean the role, or as many people whose role can't
be told as there are essential roles empty.
A person whose role nobody can tell is named, for it may be the one who is missed. The rule stays silent where a
title names the role beside another (`unknown-role` asks which it is), where an entry can't be read at all, and where
a rule of its own speaks: `no-technical-lead` of several developers without a lead, `clinical-safety-officer` of that
role, `clinical-time` of a clinician who has no time for the team.

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

from typing import TYPE_CHECKING, Final

from mvdt.findings import ADVICE, ERROR, WARNING, Finding
from mvdt.model.absence import absence
from mvdt.model.words import a, listed
from mvdt.rules import GUIDE, NoOptions, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mvdt.findings import Severity
    from mvdt.model.team import RoleState, Team

_SEVERITY: Final[dict[str, Severity]] = {"essential": ERROR, "recommended": WARNING, "optional": ADVICE}
_LOOKED_IN: Final[dict[str, Severity]] = {"essential": WARNING, "recommended": ADVICE}


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
    missed: dict[str, list[str]] | None = None
    empty = 0
    for state in team.needs:
        if state.state in ("filled", "available") or _left_to_others(team, state):
            continue
        if missed is None:
            missed = _missed_with(team)
            empty = sum(one.need == "essential" and one.state in ("missing", "vacant") for one in team.needs)
        heirs = team.heirs_apparent(state.role)
        said = absence(team, state, _need(team, state))
        severity = _SEVERITY[state.need]
        if state.available:
            severity = _LOOKED_IN.get(state.need, severity)
        elif severity == ERROR and (heirs or _perhaps_there(team, state.role, empty)):
            severity = WARNING
        elif severity == WARNING and team.phase == team.catalogue.phases[0]:
            severity = ADVICE
        message = said.message + _stand_in(team, state.role) + _with_it(missed.get(state.role, ()))
        if len(heirs) > 1:
            base = team.catalogue.alone[state.role]
            names = listed([person.called for person in heirs], "and")
            message = f"{names} are {team.spoken(base)}s, and nothing says which of them leads"
        role = team.role(state.role)
        yield Finding(
            message,
            fix=said.fix,
            about=state.role,
            at=said.at,
            severity=severity,
            source=team.catalogue.cited(role.need_source or role.source),
            why=role.why,
        )


def _left_to_others(team: Team, state: RoleState) -> bool:
    """Whether a rule of its own speaks of the role, or nothing has to be said."""
    without_time = team.among(team.nominal, state.role)
    return (
        state.role == "clinical-safety-officer"
        or (state.role == "lead-developer" and len(team.heirs_apparent(state.role)) > 1)
        # Whose title names this role beside another, `unknown-role` asks about.
        or bool(state.possible)
        # `clinical-time` speaks of a clinician without time for the team.
        or (state.role in team.catalogue.clinical and any(map(team.gives_clinical_time, without_time)))
        or (state.need == "optional" and bool(state.available))
    )


def _perhaps_there(team: Team, role: str, empty: int) -> bool:
    """Whether somebody may be in the role, or stands in for it: as many can't be placed as essential roles are `empty`."""
    could = team.could_be(role)
    likely = any(person.likely for person in could) or (bool(could) and len(team.unplaced) >= empty)
    return likely or bool(_stand_in(team, role))


def _stand_in(team: Team, role: str) -> str:
    """Whoever does some of it in another role, as the end of a sentence: another product lead, another clinician."""
    if role in team.catalogue.leading and team.product_leads:
        lead = team.product_leads[0]
        return f", though {lead.called} leads it as {team.spoken(team.lead_role(lead))}"
    if role == "lead-clinician":
        clinicians = [person for person in team.people if person.clinician and not team.gives_clinical_time(person)]
        if clinicians:
            return f", though {clinicians[0].called} is a clinician"
        officers = team.holders("clinical-safety-officer")
        if officers:
            return f", though {officers[0].called}, the clinical safety officer, has to be a clinician"
    return ""


def _missed_with(team: Team) -> dict[str, list[str]]:
    """The disciplines that are missed with a role, by that role."""
    missed: dict[str, list[str]] = {}
    for kind, need in team.catalogue.needed_kinds(team.phase):
        above = team.role(kind).kind_of
        if need != "optional" and above is not None:
            missed.setdefault(above, []).append(a(team.spoken(kind)))
    return missed


def _with_it(kinds: Sequence[str]) -> str:
    """What is missed with a role, as the end of a sentence."""
    return f"; neither {listed(kinds, 'nor')} is there" if kinds else ""


def _need(team: Team, state: RoleState) -> str:
    return {
        "essential": f"and the role is essential in {team.phase}",
        "recommended": f"and the role is recommended in {team.phase}",
        "optional": "which is worth a thought",
    }[state.need]
