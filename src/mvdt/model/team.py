"""The team: a roster seen through the catalogue on one day. Rules read this and nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Final, Literal, TypeVar

from mvdt.model.bind import names_like
from mvdt.model.catalogue import Catalogue
from mvdt.model.catalogue_file import Need, Role
from mvdt.model.person import Person
from mvdt.model.roster import Available, BoundRoster, Member, Roster, Vacancy
from mvdt.model.words import count
from mvdt.source.nodes import Path
from mvdt.spelling import normalise

Post = TypeVar("Post", Vacancy, Available)
State = Literal["filled", "available", "vacant", "missing"]

PHASE_ASSUMED: Final = "alpha"
"""The phase that a team without one is judged in: the guide's whole list holds, the later phases' additions don't."""

HALF_TIME: Final = 0.5

LEADING_SKILLS: Final = ("product-management", "service-design")
"""The skills that leading a product takes, either of them at practitioner level."""

# A text made of these words alone says that there is nothing to say.
_NOTHING_SAID: Final = frozenset(
    "no none not nothing nil na n a false yet so far unknown tbc tbd to be agreed confirmed decided planned".split()  # noqa: SIM905
)


class RoleState:
    """How a needed role stands: who fills it, who will, and which posts and helpers there are for it.

    `possible` are people whose title names this role beside others, so that nobody can tell which it is.
    """

    __slots__ = ("available", "coming", "holders", "need", "possible", "role", "state", "vacancies")

    def __init__(  # noqa: PLR0917 - sixteen are made of each team, and names would take half of the time
        self,
        role: str,
        need: Need,
        state: State,
        holders: list[Person],
        possible: list[Person],
        coming: list[Person],
        vacancies: list[tuple[Vacancy, Path]],
        available: list[tuple[Available, Path]],
    ) -> None:
        self.role = role
        self.need = need
        self.state = state
        self.holders = holders
        self.possible = possible
        self.coming = coming
        self.vacancies = vacancies
        self.available = available


class Team:
    """A roster's people on a day, the roles that they fill, and what the team needs.

    `people` are on the team on that day, `coming` not yet, `gone` no longer. `unplaced` are people whose role
    nobody can tell, `nominal` those with 0 FTE, who fill nothing. `unreadable` is true where an item that can't be read could be somebody who is needed, `misread` are
    the list positions of members whose role can't be read, `lost` the fields of the roster or of its entries of which
    some value can't be read: what is not there may have been meant to be.
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
        self._exact = bound.exact
        self.lost = _lost(bound)
        if any(catalogue.role_of(post.role) is None for post in roster.available):
            self.lost.add("available")
        self.people: list[Person] = []
        self.coming: list[Person] = []
        self.gone: list[Person] = []
        unfilled: list[tuple[Vacancy, Path]] = []
        places = bound.places["members"]
        for index, member in zip(places, roster.members, strict=True):
            person = Person(member, index, catalogue, exact=bound.exact)
            if index in bound.vacant:
                unfilled += [(_vacancy(member, role), ("members", index)) for role in person.roles]
            elif member.from_ is not None and member.from_ > on:
                self.coming.append(person)
            elif member.until is not None and member.until < on:
                self.gone.append(person)
            else:
                self.people.append(person)
        self._name_the_nameless()
        # Whoever has no time for the team fills nothing: presence is days, not names.
        self.nominal: list[Person] = []
        self.unplaced: list[Person] = []
        self.external: list[Person] = []
        self.fte = 0.0
        self.in_families: dict[str, list[Person]] = {}
        self.family_fte: dict[str, float] = {}
        self._sort_people()
        self._filled = self._who_fills()
        posts = zip(bound.places["vacancies"], roster.vacancies, strict=True)
        self.vacancies: list[tuple[Vacancy, Path]] = [
            (vacancy, place)
            for vacancy, place in [*((vacancy, ("vacancies", index)) for index, vacancy in posts), *unfilled]
            if vacancy.until is None or vacancy.until >= on
        ]
        self.available: list[tuple[Available, Path]] = [
            (available, ("available", index))
            for index, available in zip(bound.places["available"], roster.available, strict=True)
            if (available.from_ is None or available.from_ <= on) and (available.until is None or available.until >= on)
        ]

    def _sort_people(self) -> None:
        families_of = self.catalogue.families_of
        members, shares = self.in_families, self.family_fte
        total = 0.0
        for person in self.people:
            fte, roles = person.fte, person.roles
            total += fte
            if not fte:
                self.nominal.append(person)
            if not roles:
                self.unplaced.append(person)
            if person.external:
                self.external.append(person)
            for role in roles:
                family = families_of[role]
                if family not in members:
                    members[family] = [person]
                    shares[family] = fte / len(roles)
                    continue
                # Two roles of one person may be of one family.
                if members[family][-1] is not person:
                    members[family].append(person)
                shares[family] += fte / len(roles)
        self.fte = total

    def _who_fills(self) -> dict[str, list[Person]]:
        filled: dict[str, list[Person]] = {}
        lineage = self.catalogue.lineage
        for person in self.people:
            for held in person.roles if person.fte else ():
                for role in lineage[held]:
                    holders = filled.setdefault(role, [])
                    # Two roles of one person may be of one kind.
                    if not holders or holders[-1] is not person:
                        holders.append(person)
        for role, base in self.catalogue.alone.items():
            if role in filled:
                continue
            only = [person for person in filled.get(base, []) if not person.beginner]
            if len(only) == 1:
                filled[role] = only
        return filled

    def could_be(self, role: str) -> list[Person]:
        """People whose role nobody can tell and who may be in this one."""
        lineage = self.catalogue.lineage
        return [
            person
            for person in self.unplaced
            if not person.likely or any(role in lineage[likely] for likely in person.likely)
        ]

    @cached_property
    def needs(self) -> list[RoleState]:
        """Every role that the team needs in its phase, in the order of the catalogue, and how it stands."""
        needs = self.catalogue.needs(self.phase, clinical=self.roster.clinical)
        if self.unplaced or self.coming or self.vacancies:
            return [self.state_of(role, need) for role, need in needs]
        filled, alone = self._filled, self.catalogue.alone
        offered = self._available_for if self.available else {}
        # Of nearly every role there is no more to say than who fills it.
        return [
            self.state_of(role, need)
            if role not in filled or role in offered or alone.get(role) in offered
            else RoleState(role, need, "filled", filled[role], [], [], [], [])
            for role, need in needs
        ]

    @cached_property
    def needed(self) -> dict[str, RoleState]:
        """The same by role."""
        return {state.role: state for state in self.needs}

    def state_of(self, role: str, need: Need) -> RoleState:
        """How a role stands that the team needs so much."""
        holders = self._filled.get(role, [])
        possible = self._perhaps(role) if self.unplaced else []
        coming = self.among(self.coming, role) if self.coming else []
        vacancies = self._vacant_for.get(role, []) if self.vacancies else []
        available = []
        if self.available:
            # Who leads the only one of a trade may stand in for that one's lead.
            offered = self._available_for
            available = offered.get(role) or offered.get(self.catalogue.alone.get(role, ""), [])
        state: State = "missing"
        if holders:
            state = "filled"
        elif available and self.catalogue.roles[role].can_be_available:
            state = "available"
        elif vacancies:
            state = "vacant"
        return RoleState(role, need, state, holders, possible, coming, vacancies, available)

    def _perhaps(self, role: str) -> list[Person]:
        lineage = self.catalogue.lineage
        return [one for one in self.unplaced if any(role in lineage[name] for name in one.named)]

    @cached_property
    def only_technology(self) -> bool:
        """Whether everybody is from IT: two people or more, the role of each known, none of another trade."""
        families = self.catalogue.families
        technical = [name for name in self.in_families if name in families and families[name].information_technology]
        return len(self.people) > 1 and not self.unplaced and technical == list(self.in_families)

    @cached_property
    def hands_off_fte(self) -> float:
        """The FTE of those who neither make nor run things themselves: strategy, programmes, executives and the like."""
        families = self.catalogue.families
        return sum(fte for name, fte in self.family_fte.items() if name in families and not families[name].hands_on)

    def heirs_apparent(self, role: str) -> list[Person]:
        """People of whom one should be named to a role that nobody holds: the only one would fill it unnamed."""
        base = self.catalogue.alone.get(role)
        return [] if base is None or self.holders(role) else [one for one in self.holders(base) if not one.beginner]

    @property
    def wholly_external(self) -> bool:
        """Whether everybody is a contractor or a supplier's."""
        return bool(self.people) and len(self.external) == len(self.people)

    @cached_property
    def external_critical(self) -> list[str]:
        """The roles that the organisation must hold itself, and that only others hold; one for the same people."""
        found: dict[tuple[int, ...], str] = {}
        for role in self.catalogue.in_house:
            holders = self.holders(role)
            if holders and all(person.external for person in holders):
                found.setdefault(tuple(person.index for person in holders), role)
        return list(found.values())

    @cached_property
    def sole_keepers(self) -> dict[Person, list[str]]:
        """Who alone has a skill that keeps a service running, with those skills; nobody while a role can't be told.

        Recorded skills count from practitioner, those that a role implies from working: what is not said gets the
        benefit of the doubt.
        """
        found: dict[Person, list[str]] = {}
        if not self.unplaced:
            recorded, assumed = self.catalogue.practitioner, self.catalogue.level("working")
            everybody = [
                (person, person.known_skills, recorded if person.skills_recorded else assumed)
                for person in self.people
                if person.fte
            ]
            for skill in self.catalogue.keepers:
                able = [
                    person
                    for person, known, least in everybody
                    if (skill in known or not least) and person.skill(skill) >= least
                ]
                if len(able) == 1:
                    found.setdefault(able[0], []).append(skill)
        return found

    @cached_property
    def offered(self) -> list[str]:
        """The roles that others provide to the team."""
        return [role for post, _ in self.available if (role := self.catalogue.role_of(post.role)) is not None]

    @cached_property
    def within_reach(self) -> list[str]:
        """The roles of everybody on the team, and those that others provide to it."""
        return [*(role for person in self.people for role in person.roles), *self.offered]

    @cached_property
    def needed_families(self) -> set[str]:
        """The families of the roles that the team needs, essential or recommended."""
        return {self.catalogue.families_of[state.role] for state in self.needs if state.need != "optional"}

    @cached_property
    def product_leads(self) -> list[Person]:
        """Everybody who holds a role that leads the product."""
        leads = [person for role in self.catalogue.leading for person in self.holders(role)]
        if len(leads) == 1:
            return leads
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
        managers = self.in_question("product-manager")
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

    def experienced(self, person: Person) -> bool:
        """Whether somebody has product-management skill at practitioner level, recorded or assumed of the role.

        Of a clinician it is not assumed, or two of them would vouch for each other; nor of somebody whose title leaves
        open which of the two they are.
        """
        known = person.skills_recorded or not (person.clinician or person.perhaps_clinician)
        return known and person.skill("product-management") >= self.catalogue.practitioner

    def clinical_product_manager(self, person: Person) -> bool:
        """Whether a clinician has recorded skill in leading a product: the hybrid that the guide praises."""
        skilled = any(person.skill(skill) >= self.catalogue.practitioner for skill in LEADING_SKILLS)
        return bool(person.clinician) and person.skills_recorded and skilled

    @cached_property
    def clinicians_in_charge(self) -> list[Person]:
        """Clinicians who lead the product, or are named as who does, without recorded skill in leading one."""
        leads = list(self.product_leads)
        if self.named_lead is not None and self.named_lead not in leads:
            leads.append(self.named_lead)
        return [person for person in leads if person.clinician and not self.clinical_product_manager(person)]

    def in_question(self, role: str) -> list[Person]:
        """Those in a role that leads who could be the one who decides.

        Neither somebody who is learning the trade beside somebody who has, nor a contractor beside one person of the
        organisation's own.
        """
        holders = self.holders(role)
        if len(holders) > 1:
            holders = [person for person in holders if not person.beginner] or holders
        own = [person for person in holders if not person.external]
        return own if len(own) == 1 else holders

    def lead_role(self, person: Person) -> str:
        """By which of a person's roles they lead the product."""
        lineage, leading = self.catalogue.lineage, self.catalogue.leading
        held = (role for role in person.roles if any(above in leading for above in lineage[role]))
        # Failing one of their own, the one that they fill as the only ones in another.
        return next(held, None) or next(role for role in leading if person in self.holders(role))

    def leads_product(self, person: Person) -> bool:
        """Whether somebody holds a role that leads the product, or is named as who does."""
        return person in self.product_leads or person is self.named_lead

    def leads_by_trade(self, person: Person) -> bool:
        """Whether somebody holds a role that leads the product, or has the skill for it; a clinician, recorded."""
        if person.clinician:
            return self.clinical_product_manager(person)
        skilled = any(person.skill(skill) >= self.catalogue.practitioner for skill in LEADING_SKILLS)
        return person in self.product_leads or skilled

    def gives_clinical_time(self, person: Person) -> bool:
        """Whether somebody holds a clinical role."""
        return not self.catalogue.clinical.isdisjoint(person.roles)

    @cached_property
    def clinical_people(self) -> list[Person]:
        """Everybody on the team in a clinical role."""
        return [person for person in self.people if self.gives_clinical_time(person)]

    def undivided(self, person: Person) -> str | None:
        """The first of a person's roles that bears no other team beside it; None if all do."""
        lineage, roles = self.catalogue.lineage, self.catalogue.roles
        return next((role for role in person.roles if any(roles[above].undivided for above in lineage[role])), None)

    @property
    def handed_over(self) -> bool:
        """Whether the roster says how outsiders' knowledge reaches the organisation's own people."""
        said = self.roster.knowledge_transfer
        return said is not None and not _NOTHING_SAID.issuperset(normalise(said).split())

    def has_skill(self, skill: str, *, own: bool = False) -> bool:
        """Whether a special skill is on the team, held by its `own` people if so wanted, or available to it.

        Recorded it counts from working; of a role that is not made of it, less than practitioner is not assumed.
        """
        working = self.catalogue.level("working")
        return any(
            person.skill(skill) >= (working if person.skills_recorded else self.catalogue.practitioner)
            for person in self.people
            if not (own and person.external)
        ) or any(
            self.catalogue.assumed_ranks((role,)).get(skill, 0) >= self.catalogue.practitioner for role in self.offered
        )

    def uncertain_of(self, skills: Sequence[str]) -> bool:
        """Whether it can't be told if anybody has one of these skills, or the catalogue knows none of them."""
        known = any(skill in self.catalogue.skills for skill in skills)
        return not known or self.unreadable or bool(self.unplaced) or not self.lost.isdisjoint(("skills", "available"))

    def brings(self, skill: str) -> bool:
        """Whether anybody on the team has a skill at working level or above; anybody has, if the catalogue lacks the level."""
        return skill in self._brought or not self.catalogue.level("working")

    @cached_property
    def _brought(self) -> set[str]:
        working = self.catalogue.level("working")
        if not self._exact:
            return {skill for person in self.people for skill, rank in person.ranks.items() if rank >= working}
        enough = {level for level, rank in self.catalogue.level_ranks.items() if rank >= working}
        found: set[str] = set()
        for person in self.people:
            if person.skills_recorded:
                skills = person.member.skills
                found.update(compress(skills, map(enough.__contains__, skills.values())))
            else:
                found.update(skill for skill, rank in person.ranks.items() if rank >= working)
        return found

    def assumed_shares(self, people: Sequence[Person]) -> str:
        """What a sum of these people's FTE rests on, as a part of a sentence; empty where all of it was said."""
        assumed = sum(not person.fte_given for person in people)
        return f"a full week assumed for {count(assumed, 'person', 'people')}" if assumed else ""

    def role(self, name: str) -> Role:
        """A role of the catalogue."""
        return self.catalogue.roles[name]

    def spoken(self, role: str) -> str:
        """A role's name as it stands within a sentence."""
        return self.catalogue.spoken[role]

    @cached_property
    def _vacant_for(self) -> dict[str, list[tuple[Vacancy, Path]]]:
        return self._by_role(self.vacancies)

    @cached_property
    def _available_for(self) -> dict[str, list[tuple[Available, Path]]]:
        return self._by_role(self.available)

    def _by_role(self, posts: Sequence[tuple[Post, Path]]) -> dict[str, list[tuple[Post, Path]]]:
        """Posts by each role that whoever has them would fill."""
        found: dict[str, list[tuple[Post, Path]]] = {}
        for post in posts:
            role = self.catalogue.role_of(post[0].role)
            for filled in self.catalogue.lineage[role] if role is not None else ():
                found.setdefault(filled, []).append(post)
        return found

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


def _vacancy(member: Member, role: str) -> Vacancy:
    """The vacancy that an entry among the members is which names nobody."""
    return Vacancy.model_construct(
        role=role, title=member.title, fte=member.fte, from_=member.from_, until=member.until, note=None
    )


def _lost(bound: BoundRoster) -> set[str]:
    fields = [step for problem in bound.problems for step in problem.at[:3:2] if isinstance(step, str)]
    known = (*Roster.model_fields, *Member.model_fields)
    return {name for field in fields for name in ((field,) if field in known else names_like(field, known)[:1])}


def _assumed(catalogue: Catalogue) -> str:
    return PHASE_ASSUMED if PHASE_ASSUMED in catalogue.phases else catalogue.phases[0]
