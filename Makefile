# `make help` lists what there is. Every command works from a fresh clone: what it needs, it sets up first.

PYTHON ?= python3
ARGS   ?=
# How many processes share the tests. They wait for one another's servers: on two cores a third one may pay.
WORKERS ?= 2
VENV   := .venv
BIN    := $(VENV)/bin
TOOLS  := .tools
OPA    := $(TOOLS)/opa
REGAL  := $(TOOLS)/regal
PROGRAMS := $(patsubst policies/programs/%/program.yaml,%,$(wildcard policies/programs/*/program.yaml))
# The pinned opa comes first for what starts it by name.
WITH_TOOLS := PATH="$(CURDIR)/$(TOOLS):$$PATH"

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What Python has compiled it keeps, whatever the shell says: each process of a test would compile it all again.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/pip install --quiet
# Into another environment too: `$(call installed,$(VENV)/bench,…)`. By uv, in a tenth of the processor's time; it does not
# read how pip was set up on this machine, so where it cannot install, it says why and pip does.
installed = $(BIN)/uv pip install --quiet --python $(1)/bin/python $(2) || $(1)/bin/pip install --quiet $(2)

SHELL       := /bin/sh
.SHELLFLAGS := -euc
MAKEFLAGS   += --no-print-directory
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- set-up -------------------------------------------------------------------------------------
# A stamp in the environment stands for each lock that is installed, so a second run does nothing. What no lock names any
# more goes first: pip leaves it, and it would go on holding others to versions of its own.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'error: tejun needs Python 3.11 or later: make PYTHON=python3.11 …' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

# What installs the rest, by pip: of the development's lock its own lines.
$(VENV)/uv.stamp: requirements/dev.txt | $(BIN)/python
	@awk '/^[^ ]/ { its = /^uv==/ } its' requirements/dev.txt > $(VENV)/uv.txt
	@$(PIP) --require-hashes -r $(VENV)/uv.txt
	@touch $@

define remove_unlocked
@unlocked=$$($(BIN)/python tools/unlocked.py requirements/runtime.txt requirements/build.txt requirements/dev.txt); \
  if [ -n "$$unlocked" ]; then $(BIN)/pip uninstall --quiet --yes $$unlocked; fi
endef

$(VENV)/runtime.stamp: pyproject.toml setup.py tools/unlocked.py requirements/runtime.txt requirements/build.txt $(VENV)/uv.stamp
	@echo 'installing what the service needs'
	$(remove_unlocked)
	@$(call installed,$(VENV),--require-hashes -r requirements/runtime.txt -r requirements/build.txt)
	@$(call installed,$(VENV),--no-deps --no-build-isolation --editable .)
	@touch $@

# The words that the service speaks, compiled where they changed.
CATALOGS := $(wildcard service/tejun/words/locale/*/LC_MESSAGES/*.po)
$(VENV)/catalogs.stamp: $(CATALOGS) $(VENV)/runtime.stamp
	@$(BIN)/python tools/catalogs.py compile
	@touch $@

# dev.txt holds every pin of runtime.txt: nothing is installed twice.
$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/runtime.stamp
	@echo 'installing what development needs'
	$(remove_unlocked)
	@$(call installed,$(VENV),--require-hashes -r requirements/dev.txt)
	@touch $@

.PHONY: setup
setup: $(VENV)/dev.stamp $(VENV)/catalogs.stamp ## install everything that Python needs into .venv

.PHONY: tools
tools: ## put the pinned opas (the newest and the oldest), regal and what reads the log into .tools
	@$(PYTHON) tools/install.py opa opa-oldest regal sumdb

.PHONY: lock
lock: setup ## resolve the locks again; `make lock ARGS=--upgrade` moves to the newest versions
	$(call resolve,runtime,pyproject.toml)
	$(call resolve,build,--group build)
	$(call resolve,audit,--group audit)
	$(call resolve,bench,--group bench)
	$(call resolve,dev,pyproject.toml --group dev -c requirements/runtime.txt -c requirements/build.txt)

define resolve
@UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url $(ARGS) $(2) --output-file requirements/$(1).txt > /dev/null
endef

# ---- run ----------------------------------------------------------------------------------------

.PHONY: serve
serve: $(VENV)/runtime.stamp $(VENV)/catalogs.stamp ## start the service (needs neither OPA nor Go); ARGS='--port 8080'
	@$(BIN)/tejun serve $(ARGS)

.PHONY: bundles
bundles: setup tools ## build every program in policies/programs and publish it, as an example, into bundles/
	@$(WITH_TOOLS) $(BIN)/python tools/editions.py $(ARGS)

.PHONY: golden
golden: setup tools ## write the golden decisions of fixtures/programs anew; read the diff
	@$(WITH_TOOLS) $(BIN)/python -m tests.support.golden

.PHONY: catalogs
catalogs: setup ## bring the message catalogs up to the code: new keys are added empty, unused ones go
	@$(BIN)/python tools/catalogs.py update
	@$(BIN)/python tools/catalogs.py compile

.PHONY: openapi
openapi: setup ## write openapi/openapi.json from the code
	@$(BIN)/python tools/openapi.py openapi/openapi.json

.PHONY: reference
reference: bundles ## write docs/procedure from the policies and cases
	@$(BIN)/python -m tools.reference

# Apart from .venv: the engine of before holds wasmtime below the version that the service has.
$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/uv.stamp
	@$(PYTHON) -m venv --clear $(VENV)/bench
	@$(call installed,$(VENV)/bench,--require-hashes -r requirements/bench.txt)
	@touch $@

.PHONY: bench
bench: setup tools $(VENV)/bench.stamp ## measure the service and its engines, the one of before beside ours
	@$(WITH_TOOLS) $(BIN)/python -m tests.bench --before $(VENV)/bench/bin/python $(ARGS)

.PHONY: bench-record
bench-record: setup ## measure what sealing and the log cost, a record of a million decisions, and PostgreSQL (half an hour at most)
	@$(WITH_TOOLS) $(BIN)/python -m tests.bench.record $(ARGS)

# ---- check --------------------------------------------------------------------------------------

# A warning is an error. A file's tests stay together, for what its fixtures start; files keep their order, slow ones first.
PYTEST := $(WITH_TOOLS) $(BIN)/python -W error -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: check
check: lint ## while you work: lint, and the tests that start no process
	@$(PYTEST) -m unit $(ARGS)

.PHONY: test
test: lint ## everything, a sample of what is long; ARGS='--seed SEED' draws the same sample again
	@$(PYTEST) $(ARGS)

.PHONY: test-long
test-long: lint ## everything, and what is long in full
	@$(PYTEST) --long $(ARGS)

.PHONY: hostile
hostile: setup tools ## send a million made-up requests and files; ARGS='--seed N --requests 1000000'
	@$(WITH_TOOLS) $(BIN)/python -m tests.hostile $(ARGS)

# Beside one another, on two cores: none reads what another writes. So is what they need: while Python's libraries are
# installed, one core would have nothing to do.
.PHONY: lint
lint: ## check format, types, imports and policies
	@$(MAKE) --jobs 2 lint-types lint-python lint-rego

.PHONY: lint-types
lint-types: setup
	@$(BIN)/mypy --no-error-summary

.PHONY: lint-python
lint-python: setup
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo

# One edition at a time for `opa check`: two bases, or two programs, may hold packages of one name.
.PHONY: lint-rego
lint-rego: $(VENV)/catalogs.stamp tools
	@$(OPA) fmt --fail --diff policies
	@for program in $(PROGRAMS); do \
	  files="$$($(BIN)/python tools/sources.py "$$program")"; \
	  $(OPA) check --strict --schema policies/schemas/input.json --capabilities policies/capabilities.json $$files; \
	done
	@$(REGAL) lint policies

# Apart from .venv: what pip-audit brings along is neither imported nor tested here.
$(VENV)/audit.stamp: requirements/audit.txt $(VENV)/uv.stamp
	@$(PYTHON) -m venv --clear $(VENV)/audit
	@$(call installed,$(VENV)/audit,--require-hashes -r requirements/audit.txt)
	@touch $@

.PHONY: audit
audit: setup $(VENV)/audit.stamp ## look for advisories against all that the locks pin; 2: not all could be looked up
	@$(BIN)/python -m tools.audit $(VENV)/audit/bin/pip-audit $(ARGS)

.PHONY: format
format: setup tools ## format Python and Rego
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .
	@$(OPA) fmt --write policies

# ---- release ------------------------------------------------------------------------------------

.PHONY: release
release: setup tools ## check everything, then make wheel, sdist and SBOM, twice to the same bytes; ARGS=--trial: unchecked
	@$(WITH_TOOLS) $(BIN)/python -m tools.release $(ARGS)

.PHONY: clean
clean: ## remove everything that the other targets make
	@rm -rf $(VENV) $(TOOLS) build dist service/*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
