# `make demo` sets everything up and checks two example teams; `make test` sets everything up and runs all tests.
# All of it stays in .venv, in this folder.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types architecture generated wheel lowest fuzz examples docs catalogue sbom audit benchmark clean

demo: .venv/mvdt.installed
	-@MVDT_TODAY=2026-11-22 $(BIN)/mvdt check examples/classic-failing-team.yaml || test $$? -eq 1
	@MVDT_TODAY=2026-11-22 $(BIN)/mvdt check examples/viable-team.yaml

test: .venv/development.installed
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: .venv/development.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/development.installed
	$(BIN)/mypy

architecture: .venv/development.installed
	$(BIN)/lint-imports --no-cache

generated: .venv/development.installed
	$(BIN)/python examples/regenerate.py --check
	$(BIN)/python docs/regenerate.py --check
	$(BIN)/python compile_roles.py --check
	$(BIN)/python write_sbom.py --check

wheel: .venv/development.installed
	PYTHON=$(PYTHON) BIN=$(BIN) sh tests/wheel.sh

lowest: .venv/mvdt.installed
	PYTHON=$(PYTHON) sh tests/lowest.sh

fuzz: .venv/fuzz.installed
	$(BIN)/python fuzzing/run.py --inputs 10000

examples: .venv/development.installed
	$(BIN)/python examples/regenerate.py

docs: .venv/development.installed
	$(BIN)/python docs/regenerate.py

catalogue: .venv/development.installed
	$(BIN)/python compile_roles.py

sbom: .venv/development.installed
	$(BIN)/python write_sbom.py

# Needs the network. Fails also where a package could not be looked up.
audit: .venv/audit.installed
	$(BIN)/pip-audit --strict --progress-spinner off .

benchmark: .venv/development.installed
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv .cache dist build

.venv/bin/python:
	$(PYTHON) -m venv .venv

# An editable install is not compiled by pip, and some environments forbid Python to do it on the first run.
.venv/mvdt.installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/development.installed: .venv/mvdt.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.venv/fuzz.installed: .venv/development.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@touch $@

.venv/audit.installed: .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.7'
	@touch $@
