# The two commands of the README are `make run` and `make test`; the rest serves those who work on the program.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATABASE := data/tracker.db

.PHONY: run test test-full programs lint bench check-published check-messy pins schemas codes manual clean

run: $(VENV)/run.stamp ## set up, create the demo province once, serve the interface
	@if [ -f $(DATABASE) ]; then $(BIN)/tracker init; else $(BIN)/tracker init --demo; fi
	$(BIN)/tracker serve

# the workers and servers of the tests load the same modules: what is compiled is kept, whatever the environment says
unexport PYTHONDONTWRITEBYTECODE

# three workers on two cores: the browser tests wait for much of their time, and each worker collects all tests
test: $(VENV)/dev.stamp ## lint, types, layers and tests
	$(MAKE) -j 2 lint programs
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not full"

test-full: $(VENV)/dev.stamp lint ## the same with the heavy runs: kills, thousands of generated cases, the whole province
	$(BIN)/python -m tools.programs --office
	$(BIN)/python -m pytest -n 2 --dist worksteal

programs: $(VENV)/dev.stamp ## what the tests need of the machine, such as a browser
	$(BIN)/python -m tools.programs

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/dev.stamp ## ratios, each measured within one run
	$(BIN)/python -m bench

check-published: $(VENV)/dev.stamp ## compare with published figures where their folder is present (PUBLISHED=folder)
	$(BIN)/python -m tools.check_published $(PUBLISHED)

check-messy: $(VENV)/dev.stamp ## read spreadsheets and spellings of officials where their folder is present (MESSY=folder)
	$(BIN)/python -m tools.check_messy $(MESSY)

schemas: $(VENV)/dev.stamp ## write the JSON Schemas of the rule files anew
	$(BIN)/python -m tools.json_schemas

codes: $(VENV)/dev.stamp ## write docs/codes.md anew
	$(BIN)/python -m tools.codes

manual: $(VENV)/dev.stamp ## take the pictures of docs/manual anew
	$(BIN)/python -m tools.programs
	$(BIN)/python -m pytest -q tests/browser/test_manual.py tests/browser/test_first_start.py --take-pictures

pins: $(VENV)/dev.stamp ## resolve the pinned versions anew; names, versions and hashes only
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group dev pyproject.toml --output-file requirements-dev.lock

$(VENV)/run.stamp: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which with make PYTHON=...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
