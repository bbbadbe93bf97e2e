PYTHON ?= python3
PORT ?= 8001
BIN = .venv/bin
# Four workers for two cores: many tests wait for a server. PYTEST="-k name -x" picks tests.
PYTEST ?= -n 4 --dist worksteal -m "not long"

# Our commands start many processes: compiled modules are worth keeping.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help crawl serve test test-long test-kills check bench bench-rebuilt bench-serve check-datasette1
help:  ## this list
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):[^#]*## */\1\t/' | expand -t 18

# The stamp makes a second call free; a changed constraint installs again.
.venv/.ready: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Kiosque needs Python 3.11 or later: make PYTHON=/path/to/python3.11 ..."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kiosque needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1): make PYTHON=/path/to/python3.11 ..."; exit 2; }
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing here; on Debian and Ubuntu: apt install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	@$(BIN)/python -m compileall -q crawler archive  # pip compiles what it copies, but not what it only points at
	@touch $@

crawl: .venv/.ready  ## crawl every site of sites.toml (without one: the bundled magazine)
	@$(BIN)/scrapy crawl articles $(ARGS)

serve: .venv/.ready  ## read the archive: http://127.0.0.1:8001 (PORT=8002 for another port)
	@test -f data/archive.db || { echo "There is no archive in data/ yet: make crawl first."; exit 2; }
	@$(BIN)/python -c 'import socket, sys; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || { echo "Port $(PORT) is taken by another program: make serve PORT=8002"; exit 2; }
	@$(BIN)/datasette data/ --port $(PORT)

test: .venv/.ready  ## run the tests
	@$(BIN)/python -m pytest $(PYTEST)

test-long: .venv/.ready  ## the tests that take minutes: simulated months, thousands of damaged pages
	@$(BIN)/python -m pytest -n 2 -m long

test-kills: .venv/.ready  ## kill -9 at some eighty moments: crawl, recheck, reextract, export, rebuild, migration
	@$(BIN)/python -m pytest -n 2 -m long -k kill

check: .venv/.ready  ## what a developer runs before a commit: ruff, mypy --strict, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PYTEST)

DATA ?= ../shared
bench: .venv/.ready $(if $(PEERS),.venv-peers/.ready)  ## quality and speed of extraction, size of captures (DATA=FOLDER with real pages; PEERS=1 measures other extractors too)
	@$(if $(PEERS),.venv-peers,.venv)/bin/python -m tests.bench.extraction $(DATA) $(if $(PEERS),--peers)
	@$(BIN)/python -m tests.bench.captures $(DATA)

.venv-peers/.ready: .venv/.ready tests/bench/peers.txt
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --constraint constraints.txt --editable . --requirement tests/bench/peers.txt
	@touch $@

bench-rebuilt: .venv/.ready  ## quality of extraction on the same pages built in other ways: without names, in other elements, with comments (DATA=FOLDER)
	@KIOSQUE_BENCH=$(DATA) $(BIN)/python -m tests.bench.robustness

bench-serve: .venv/.ready  ## the reading room on a million invented articles, beside stock Datasette (ARTICLES=200000 for fewer)
	@$(BIN)/python tests/bench/serve.py --articles $(or $(ARTICLES),1000000)

# An environment of its own: the newest alpha and our dependencies. It says what works and never fails.
check-datasette1:  ## what works on the newest alpha of Datasette 1.0
	-@$(PYTHON) -m venv .venv-datasette1 && .venv-datasette1/bin/python -m pip install --quiet --constraint constraints.txt .
	-@.venv-datasette1/bin/python -m pip install --quiet --pre --upgrade 'datasette>=1.0a0' 2>/dev/null
	-@.venv-datasette1/bin/python tests/reading/datasette1.py
