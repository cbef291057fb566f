# Every target works from a clean clone, from a path with spaces, and does nothing twice.
PYTHON ?= python3
PY := .venv/bin/python
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve build publish check lint test external-links messages format schema links reviewed goldens release-notes search-report new-macro new-exercise clean

## help       list these targets
help:
	@sed -n 's/^## /  make /p' Makefile

## serve      read the handbook at http://127.0.0.1:8000/, reloaded at every save
serve: .venv/site
	@$(PY) -m macros serve

## build      build the site into site/; any warning fails, and then the old site/ stays
build: .venv/site
	@$(PY) -m macros build

## publish    build the site, and the book as PDF and EPUB, each chapter as PDF, and slides as PowerPoint files
publish: build
	@$(PY) -m macros publish

## check      all that a contributor's text can get wrong, with what to write instead; FORMAT=github annotates
check: .venv/test
	@$(PY) -m macros check --weight $(if $(FORMAT),--format $(FORMAT))

## lint       the Python code: style, types, who may import whom
lint: .venv/test
	@$(PY) -m ruff check --quiet macros tests
	@$(PY) -m ruff format --check --quiet macros tests
	@PYTHONPATH=. $(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-cache > .venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }
	@$(PY) -m mypy

## test       everything that CI checks: check, lint, and all tests, also of the built site and in a browser
test: check lint
	@$(PY) -m pytest -q -n auto -m "not site and not browser"
	@$(PY) -m pytest -q -n auto --dist worksteal -m "site or browser"

## external-links  look whether the links to other sites still lead somewhere; it needs the network
external-links: .venv/site
	@$(PY) -m macros external-links $(if $(FORMAT),--format $(FORMAT))

## messages   put new sentences of the checks into macros/_messages/da.po, for their Danish
messages: .venv/test
	@$(PY) -m babel.messages.frontend --quiet extract -k say -k counted:1,2 --no-default-keywords --no-location --sort-output --omit-header -o .venv/messages.pot macros
	@$(PY) -m babel.messages.frontend --quiet update --no-fuzzy-matching --ignore-obsolete --omit-header --no-wrap -l da -i .venv/messages.pot -o macros/_messages/da.po

## format     tidy the Python code
format: .venv/test
	@$(PY) -m ruff check --fix --quiet macros tests
	@$(PY) -m ruff format --quiet macros tests

## schema     write the JSON Schemas that editors use
schema: .venv/site
	@$(PY) -m macros schema

## links      give new content its permanent links, at the end of links/register.txt
links: .venv/site
	@$(PY) -m macros links

## reviewed   record that both languages say the same now: make reviewed PAGE=krydspres SECTION=kort-fortalt
reviewed: .venv/site
	@$(PY) -m macros reviewed "$(PAGE)" "$(SECTION)"

## goldens    write what macros and checks say now into tests/; read the change before you commit it
goldens: .venv/test
	@$(PY) -m tests.goldens

## release-notes  what has changed since the release before, for its page: make release-notes TAG=v1.2
release-notes: .venv/site
	@$(PY) -m macros release-notes $(TAG)

## search-report  how well search answers, kind by kind, in the site that was built
search-report: .venv/test
	@$(PY) -m tests.search.report

## new-macro  start a macro: make new-macro NAME=x
new-macro: .venv/test
	@$(PY) -m macros new "$(NAME)"

## new-exercise  start an exercise: make new-exercise NAME=hvem-mangler EN=who-is-missing
new-exercise: .venv/test
	@$(PY) -m macros exercise "$(NAME)" "$(EN)"

## clean      delete what the other targets made
clean:
	@rm -rf .venv .cache site .site-new .site-old .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; rm -rf .venv; exit 1; }

.venv/site: requirements.txt | .venv/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch .venv/site

.venv/test: requirements.txt requirements-test.txt | .venv/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch .venv/test .venv/site
