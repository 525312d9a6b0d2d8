"""The team: a roster seen through the catalogue on one day. Rules read this and nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final, Literal, TypeVar

from mvdt.model.bind import names_like
from mvdt.model.catalogue import Catalogue, Need, Role
from mvdt.model.roster import Available, BoundRoster, Member, Roster, Vacancy
from mvdt.source.nodes import Path
from mvdt.titles import Resolution, normalise

Post = TypeVar("Post", Vacancy, Available)
State = Literal["filled", "available", "vacant", "missing"]

PHASE_ASSUMED: Final = "alpha"
"""The phase that a team without one is judged in: the guide's whole list holds, the later phases' additions don't."""

HALF_TIME: Final = 0.5


class Person:
    """A member on the team.

    `label` is the name, or the role with an ordinal where there is none. `roles` are catalogue ids, the first
    the main one; empty where neither role nor title says what the person does, with `resolution` then naming
    the candidates. `fte` is 1.0 where nothing is said (`fte_given` false).
    """

    __slots__ = (
        "_catalogue",
        "_clinician",
        "_skills",
        "fte",
        "fte_given",
        "index",
        "label",
        "member",
        "place",
        "resolution",
        "roles",
    )

    def __init__(self, member: Member, index: int, catalogue: Catalogue) -> None:
        self.member = member
        self.index = index
        self.place: Path = ("members", index)
        self._catalogue = catalogue
        self.fte_given = member.fte is not None
        self.fte: float = 1.0 if member.fte is None else member.fte
        self.resolution: Resolution | None = None
        named = [member.role, *member.roles] if member.role else member.roles
        self.roles: list[str] = []
        for name in named:
            role = catalogue.role_of(name)
            if role is not None and role not in self.roles:
                self.roles.append(role)
        if not self.roles and member.title is not None:
            self.resolution = catalogue.titles.resolve(member.title)
            if self.resolution.role is not None:
                self.roles.append(self.resolution.role)
        self.label = member.name or ""
        self._clinician: tuple[bool | None, str] | None = None
        self._skills: dict[str, int] | None = None

    def at(self, *fields: str) -> Path:
        """The place of the first of these fields that the roster has; of the person where it has none."""
        given = self.member.model_fields_set
        for field in fields:
            if field in given:
                return (*self.place, field)
        return self.place

    @property
    def what(self) -> str:
        """What is known of somebody without a known role: the title or role as written."""
        return self.member.title or self.member.role or ", ".join(self.member.roles)

    @property
    def likely(self) -> list[str]:
        """The roles that somebody without a known one most likely has; empty where nothing tells."""
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
        return self._clinician_and_basis()[0]

    @property
    def clinician_basis(self) -> str:
        """What makes the person a clinician or not, in words; empty where it was said outright."""
        return self._clinician_and_basis()[1]

    def skill(self, name: str) -> int:
        """The rank of a skill, 0 if absent: as recorded or, where no skills are recorded, as the roles imply."""
        return self._ranks().get(name, 0)

    @property
    def skills_recorded(self) -> bool:
        """Whether the roster records any skill of the person."""
        return bool(self.member.skills)

    def _ranks(self) -> dict[str, int]:
        if self._skills is None:
            catalogue = self._catalogue
            skills: dict[str, int] = {}
            recorded = self.member.skills
            for source in [recorded] if recorded else [catalogue.roles[role].skills for role in self.roles]:
                for name, level in source.items():
                    skill = catalogue.skill_of(name)
                    if skill is not None:
                        skills[skill] = max(skills.get(skill, 0), catalogue.level(level))
            self._skills = skills
        return self._skills

    def _clinician_and_basis(self) -> tuple[bool | None, str]:
        if self._clinician is None:
            self._clinician = self._judge_clinician()
        return self._clinician

    def _judge_clinician(self) -> tuple[bool | None, str]:
        member, catalogue = self.member, self._catalogue
        if member.clinician is not None:
            return member.clinician, ""
        if member.registration is not None:
            register = catalogue.register_of(member.registration)
            if register is not None:
                return True, f"on the {register} register"
        if member.staff_group is not None:
            group = catalogue.staff_group_of(member.staff_group)
            if group is not None and group.clinician is not None:
                return group.clinician, f"by the staff group {group.name}"
        for role in self.roles:
            # In a clinical family everybody is a clinician by office; the hybrids stand in other families.
            family = catalogue.families.get(catalogue.family_of(role))
            if family is not None and family.viewpoint == "clinical":
                return True, f"by the role of {catalogue.spoken[role]}"
        if member.title is not None and catalogue.clinician_title(member.title):
            return True, f"by the job title {member.title}"
        return None, ""


class RoleState:
    """How a needed role stands: who fills it, who will, and which posts and helpers there are for it.

    `possible` are people whose title names this role beside others, so that nobody can tell which it is.
    """

    __slots__ = ("available", "coming", "holders", "need", "possible", "role", "state", "vacancies")

    def __init__(
        self,
        role: str,
        need: Need,
        *,
        holders: list[Person],
        possible: list[Person],
        coming: list[Person],
        vacancies: list[tuple[Vacancy, Path]],
        available: list[tuple[Available, Path]],
        enough: bool,
    ) -> None:
        self.possible = possible
        self.coming = coming
        self.role = role
        self.need: Need = need
        self.holders = holders
        self.vacancies = vacancies
        self.available = available
        self.state: State = "missing"
        if holders:
            self.state = "filled"
        elif available and enough:
            self.state = "available"
        elif vacancies:
            self.state = "vacant"


class Team:
    """A roster's people on a day, the roles that they fill, and what the team needs.

    `people` are on the team on that day, `coming` not yet, `gone` no longer. `unplaced` are people whose role
    nobody can tell. `unreadable` is true where an item that can't be read could be somebody who is needed, `misread` are
    the list positions of members whose role can't be read.
    """

    def __init__(self, bound: BoundRoster, catalogue: Catalogue, on: date) -> None:
        roster = bound.roster
        self.roster: Roster = roster
        self.catalogue = catalogue
        self.on = on
        self.path = bound.document.path
        self.name = roster.team or os.path.splitext(os.path.basename(self.path))[0]
        phase = catalogue.phase_of(roster.phase) if roster.phase is not None else None
        self.phase_given = phase is not None
        self.phase: str = phase or _assumed(catalogue)
        self.unreadable = bound.unreadable
        self.misread = bound.misread
        self.people: list[Person] = []
        self.coming: list[Person] = []
        self.gone: list[Person] = []
        places = bound.places["members"]
        for index, member in zip(places, roster.members, strict=True):
            person = Person(member, index, catalogue)
            if member.from_ is not None and member.from_ > on:
                self.coming.append(person)
            elif member.until is not None and member.until < on:
                self.gone.append(person)
            else:
                self.people.append(person)
        self._name_the_nameless()
        self._filled: dict[str, list[Person]] = {}
        lineage = catalogue.lineage
        for person in self.people:
            for role in person.roles:
                for filled in lineage[role]:
                    holders = self._filled.setdefault(filled, [])
                    if person not in holders:
                        holders.append(person)
        for role, base in catalogue.alone.items():
            only = [person for person in self._filled.get(base, []) if not person.beginner]
            if role not in self._filled and len(only) == 1:
                self._filled[role] = only
        self.vacancies: list[tuple[Vacancy, Path]] = [
            (vacancy, ("vacancies", index))
            for index, vacancy in zip(bound.places["vacancies"], roster.vacancies, strict=True)
            if vacancy.until is None or vacancy.until >= on
        ]
        self.available: list[tuple[Available, Path]] = [
            (available, ("available", index))
            for index, available in zip(bound.places["available"], roster.available, strict=True)
            if (available.from_ is None or available.from_ <= on) and (available.until is None or available.until >= on)
        ]

    @cached_property
    def unplaced(self) -> list[Person]:
        """People on the team whose role nobody can tell."""
        return [person for person in self.people if not person.roles]

    def could_be(self, role: str) -> list[Person]:
        """People whose role nobody can tell and who may be in this one."""
        lineage = self.catalogue.lineage
        return [
            person
            for person in self.unplaced
            if not person.likely or any(role in lineage[likely] for likely in person.likely)
        ]

    @cached_property
    def fte(self) -> float:
        """The FTE of all people on the team, 1.0 for each whose share is not said."""
        return sum(person.fte for person in self.people)

    @cached_property
    def needs(self) -> list[RoleState]:
        """Every role that the team needs in its phase, in the order of the catalogue, and how it stands."""
        roles = self.catalogue.roles
        return [
            RoleState(
                role,
                need,
                holders=self.holders(role),
                possible=[
                    one for one in self.unplaced if any(role in self.catalogue.lineage[name] for name in one.named)
                ],
                coming=self.among(self.coming, role) if self.coming else [],
                vacancies=self._fillers(self.vacancies, role) if self.vacancies else [],
                available=self._fillers(self.available, role) if self.available else [],
                enough=roles[role].can_be_available,
            )
            for role, need in self.catalogue.needs(self.phase, clinical=self.roster.clinical)
        ]

    @cached_property
    def family_fte(self) -> dict[str, float]:
        """The FTE of each family. Who holds several roles counts in equal parts for their families."""
        shares: dict[str, float] = {}
        for person in self.people:
            for role in person.roles:
                family = self.catalogue.family_of(role)
                shares[family] = shares.get(family, 0.0) + person.fte / len(person.roles)
        return shares

    @cached_property
    def product_leads(self) -> list[Person]:
        """Everybody who holds a role that leads the product."""
        leads = [person for role in self.catalogue.leading for person in self.holders(role)]
        return sorted(dict.fromkeys(leads), key=lambda person: person.index)

    @cached_property
    def named_lead(self) -> Person | None:
        """The person whom `led_by` names, by name, by id, or by a role that one person holds; None if nobody."""
        wanted = self.roster.led_by
        if wanted is None:
            return None
        for person in self.people:
            if person.label == wanted:
                return person
        text = normalise(wanted)
        for person in self.people:
            if text in (normalise(person.label), normalise(person.member.id or "")):
                return person
        role = self.catalogue.role_of(wanted)
        holders = self.holders(role) if role else []
        return holders[0] if len(holders) == 1 else None

    @cached_property
    def lead(self) -> Person | None:
        """Who leads the product: whom `led_by` names, else the one product manager, else the one other lead."""
        if self.roster.led_by is not None:
            return self.named_lead
        managers = self.holders("product-manager")
        if len(managers) == 1:
            return managers[0]
        return self.product_leads[0] if not managers and len(self.product_leads) == 1 else None

    def among(self, people: list[Person], role: str) -> list[Person]:
        """Those of some people who would fill a role."""
        lineage = self.catalogue.lineage
        return [person for person in people if any(role in lineage[held] for held in person.roles)]

    def holders(self, role: str) -> list[Person]:
        """The people who fill a role, those in a kind of it included."""
        return self._filled.get(role, [])

    @property
    def practitioner(self) -> int:
        """The rank from which somebody works without support (Capability Framework: practitioner)."""
        return self.catalogue.level("practitioner") or len(self.catalogue.levels)

    def experienced(self, person: Person) -> bool:
        """Whether somebody has product-management skill at practitioner level, recorded or assumed of the role.

        Of a clinician it is not assumed, or two of them would vouch for each other.
        """
        known = person.skills_recorded or not person.clinician
        return known and person.skill("product-management") >= self.practitioner

    def clinical_product_manager(self, person: Person) -> bool:
        """Whether a clinician has recorded skill in leading a product: the hybrid that the guide praises."""
        skilled = any(person.skill(skill) >= self.practitioner for skill in ("product-management", "service-design"))
        return bool(person.clinician) and person.skills_recorded and skilled

    def role(self, name: str) -> Role:
        """A role of the catalogue."""
        return self.catalogue.roles[name]

    def spoken(self, role: str) -> str:
        """A role's name as it stands within a sentence."""
        return self.catalogue.spoken[role]

    def _fillers(self, posts: Sequence[tuple[Post, Path]], role: str) -> list[tuple[Post, Path]]:
        return [(post, place) for post, place in posts if role in self._lineage_of(post.role)]

    def _lineage_of(self, text: str) -> tuple[str, ...]:
        role = self.catalogue.role_of(text)
        return self.catalogue.lineage[role] if role else ()

    def _name_the_nameless(self) -> None:
        everybody = [*self.people, *self.coming, *self.gone]
        nameless = [person for person in everybody if not person.label]
        if not nameless:
            return
        taken = {person.label for person in everybody}
        kinds: dict[str, list[Person]] = {}
        for person in sorted(nameless, key=lambda person: person.index):
            kind = self.spoken(person.roles[0]) if person.roles else person.what or "member"
            kinds.setdefault(kind, []).append(person)
        for kind, people in kinds.items():
            for ordinal, person in enumerate(people, 1):
                label = kind if len(people) == 1 else f"{kind} {ordinal}"
                person.label = label if label not in taken else f"{label} (no name)"


def likely_roles(name: str, catalogue: Catalogue) -> list[str]:
    """The roles that somebody may have meant who wrote a role that the catalogue lacks; the likeliest first."""
    title = catalogue.titles.resolve(name)
    found = [title.role] if title.role else []
    return list(dict.fromkeys([*found, *names_like(name, catalogue.roles), *title.candidates]))


def _assumed(catalogue: Catalogue) -> str:
    return PHASE_ASSUMED if PHASE_ASSUMED in catalogue.phases else catalogue.phases[0]
