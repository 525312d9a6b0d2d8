"""Write `sbom.cdx.json`, the list of what mvdt needs, from `pyproject.toml`. The wheel carries it in `.dist-info/sboms`.

CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), put into the wheel as PEP 770 says. `make sbom` runs this. With
`--check` nothing is written, and the exit code is 1 if it should be.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any, Final

from mvdt import __version__

ROOT: Final = Path(__file__).resolve().parent
TARGET: Final = ROOT / "sbom.cdx.json"


def sbom(project: dict[str, Any], version: str) -> dict[str, Any]:
    """The document for the table `project` of `pyproject.toml` and a version of it.

    The needed packages have ranges and no version: pip chooses one on the day of the installation. There is no time in
    it, and its serial number is made from its contents, so the same project gives the same bytes.
    """
    itself = _package(project["name"])
    itself |= {"type": "application", "version": version, "description": project["description"]}
    itself["bom-ref"] = itself["purl"] = f"{itself['purl']}@{version}"
    needed = []
    for requirement in sorted(project["dependencies"], key=str.lower):
        name = re.match(r"[\w.-]+", requirement)
        if name is None:
            raise ValueError(requirement)
        range_ = {"name": "mvdt:requirement", "value": requirement}
        needed.append({**_package(name[0]), "scope": "required", "properties": [range_]})
    contents = {
        "metadata": {"lifecycles": [{"phase": "pre-build"}], "component": itself},
        "components": needed,
        "dependencies": [
            {"ref": itself["bom-ref"], "dependsOn": [one["bom-ref"] for one in needed]},
            *({"ref": one["bom-ref"]} for one in needed),
        ],
        # What these packages need in their turn is theirs to say.
        "compositions": [{"aggregate": "incomplete", "dependencies": [one["bom-ref"] for one in needed]}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(contents, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", **head, **contents}


def _package(name: str) -> dict[str, Any]:
    # A package URL has the name as PyPI's addresses have it: small letters, and hyphens for underscores.
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}"
    return {"type": "library", "bom-ref": purl, "name": name, "purl": purl}


def main() -> int:
    """Write the list, or with `--check` say whether it is stale."""
    parser = argparse.ArgumentParser(description="Write sbom.cdx.json from pyproject.toml.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the list is stale")
    check: bool = parser.parse_args().check
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = json.dumps(sbom(project, __version__), indent=2) + "\n"
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == wanted:
        return 0
    if check:
        sys.stderr.write(f"{TARGET.name} does not say what pyproject.toml says: run `make sbom`.\n")
        return 1
    TARGET.write_text(wanted, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name} is written.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
