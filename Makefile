# Everything a newcomer or a maintainer runs. `make help` lists it.

VENV := .venv
BIN := $(VENV)/bin
SUITS := -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
# The first Python that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python $(SUITS) && echo $$python && break; done)
READY := $(VENV)/.ready
INSTALL := $(BIN)/pip install --disable-pip-version-check
UPDATED := .venv-updated
# Two processes more than cores: many tests wait for servers that they start.
PROCESSES ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)
SUITE = pytest --numprocesses $(PROCESSES) --maxprocesses 6 --dist loadfile --no-loadscope-reorder
EVAL ?= ../shared/eval
MINUTES ?= 10
URL ?= http://127.0.0.1:8000

# Where this is set, whatever starts compiles all of its modules again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-newest check demo bench bench-anchor chaos soak evaluate lock format openapi client screens clean dist

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(or $(PYTHON),false) $(SUITS) || { echo "recruit needs Python 3.11 or newer with its venv module (Debian: python3-venv);" \
		"PYTHON=… chooses one" >&2; exit 1; }
	@$(PYTHON) tools/set_up.py $(VENV) $(INSTALL)

run: $(READY) ## Set everything up and serve on http://127.0.0.1:8000, with an embedded database in .data
	@$(BIN)/recruit serve

test: $(READY) ## Set everything up and run every test; PYTEST=… adds options
	@$(BIN)/$(SUITE) $(PYTEST)

test-newest: $(READY) ## Run every test with the newest packages that pyproject.toml allows, not the locked ones; weekly, in an environment of its own
	@$(PYTHON) -m venv --clear $(UPDATED)
	@$(BIN)/uv pip install --quiet --python $(UPDATED) --upgrade --editable . --group dev
	@$(UPDATED)/bin/$(SUITE) $(PYTEST)

check: $(READY) ## Lint, check types, check the direction of imports, the OpenAPI document, the clients and the vendored scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.openapi --check
	$(BIN)/python -m tools.vendor --check
	$(BIN)/python -m tools.client --check
	$(BIN)/python -m tools.typescript --check

dist: $(READY) ## Build a release into dist/: wheel, sdist, bill of materials, checksums, and an image where podman or docker is
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} $(BIN)/python -m tools.dist

demo: $(READY) ## Fill a new organisation with jobs, candidates and applications, and print its login
	@$(BIN)/recruit demo

bench: $(READY) ## Measure beside a program in the usual style, on a quiet machine, into bench/results.md
	@$(BIN)/python -m bench

bench-anchor: $(READY) ## Measure the main requests beside those of an earlier commit, on a busy machine too; needs a clone
	@$(BIN)/python -m bench anchor --busy

chaos: $(READY) ## Kill parts of a server under load, promote a replica, stop machines of a cluster, upgrade, and check that nothing is lost (some minutes)
	@$(BIN)/python -m chaos

soak: $(READY) ## Load a server for MINUTES at 70 % of what it can do, and check that it uses no more in the end
	@$(BIN)/python -m chaos.soak --minutes $(MINUTES)

evaluate: $(READY) ## Score matching and extraction of the server at URL over the labelled data in EVAL
	@$(BIN)/python $(EVAL)/matching/score.py $(EVAL)/matching/dev $(URL)
	@$(BIN)/python $(EVAL)/extraction/score.py $(EVAL)/extraction/dev $(URL)

lock: $(READY) ## Resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --quiet --output-file requirements.lock

format: $(READY) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

openapi: $(READY) ## Write the OpenAPI document to tests/http/openapi.json
	$(BIN)/python -m tools.openapi

client: $(READY) ## Write the models and operations of the Python and TypeScript clients from the OpenAPI document
	$(BIN)/python -m tools.client
	$(BIN)/python -m tools.typescript

screens: $(READY) ## Write a picture of every page of the console to .screens, in light, dark and on a phone; needs Chromium
	@PYTHONPATH=.:tests $(BIN)/python -m web.browser.screens

clean: ## Remove the virtual environment and caches, never the data
	rm -rf $(VENV) $(UPDATED) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
