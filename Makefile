# `make run` serves the dashboard on the sample, `make test` proves that everything works.
# README.md has the plain commands behind both.
.POSIX:
.PHONY: run test check lint audit bench bench-load simulate fuzz strangers attack faults load format

PYTHON = python3
BIN = .venv/bin
INPUTS = 10000
KILLS = 1000
PEOPLE = 50
SECONDS = 300
WORKERS = 1
CUBES = 100
RUNS = 100000
OF = addresses
RECORDS = 1000000 10000000
COUNCILS = 1
QUARTERS = 24
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --silent
# As many processes as the machine has processors, up to four; the first to be done takes tests from the others.
PYTEST = $(BIN)/pytest -q -n logical --maxprocesses 4 --dist worksteal
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

run: .venv/installed
	@case "$$SCRUTINY_DATA" in *://*) ;; *) test -f "$${SCRUTINY_DATA:-data/store}/manifest.json" || $(BIN)/scrutiny sample;; esac
	@exec $(BIN)/scrutiny serve

test: check
	@sh tests/browser/ensure-chromium.sh
	@sh tests/browser/ensure-firefox.sh
	@echo "Testing in the browser"
	@$(PYTEST) --disable-warnings tests/browser

# All that needs no browser: five to ten minutes on two processors.
check: lint
	@sh tests/ensure-java.sh
	@echo "Testing"
	@$(PYTEST) -p no:dash -W error

# All of it that runs no test in Python.
lint: .venv/installed-test node_modules/installed .venv/sql-checked
	@echo "Checking format, lint, types and imports"
	@$(BIN)/ruff format --quiet --check . || { echo "Run 'make format'."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.venv/imports.txt 2>&1 || { cat .venv/imports.txt; exit 1; }
	@echo "Checking the browser's scripts"
	@$(NPM) run check

# Looks every version of constraints.txt up among known advisories, which needs PyPI itself: so no part of `make check`.
# What is accepted stands in advisories.txt; a package that cannot be looked up fails too.
audit: .venv/audit/bin/pip-audit
	@.venv/audit/bin/pip-audit --progress-spinner off --strict --no-deps --disable-pip -r constraints.txt \
		$$(sed -n 's/^\(GHSA-[^ ]*\) .*/--ignore-vuln \1/p' advisories.txt)

.venv/audit/bin/pip-audit: .venv/bin/python
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/pip install --quiet --disable-pip-version-check 'pip-audit>=2.10,<3'

bench: .venv/installed-test
	@sh tests/browser/ensure-chromium.sh
	@$(BIN)/python -m benchmarks

# What loading and publishing take: a quarter of an hour. `make bench-load RECORDS=100000000` takes an hour and more.
bench-load: .venv/installed-test
	@$(BIN)/python -m benchmarks.loading --records $(RECORDS) --councils $(COUNCILS) --quarters $(QUARTERS)

# What verdicts are worth: false alarms, and how soon a fall is seen. docs/verdict.md says what comes out.
simulate: .venv/installed-test
	@$(BIN)/python -m benchmarks.simulate

# Asks whatever strangers might: `make fuzz INPUTS=100000` takes as many requests, about twenty a second, others each time.
fuzz: .venv/installed-test
	@FUZZ_INPUTS=$(INPUTS) $(BIN)/pytest -q -p no:dash -W error --hypothesis-show-statistics tests/integration/test_fuzz.py

# Kills commands at any moment and looks whether the store is whole: 200 took 18 minutes on two processors that were busy.
faults: .venv/installed-test
	@$(BIN)/python -m benchmarks.faults --kills $(KILLS)

# Fifty people in their browsers for five minutes: `make load SECONDS=60 WORKERS=2`. Locust needs a newer urllib3 than
# Dash takes, and so an environment of its own.
load: .venv/installed-test .venv/load/bin/locust
	@$(BIN)/python -m benchmarks.load --people $(PEOPLE) --seconds $(SECONDS) --workers $(WORKERS)

.venv/load/bin/locust: .venv/bin/python
	@$(BIN)/python -m venv .venv/load
	@.venv/load/bin/pip install --quiet --disable-pip-version-check locust==2.47.0

# Bytes of any kind, led by the lines that they reach: `make strangers OF=clicks RUNS=1000000`; also addresses, files.
strangers: .venv/installed-test .venv/atheris
	@$(BIN)/python -m benchmarks.strangers --runs $(RUNS) --of $(OF)

# It comes for Linux and macOS alone, and nothing else needs it.
.venv/atheris: .venv/installed-test
	@$(INSTALL) 'atheris>=3,<4'
	@touch $@

# Tries to work out what public tables withhold: `make attack CUBES=1000` takes as many random tables, one a second.
attack: .venv/installed-test
	@ATTACK_CUBES=$(CUBES) $(BIN)/pytest -q -p no:dash -W error tests/unit/test_disclosure.py

format: .venv/installed-test node_modules/installed
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/sqlfluff format --quiet queries
	@$(NPM) run format
	@$(BIN)/python -m dashboard.cli.docs

# Looked at again only when it has changed, since that takes some seconds.
.venv/sql-checked: .venv/installed-test queries/*.sql
	@echo "Checking the format of the SQL"
	@$(BIN)/sqlfluff lint queries >.venv/sql.txt 2>&1 || { cat .venv/sql.txt; echo "Run 'make format'."; exit 1; }
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Scrutiny needs Python 3.11 or newer. Name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python's venv is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

# An install is repeated only when what is asked for has changed.
.venv/installed: pyproject.toml constraints.txt
	@$(MAKE) -s .venv/bin/python
	@echo "Installing into .venv"
	@$(INSTALL) -e .
	@touch $@

# axe-core, which finds accessibility faults, comes inside this package. Its own dependency, Playwright, is
# left out (--no-deps): it is large, and our tests drive Chromium with Selenium.
.venv/installed-test: pyproject.toml constraints.txt
	@$(MAKE) -s .venv/bin/python
	@echo "Installing into .venv, with what the tests need"
	@$(INSTALL) -e '.[test]'
	@$(INSTALL) --no-deps axe-playwright-python
	@touch $@ .venv/installed

# Node itself comes as a Python package, into .venv.
node_modules/installed: package.json package-lock.json .venv/installed-test
	@echo "Installing what checks the browser's scripts, and whom tests sign on with, into node_modules"
	@$(NPM) ci || { echo "npm could not install what package-lock.json names: is the npm registry reached from here?"; exit 1; }
	@touch $@
