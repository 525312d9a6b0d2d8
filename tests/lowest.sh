#!/bin/sh
# Run a part of the tests with the oldest versions of the dependencies that pyproject.toml allows.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$PYTHON" -m venv "$work/venv"
"$PYTHON" "$root/tests/lowest.py" >"$work/lowest.txt"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root" --requirement "$work/lowest.txt"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint "$work/lowest.txt" \
    pytest pytest-xdist hypothesis openpyxl odfpy
cat "$work/lowest.txt"
cd "$root"
"$work/venv/bin/python" -m pytest -n auto -p no:cacheprovider tests/test_source.py tests/test_rules.py \
    tests/test_command_line.py tests/test_spreadsheet.py
