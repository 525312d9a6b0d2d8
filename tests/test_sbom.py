"""The list of what mvdt needs is CycloneDX, says what pyproject.toml says, and is the same each time."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from typing import Any

from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from mvdt import __version__

WRITTEN = (ROOT / "sbom.cdx.json").read_text(encoding="utf-8")
SBOM: dict[str, Any] = json.loads(WRITTEN)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_it_fits_the_official_schema() -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(WRITTEN) is None
    assert validator.validate_str(WRITTEN.replace('"library"', '"book"')) is not None


def test_it_lists_each_requirement_and_mvdt_needs_all_of_them() -> None:
    listed = [component["properties"][0]["value"] for component in SBOM["components"]]
    assert sorted(listed) == sorted(PROJECT["project"]["dependencies"])
    itself, *others = SBOM["dependencies"]
    assert itself["ref"] == SBOM["metadata"]["component"]["purl"] == f"pkg:pypi/mvdt@{__version__}"
    assert itself["dependsOn"] == [one["ref"] for one in others] == [one["purl"] for one in SBOM["components"]]
    assert "pkg:pypi/pyyaml" in itself["dependsOn"]


def test_it_has_no_time() -> None:
    assert "timestamp" not in WRITTEN


def test_it_is_what_the_script_writes_and_goes_into_the_wheel() -> None:
    command = [sys.executable, str(ROOT / "write_sbom.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["sbom-files"] == ["sbom.cdx.json"]
