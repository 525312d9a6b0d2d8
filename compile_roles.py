"""Compile `roles.yaml`, so that a check need not read it as YAML.

`make catalogue` runs this. With `--check` nothing is written, and the exit code is 1 if it should be.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mvdt.model import built_in
from mvdt.model.catalogue_reading import read_catalogue


def main() -> int:
    """Write the compiled catalogue, or with `--check` say whether it is stale."""
    parser = argparse.ArgumentParser(description="Compile roles.yaml, so that a check need not read it as YAML.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the compiled one is stale")
    check: bool = parser.parse_args().check
    target = Path(built_in.COMPILED)
    wanted = built_in.compiled(read_catalogue(built_in.path()))
    if target.exists() and target.read_bytes() == wanted:
        return 0
    if check:
        sys.stderr.write("roles.yaml has changed since it was compiled: run `make catalogue`.\n")
        return 1
    target.write_bytes(wanted)
    sys.stdout.write(f"{target.name} is written.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
