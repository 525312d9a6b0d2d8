"""The settings in force: how an organisation wants its teams judged, and what it has agreed to live with.

They come from a file, `mvdt.yaml`, that mostly is not there; so its models and its reading are in files of their own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase, translate
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mvdt.model.bind import Problem, Unusable
from mvdt.model.words import quote
from mvdt.readers import Unreadable
from mvdt.source.document import Document
from mvdt.source.nodes import Path
from mvdt.source.text import Location

if TYPE_CHECKING:
    from mvdt.findings import Severity
    from mvdt.model.settings_file import RuleSettings, SettingsException, SettingsFile

NAME: Final = "mvdt.yaml"
_REPOSITORY: Final = ".git"


class BadSettings(Unusable):
    """Settings that can't be used."""

    what = "settings"


class Settings:
    """What is set, each setting as the file has it, or as it is without a file.

    `path` is None where there is no file. `places` are the positions of the exceptions in the file's list.
    """

    def __init__(
        self, document: Document | None = None, file: SettingsFile | None = None, places: Sequence[int] = ()
    ) -> None:
        self.document = document
        self.path = document.path if document is not None else None
        self.places = places
        self.catalogue: str | None = file.catalogue if file else None
        self.fail_on: Severity | None = file.fail_on if file else None
        self.baseline: str | None = file.baseline if file else None
        self.exclude: Sequence[str] = file.exclude if file else ()
        self.rules: dict[str, RuleSettings] = file.rules if file else {}
        self.exceptions: Sequence[SettingsException] = file.exceptions if file else ()

    def seen_from(self, path: str) -> str:
        """A path that the file gives, as the command has to open it."""
        return os.path.normpath(os.path.join(os.path.dirname(self.path or ""), path))

    def files(self) -> list[str]:
        """The files that make the judgement what it is: the settings file and those that it names."""
        named = (self.catalogue, self.baseline)
        return [self.path, *(self.seen_from(path) for path in named if path is not None)] if self.path else []

    def excludes(self, path: str) -> str | None:
        """The pattern that leaves a file out; None if none does."""
        if not self.exclude or self.path is None:
            return None
        folder = os.path.dirname(os.path.abspath(self.path))
        parts = os.path.relpath(os.path.abspath(path), folder).split(os.sep)
        above = {"/".join(parts[:number]) for number in range(1, len(parts) + 1)}
        if above.isdisjoint(self._bare) and not any(map(self._any_pattern.match, above)):
            return None
        for pattern, bare in zip(self.exclude, self._bare, strict=True):
            if bare in above or any(fnmatchcase(part, bare) for part in above):
                return pattern
        return None

    @cached_property
    def _bare(self) -> list[str]:
        return [pattern.removeprefix("./").rstrip("/") for pattern in self.exclude]

    @cached_property
    def _any_pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(translate, self._bare)))

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
        return self.document.locate(self.document.span(at))

    def lacks(self, field: str, error: Unreadable, fix: str) -> BadSettings:
        """What to raise where a file that the settings name can't be opened; raises the error itself without settings."""
        if self.document is None:
            raise error
        message = f"{error.message}: {quote(error.path)}"
        return BadSettings(self.document, [Problem(message, fix, (field,), field)])


NONE: Final = Settings()


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
