PYTHON ?= python3
BIN = .venv/bin

.PHONY: help crawl serve test check bench
help:  ## this list
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):[^#]*## */\1\t/' | expand -t 18

# The stamp makes a second call free; a changed constraint installs again.
.venv/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kiosque needs Python 3.11 or later: make PYTHON=/path/to/python3.11 ..."; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@

crawl: .venv/.ready  ## crawl every site of sites.toml (without one: the bundled magazine)
	@$(BIN)/scrapy crawl articles

serve: .venv/.ready  ## read the archive: http://127.0.0.1:8001
	@$(BIN)/datasette data/

test: .venv/.ready  ## run the tests
	@$(BIN)/python -m pytest

check: .venv/.ready  ## what a developer runs before a commit: ruff, mypy --strict, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest
