# One list of commands. Each works on a machine that has only Python (3.11-3.13) and make: .venv is made when needed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := outputs/runs/voorbeeld
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export PIP_NO_WARN_SCRIPT_LOCATION = 1
# a test file stays with one of two workers: what its tests share is made once
QUICK := -m 'not slow and not faults' -n 2 --dist loadfile

.PHONY: help setup demo test test-slow test-fresh check corpus-check model portal bench faults faults-kort pins clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(VENV)/ready  ## make .venv with the pinned versions
$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: setup  ## sample conversations in, appendix and report out, run by Prefect
	$(BIN)/stadsgesprek run corpora/voorbeeld/gesprekken --uit $(DEMO) --prefect
	@echo "Open $(DEMO)/rapport.html in a browser."

test: setup  ## every test that takes seconds
	$(BIN)/python -m pytest $(QUICK)

test-slow: setup  ## the tests that take minutes
	$(BIN)/python -m pytest -m 'slow and not faults'

portal: setup  ## the portal on this machine, in the browser
	if command -v npm >/dev/null; then $(BIN)/stadsgesprek portaal --opmaak; else $(BIN)/stadsgesprek portaal; fi

bench: setup  ## measure speed; writes docs/metingen.md
	$(BIN)/python -m flows.bench

faults: setup  ## kill, fill and break things half-way; STADSGESPREK_TEST_KILLS=50 kills more often
	$(PIP) install --constraint constraints.txt --editable '.[postgres]'
	$(BIN)/python -m pytest -m faults

faults-kort: setup  ## the same in two minutes: each thing killed once, no outages that have to be sat out
	STADSGESPREK_TEST_KILLS=1 $(BIN)/python -m pytest -m 'faults and not slow' -n 2 --dist loadfile

test-fresh:  ## the tests with the newest versions that pyproject.toml allows
	rm -rf .venv-fresh
	$(PYTHON) -m venv .venv-fresh
	.venv-fresh/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[dev]'
	.venv-fresh/bin/python -m pytest $(QUICK) $(ARGS)

check: setup  ## format, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m corpora.training_check

corpus-check: setup  ## the training statements against their quotas and rules
	$(BIN)/python -m corpora.training_check

model: setup  ## rebuild the shipped models; DATA is the folder with treebanks and name lists
	$(PIP) install --constraint constraints.txt --editable '.[train]'
	$(BIN)/stadsgesprek train taal --gegevens $(DATA)
	$(BIN)/stadsgesprek train themas
	$(BIN)/python -m nlp.sound_training $(foreach set,uploads uploads_nieuw uploads_gezien voorbeeld,tests/cases/$(set)/gold.json)
	$(BIN)/python -m nlp.second_look_training tests/cases/eerste_lezing/beurten.jsonl $(foreach set,uploads uploads_nieuw uploads_gezien voorbeeld,tests/cases/$(set)/gold.json)
	$(BIN)/python -m nlp.turning_training $(foreach set,uploads uploads_nieuw uploads_gezien voorbeeld,tests/cases/$(set)/gold.json)

pins: setup  ## renew constraints.txt
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras \
		--no-header --no-annotate pyproject.toml --output-file constraints.txt

clean:  ## remove what the other commands made
	rm -rf .venv .venv-fresh outputs/runs build *.egg-info .pytest_cache .mypy_cache .ruff_cache
