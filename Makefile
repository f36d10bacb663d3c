# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint exercises docs clean

# The stamp is newer than what decides the installation, so a second `make` installs nothing.
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[torch,dev]"
	touch $@

demo: .venv/installed
	$(BIN)/gradiente demo --out demo-report

test: .venv/installed
	$(BIN)/python -m pytest

lint: .venv/installed
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

exercises: .venv/installed
	$(BIN)/gradiente exercises

# The site lies in docs/_build; a warning is an error.
docs: .venv/installed
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet -b html docs docs/_build

clean:
	rm -rf .venv demo-report docs/_build docs/generated
