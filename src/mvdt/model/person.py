"""Somebody on a team: a member of the roster as the catalogue understands it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final

from mvdt.model.bind import names_like
from mvdt.model.catalogue import Catalogue
from mvdt.model.roster import Member
from mvdt.source.nodes import Path
from mvdt.spelling import normalise

if TYPE_CHECKING:
    from mvdt.titles import Resolution

_EXTERNAL: Final = ("contractor", "supplier")


class Person:
    """A member on the team.

    `label` is the name, or the role with an ordinal where there is none. `roles` are catalogue ids, the first
    the main one; empty where neither role nor title says what the person does, with `resolution` then naming
    the candidates. `strange` is whether a role is named that the catalogue lacks. `fte` is 1.0 where nothing is said
    (`fte_given` false). `exact` is whether skills and levels are named as the catalogue names them. `external` is whether somebody is a contractor or a supplier's; where nothing is said, the
    organisation's own is assumed. `skills_recorded` is whether the roster records any skill of the person.
    """

    __slots__ = (
        "_catalogue",
        "_clinician",
        "_exact",
        "_likely",
        "_skills",
        "external",
        "fte",
        "fte_given",
        "index",
        "label",
        "member",
        "resolution",
        "roles",
        "skills_recorded",
        "strange",
    )

    def __init__(self, member: Member, index: int, catalogue: Catalogue, *, exact: bool = False) -> None:
        self.member = member
        self.index = index
        self._catalogue = catalogue
        self._exact = exact
        self.fte_given = member.fte is not None
        self.fte: float = 1.0 if member.fte is None else member.fte
        self.external: bool = member.employment in _EXTERNAL
        self.skills_recorded = bool(member.skills)
        self.resolution: Resolution | None = None
        self.strange = False
        self.roles: list[str] = []
        if member.role in catalogue.roles and not member.roles:
            self.roles.append(member.role)
        else:
            for name in [member.role, *member.roles] if member.role else member.roles:
                role = catalogue.role_of(name)
                if role is None:
                    self.strange = True
                elif role not in self.roles:
                    self.roles.append(role)
        if not self.roles and member.title is not None:
            self.resolution = catalogue.titles.resolve(member.title)
            if self.resolution.role is not None:
                self.roles.append(self.resolution.role)
        self.label = member.name or ""
        self._clinician: tuple[bool | None, str] | None = None
        self._likely: list[str] | None = None
        self._skills: dict[str, int] | None = None

    def at(self, *fields: str) -> Path:
        """The place of the first of these fields that the roster has; of the person where it has none.

        Both spellings of a field that has two (`fte`, `wte`) go by the first.
        """
        given = self.member.model_fields_set
        for field in fields:
            if field in given:
                return ("members", self.index, field)
        return self.place

    @property
    def place(self) -> Path:
        """The place of the person in the roster."""
        return ("members", self.index)

    @property
    def called(self) -> str:
        """The person within a sentence: by name, or `the product manager`."""
        return self.label if self.member.name else f"the {self.label}"

    @property
    def last_day(self) -> date:
        """The last day on the team; the end of time where none is said."""
        return self.member.until or date.max

    @property
    def what(self) -> str:
        """What is known of somebody without a known role: the title or role as written."""
        return self.member.title or self.member.role or ", ".join(self.member.roles)

    @property
    def likely(self) -> list[str]:
        """The roles that somebody without a known one most likely has; empty where nothing tells."""
        # Asked for once for each role that the team needs.
        if self._likely is None:
            self._likely = self._look_for_likely()
        return self._likely

    def _look_for_likely(self) -> list[str]:
        if self.resolution is not None and self.resolution.unread and self.resolution.named:
            # One half of the title names a role, and the other could be anything.
            return []
        found: list[str] = list(self.resolution.candidates) if self.resolution else []
        for name in [self.member.role, *self.member.roles]:
            if name is not None and self._catalogue.role_of(name) is None:
                found += likely_roles(name, self._catalogue)
        return list(dict.fromkeys(found))

    @property
    def named(self) -> tuple[str, ...]:
        """The roles that whole parts of the title name, where these are several."""
        return self.resolution.named if self.resolution else ()

    @property
    def beginner(self) -> bool:
        """Whether the title is that of somebody who is learning the trade."""
        return self.member.title is not None and self._catalogue.titles.resolve(self.member.title).beginner

    @property
    def clinician(self) -> bool | None:
        """Whether the person is a clinician; None where nothing tells."""
        known = self._clinician
        return (known if known is not None else self._clinician_and_basis())[0]

    @property
    def perhaps_clinician(self) -> bool:
        """Whether only a title such as clinical product manager speaks of it, which clinicians and others hold."""
        title = self.member.title
        return self.clinician is None and title is not None and "clinical" in normalise(title).split()

    @property
    def clinician_basis(self) -> str:
        """What makes the person a clinician or not, in words; empty where it was said outright."""
        return self._clinician_and_basis()[1]

    def skill(self, name: str) -> int:
        """The rank of a skill, 0 if absent: as recorded or, where no skills are recorded, as the roles imply."""
        recorded = self.member.skills
        if recorded and self._exact:
            level = recorded.get(name)
            return self._catalogue.level_ranks[level] if level is not None else 0
        return self.ranks.get(name, 0)

    @property
    def known_skills(self) -> Collection[str]:
        """The ids of the skills that `skill` has a rank of."""
        recorded = self.member.skills
        return recorded if recorded and self._exact else self.ranks

    @property
    def ranks(self) -> dict[str, int]:
        """The rank of each skill, as `skill` gives it."""
        if self._skills is None:
            recorded = self.member.skills
            catalogue = self._catalogue
            self._skills = catalogue.ranks(recorded) if recorded else catalogue.assumed_ranks(tuple(self.roles))
        return self._skills

    def _clinician_and_basis(self) -> tuple[bool | None, str]:
        if self._clinician is None:
            self._clinician = self._judge_clinician()
        return self._clinician

    def _judge_clinician(self) -> tuple[bool | None, str]:
        member, catalogue = self.member, self._catalogue
        if member.registration is not None:
            register = catalogue.register_of(member.registration)
            if register is not None:
                return True, f"on the {register} register"
        if member.clinician is not None:
            return member.clinician, ""
        if member.staff_group is not None:
            group = catalogue.staff_group_of(member.staff_group)
            if group is not None and group.clinician is not None:
                return group.clinician, f"by the staff group {group.name}"
        for role in self.roles:
            # In a clinical family everybody is a clinician by office; the hybrids stand in other families.
            if role in catalogue.clinical:
                return True, f"by the role of {catalogue.spoken[role]}"
        if member.title is not None and catalogue.clinician_title(member.title):
            return True, f"by the job title {member.title}"
        return None, ""


def likely_roles(name: str, catalogue: Catalogue) -> list[str]:
    """The roles that somebody may have meant who wrote a role that the catalogue lacks; the likeliest first."""
    title = catalogue.titles.resolve(name)
    found = [title.role] if title.role else []
    found = list(dict.fromkeys([*found, *names_like(name, catalogue.roles), *title.candidates]))
    words = set(normalise(name).split())
    # `Security` is a part of what some roles are called.
    return found or [key for key in catalogue.roles if words and words.issubset(key.split("-"))]
