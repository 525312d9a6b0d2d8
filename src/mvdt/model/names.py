"""Names in a roster that the catalogue must know: phase, skills, levels, registers, staff groups, and those of nobody.

Roles are not among them: a role that the catalogue lacks is the rule `unknown-role`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from mvdt.model.bind import Problem, not_one_of
from mvdt.model.catalogue import Catalogue
from mvdt.model.roster import Available, BoundRoster, Member
from mvdt.model.words import quote
from mvdt.source.nodes import Path

_BEFORE_NUMBER: Final = re.compile(
    r"([^\W\d_]+(?: [^\W\d_]+)*?)[\W_]+(?:(?:number|no|pin|reg|ref|id)\b[\W_]*)*[A-Z]{0,3}\d", re.IGNORECASE
)


def check_names(bound: BoundRoster, catalogue: Catalogue) -> None:
    """Add to a roster's problems each name that the catalogue lacks."""
    roster, problems = bound.roster, bound.problems
    if roster.phase is not None and catalogue.phase_of(roster.phase) is None:
        problems.append(not_one_of("a phase", roster.phase, catalogue.phases, at=("phase",), about="phase"))
    # Nearly always all of them are known, so they are looked at together.
    named = set().union(*[member.skills for member in roster.members])
    levels = set().union(*[member.skills.values() for member in roster.members])
    bound.exact = named <= catalogue.skills.keys() and levels <= catalogue.level_ranks.keys()
    for index, member in zip(bound.places["members"], roster.members, strict=True):
        place: Path = ("members", index)
        if member.name is not None and catalogue.is_vacant(member.name):
            bound.vacant.add(index)
            problems.append(_vacant(member, (*place, "name")))
        if not bound.exact:
            problems += _unknown_skills(bound, member, place, catalogue)
        if member.registration is not None:
            problems += _registration(bound, member, (*place, "registration"), _label(member), catalogue)
        if member.staff_group is not None and catalogue.staff_group_of(member.staff_group) is None:
            groups = [group.name for group in catalogue.file.staff_groups.values()]
            at = (*place, "staff_group")
            problems.append(not_one_of("a staff group", member.staff_group, groups, at=at, about=_label(member)))
    for index, available in zip(bound.places["available"], roster.available, strict=True):
        if available.registration is not None:
            at = ("available", index, "registration")
            problems += _registration(bound, available, at, available.role, catalogue)


def _registration(
    bound: BoundRoster, item: Member | Available, at: Path, about: str, catalogue: Catalogue
) -> Iterator[Problem]:
    """What is wrong with a registration; one whose number is refused as personal data counts as that of its register."""
    value = item.registration or ""
    if catalogue.register_of(value) is None:
        body = _BEFORE_NUMBER.match(value) if bound.covered else None
        if body is not None and catalogue.register_of(body[1]) is not None and _is_covered(bound, at):
            item.registration = body[1]
        else:
            yield _unknown_register(value, catalogue, at, about)
            return
    if isinstance(item, Member) and item.clinician is False:
        yield Problem(
            f"`clinician` is false, and `registration` says {quote(item.registration)}",
            "whoever is on a statutory register is a clinician: leave out the one that is wrong",
            (*at[:-1], "clinician"),
            about,
        )


def _is_covered(bound: BoundRoster, at: Path) -> bool:
    start, end = bound.document.span(at)
    before = bisect_left(bound.covered, (end, 0))
    return before > 0 and start < bound.covered[before - 1][1]


def _unknown_skills(bound: BoundRoster, member: Member, place: Path, catalogue: Catalogue) -> Iterator[Problem]:
    about = _label(member)
    for skill, level in member.skills.items():
        at = (*place, "skills", skill)
        if catalogue.skill_of(skill) is None:
            yield not_one_of("a skill", skill, catalogue.skills, at=at, about=about, span=bound.document.key_span(at))
        if not catalogue.level(level):
            yield not_one_of("a level", level, catalogue.levels, at=at, about=about)


def _vacant(member: Member, at: Path) -> Problem:
    message = f"{quote(member.name)} is nobody's name, so this post counts as vacant"
    return Problem(message, "move it to `vacancies`, without the name, or write who it is", at, member.name or "")


def _label(member: Member) -> str:
    return member.name or member.role or member.title or "member"


def _unknown_register(value: str, catalogue: Catalogue, at: Path, about: str) -> Problem:
    if not catalogue.registers:
        fix = "leave the field out, or list `registers` in the catalogue"
        return Problem("this catalogue knows no statutory registers", fix, at, about)
    known = ", ".join(catalogue.registers)
    return Problem(
        f"{quote(value)} is not a statutory register of clinicians",
        f"give the register's name only, one of {known}; leave the field out for other memberships",
        at,
        about,
    )
