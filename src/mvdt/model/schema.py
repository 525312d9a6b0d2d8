"""JSON Schemas of rosters and catalogues, for editors; a roster's is built from the catalogue in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mvdt.model.catalogue import Catalogue
from mvdt.model.catalogue_file import CatalogueFile
from mvdt.model.roster import Roster
from mvdt.model.settings import SettingsFile

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def roster(known: Catalogue) -> dict[str, Any]:
    """What a roster may hold, with the roles, skills, phases and registers of a catalogue."""
    schema = _tidy(Roster.model_json_schema(by_alias=True), title="mvdt roster")
    roles = _names({key: (role.name, role.why) for key, role in known.roles.items()})
    skills = {
        "type": "object",
        "properties": {key: {"$ref": "#/$defs/level", "title": skill.name} for key, skill in known.skills.items()},
        "additionalProperties": False,
    }
    schema["$defs"] |= {"role": roles, "level": {"enum": list(known.levels)}}
    schema["properties"]["phase"] |= {"enum": list(known.phases)}
    schema["required"] = ["team", "members"]
    for item in ("Member", "Vacancy", "Available"):
        fields = schema["$defs"][item]["properties"]
        if "fte" in fields:
            fields["wte"] = {**fields["fte"], "description": "The same as `fte`."}
        fields["role"] = {**_only(fields["role"], "description", "examples"), "$ref": "#/$defs/role"}
        if "registration" in fields:
            fields["registration"] |= {"enum": list(known.registers)}
    member = schema["$defs"]["Member"]["properties"]
    member["roles"] |= {"items": {"$ref": "#/$defs/role"}}
    member["skills"] = {**_only(member["skills"], "description", "examples"), **skills}
    member["staff_group"] |= {
        "enum": [name for group in known.file.staff_groups.values() for name in (group.name, group.code) if name]
    }
    return schema


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


def _names(named: dict[str, tuple[str, str | None]]) -> dict[str, Any]:
    return {
        "anyOf": [
            {"const": key, "title": name, **({"description": why} if why else {})} for key, (name, why) in named.items()
        ]
    }


def _only(schema: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: schema[key] for key in keys if key in schema}


def _tidy(schema: dict[str, Any], *, title: str) -> dict[str, Any]:
    """A model's schema as a file's: nothing that stands for Python's None, no unknown fields."""
    tidy: dict[str, Any] = _without_none(schema)
    tidy["title"] = title
    for definition in [tidy, *tidy.get("$defs", {}).values()]:
        if definition.get("type") == "object" and "properties" in definition:
            definition["additionalProperties"] = False
    return {"$schema": _DIALECT, **tidy}


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
