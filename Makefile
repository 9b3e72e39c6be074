# Two commands on a new machine: `make demo` and `make test`. All they need is Python ≥ 3.11.
# macOS comes with make 3.81, so nothing here is newer than that.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(ARGS) pyproject.toml

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test jobs check format lock pictures register readings clean

help: ## Show what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: $(VENV)/.runtime ## Open a desk with demo data, in a throwaway database
	@$(BIN)/hotline demo $(ARGS)

test: $(VENV)/.dev ## Run the tests, on SQLite and on PostgreSQL (ARGS="-k words" picks)
	@$(BIN)/python -m pytest -n 2 $(ARGS)

jobs: $(VENV)/.dev ## Try the use cases on a secured PostgreSQL, by each of the jobs that may
	for turn in 0 1 2; do \
		HOTLINE_TEST_TURN=$$turn $(BIN)/python -m pytest -n 2 -k secured $(ARGS) tests/services \
			|| exit 1; \
	done

check: $(VENV)/.dev ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict hotline_tui
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev ## Format the code and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.made ## Write both locks anew (ARGS=--upgrade takes the newest)
	$(PIP) install 'uv>=0.13.9,<0.14'
	$(UV) --output-file requirements.lock
	$(UV) --group dev --constraint requirements.lock --output-file requirements-dev.lock

pictures: $(VENV)/.dev ## Draw the pictures in the documents
	@$(BIN)/python docs/pictures.py

register: $(VENV)/.dev ## Write the register of the standard's clauses
	@$(BIN)/hotline clauses --write

readings: $(VENV)/.dev ## Write the tables of how Chinese characters are read
	@$(BIN)/python -m hotline_tui.kb.syllabary_made

clean: ## Remove what the commands above have made
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An empty file says that a step is done; it is redone when the lock behind it has changed.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo '$(PYTHON) is not Python 3.11 or newer. Name one that is: make PYTHON=python3.13' >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock
	@echo 'Installing into $(VENV) (a minute, the first time) ...' >&2
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo 'Installing what the tests need ...' >&2
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
