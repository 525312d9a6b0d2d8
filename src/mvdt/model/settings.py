"""The settings file, `mvdt.yaml`: how an organisation wants its teams judged, and what it has agreed to live with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Annotated, Any, Final

from pydantic import Field

from mvdt.findings import Severity
from mvdt.model.bind import Item, Problem, Unusable, bind, file_problems, kind_of
from mvdt.model.roster import Label, RosterException
from mvdt.readers import Source, read
from mvdt.source.document import Document, Location
from mvdt.source.nodes import Path

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
        """Whether these paths hold every roster that the settings are for: their own folder, or one above it."""
        if self.path is None:
            return False
        folder = os.path.dirname(os.path.realpath(self.path))
        return any(os.path.join(folder, "").startswith(os.path.join(os.path.realpath(path), "")) for path in paths)

    def locate(self, at: Path) -> Location:
        """Where a value stands in the file; raises `ValueError` where there is no file."""
        if self.document is None:
            raise ValueError(at)
        return self.document.locate(self.document.span(at))


NONE: Final = Settings(SettingsFile())


def find() -> str | None:
    """The settings file that holds for the working folder: there, or above it within the same repository."""
    found: str | None = None
    folder = here = os.getcwd()
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
    document = read(Source(path, named=True))
    problems = file_problems(document)
    root = document.tree.root
    if problems or root is None:
        if problems:
            raise BadSettings(document, problems)
        return Settings(SettingsFile(), document)
    apart = ("rules", "exceptions")
    file = bind(SettingsFile, root, at=(), what="the settings", document=document, problems=problems, apart=apart)
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
        what = "the settings of a rule"
        rule = bind(RuleSettings, entry, at=at, what=what, document=document, problems=problems, about=name)
        if rule is not None:
            found[name] = rule
    return found


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
