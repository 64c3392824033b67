# Everything runs in .venv, which is made from pyproject.toml and constraints.txt.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed

.PHONY: demo playground screens guide test check acceptance audit clean

demo: $(INSTALLED)
	@$(BIN)/python -m examples.tour

# Klyngebot in a window like Slack's, without a workspace; npm fetches the window once.
playground: $(INSTALLED)
	@$(BIN)/python -m examples.slack_window $(if $(PORT),--port $(PORT))

# docs/screens/ anew from the real replies; needs chromium.
screens: $(INSTALLED)
	@$(BIN)/python -m examples.screens

# The pictures of the guide for coordinators anew; needs chromium.
guide: $(INSTALLED)
	@$(BIN)/python -m examples.guide

# The tests share the cores: an embedder that takes all of them for itself waits for the others' turns.
test: $(INSTALLED)
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

# Against an independent stand-in for Slack, which npm fetches; skipped with the reason where it cannot be had.
acceptance: $(INSTALLED)
	@$(BIN)/python -m pytest tests/acceptance -m acceptance -rs

# Known faults of dependencies, and what may let somebody in; its tools have an environment of their own.
# Left out: asserts, which narrow types for the checker, and names such as "token_rotation" whose value is no secret.
audit: $(INSTALLED)
	@test -x .venv-audit/bin/bandit || { $(PYTHON) -m venv .venv-audit && .venv-audit/bin/python -m pip install --quiet bandit pip-audit; }
	@.venv-audit/bin/bandit --quiet --skip B101,B105,B107 --recursive bot knowledge ingest
	@.venv-audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Klyngebot needs Python 3.11 or newer; this is %d.%d. Name another with: make PYTHON=python3.12" % sys.version_info[:2])'
	@echo "Setting up .venv (a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv .venv-audit .klyngebot examples/demo/.klyngebot
