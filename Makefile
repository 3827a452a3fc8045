PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test bench migration help

help:
	@echo "make demo   start with invented data at http://127.0.0.1:8000"
	@echo "make test   install what the tests need and run them all"
	@echo "make bench  measure speed as ratios"
	@echo "make migration NAME=\"what it does\"  draft the next migration"

.venv/base: pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/test: .venv/base
	@$(BIN)/pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@

demo: .venv/base
	@$(BIN)/tizilim demo

test: needs .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

bench: needs .venv/test
	$(BIN)/pytest tests/benchmarks/bench_desk.py -s -p no:xdist -p no:warnings

migration: .venv/test
	@$(BIN)/python -m tests.draft "$(NAME)"

.PHONY: needs
needs:
	@sh tests/needs.sh
