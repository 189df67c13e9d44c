# `make demo` shows the main job, `make test` decides whether a change may land. Both need Python 3.11+ and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types unit full services browser editor mutation cover wheel messages pictures docs bench siege release clean

demo: $(VENV)/demo
	$(BIN)/dialogues list --in es
	@echo
	$(BIN)/dialogues choose china-2006 --wants "zh-TW, en;q=0.5"
	@echo
	$(BIN)/dialogues show brazil-2007

test: $(VENV)/test lint types unit wheel

lint: $(VENV)/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/test
	$(BIN)/mypy

# The laws try the same examples each time, so that a failure is of the change; `make full` draws others.
unit: $(VENV)/test
	$(BIN)/python -m pytest -n 2 --dist worksteal -q --hypothesis-profile=ci
	$(BIN)/dialogues check data

# The same laws over many more examples.
full: unit
	DIALOGUES_SITE_LANGUAGES=en,es,fr,hy,ka,pt,ro,ru,uk,zh $(MAKE) browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -q --hypothesis-profile=default
	DIALOGUES_PAGES=2000 $(BIN)/python -m pytest -q tests/test_page_laws.py
	$(BIN)/python -m siege.judged_documents

# Stores on a server, which the tests start: needs PostgreSQL 15 or newer to be installed (Debian: postgresql).
services: $(VENV)/test
	DIALOGUES_SERVICES=1 $(BIN)/python -m pytest -n 2 -q --hypothesis-profile=ci tests/test_postgresql.py

cover: $(VENV)/test
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term -q

# What users get: the wheel, unpacked where nothing of the checkout is near, under the same tests.
wheel: $(VENV)/test
	rm -rf dist && $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf $(VENV)/wheel && $(PIP) install --no-deps --target $(VENV)/wheel dist/*.whl
	DIALOGUES_WHEEL=$(VENV)/wheel PYTHONPATH=$(CURDIR)/$(VENV)/wheel $(BIN)/python -m pytest -n 2 --dist worksteal -q --hypothesis-profile=ci -m "not checkout"

# The pictures of the pages, which change with the data.
pictures: $(VENV)/test
	$(BIN)/dialogues timeline --svg --in en > docs/timeline.svg
	$(BIN)/dialogues list --matrix --svg --in en > docs/languages.svg
	$(BIN)/python scripts/build_plot.py

# The catalogues of messages, with all that the code says: what is new is empty there and waits for a translator.
messages: $(VENV)/test
	PYTHONPATH=src $(BIN)/python scripts/build_messages.py

# The site of the documentation, offline, in build/docs/html; a warning or a word misspelt is an error.
docs: $(VENV)/docs
	$(BIN)/codespell README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md docs examples
	$(BIN)/python scripts/build_site.py build/docs

# All that is published, and nothing is: docs/releasing.md has the steps around it.
PYTHONS ?= python3.11 python3.12 python3.13 python3.14 $(wildcard $(shell pyenv root 2> /dev/null)/versions/3.1[1-9]*/bin/python)
release: lint types docs $(VENV)/release
	rm -rf dist && $(BIN)/python -m build --no-isolation --outdir dist .
	$(BIN)/python scripts/check_release.py dist
	$(BIN)/twine check --strict dist/*
	rm -rf build/data && $(BIN)/dialogues check data && $(BIN)/dialogues release data -o build/data
	$(BIN)/dialogues release --verify build/data
	rm -rf $(VENV)/release-*
	set -e; tried=; for python in $(PYTHONS); do \
	  name=$$($$python -c 'import sys, venv; print("%d.%d" % sys.version_info[:2])' 2> /dev/null) || continue; \
	  place=$(CURDIR)/$(VENV)/release-$$name; [ -e $$place ] && continue; echo "== Python $$name =="; tried=$$name; \
	  $$python -m venv $$place; \
	  $$place/bin/python -m pip --disable-pip-version-check --quiet install "$$(ls $(CURDIR)/dist/*.whl)[test]"; \
	  DIALOGUES_WHEEL=$$place $$place/bin/python -m pytest -n 2 --dist worksteal -q --hypothesis-profile=ci -m "not checkout"; \
	done; [ -n "$$tried" ] || { echo "the wheel was tried by no Python: none of $(PYTHONS) is here"; exit 1; }
	@echo "ready: dist/ for the library, build/data for the data; docs/releasing.md says what is left"

# Beside others, of Python and of npm: the tables of docs/performance.md, in less than 15 minutes on two quiet cores.
bench: $(VENV)/test
	$(PIP) install --no-build-isolation -e '.[bench]'
	npm ci --silent --no-audit --no-fund --prefix benchmarks
	$(BIN)/python benchmarks/run.py

# The site in Debian's Chromium (apt install chromium, npm): accessible, without errors, by keyboard, on paper.
browser: $(VENV)/test
	$(PIP) install --no-build-isolation -e '.[browser]'
	npm ci --silent --no-audit --no-fund --prefix browser
	$(BIN)/python -m pytest -q browser

# What an editor tells who writes a record: the YAML language server, asked as an editor asks it (apt install npm).
editor: $(VENV)/test
	npm ci --silent --no-audit --no-fund --prefix browser
	$(BIN)/python -m pytest -q browser/test_yaml_language_server.py

# A random sample of the mutants of the rules (a hundred: half an hour): docs/mutation.md says what no test found.
mutation: $(VENV)/test
	$(PIP) install --no-build-isolation -e '.[mutation]'
	$(BIN)/python scripts/mutate.py "$$(mktemp -d)/copy"

# Attacks of all kinds, with seeds, in less than 15 minutes on two cores: docs/siege.md has the figures.
siege: $(VENV)/test
	$(BIN)/python -m siege

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo: $(VENV)/bin/python pyproject.toml
	$(PIP) install .
	touch $@

$(VENV)/test: $(VENV)/bin/python pyproject.toml
	$(PIP) install hatchling editables babel
	$(PIP) install --no-build-isolation -e '.[test]'
	touch $@

$(VENV)/docs: $(VENV)/test
	$(PIP) install --no-build-isolation -e '.[docs]'
	touch $@

$(VENV)/release: $(VENV)/test
	$(PIP) install --no-build-isolation -e '.[release]'
	touch $@

clean:
	rm -rf $(VENV) build dist
