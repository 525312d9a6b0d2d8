"""Names in a roster that the catalogue must know: phase, skills, levels, registers, staff groups, and those of nobody.

Roles are not among them: a role that the catalogue lacks is the rule `unknown-role`'s.
"""

from __future__ import annotations

from collections.abc import Iterator

from mvdt.model.bind import Problem, not_one_of
from mvdt.model.catalogue import Catalogue
from mvdt.model.roster import BoundRoster, Member
from mvdt.model.words import quote
from mvdt.source.nodes import Path


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
        if member.registration is not None and catalogue.register_of(member.registration) is None:
            problems.append(_unknown_register(member.registration, catalogue, (*place, "registration"), _label(member)))
        elif member.registration is not None and member.clinician is False:
            problems.append(
                Problem(
                    f"`clinician` is false, and `registration` says {quote(member.registration)}",
                    "whoever is on a statutory register is a clinician: leave out the one that is wrong",
                    (*place, "clinician"),
                    _label(member),
                )
            )
        if member.staff_group is not None and catalogue.staff_group_of(member.staff_group) is None:
            groups = [group.name for group in catalogue.file.staff_groups.values()]
            at = (*place, "staff_group")
            problems.append(not_one_of("a staff group", member.staff_group, groups, at=at, about=_label(member)))
    for index, available in zip(bound.places["available"], roster.available, strict=True):
        if available.registration is not None and catalogue.register_of(available.registration) is None:
            at = ("available", index, "registration")
            problems.append(_unknown_register(available.registration, catalogue, at, available.role))


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
