"""JSON Schemas of rosters and catalogues, for editors; a roster's is built from the catalogue in use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from mvdt.model.catalogue import Catalogue
from mvdt.model.catalogue_file import CatalogueFile, Skill, StaffGroup
from mvdt.model.choices import Choice, boolean, one_of, pattern, several_of
from mvdt.model.roster import Roster
from mvdt.model.settings_file import SettingsFile
from mvdt.model.words import listed, within_a_sentence

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ROSTER: Final = "mvdt roster"
"""The title of a roster's schema, by which mvdt knows its own."""

_ACRONYMS: Final = ("ai", "fte", "id", "wte")
# What the values mean that no catalogue can change.
_MEANINGS: Final = {
    "approach": {
        "build": "The team mostly builds what it delivers.",
        "buy": "The team mostly buys it, and needs somebody who knows how.",
        "mixed": "Some of it is built and some bought.",
    },
    "decides": {
        "fully": "Alone, without asking up the line.",
        "partly": "Some decisions have to go up the line; a warning.",
        "no": "Every decision has to go up the line; a warning.",
    },
    "employment": {
        "permanent": "Employed without an end.",
        "fixed-term": "Employed until a certain day.",
        "secondment": "On loan from another employer or department.",
        "contractor": "Engaged for a time on a contract of their own: an outsider.",
        "supplier": "Employed by a supplier: an outsider.",
    },
}
# What levels mean that go by the names of the Capability Framework; a catalogue may have others.
_LEVELS: Final = {
    "awareness": "Knows about it and can say what it is for.",
    "working": "Does it with some support.",
    "practitioner": "Does it without support and helps others with it.",
    "expert": "Leads on it and teaches it.",
}


def roster(known: Catalogue, rules: Mapping[str, str]) -> dict[str, Any]:
    """What a roster may hold, with the roles, skills, phases and registers of a catalogue.

    `rules` are those that admit exceptions, each with its summary. What mvdt takes as it stands the schema takes too, so
    that an editor underlines nothing that is right.
    """
    schema = _tidy(Roster.model_json_schema(by_alias=True), title=ROSTER)
    schema["required"] = ["team", "members"]
    roles = [
        Choice(key, role.name, role.why or role.name, (role.name,) if role.name != key else ())
        for key, role in known.roles.items()
    ]
    levels = [Choice(level, None, _LEVELS.get(level)) for level in known.levels]
    definitions = schema["$defs"] | {"role": one_of(roles, "as a title"), "level": one_of(levels)}
    schema["$defs"] = definitions
    fields = {name: definition["properties"] for name, definition in definitions.items() if "properties" in definition}
    team, member = schema["properties"], fields["Member"]
    _choose(team, "phase", one_of(Choice(phase, None, _needed(known, phase)) for phase in known.phases))
    for field, meanings in _MEANINGS.items():
        place = team if field in team else member
        _choose(place, field, one_of(Choice(value, None, meanings[value]) for value in place[field]["enum"]))
    role = {"$ref": "#/$defs/role"}
    for item in ("Member", "Vacancy", "Available"):
        _choose(fields[item], "role", role)
        # The same once more; one of the two is enough to offer.
        fields[item]["wte"] = {**fields[item]["fte"], "title": _titled("wte"), "doNotSuggest": True}
    _choose(member, "roles", {"type": "array", "items": several_of(roles, role)})
    _choose(member, "skills", _skills(known))
    groups = [_staff_group(key, group) for key, group in known.file.staff_groups.items()]
    _choose(member, "staff_group", one_of(groups, "as a title"))
    registers = [Choice(key, None, register.name, (register.name,)) for key, register in known.registers.items()]
    for item in ("Member", "Available"):
        _choose(fields[item], "registration", one_of(registers, "as a title"))
    _choose(fields["RosterException"], "rule", one_of((Choice(name, None, rules[name]) for name in rules), "exactly"))
    for properties in (team, *fields.values()):
        for name, field in list(properties.items()):
            properties[name] = _as_read(field)
            if "not" in field:
                # The catalogue knows nothing that could stand there.
                del properties[name]
    definitions["Member"]["defaultSnippets"] = [
        {
            "label": "member",
            "description": "A member with a name, a role and a share of the week.",
            "body": {"name": "$1", "role": "$2", "fte": "${3:1.0}"},
        }
    ]
    return schema


def _needed(known: Catalogue, phase: str) -> str | None:
    """The roles that a team needs in a phase, in a sentence."""
    always, clinical = (
        [known.spoken[role] for role, need in known.needs(phase, clinical=clinical) if need == "essential"]
        for clinical in (False, True)
    )
    more = [role for role in clinical if role not in always]
    parts = [listed(always, "and")] if always else []
    if more:
        parts.append(f"where the service affects care{' also' if always else ''} {listed(more, 'and')}")
    return f"Needed: {'; '.join(parts)}." if parts else None


def _skills(known: Catalogue) -> dict[str, Any]:
    def names(skill: Skill) -> str:
        also = listed(map(within_a_sentence, skill.aliases), "and")
        return f"{skill.name}, also called {also}." if also else f"{skill.name}."

    level = {"$ref": "#/$defs/level"}
    others = [word for skill in known.skills.values() for word in (skill.name, *skill.aliases)]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            key: {"title": skill.name, "description": names(skill), **level} for key, skill in known.skills.items()
        },
        "additionalProperties": False,
    }
    if others:
        schema["patternProperties"] = {pattern([*known.skills, *others], "as a title"): level}
    return schema


def _staff_group(key: str, group: StaffGroup) -> Choice:
    who = {True: "registered clinicians", False: "no clinicians", None: "some of them clinicians"}[group.clinician]
    code = group.code or key
    return Choice(group.name, None, f"Staff group {code}: {who}.", (key, code, code.lstrip("0")))


def _choose(fields: dict[str, Any], name: str, schema: dict[str, Any]) -> None:
    """Let a field take one of certain values; its examples are superfluous then, and a catalogue may lack them."""
    fields[name] = {key: fields[name][key] for key in ("title", "description")} | schema


def _as_read(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema as mvdt reads it: 4021 can be a name, and `yes` is true where that is asked."""
    if field.get("type") == "boolean":
        return {key: item for key, item in field.items() if key != "examples"} | boolean()
    if field.get("type") == "string" and "format" not in field:
        return {**field, "type": ["string", "number"]}
    return field


def catalogue() -> dict[str, Any]:
    """What a catalogue may hold."""
    schema = _tidy(CatalogueFile.model_json_schema(by_alias=True), title="mvdt catalogue")
    # A catalogue that extends another may change one field of an entry and leave the rest to it.
    for name, definition in schema["$defs"].items():
        if name != "Reference":
            definition.pop("required", None)
    return schema


def settings(rules: Mapping[str, tuple[str, Mapping[str, tuple[object, str]]]]) -> dict[str, Any]:
    """What a settings file may hold, with these rules: of each its summary, and its options with default and meaning."""
    schema = _tidy(SettingsFile.model_json_schema(by_alias=True), title="mvdt settings")
    schema["$defs"]["SettingsException"]["properties"]["rule"] |= {"enum": list(rules)}
    general = schema["$defs"].pop("RuleSettings")
    schema["properties"]["rules"] = {
        "type": "object",
        "description": schema["properties"]["rules"]["description"],
        "properties": {
            name: {
                **general,
                "description": summary,
                "properties": {**general["properties"], "options": _options(options)},
            }
            for name, (summary, options) in rules.items()
        },
        "additionalProperties": False,
    }
    return schema


def _options(options: Mapping[str, tuple[object, str]]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            name: {
                "type": "integer" if isinstance(default, int) else "number",
                "minimum": 0,
                "default": default,
                "description": meaning,
            }
            for name, (default, meaning) in options.items()
        },
        "additionalProperties": False,
    }


def _tidy(schema: dict[str, Any], *, title: str) -> dict[str, Any]:
    """A model's schema as a file's: nothing that stands for Python's None, no unknown fields."""
    tidy: dict[str, Any] = _without_none(schema)
    for name, definition in tidy.get("$defs", {}).items():
        definition["title"] = _titled(re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())
    for definition in [tidy, *tidy.get("$defs", {}).values()]:
        if definition.get("type") == "object" and "properties" in definition:
            definition["additionalProperties"] = False
            fields = definition["properties"].items()
            definition["properties"] = {name: {"title": _titled(name), **field} for name, field in fields}
    return {"$schema": _DIALECT, **tidy, "title": title}


def _titled(name: str) -> str:
    """A field's name as a heading: `uses_ai` is `Uses AI`."""
    words = [word.upper() if word in _ACRONYMS else word for word in name.split("_")]
    return words[0][0].upper() + words[0][1:] + "".join(f" {word}" for word in words[1:])


def _without_none(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_none(item) for item in value]
    if not isinstance(value, dict):
        return value
    choices = value.get("anyOf")
    if choices and {"type": "null"} in choices:
        rest = [choice for choice in choices if choice != {"type": "null"}]
        value = {key: item for key, item in value.items() if key != "anyOf"} | (
            rest[0] if len(rest) == 1 else {"anyOf": rest}
        )
    return {
        key: _without_none(item)
        for key, item in value.items()
        if not (key == "default" and item in (None, [], {})) and not (key == "title" and isinstance(item, str))
    }
