"""How it is said that nobody fills a role: the same words in every rule that speaks of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mvdt.model.words import a, count, day, listed, share

if TYPE_CHECKING:
    from mvdt.model.roster import Available
    from mvdt.model.team import RoleState, Team
    from mvdt.source.nodes import Path


class Absence(NamedTuple):
    """What is said of a role without a holder, what to do, and where to look."""

    message: str
    fix: str
    at: Path


def absence(team: Team, state: RoleState, reason: str, or_else: str = "") -> Absence:
    """A role that nobody fills: why not yet, why no longer, or for which `reason` it matters.

    `or_else` is another way out than finding somebody, as a part of the remedy's sentence.
    """
    said = _said(team, state, reason, or_else)
    return said._replace(message=said.message + doubt(team, state.role))


def _said(team: Team, state: RoleState, reason: str, or_else: str) -> Absence:
    name = team.spoken(state.role)
    gone = team.among(team.gone, state.role)
    nominal = team.among(team.nominal, state.role)
    meanwhile = f", and {_provider(state.available[0][0])} looks in meanwhile" if state.available else ""
    if nominal:
        return Absence(
            f"no {name} on the team: {nominal[0].called} is one in name only, with 0 FTE{meanwhile}",
            f"give {nominal[0].called} time on this team, or find {a(name)} who has it",
            nominal[0].at("fte"),
        )
    if state.coming:
        first = min(state.coming, key=lambda person: (person.member.from_, person.label))
        start = f" on {day(first.member.from_)}" if first.member.from_ else ""
        return Absence(
            f"no {name} on the team yet: {first.label} starts{start}{meanwhile}",
            f"agree who does the work of {a(name)} until then",
            first.at("from", "role"),
        )
    if state.vacancies:
        vacancy, place = state.vacancies[0]
        start = ""
        if vacancy.from_:
            start = f", {'was to be filled' if vacancy.from_ < team.on else 'to be filled'} from {day(vacancy.from_)}"
        return Absence(
            f"no {name} on the team yet: the post is vacant{start}{meanwhile}",
            f"fill the post; until then, agree who does the work of {a(name)}",
            (*place, "role"),
        )
    if state.available:
        provided, place = state.available[0]
        part = f" ({share(provided.fte)} FTE)" if provided.fte is not None else ""
        return Absence(
            f"no {name} on the team: {_provider(provided)} looks in{part}, which is no substitute for somebody of the team",
            f"make {a(name)} a member of the team, even if only for part of the week",
            (*place, "role"),
        )
    if gone:
        last = max(gone, key=lambda person: (person.member.until, person.label))
        end = f" on {day(last.member.until)}" if last.member.until else ""
        return Absence(
            f"no {name} on the team any more: {last.label} left{end}",
            _hire(team, state.role, or_else),
            last.at("until", "role"),
        )
    where = "on the team or available to it" if team.role(state.role).can_be_available else "on the team"
    return Absence(f"no {name} {where}, {reason}", _hire(team, state.role, or_else), ("members",))


def _provider(provided: Available) -> str:
    return provided.by or "somebody else"


def _hire(team: Team, role: str, or_else: str = "") -> str:
    name = team.spoken(role)
    kinds = team.catalogue.kinds(role)
    few = 4
    others = f" ({listed(a(team.spoken(kind)) for kind in kinds)} counts)" if 0 < len(kinds) <= few else ""
    base = team.catalogue.alone.get(role)
    people = team.holders(base) if base else []
    if people:
        return (
            f"name one of those who could lead ({listed([person.label for person in people[:4]])}) {name}, or hire one"
        )
    if team.role(role).can_be_available:
        return f"find {a(name)}{others}, on the team or elsewhere, and list them under `members` or `available`"
    return f"hire, second or train {a(name)}{others}{or_else}; an approved post goes under `vacancies`"


def doubt(team: Team, role: str) -> str:
    """The people whose role nobody can tell and who may be in this one, as the end of a sentence; empty if none."""
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
