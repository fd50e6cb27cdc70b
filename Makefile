# Everything runs in .venv, which these targets make. A step that is done leaves a stamp there and
# is not done again until a file it depends on changes. `make PYTHON=python3.12 demo` picks another
# Python (3.11 or later) for a new .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# No .pyc for the whole of 400 MB: Python compiles what is used when it is used.
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-compile --require-hashes \
	--only-binary :all:
COMPILE := $(BIN)/uv pip compile pyproject.toml --group build --universal --generate-hashes \
	--only-binary :all: --no-config --quiet --custom-compile-command "make lock"

.DELETE_ON_ERROR:
.PHONY: help demo test check bench-reading train train-smoke lock clean

help:
	@echo "make demo   set up and run the demonstration on examples/ (first time: a few minutes)"
	@echo "make test   set up and run every check and test"
	@echo "make check  the checks without the tests: ruff, mypy"
	@echo "make bench-reading  measure reading on ../shared/bench and say where it goes wrong (ARGS=--help)"
	@echo "make train  train the shipped reader anew on corpus/ (two cores, hours); train-smoke: its path, a minute"
	@echo "make lock   resolve pyproject.toml anew into requirements.lock and requirements-dev.lock"
	@echo "make clean  remove what the checks and builds leave behind (.venv and cases stay)"

demo: $(VENV)/.package
	@$(BIN)/sayso demo

test: check
	$(BIN)/python -m pytest

check: $(VENV)/.dev $(VENV)/.package
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The bench is kept outside this repository; ARGS="--bench FOLDER" names another place.
bench-reading: $(VENV)/.dev $(VENV)/.package
	@$(BIN)/python benchmarks/claims.py $(ARGS)

train: $(VENV)/.train $(VENV)/.package
	$(BIN)/python -m training $(ARGS)

train-smoke: $(VENV)/.train $(VENV)/.package
	$(BIN)/python -m training --smoke --out build/smoke

# Without hashes but for the encoder: torch comes as other files on every kind of machine.
$(VENV)/.train: training/requirements.txt training/encoder.lock $(VENV)/.run
	$(BIN)/python -m pip install --disable-pip-version-check --no-compile --requirement training/requirements.txt
	$(INSTALL) --no-deps --requirement training/encoder.lock
	@touch $@

# uv writes no registry host, local folder or setting of this machine into the lock files, and
# resolves for every platform and Python at once.
lock: $(VENV)/.dev
	$(COMPILE) --upgrade --output-file requirements.lock
	$(COMPILE) --upgrade --group dev --group bench --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sayso needs Python 3.11 or later; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(BIN)/python
	@echo "Installing the pinned packages of requirements.lock into $(VENV) (once, about 400 MB)."
	$(INSTALL) --requirement requirements.lock
	@touch $@

# It holds all of requirements.lock, so its stamp serves for both.
$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@echo "Installing the pinned packages of requirements-dev.lock into $(VENV) (once)."
	$(INSTALL) --requirement requirements-dev.lock
	@touch $(VENV)/.run $@

# Editable, so that a change of the source needs no new install; only pyproject.toml does.
$(VENV)/.package: pyproject.toml $(VENV)/.run
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-index \
		--no-build-isolation --editable .
	@touch $@
