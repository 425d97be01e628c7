# Everything a person does here starts with `make`. Setting up happens by itself, once.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PORT ?= 8000
DATA_DIR ?= var
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help
help: ## List what can be made
	@echo "make run     starts everything    (PORT=8000 DATA_DIR=var)"
	@echo "make test    runs everything CI runs"
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*## "} {printf "  %-14s %s\n", $$1, $$2}'

# ------------------------------------------------------------------------------------------ setting up

.PHONY: setup
setup: .venv/.product .venv/.print .venv/.dev static/vendor/.made packed .venv/.translations ## Install everything for running and testing

.venv/.python: tools/venv.sh
	@tools/venv.sh
	@touch $@

.venv/.product: requirements.txt .venv/.python
	@echo "Python packages …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.print: tools/print.sh .venv/.product
	@tools/print.sh
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.product
	@echo "Python packages for tests and checks …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/.node: requirements-node.txt tools/node.sh .venv/.python
	@tools/node.sh
	@touch $@

node_modules/.made: package-lock.json package.json .npmrc .venv/.node
	@echo "Node packages …"
	@npm ci --ignore-scripts --no-fund --no-audit --silent
	@touch $@

static/vendor/.made: tools/vendor.mjs $(wildcard tools/vendor/*.js) node_modules/.made
	@node tools/vendor.mjs
	@touch $@

.venv/.translations: $(wildcard app/*/translations/*/LC_MESSAGES/*.po) tools/translations.py .venv/.product
	@$(BIN)/python tools/translations.py
	@touch $@

.PHONY: packed
packed: static/vendor/.made
	@node tools/pack.mjs
	@$(BIN)/python tools/pack.py

.PHONY: vendor
vendor: ## Bundle third-party browser modules again
	@rm -f static/vendor/.made
	@$(MAKE) --no-print-directory static/vendor/.made

.PHONY: lock
lock: .venv/.dev .venv/.node ## Write the lock files anew from *.in and package.json (UPGRADE=--upgrade for newer versions)
	$(LOCK) $(UPGRADE) -o requirements.txt requirements.in
	$(LOCK) $(UPGRADE) -o requirements-dev.txt requirements-dev.in
	$(LOCK) $(UPGRADE) -o requirements-node.txt requirements-node.in
	npm install --ignore-scripts --package-lock-only --no-fund --no-audit

# ------------------------------------------------------------------------------------------ running

.PHONY: run
run: .venv/.product .venv/.print packed .venv/.translations ## Start web and worker with the demo ward
	@exec $(BIN)/python tools/run.py --port $(PORT) --data-dir "$(DATA_DIR)"

.PHONY: migrate
migrate: .venv/.product ## Bring the database in DATA_DIR (or DATABASE_URL) up to date
	@DATA_DIR="$(DATA_DIR)" $(BIN)/flask --app app db upgrade

# ------------------------------------------------------------------------------------------ checking

.PHONY: test
test: setup lint test-python test-client test-journeys ## Run everything: checks, Python on both databases, phone modules, browser journeys

.PHONY: test-python
test-python: setup ## Run the Python suite on SQLite, then on PostgreSQL
	$(BIN)/pytest -q -n 2 -m "not browser and not long" --database sqlite
	$(BIN)/pytest -q -n 2 -m "not browser and not long" --database postgresql

.PHONY: test-long
test-long: setup test-faults ## Run the long forms: many seeds, real sizes, real speeds (SEED=7 plays one day again)
	$(BIN)/pytest -q -n 2 --dist worksteal -rP -m long --durations 0 --durations-min 20 --timeout 3600 --database sqlite
	$(BIN)/pytest -q -n 2 --dist worksteal -rP -m long --durations 0 --durations-min 20 --timeout 3600 --database postgresql

.PHONY: test-faults
test-faults: setup ## Plant faults one at a time; each must be caught by the proofs that are there
	@$(BIN)/python -m tests.faults

.PHONY: test-client
test-client: setup ## Run the phone modules' tests in Node
	node --test $$(find tests/client -name '*.test.js' | sort)

.PHONY: test-journeys
test-journeys: setup ## Run the journeys, and all else that needs a real browser (AT=2026-11-28T07:30+07:00: another hour)
	@tools/browser.sh
	$(BIN)/pytest -q -m browser --timeout 600 $(if $(AT),--at $(AT) tests/journeys)

.PHONY: lint
lint: setup ## Check style, types, import directions, templates and dependencies
	@tools/lint.sh

.PHONY: format
format: .venv/.dev ## Let ruff put the Python code into shape
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: types
types: .venv/.product node_modules/.made ## Write the client's view of all commands
	@$(BIN)/flask --app app commands --schemas | node tools/types.mjs > .venv/commands.d.ts
	@mv .venv/commands.d.ts static/client/core/commands.d.ts

.PHONY: frozen
frozen: .venv/.dev ## Freeze the bodies of new commands, and shapes that grew (tests/fixtures/commands)
	@$(BIN)/python -m tests.frozen

.PHONY: bench
bench: setup ## Measure first sync and push: requests, bytes, server time for each command, beside PouchDB
	@tools/browser.sh
	@$(BIN)/python -m tests.bench

.PHONY: bench-plan
bench-plan: setup ## Measure the planning engine by size, beside VROOM and the proven best; writes docs/planning.md
	@$(BIN)/python -m tests.bench.plan

.PHONY: screenshots
screenshots: setup ## Draw every screen of every role into test-output/screenshots
	@tools/browser.sh
	@$(BIN)/python -m tests.screenshots

.PHONY: clean
clean: ## Remove everything that tools made, but not DATA_DIR
	rm -rf .venv node_modules static/vendor test-output build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find app tests migrations tools -name __pycache__ -prune -exec rm -rf {} +
	find app -name '*.mo' -delete
	find static -name '*.gz' -delete
