# Every target works from a clean clone, from a path with spaces, and does nothing twice.
PYTHON ?= python3
PY := .venv/bin/python
export NO_MKDOCS_2_WARNING := 1

# Only what the locks name, by its hash, and only wheels: those run nothing when they are installed.
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
# For every system and every Python that the handbook can be built with, each package in one version.
LOCK = pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --only-binary :all: --generate-hashes \
	$(if $(KEEP),,--upgrade)

# Another engine for this command, such as ENGINE=zensical; which one is usual stands in macros/engines.
WITH_ENGINE = $(if $(ENGINE),--engine "$(ENGINE)")

.DEFAULT_GOAL := help
.PHONY: help serve build publish check lint test external-links messages format schema links reviewed goldens release-notes search-report bench lock sbom new-macro new-exercise clean

## help       list these targets
help:
	@sed -n 's/^## /  make /p' Makefile

## serve      read the handbook at http://127.0.0.1:8000/, reloaded at every save
serve: .venv/site
	@$(PY) -m macros serve $(WITH_ENGINE)

## build      build the site into site/; any warning fails, and then the old site/ stays; ENGINE=zensical: by another program
build: .venv/site $(if $(ENGINE),.venv/engines)
	@$(PY) -m macros build $(WITH_ENGINE)

## publish    build the site, and the book as PDF and EPUB, each chapter as PDF, and slides as PowerPoint files
publish: build
	@$(PY) -m macros publish

## check      all that a contributor's text can get wrong, with what to write instead; FORMAT=github annotates
check: .venv/test
	@$(PY) -m macros check --weight $(if $(FORMAT),--format $(FORMAT))

## lint       the Python code: style, types, who may import whom
lint: .venv/test
	@$(PY) -m ruff check --quiet macros tests benchmarks
	@$(PY) -m ruff format --check --quiet macros tests benchmarks
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
	@$(PY) -m ruff check --fix --quiet macros tests benchmarks
	@$(PY) -m ruff format --quiet macros tests benchmarks

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
	@$(PY) -m macros release-notes $(if $(TAG),"$(TAG)")

## search-report  how well search answers, kind by kind, in the site that was built
search-report: .venv/test
	@$(PY) -m tests.search.report

## bench      how fast the handbook is built, against stock Material on the same pages: make bench SIZES=30,300,1000
bench: .venv/test
	@$(PY) -m benchmarks $(if $(SIZES),--sizes $(SIZES))

## lock       take the newest of all packages into requirements*.txt, with their hashes; KEEP=1: only what is new in *.in
lock: .venv/test
	@$(PY) -m uv $(LOCK) requirements.in --output-file requirements.txt
	@$(PY) -m uv $(LOCK) requirements-engines.in --constraints requirements.txt --output-file requirements-engines.txt
	@$(PY) -m uv $(LOCK) requirements-test.in --constraints requirements-engines.txt --output-file requirements-test.txt

## sbom       write sbom.cdx.json: every package that the handbook is built with, for those who look for weaknesses
sbom: .venv/test
	@$(PY) -m cyclonedx_py requirements requirements.txt --output-reproducible --output-file sbom.cdx.json

## new-macro  start a macro: make new-macro NAME=x
new-macro: .venv/test
	@$(PY) -m macros new "$(NAME)"

## new-exercise  start an exercise: make new-exercise NAME=hvem-mangler EN=who-is-missing
new-exercise: .venv/test
	@$(PY) -m macros exercise "$(NAME)" "$(EN)"

## clean      delete what the other targets made
clean:
	@rm -rf .venv site .site-new .site-old sbom.cdx.json .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; rm -rf .venv; exit 1; }

.venv/site: requirements.txt | .venv/bin/python
	@$(INSTALL) -r requirements.txt
	@touch .venv/site

.venv/engines: requirements.txt requirements-engines.txt | .venv/bin/python
	@$(INSTALL) -r requirements-engines.txt
	@touch .venv/engines .venv/site

.venv/test: requirements.txt requirements-engines.txt requirements-test.txt | .venv/bin/python
	@$(INSTALL) -r requirements-test.txt
	@touch .venv/test .venv/engines .venv/site
