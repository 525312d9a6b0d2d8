"""A copy of this project as somebody else would get it: the files that belong to it, committed or not."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import ROOT

_NOT_OURS = shutil.ignore_patterns(
    ".venv", ".git", ".cache", ".hypothesis", "*_cache", "__pycache__", "*.egg-info", "node_modules", "dist", "build"
)
_OUT_OF_REACH = (
    "Could not find a version",
    "No matching distribution",
    "NewConnectionError",
    "Temporary failure in name",
)


def copy_project(to: Path) -> Path:
    """Copy the working tree, without what tools have left in it."""
    shutil.copytree(ROOT, to, ignore=_NOT_OURS)
    return to


def is_out_of_reach(output: str) -> bool:
    """Whether pip says that it can't get at its registry."""
    return any(sign in output for sign in _OUT_OF_REACH)
