"""From the settings file to the settings in force, and what is wrong with it."""

from __future__ import annotations

from typing import Any, Final

from mvdt.model.bind import Problem, bind, file_problems, kind_of, private_problems
from mvdt.model.settings import BadSettings, Settings
from mvdt.model.settings_file import RuleSettings, SettingsException, SettingsFile
from mvdt.model.words import quote
from mvdt.readers import Source, read_document
from mvdt.source.document import Document

EXCLUDE_LIMIT: Final = 1_000
"""Patterns of paths, each of which is compared with the path of every file."""


def load(path: str) -> Settings:
    """The settings in a file.

    Raises `BadSettings` for what is wrong in the file, `readers.Unreadable` if it can't be opened.
    """
    document = read_document(Source(path, named=True))
    problems = file_problems(document) + private_problems(document)
    root = document.tree.root
    if problems or root is None:
        if problems:
            raise BadSettings(document, problems)
        return Settings(document)
    apart = ("rules", "exceptions")
    file = bind(SettingsFile, root, at=(), what="a settings file", document=document, problems=problems, apart=apart)
    places: list[int] = []
    if file is not None and isinstance(root, dict):
        file.rules = _rules(root.get("rules"), document, problems)
        file.exceptions = _exceptions(root.get("exceptions"), document, problems, places)
    if file is not None and len(file.exclude) > EXCLUDE_LIMIT:
        message = f"`exclude` has more than {EXCLUDE_LIMIT:,} patterns"
        fix = "name folders instead of files, or keep what is no roster in a folder of its own"
        problems.append(Problem(message, fix, ("exclude",), "exclude", document.key_span(("exclude",))))
    if problems or file is None:
        raise BadSettings(document, problems)
    return Settings(document, file, places)


def _rules(node: Any, document: Document, problems: list[Problem]) -> dict[str, RuleSettings]:
    if node is None:
        return {}
    if not isinstance(node, dict):
        message = f"`rules` must be a group of fields, and here stands {kind_of(node)}"
        fix = "write each rule's name under `rules:`, with its settings below it"
        problems.append(Problem(message, fix, ("rules",), "rules"))
        return {}
    found = {}
    for name, entry in node.items():
        at = ("rules", name)
        if entry is None:
            continue
        if not isinstance(entry, dict):
            message = f"what is set of a rule is a group of fields, and here stands {_shown(entry)}"
            fix = f"write for example `{name}: {{severity: advice}}` or `{name}: {{off: true}}`"
            problems.append(Problem(message, fix, at, name))
            continue
        rule = bind(
            RuleSettings, entry, at=at, what="the settings of a rule", document=document, problems=problems,
            about=name, apart=("options",),
        )  # fmt: skip
        if rule is not None:
            rule.options = _options(entry.get("options"), name, problems)
            found[name] = rule
    return found


def _options(node: Any, rule: str, problems: list[Problem]) -> dict[str, float]:
    at = ("rules", rule, "options")
    if node is None:
        return {}
    if not isinstance(node, dict):
        message = f"`options` must be a group of fields, and here stands {kind_of(node)}"
        problems.append(Problem(message, f"`mvdt explain {rule}` shows the options of the rule", at, rule))
        return {}
    found = {}
    for name, value in node.items():
        number = _number(value)
        if number is not None:
            found[name] = number
        elif value is not None:
            message = f"`{name}` is {_shown(value)}, and must be a number that is not below 0"
            problems.append(Problem(message, f"`mvdt explain {rule}` shows what is usual", (*at, name), rule))
    return found


def _number(value: Any) -> float | None:
    try:
        number = float(value) if isinstance(value, str) else -1.0
    except ValueError:
        return None
    if not 0 <= number < float("inf"):
        return None
    return int(number) if number.is_integer() else number


def _shown(node: Any) -> str:
    return quote(node) if isinstance(node, str) else kind_of(node)


def _exceptions(node: Any, document: Document, problems: list[Problem], places: list[int]) -> list[SettingsException]:
    if node is None:
        return []
    if not isinstance(node, list):
        message = f"`exceptions` must be a list, and here stands {kind_of(node)}"
        fix = "begin each entry under `exceptions:` with a dash: `- rule: missing-role`"
        problems.append(Problem(message, fix, ("exceptions",), "exceptions"))
        return []
    found = []
    for index, entry in enumerate(node):
        at = ("exceptions", index)
        made = bind(SettingsException, entry, at=at, what="an exception", document=document, problems=problems)
        if made is not None:
            found.append(made)
            places.append(index)
    return found
