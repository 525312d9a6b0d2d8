"""The built-in catalogue: `roles.yaml`, and the same compiled, which is read twenty times faster.

The compiled one counts only as long as it was made of the very bytes of `roles.yaml`; after any change to them the
YAML is read, until `make catalogue` has compiled it anew. So the YAML always decides.
"""

from __future__ import annotations

import os
import zlib
from typing import Final

from pydantic import ValidationError

from mvdt.model.catalogue_file import CatalogueFile

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

COMPILED: Final = os.path.join(_PACKAGE, "roles.jsonl")
"""Two lines of JSON: which `roles.yaml` it was made of, and the catalogue with the fields that are given."""


def path() -> str:
    """Where `roles.yaml` is."""
    shipped = os.path.join(_PACKAGE, "roles.yaml")
    # In a checkout the catalogue stands at the top of the repository, where people look for it.
    return shipped if os.path.exists(shipped) else os.path.normpath(os.path.join(_PACKAGE, "..", "..", "roles.yaml"))


def compiled(file: CatalogueFile) -> bytes:
    """The contents of `COMPILED` for a catalogue that was just read from `roles.yaml`."""
    return b"\n".join((_made_of(), file.model_dump_json(exclude_unset=True).encode(), b""))


def load() -> CatalogueFile | None:
    """The catalogue from its compiled form; None where that is missing, or made of another `roles.yaml`."""
    try:
        with open(COMPILED, "rb") as stream:
            made_of, whole = stream.read().splitlines()
        return CatalogueFile.model_validate_json(whole) if made_of == _made_of() else None
    except (OSError, ValueError, ValidationError):
        return None


def _made_of() -> bytes:
    with open(path(), "rb") as stream:
        return b'{"crc32_of_roles_yaml":%d}' % zlib.crc32(stream.read())
