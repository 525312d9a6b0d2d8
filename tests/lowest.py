"""Print the lowest versions that pyproject.toml allows for what mvdt needs to run, one requirement a line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8"))

for requirement in PROJECT["project"]["dependencies"]:
    name, lowest = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,.*)?", requirement).groups()  # type: ignore[union-attr]
    print(f"{name}=={lowest}")
