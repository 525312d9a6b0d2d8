"""The catalogue file: roles, skills, families, registers, and what a team needs of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from mvdt.model.bind import Item, Problem, bind, kind_of, names_like, not_one_of
from mvdt.model.words import quote, within_a_sentence
from mvdt.readers import Source, read
from mvdt.source.document import Document
from mvdt.source.nodes import Path
from mvdt.titles import Titles, ends_with, normalise

Need = Literal["essential", "recommended", "optional"]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

BUILT_IN: Final = "mvdt"
EVERY_PHASE: Final = "*"
# Who leads the product in a catalogue that does not say it of any role.
_LEADING: Final = ("product-manager", "service-owner")
_NEED_NAMES: Final = ("essential", "recommended", "optional")
# Needs are taken over whole: half of one catalogue's phases and half of another's would be nobody's decision.
_WHOLE: Final = ("need", "need_if_clinical", "need_of_kind")


def _by_phase(value: object) -> object:
    return {EVERY_PHASE: value} if isinstance(value, str) else value


NeedByPhase = Annotated[
    dict[str, Need],
    BeforeValidator(_by_phase),
    WithJsonSchema(
        {
            "oneOf": [
                {"enum": list(_NEED_NAMES)},
                {"type": "object", "additionalProperties": {"enum": list(_NEED_NAMES)}},
            ]
        }
    ),
]


class Reference(Item):
    """Where a statement comes from."""

    title: Label = Field(description="Title of the publication.", examples=["Building and enabling digital teams"])
    part: Label | None = Field(None, description="The part of it.", examples=["Minimum viable digital team"])
    publisher: Label | None = Field(
        None, description="Who published it.", examples=["NHS Providers and Public Digital"]
    )
    year: int | None = Field(None, description="Year of publication.", examples=[2020])
    address: Label | None = Field(None, description="Its address.", examples=["https://www.example.org/guide"])

    def cited(self) -> str:
        """The reference as a finding names it."""
        return f'{self.title}, "{self.part}"' if self.part else self.title


class Mindset(Item):
    """One of the cornerstones of a digital mindset."""

    name: Label = Field(description="Its name.", examples=["User-centred design"])
    skills: list[Label] = Field(
        default_factory=list, description="Skills that bring it to a team.", examples=[["user-research"]]
    )


class Family(Item):
    """A discipline that roles belong to."""

    name: Label = Field(description="Its name.", examples=["Product"])
    viewpoint: Literal["digital", "clinical", "operational"] = Field(
        "digital", description="The side of the house.", examples=["digital"]
    )
    hands_on: bool = Field(True, description="Whether its people make or run things themselves.", examples=[True])
    max_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Largest share of a team's FTE before the mix counts as unbalanced.",
        examples=[0.5],
    )
    information_technology: bool = Field(
        False, description="Whether this is the IT department's own trade.", examples=[True]
    )


class Skill(Item):
    """Something that a person can do."""

    name: Label = Field(description="Its name.", examples=["Product management"])
    aliases: list[Label] = Field(
        default_factory=list, description="Other names in use.", examples=[["product ownership"]]
    )
    keeps: Label | None = Field(
        None,
        description="What a running service needs it for, as in `deploy or run` the service: two people should have it.",
        examples=["deploy or run"],
    )


class Pair(Item):
    """Two roles that one person should not hold together."""

    roles: list[Label] = Field(
        min_length=2, max_length=2, description="The two roles.", examples=[["developer", "designer"]]
    )
    why: Label | None = Field(
        None, description="Why not.", examples=["Whoever builds it seldom sees what is hard to use."]
    )
    source: Label | None = Field(None, description="Where this comes from.", examples=["assessments"])


class StaffGroup(Item):
    """A staff group of the NHS electronic staff record."""

    name: Label = Field(description="Its name.", examples=["Medical and dental"])
    code: Label | None = Field(None, description="Its code.", examples=["01"])
    clinician: bool | None = Field(
        None,
        description="Whether its people are registered clinicians; left out where the group is mixed.",
        examples=[True],
    )


class Register(Item):
    """A statutory register of clinicians."""

    name: Label = Field(description="Who keeps it.", examples=["General Medical Council"])
    titles: list[Label] = Field(
        default_factory=list,
        description="Job titles that only somebody on this register holds.",
        examples=[["consultant anaesthetist"]],
    )
    source: Label | None = Field(None, description="Where this comes from.", examples=["psa"])


class Role(Item):
    """What somebody does on a team."""

    name: Label = Field(description="Its name.", examples=["Product manager"])
    family: Label | None = Field(None, description="The family that it belongs to.", examples=["product"])
    kind_of: Label | None = Field(None, description="The role that it fills as well.", examples=["designer"])
    or_the_only: Label | None = Field(
        None,
        description="A role whose holder fills this one too where nobody else on the team has it.",
        examples=["developer"],
    )
    need: NeedByPhase = Field(
        default_factory=dict,
        description="How much a team needs it: one level, or a level for each phase.",
        examples=["essential"],
    )
    need_if_clinical: NeedByPhase = Field(
        default_factory=dict,
        description="The need where the service affects care, if it differs.",
        examples=["essential"],
    )
    need_source: Label | None = Field(None, description="Where the need comes from.", examples=["guide-team"])
    leads_product: bool = Field(
        False,
        description="Whether holding it means leading the product; if no role says so, product-manager and service-owner.",
        examples=[True],
    )
    need_of_kind: NeedByPhase = Field(
        default_factory=dict,
        description="How much a team that has the role it is a kind of needs this kind as well.",
        examples=["optional"],
    )
    covered_by: Label | None = Field(
        None, description="The skill by which somebody in another role covers it.", examples=["content-design"]
    )
    in_house: bool = Field(False, description="Whether the organisation's own staff must hold it.", examples=[True])
    undivided: bool = Field(
        False, description="Whether its holder should serve no other team at the same time.", examples=[True]
    )
    min_fte: float | None = Field(
        None, ge=0, le=1, description="Smallest share of a week that makes sense for it.", examples=[0.6]
    )
    min_fte_source: Label | None = Field(
        None, description="Where that share comes from.", examples=["standard-to-2019"]
    )
    can_be_available: bool = Field(
        False, description="Whether it is enough that others provide it to the team.", examples=[True]
    )
    skills: dict[Label, Label] = Field(
        default_factory=dict,
        description="Its skills with their levels.",
        examples=[{"product-management": "practitioner"}],
    )
    titles: list[Label] = Field(
        default_factory=list, description="Job titles that mean it.", examples=[["product owner"]]
    )
    why: Label | None = Field(None, description="What it is for.", examples=["Keeps the work on what users need."])
    source: Label | None = Field(None, description="Where its description comes from.", examples=["guide-team"])


class CatalogueFile(Item):
    """A catalogue of roles and of what a team needs."""

    catalogue: Label = Field(description="Its name.", examples=["Minimum viable digital team"])
    extends: Literal["mvdt"] | None = Field(
        None, description="`mvdt` to add to the built-in catalogue or change it, key by key.", examples=["mvdt"]
    )
    source: Reference | None = Field(None, description="The publication that it rests on.")
    sources: dict[str, Reference] = Field(default_factory=dict, description="Publications that `source` fields name.")
    phases: list[Label] = Field(
        ["discovery", "alpha", "beta", "live"], min_length=1, description="The phases of a team's work, in order."
    )
    levels: list[Label] = Field(
        ["awareness", "working", "practitioner", "expert"],
        min_length=1,
        description="Levels of a skill, the lowest first.",
    )
    mindset: dict[str, Mindset] = Field(default_factory=dict, description="Cornerstones of a digital mindset.")
    families: dict[str, Family] = Field(default_factory=dict, description="Disciplines.")
    skills: dict[str, Skill] = Field(default_factory=dict, description="Skills.")
    staff_groups: dict[str, StaffGroup] = Field(
        default_factory=dict, description="Staff groups of the NHS electronic staff record."
    )
    registers: dict[str, Register] = Field(default_factory=dict, description="Statutory registers: who is a clinician.")
    roles: dict[str, Role] = Field(default_factory=dict, description="Roles.")
    incompatible: dict[str, Pair] = Field(
        default_factory=dict, description="Pairs of roles that one person should not hold together."
    )


_SECTIONS: Final[dict[str, tuple[type[Item], str]]] = {
    "sources": (Reference, "a source"),
    "mindset": (Mindset, "a cornerstone of the mindset"),
    "families": (Family, "a family"),
    "skills": (Skill, "a skill"),
    "staff_groups": (StaffGroup, "a staff group"),
    "registers": (Register, "a register"),
    "roles": (Role, "a role"),
    "incompatible": (Pair, "a pair of roles"),
}


class BadCatalogue(Exception):
    """A catalogue that can't be used: its document and everything that is wrong with it."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        super().__init__(f"{document.path}: {len(problems)} problems")
        self.document = document
        self.problems = problems


class Catalogue:
    """A checked catalogue and what follows from it, computed once.

    `path` is None for the built-in one. `spoken` are the roles' names as they stand within a sentence,
    `leading` the roles that lead a product, `alone` the roles that the only holder of another one fills,
    `in_house` those that the organisation must hold itself, `keepers` the skills that keep a service running.
    """

    def __init__(self, file: CatalogueFile, path: str | None) -> None:
        self.path = path
        self.name = file.catalogue
        self.file = file
        self.roles = file.roles
        self.families = file.families
        self.skills = file.skills
        self.registers = file.registers
        self.phases = file.phases
        self.levels = file.levels
        self.level_ranks = {level: rank for rank, level in enumerate(file.levels, 1)}
        self.lineage: dict[str, tuple[str, ...]] = {role: tuple(_ancestors(role, file.roles)) for role in file.roles}
        self.spoken: dict[str, str] = {key: within_a_sentence(role.name) for key, role in file.roles.items()}
        self.alone: dict[str, str] = {key: role.or_the_only for key, role in file.roles.items() if role.or_the_only}
        leading = [key for key, role in file.roles.items() if role.leads_product]
        self.leading: list[str] = leading or [key for key in _LEADING if key in file.roles]
        self.keepers: list[str] = [key for key, skill in file.skills.items() if skill.keeps]
        self.in_house: list[str] = [key for key, role in file.roles.items() if role.in_house]
        self._assumed: dict[tuple[str, ...], dict[str, int]] = {}
        self._needs: dict[tuple[str, bool], list[tuple[str, Need]]] = {}
        self._needed_kinds: dict[str, list[tuple[str, Need]]] = {}
        self._kinds: dict[str, list[str]] = {}
        self._roles_seen: dict[str, str | None] = {}
        self._skills_seen: dict[str, str | None] = {}
        self._clinicians_seen: dict[str, str | None] = {}

    def needs(self, phase: str, *, clinical: bool) -> list[tuple[str, Need]]:
        """The roles that a team needs in a phase, with how much, in the order of the catalogue."""
        found = self._needs.get((phase, clinical))
        if found is None:
            found = []
            for name, role in self.roles.items():
                level = _in_phase(role.need_if_clinical if clinical and role.need_if_clinical else role.need, phase)
                if level is not None:
                    found.append((name, level))
            self._needs[phase, clinical] = found
        return found

    def needed_kinds(self, phase: str) -> list[tuple[str, Need]]:
        """The roles that a team needs in a phase beside what they are a kind of, with how much."""
        found = self._needed_kinds.get(phase)
        if found is None:
            levels = {key: _in_phase(role.need_of_kind, phase) for key, role in self.roles.items() if role.need_of_kind}
            found = self._needed_kinds[phase] = [(key, level) for key, level in levels.items() if level is not None]
        return found

    def kinds(self, role: str) -> list[str]:
        """The roles that are a kind of this one, in the order of the catalogue."""
        found = self._kinds.get(role)
        if found is None:
            found = self._kinds[role] = [key for key, other in self.roles.items() if other.kind_of == role]
        return found

    def role_of(self, text: str) -> str | None:
        """The id of a role that a roster names by id or by name, in any case; None if there is none."""
        if text in self.roles:
            return text
        if text not in self._roles_seen:
            self._roles_seen[text] = self._role_names.get(normalise(text))
        return self._roles_seen[text]

    def skill_of(self, text: str) -> str | None:
        """The id of a skill that a roster names by id, name or alias, in any case; None if there is none."""
        if text in self.skills:
            return text
        if text not in self._skills_seen:
            self._skills_seen[text] = self._skill_names.get(normalise(text))
        return self._skills_seen[text]

    def ranks(self, skills: dict[str, str]) -> dict[str, int]:
        """The ranks of skills by their ids, where skills and levels are named in any way that is known."""
        found: dict[str, int] = {}
        for name, level in skills.items():
            skill = self.skill_of(name)
            if skill is not None:
                found[skill] = max(found.get(skill, 0), self.level(level))
        return found

    def assumed_ranks(self, roles: tuple[str, ...]) -> dict[str, int]:
        """The ranks of the skills that somebody in these roles is taken to have."""
        found = self._assumed.get(roles)
        if found is None:
            found = {}
            for role in roles:
                for skill, rank in self.ranks(self.roles[role].skills).items():
                    found[skill] = max(found.get(skill, 0), rank)
            self._assumed[roles] = found
        return found

    def level(self, name: str) -> int:
        """The rank of a level, from 1; 0 for one that the catalogue lacks."""
        rank = self.level_ranks.get(name)
        return rank if rank is not None else self.level_ranks.get(name.casefold(), 0)

    def phase_of(self, text: str) -> str | None:
        """The phase that a roster names, in any case; None if there is none."""
        return next((phase for phase in self.phases if phase.casefold() == text.casefold()), None)

    def family_of(self, role: str) -> str:
        """The family of a role: its own, or that of what it is a kind of; failing all, the role itself."""
        for name in self.lineage[role]:
            family = self.roles[name].family
            if family is not None:
                return family
        return role

    def family_name(self, family: str) -> str:
        """A family's name; its id where it is a role that has none."""
        known = self.families.get(family)
        return known.name if known else family

    def register_of(self, text: str) -> str | None:
        """The id of a statutory register that a roster names by id or name, in any case."""
        wanted = normalise(text)
        return next(
            (key for key, register in self.registers.items() if wanted in (normalise(key), normalise(register.name))),
            None,
        )

    def staff_group_of(self, text: str) -> StaffGroup | None:
        """The staff group that a roster names by code or name, in any case."""
        wanted = normalise(text)
        for key, group in self.file.staff_groups.items():
            codes = (group.code or key, (group.code or key).lstrip("0"))
            if wanted in (normalise(key), normalise(group.name), *codes):
                return group
        return None

    def clinician_title(self, title: str) -> str | None:
        """The register whose titles a job title ends in: only a registered clinician holds it."""
        if title not in self._clinicians_seen:
            phrase = ends_with(title, self._register_titles)
            self._clinicians_seen[title] = self._register_titles[phrase] if phrase else None
        return self._clinicians_seen[title]

    def cited(self, source: str | None) -> str:
        """A source as a finding names it: its title and part, or the words that stand there."""
        if source and source in self.file.sources:
            return self.file.sources[source].cited()
        whole = self.file.source
        if whole is None:
            return source or self.name
        return f'{whole.title}, "{source}"' if source else whole.cited()

    @cached_property
    def titles(self) -> Titles:
        """The resolver of job titles."""
        return Titles(_titles(self.roles), self._register_titles, "clinician" if "clinician" in self.roles else None)

    @cached_property
    def _role_names(self) -> dict[str, str]:
        return {normalise(role.name): key for key, role in self.roles.items()} | {
            normalise(key): key for key in self.roles
        }

    @cached_property
    def _skill_names(self) -> dict[str, str]:
        names = {normalise(alias): key for key, skill in self.skills.items() for alias in skill.aliases}
        names |= {normalise(skill.name): key for key, skill in self.skills.items()}
        return names | {normalise(key): key for key in self.skills}

    @cached_property
    def _register_titles(self) -> dict[str, str]:
        return {normalise(title): key for key, register in self.registers.items() for title in register.titles}


def load(path: str | None = None) -> Catalogue:
    """The built-in catalogue, or the one in a file.

    Raises `BadCatalogue` for what is wrong in the file, `readers.Unreadable` if it can't be opened.
    """
    document = read(Source(path or _built_in(), named=True))
    problems = [
        Problem(fault.message, fault.fix, (), "file", (fault.start, fault.end)) for fault in document.tree.faults
    ]
    problems += [
        Problem(f"{quote(key)} stands twice in the same group", "keep one of the two", (), key, span)
        for mapping in document.tree.duplicates
        for key, span in mapping.duplicates or ()
    ]
    root = document.tree.root
    if not isinstance(root, dict):
        if not problems:
            problems.append(
                Problem("a catalogue begins with `catalogue:` and its name", "see `mvdt schema catalogue`", (), "file")
            )
        raise BadCatalogue(document, problems)
    if not problems and root.keys() & {"team", "members"} and not root.keys() & {"catalogue", "roles"}:
        fix = "give a roster to `mvdt check` as it is, and after --catalogue a file of roles"
        problems.append(Problem("this is a roster, not a catalogue", fix, (), "file"))
    if problems:
        raise BadCatalogue(document, problems)
    base: dict[str, Any] = {}
    if root.get("extends") == BUILT_IN:
        base = read(Source(_built_in(), named=True)).tree.root  # type: ignore[assignment]
        problems += _unfounded(document, root, base)
    merged = _merge(base, root)
    file = _bind(document, merged, problems)
    if path is not None:
        # The built-in one is held to the same by the tests.
        problems += contradictions(file, document)
    if problems:
        raise BadCatalogue(document, problems)
    return Catalogue(file, path)


def _built_in() -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shipped = os.path.join(package, "roles.yaml")
    # In a checkout the catalogue stands at the top of the repository, where people look for it.
    return shipped if os.path.exists(shipped) else os.path.normpath(os.path.join(package, "..", "..", "roles.yaml"))


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        below = base.get(key)
        if isinstance(below, dict) and isinstance(value, dict) and key not in _WHOLE:
            merged[key] = _merge(below, value)
        elif value is not None:
            merged[key] = value
    if "need" in own and "need_if_clinical" not in own:
        # A need that is stated anew holds for every service.
        merged.pop("need_if_clinical", None)
    return merged


def _unfounded(document: Document, own: dict[str, Any], base: dict[str, Any]) -> Iterator[Problem]:
    """Changes to roles that neither catalogue has: a typing error would else make a role without a name."""
    roles = own.get("roles")
    if not isinstance(roles, dict):
        return
    known = base.get("roles", {})
    for key, role in roles.items():
        if key in known or not isinstance(role, dict) or "name" in role:
            continue
        close = names_like(key, known)
        fix = f"did you mean `{close[0]}`? Otherwise, " if close else ""
        at = ("roles", key)
        role["name"] = key
        yield Problem(
            f"the built-in catalogue has no role {quote(key)} to change",
            f"{fix}a role of your own needs a `name` and a `family`",
            at,
            key,
            document.key_span(at),
        )


def _bind(document: Document, merged: dict[str, Any], problems: list[Problem]) -> CatalogueFile:
    what = "a catalogue"
    apart = set(_SECTIONS) | {"source"}
    file = bind(CatalogueFile, merged, at=(), what=what, document=document, problems=problems, apart=apart)
    if file is None:
        file = CatalogueFile(catalogue=document.path)
    if merged.get("source") is not None:
        file.source = bind(
            Reference, merged["source"], at=("source",), what="a source", document=document, problems=problems
        )
    for name, (model, kind) in _SECTIONS.items():
        entries = merged.get(name)
        if entries is None:
            continue
        if not isinstance(entries, dict):
            problems.append(
                Problem(
                    f"`{name}` must be a group of fields, and here stands {kind_of(entries)}",
                    f"write each entry under `{name}:` as `its-name:` with its fields below",
                    (name,),
                    name,
                )
            )
            continue
        items = {}
        for key, entry in entries.items():
            item = bind(model, entry, at=(name, key), what=kind, document=document, problems=problems, about=key)
            if item is not None:
                items[key] = item
        setattr(file, name, items)
    if not file.roles and not problems:
        problems.append(Problem("the catalogue has no roles", "list them under `roles:`", (), "roles"))
    return file


def contradictions(file: CatalogueFile, document: Document) -> Iterator[Problem]:
    """Names that lead nowhere, circles, and titles that two roles claim, placed in the document that says so."""
    yield from _dangling(file, document)
    told: set[str] = set()
    for key in file.roles:
        circle = _circle(key, file.roles)
        if circle and told.isdisjoint(circle):
            told |= set(circle)
            # The built-in catalogue has no circles: what closes this one stands in the user's own file.
            own = next((role for role in circle if document.value(("roles", role, "kind_of")) is not None), circle[0])
            start = circle.index(own)
            way = " is a kind of ".join([*circle[start:], *circle[:start], own])
            fix = "take one of these `kind_of` away"
            yield Problem(f"`kind_of` goes round in a circle: {way}", fix, ("roles", own, "kind_of"), own)
    claimed = {normalise(role.name): key for key, role in reversed(file.roles.items())}
    for key, role in file.roles.items():
        for index, title in enumerate(role.titles):
            other = claimed.setdefault(normalise(title), key)
            if other != key:
                yield Problem(
                    f"the title {quote(title)} belongs to `{other}` already, and here to `{key}`",
                    "a title must mean one role: keep it in one of the two",
                    ("roles", key, "titles", index),
                    key,
                )


def _dangling(file: CatalogueFile, document: Document) -> Iterator[Problem]:
    for key, role in file.roles.items():
        yield from _dangling_role(key, role, file, document)
    for key, mindset in file.mindset.items():
        for index, skill in enumerate(mindset.skills):
            if skill not in file.skills:
                yield not_one_of("a skill", skill, file.skills, at=("mindset", key, "skills", index), about=key)
    for key, pair in file.incompatible.items():
        for index, name in enumerate(pair.roles):
            if name not in file.roles:
                yield not_one_of("a role", name, file.roles, at=("incompatible", key, "roles", index), about=key)


def _dangling_role(key: str, role: Role, file: CatalogueFile, document: Document) -> Iterator[Problem]:
    at: Path = ("roles", key)
    named: list[tuple[str, str | None, Iterable[str], Path]] = [
        ("a family", role.family, file.families, (*at, "family")),
        ("a role", role.kind_of, file.roles, (*at, "kind_of")),
        ("a role", role.or_the_only, file.roles, (*at, "or_the_only")),
        ("a skill", role.covered_by, file.skills, (*at, "covered_by")),
        *(("a level", level, file.levels, (*at, "skills", skill)) for skill, level in role.skills.items()),
    ]
    keys: list[tuple[str, str, Iterable[str], Path]] = [
        *(("a skill", skill, file.skills, (*at, "skills", skill)) for skill in role.skills),
        *(("a phase", phase, file.phases, (*at, "need", phase)) for phase in role.need if phase != EVERY_PHASE),
        *(
            ("a phase", phase, file.phases, (*at, field, phase))
            for field in ("need_if_clinical", "need_of_kind")
            for phase in getattr(role, field)
            if phase != EVERY_PHASE
        ),
    ]
    for kind, name, known, place in named:
        if name is not None and name not in known:
            yield not_one_of(kind, name, known, at=place, about=key)
    for kind, name, known, place in keys:
        if name not in known:
            yield not_one_of(kind, name, known, at=place, about=key, span=document.key_span(place))


def _in_phase(need: dict[str, Need], phase: str) -> Need | None:
    return need.get(phase) or need.get(EVERY_PHASE)


def _ancestors(role: str, roles: dict[str, Role]) -> Iterator[str]:
    """A role and all that it is a kind of, the nearest first."""
    step: str | None = role
    while step is not None:
        yield step
        step = roles[step].kind_of


def _circle(start: str, roles: dict[str, Role]) -> list[str]:
    way = [start]
    step = roles[start].kind_of
    while step is not None and step in roles:
        if step in way:
            return way[way.index(step) :]
        way.append(step)
        step = roles[step].kind_of
    return []


def _titles(roles: dict[str, Role]) -> dict[str, str]:
    names = {normalise(role.name): key for key, role in roles.items()}
    return names | {normalise(title): key for key, role in roles.items() for title in role.titles}
