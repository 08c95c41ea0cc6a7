# Heed: `make demo` runs it, `make test` checks it. Needs git, make and Python 3.11 or newer; all else
# is installed into .venv from the hash-locked requirements.

PYTHON ?= python3
BIN    := .venv/bin
SOURCE := api domain projections adapters

.PHONY: help demo test from-outside from-outside-too from-inside bench soak lint types openapi lock clean

help:    ## Show this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

demo: .venv/ready   ## Run Heed with invented data; PORT and HEED_DATA_DIR are honoured
	@exec $(BIN)/heed demo

test: .venv/ready lint types openapi   ## Everything that CI checks
	@$(MAKE) --no-print-directory -j3 --output-sync=target from-outside from-outside-too from-inside

# Side by side: they wait for disks and slow clients more than they compute. What comes late in the
# alphabet is half of what is asked from outside.
LATE := --ignore-glob='*/acceptance/test_[h-z]*.py'
APART := tests/integration/edge tests/integration/embedded tests/integration/test_benchmarks.py

from-outside: .venv/ready
	$(BIN)/pytest -m "not soak" tests/acceptance $(LATE) $(APART)

from-outside-too: .venv/ready
	$(BIN)/pytest -m "not soak" tests/acceptance/test_[h-z]*.py

from-inside: .venv/ready
	$(BIN)/pytest -m "not soak" tests/architecture tests/unit tests/integration \
		$(addprefix --ignore=,$(APART))

soak: .venv/ready   ## The long fault and load runs
	$(BIN)/pytest -m soak

bench: .venv/ready   ## Measure against ceilings and peers in the same run
	$(BIN)/python -m benchmarks

lint: .venv/ready   ## Style, imports, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/deptry $(SOURCE)

types: .venv/ready   ## mypy and pyright, both strict
	$(BIN)/mypy
	$(BIN)/pyright

openapi: .venv/ready   ## Is the committed contract the one the code makes?
	$(BIN)/python -m api.contract --check

lock: .venv/ready   ## Lock the requirements anew; needs uv
	uv export --quiet --no-emit-project --no-dev --no-header --no-annotate --format requirements-txt -o requirements.lock
	uv export --quiet --no-emit-project --no-header --no-annotate --format requirements-txt -o requirements-dev.lock

clean:   ## Remove what was built and the demo's data
	rm -rf .venv .heed dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
