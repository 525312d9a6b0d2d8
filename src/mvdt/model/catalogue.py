"""The catalogue: what its file says, looked up in any way that is needed, computed once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mvdt.model.catalogue_file import EVERY_PHASE, CatalogueFile, Need, Role, StaffGroup
from mvdt.model.catalogue_reading import read_catalogue
from mvdt.model.words import within_a_sentence
from mvdt.spelling import normalise

if TYPE_CHECKING:
    from mvdt.titles import Titles

# Who leads the product in a catalogue that does not say it of any role.
_LEADING: Final = ("product-manager", "service-owner")


class Catalogue:
    """A checked catalogue and what follows from it, computed once.

    `path` is None for the built-in one. `spoken` are the roles' names as they stand within a sentence,
    `leading` the roles that lead a product, `alone` the roles that the only holder of another one fills,
    `families_of` the family of each role (its own, or that of what it is a kind of; failing all, the role itself),
    `in_house` those that the organisation must hold itself, `keepers` the skills that keep a service running,
    `viewpoints` the sides of the house that its families bring, `viewpoints_of` that of each role (None if its family is
    unknown), `clinical` the roles of the clinical side.
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
        self.families_of = {role: _family(role, self.lineage, file.roles) for role in file.roles}
        # From here somebody works without support (Capability Framework).
        self.practitioner: int = self.level_ranks.get("practitioner", len(file.levels))
        self.spoken: dict[str, str] = {key: within_a_sentence(role.name) for key, role in file.roles.items()}
        self.alone: dict[str, str] = {key: role.or_the_only for key, role in file.roles.items() if role.or_the_only}
        leading = [key for key, role in file.roles.items() if role.leads_product]
        self.leading: list[str] = leading or [key for key in _LEADING if key in file.roles]
        self.keepers: list[str] = [key for key, skill in file.skills.items() if skill.keeps]
        self.in_house: list[str] = [key for key, role in file.roles.items() if role.in_house]
        self.viewpoints = {family.viewpoint for family in file.families.values()}
        views = {key: family.viewpoint for key, family in file.families.items()}
        self.viewpoints_of = {role: views.get(family) for role, family in self.families_of.items()}
        self.clinical = {role for role, viewpoint in self.viewpoints_of.items() if viewpoint == "clinical"}
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
        if not self._kinds:
            for key, other in self.roles.items():
                self._kinds.setdefault(key, [])
                if other.kind_of is not None:
                    self._kinds.setdefault(other.kind_of, []).append(key)
        return self._kinds.get(role, [])

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
        levels = self.level_ranks
        if skills.keys() <= self.skills.keys():
            try:
                return dict(zip(skills, map(levels.__getitem__, skills.values()), strict=True))
            except KeyError:
                pass
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

    def is_vacant(self, name: str) -> bool:
        """Whether what stands as a name says that nobody is in the post, as `TBC`, `TBC 2` and `Vacant (advertised)` do."""
        # Hardly any name begins like one of these words, and there are many names.
        return name[:2].casefold() in self._vacant_beginnings and self._vacant.match(name) is not None

    @cached_property
    def _vacant_words(self) -> list[str]:
        column = self.file.columns.get("name")
        return [normalise(word) for word in (column.values.get("vacant", []) if column else [])]

    @cached_property
    def _vacant_beginnings(self) -> frozenset[str]:
        return frozenset(["va", *(word[:2] for word in self._vacant_words)])

    @cached_property
    def _vacant(self) -> re.Pattern[str]:
        spelt = "|".join(r"[\W_]+".join(map(re.escape, word.split())) for word in self._vacant_words)
        return re.compile(
            rf"vacan(?:t|cy|cies)?\b|(?:{spelt or '(?!)'})(?:[\W\d_]*$|\s*[-\u2013\u2014:;,/(\[])", re.IGNORECASE
        )

    def level(self, name: str) -> int:
        """The rank of a level, from 1; 0 for one that the catalogue lacks."""
        rank = self.level_ranks.get(name)
        return rank if rank is not None else self.level_ranks.get(name.casefold(), 0)

    def phase_of(self, text: str) -> str | None:
        """The phase that a roster names, in any case; None if there is none."""
        return next((phase for phase in self.phases if phase.casefold() == text.casefold()), None)

    def family_name(self, family: str) -> str:
        """A family's name; its id where it is a role that has none."""
        known = self.families.get(family)
        return known.name if known else family

    def register_of(self, text: str) -> str | None:
        """The id of a statutory register that a roster names by id or name, in any case."""
        return text if text in self.registers else self._register_names.get(normalise(text))

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
            phrase = None
            words = normalise(title).split()
            if any(profession.issubset(words) for word in words for profession in self._professions.get(word, ())):
                from mvdt.titles import ends_with

                phrase = ends_with(title, self._register_titles)
            self._clinicians_seen[title] = self._register_titles[phrase] if phrase else None
        return self._clinicians_seen[title]

    @cached_property
    def least_fte(self) -> dict[str, list[tuple[str, float]]]:
        """The smallest useful FTE of a role and of the kinds of it, as far as the catalogue has one."""
        found: dict[str, list[tuple[str, float]]] = {}
        for key, role in self.roles.items():
            for above in (key, role.kind_of):
                if role.min_fte and above is not None:
                    found.setdefault(above, []).append((key, role.min_fte))
        return found

    @cached_property
    def _professions(self) -> dict[str, list[set[str]]]:
        """The words of such titles by the last of them: a title without all of any needs no second look."""
        found: dict[str, list[set[str]]] = {}
        for phrase in self._register_titles:
            words = phrase.split()
            found.setdefault(words[-1], []).append({*words})
        return found

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
        from mvdt.titles import Lexicon, Titles

        words = self.file.titles
        return Titles(
            _titles(self.roles),
            self._register_titles,
            "clinician" if "clinician" in self.roles else None,
            lexicon=Lexicon(
                ignored=[word for group in words.ignored.values() for word in group],
                abbreviations=words.abbreviations,
                open=words.open,
                whole=[title for group in words.whole.values() for title in group],
            ),
            leads=self._leads,
        )

    @cached_property
    def _leads(self) -> dict[str, str]:
        """The role of who leads the holders of another: the one that the only holder of that other fills as well."""
        leads: dict[str, str] = {}
        for role, lineage in self.lineage.items():
            for lead, base in self.alone.items():
                if base in lineage:
                    leads[role] = role if lead in lineage else lead
        return leads

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
    def _register_names(self) -> dict[str, str]:
        names = {normalise(register.name): key for key, register in self.registers.items()}
        return names | {normalise(key): key for key in self.registers}

    @cached_property
    def _register_titles(self) -> dict[str, str]:
        return {normalise(title): key for key, register in self.registers.items() for title in register.titles}


def load(path: str | None = None) -> Catalogue:
    """The built-in catalogue, or the one in a file.

    Raises `catalogue_reading.BadCatalogue` for what is wrong in the file, `readers.Unreadable` if it can't be opened.
    """
    return Catalogue(read_catalogue(path), path)


def _in_phase(need: dict[str, Need], phase: str) -> Need | None:
    return need.get(phase) or need.get(EVERY_PHASE)


def _family(role: str, lineage: dict[str, tuple[str, ...]], roles: dict[str, Role]) -> str:
    return next((family for name in lineage[role] if (family := roles[name].family) is not None), role)


def _ancestors(role: str, roles: dict[str, Role]) -> Iterator[str]:
    """A role and all that it is a kind of, the nearest first."""
    step: str | None = role
    while step is not None:
        yield step
        step = roles[step].kind_of


def _titles(roles: dict[str, Role]) -> dict[str, str]:
    names = {role.name.lower(): key for key, role in roles.items()}
    return names | {title: key for key, role in roles.items() for title in role.titles}
