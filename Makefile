PYTHON ?= python3
BIN := .venv/bin
QUICK := not (browser or postgresql or slow)
BOTH_CORES := -n 2 --dist worksteal
PIP := $(BIN)/pip install -q --disable-pip-version-check

.NOTPARALLEL:
.PHONY: demo test quick mutants drills fuzz bench fresh migration needs help

help:
	@echo "make demo   start with invented data at http://127.0.0.1:8000"
	@echo "make test   install what the tests need and run them all"
	@echo "make quick  the same without browser, PostgreSQL and slow tests: under a minute"
	@echo "make mutants [SEED=n] [SAMPLE=200]  change the rules at random: the tests must notice"
	@echo "make drills 300 kills, 500 races on each database, 50 tamperings, more examples: some minutes"
	@echo "make fuzz [SEED=n] [ROUNDS=25]  bad input in every field of every form, on both databases"
	@echo "make bench  measure speed as ratios"
	@echo "make fresh  as root: prove make demo and make test on fresh Debian systems"
	@echo "make migration NAME=\"what it does\"  draft the next migration"

# An environment knows its own folder: where the folder was moved or copied, it is made anew.
ifneq ($(file <.venv/place),$(CURDIR))
.PHONY: .venv/place
endif

.venv/place:
	@PYTHON="$(PYTHON)" sh tests/needs.sh run
	@sh tests/patiently.sh "Making a Python environment in .venv" $(PYTHON) -m venv --clear .venv
	@pwd -P >$@

.venv/base: pyproject.toml .venv/place
	@sh tests/patiently.sh "Fetching and installing the program's parts (a minute or two, only this once)" $(PIP) -e .
	@touch $@

.venv/test: .venv/base
	@sh tests/patiently.sh "Fetching and installing what the tests need" $(PIP) -e '.[test]'
	@touch $@

demo: .venv/base
	@$(BIN)/tizilim demo

test: needs .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest $(BOTH_CORES) -m "$(QUICK)" --cov --durations=15
	$(BIN)/pytest $(BOTH_CORES) -m "not ($(QUICK)) and not drill" --durations=15

quick: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest $(BOTH_CORES) -m "$(QUICK)"

# On a copy of the tree, so that no changed rule is ever committed.
mutants: .venv/test
	SEED=$(SEED) SAMPLE=$(SAMPLE) $(BIN)/python -m tests.mutants

# What takes too long for every change: many more examples of each property.
drills: needs .venv/test
	$(BIN)/pytest tests/kernel/test_scanning.py --hypothesis-profile=long
	$(BIN)/pytest tests/test_drills.py -s
	MACHINE_STEPS=200 MACHINE_EXAMPLES=60 $(BIN)/pytest tests/carriers/test_custody_machine.py tests/audits/test_audit_machine.py -s
	$(BIN)/pytest $(BOTH_CORES) -m drill --ignore=tests/test_drills.py

# Every bad value in every field of every form, in an order of its own each time; counts of answers are printed.
fuzz: needs .venv/test
	FUZZ_SEED=$(or $(SEED),$(shell date +%s)) FUZZ_ROUNDS=$(or $(ROUNDS),25) $(BIN)/pytest tests/test_fuzz.py -s

bench: needs .venv/test
	$(BIN)/pytest tests/benchmarks/bench_desk.py -s -p no:xdist -p no:warnings

fresh:
	@$(PYTHON) tests/fresh.py

migration: .venv/test
	@$(BIN)/python -m tests.draft "$(NAME)"

needs:
	@PYTHON="$(PYTHON)" sh tests/needs.sh test
