"""The settings file, `mvdt.yaml`: how an organisation wants its teams judged, and what it has agreed to live with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Annotated, Any, Final

from pydantic import Field

from mvdt.findings import Severity
from mvdt.model.bind import Item, Problem, Unusable, bind, file_problems, kind_of
from mvdt.model.personal import Private, masked, personal_data
from mvdt.model.roster import Label, RosterException
from mvdt.model.words import quote
from mvdt.readers import Source, Unreadable, read_document
from mvdt.source.document import Document
from mvdt.source.nodes import Path
from mvdt.source.text import Location

NAME: Final = "mvdt.yaml"
_REPOSITORY: Final = ".git"


class RuleSettings(Item):
    """How one rule is to be applied."""

    severity: Severity | None = Field(
        None, description="The severity of all findings of the rule, instead of its own.", examples=["error"]
    )
    off: bool = Field(False, description="Whether the rule is left out.", examples=[True])
    options: dict[Label, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(
        default_factory=dict,
        description="The rule's options, as `mvdt explain RULE` names them.",
        examples=[{"most": 10}],
    )


class SettingsException(RosterException):
    """A recorded, reasoned, dated decision to live with a finding, for rosters that can't carry it."""

    team: Label | None = Field(
        None, description="The team that it is for; left out, every team.", examples=["Outpatient booking"]
    )


class SettingsFile(Item):
    """What can be set."""

    catalogue: Label | None = Field(
        None,
        description="A catalogue to use instead of the built-in one, seen from this file.",
        examples=["roles.yaml"],
    )
    fail_on: Severity | None = Field(
        None, description="The lowest severity that makes the command fail.", examples=["warning"]
    )
    rules: dict[str, RuleSettings] = Field(default_factory=dict, description="How single rules are to be applied.")
    exclude: list[Label] = Field(
        default_factory=list,
        description="Files and folders that are left out when a folder is checked, seen from this file.",
        examples=[["archive", "*/old-*.yaml"]],
    )
    baseline: Label | None = Field(
        None,
        description="A file of findings that were there when it was written, seen from this file.",
        examples=["mvdt-baseline.yaml"],
    )
    exceptions: list[SettingsException] = Field(
        default_factory=list, description="Findings that the organisation has decided to live with."
    )


class BadSettings(Unusable):
    """Settings that can't be used."""

    what = "settings"


class Settings:
    """The settings in force: those of a file, or none.

    `path` is None where no file was found. `places` are the positions of the exceptions in the file's list.
    """

    def __init__(self, file: SettingsFile, document: Document | None = None, places: list[int] | None = None) -> None:
        self.file = file
        self.document = document
        self.path = document.path if document is not None else None
        self.places = places or []

    def seen_from(self, path: str) -> str:
        """A path that the file gives, as the command has to open it."""
        return os.path.normpath(os.path.join(os.path.dirname(self.path or ""), path))

    def files(self) -> list[str]:
        """The files that make the judgement what it is: the settings file and those that it names."""
        named = (self.file.catalogue, self.file.baseline)
        return [self.path, *(self.seen_from(path) for path in named if path is not None)] if self.path else []

    def excludes(self, path: str) -> str | None:
        """The pattern that leaves a file out; None if none does."""
        if not self.file.exclude or self.path is None:
            return None
        folder = os.path.dirname(os.path.abspath(self.path))
        parts = os.path.relpath(os.path.abspath(path), folder).split(os.sep)
        shown = "/".join(parts)
        above = {"/".join(parts[:number]) for number in range(1, len(parts) + 1)}
        for pattern in self.file.exclude:
            bare = pattern.removeprefix("./").rstrip("/")
            if bare in above or fnmatchcase(shown, bare) or any(fnmatchcase(part, bare) for part in above):
                return pattern
        return None

    def covered_by(self, paths: Sequence[str]) -> bool:
        """Whether these paths hold every roster that the settings are for: their own folder, or one above it.

        Without a file it is the working folder that has to be among them.
        """
        try:
            folder = os.path.dirname(os.path.realpath(self.path)) if self.path is not None else os.getcwd()
            return any(os.path.join(folder, "").startswith(os.path.join(os.path.realpath(path), "")) for path in paths)
        except OSError:
            # Somebody has deleted the working folder.
            return False

    def locate(self, at: Path) -> Location:
        """Where a value stands in the file; raises `ValueError` where there is no file."""
        if self.document is None:
            raise ValueError(at)
        return masked(self.document.locate(self.document.span(at)), [private.span for private in self.personal])

    @cached_property
    def personal(self) -> list[Private]:
        """Personal data in the file, which is never shown."""
        return personal_data(self.document) if self.document is not None else []

    def lacks(self, field: str, error: Unreadable, fix: str) -> BadSettings:
        """What to raise where a file that the settings name can't be opened; raises the error itself without settings."""
        if self.document is None:
            raise error
        message = f"{error.message}: {quote(error.path)}"
        return BadSettings(self.document, [Problem(message, fix, (field,), field)])


NONE: Final = Settings(SettingsFile())


def find() -> str | None:
    """The settings file that holds for the working folder: there, or above it within the same repository."""
    found: str | None = None
    try:
        folder = here = os.getcwd()
    except OSError:
        # Somebody has deleted it.
        return None
    while True:
        candidate = os.path.join(folder, NAME)
        if found is None and os.path.isfile(candidate):
            found = os.path.relpath(candidate)
            if folder == here:
                return found
        if os.path.exists(os.path.join(folder, _REPOSITORY)):
            return found
        above = os.path.dirname(folder)
        if above == folder:
            # Outside a repository only the folder itself counts: nobody expects settings from their home.
            return None
        folder = above


def load(path: str | None) -> Settings:
    """The settings in a file; none where the path is None.

    Raises `BadSettings` for what is wrong in the file, `readers.Unreadable` if it can't be opened.
    """
    if path is None:
        return NONE
    document = read_document(Source(path, named=True))
    problems = file_problems(document)
    root = document.tree.root
    if problems or root is None:
        if problems:
            raise BadSettings(document, problems)
        return Settings(SettingsFile(), document)
    apart = ("rules", "exceptions")
    file = bind(SettingsFile, root, at=(), what="a settings file", document=document, problems=problems, apart=apart)
    places: list[int] = []
    if file is not None and isinstance(root, dict):
        file.rules = _rules(root.get("rules"), document, problems)
        file.exceptions = _exceptions(root.get("exceptions"), document, problems, places)
    if problems or file is None:
        raise BadSettings(document, problems)
    return Settings(file, document, places)


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
    return number if 0 <= number < float("inf") else None


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
