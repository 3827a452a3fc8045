"""A copy of the tree in which changes are tried, each before the tests that run the changed lines."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path

from coverage import CoverageData

from tests.mutants.changes import Change

ROOT = Path(__file__).parent.parent.parent
PARTS = ("kernel", "people", "carriers", "audits", "templates", "static", "tests", "wsgi.py", "pyproject.toml")
ROOMS = ("tests/kernel", "tests/people", "tests/carriers", "tests/audits")
RING = "not (postgresql or browser or slow)"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", RING)
BROKEN = 5  # pytest: no tests were collected
LONGEST = 900.0  # seconds for the whole ring
HANDS = os.cpu_count() or 1
START = 30.0  # seconds a run may take besides its tests
PATIENCE = 6  # times as long as the tests took before


class Fate(Enum):
    """What became of a change."""

    KILLED = "killed"
    HUNG = "hung"  # it ran into the time limit: noticed, though by no assertion
    SURVIVED = "survived"


@dataclass(frozen=True)
class Mutant:
    """One change to one file."""

    file: str
    change: Change

    @property
    def said(self) -> str:
        return f"{self.file}:{self.change.line} in {self.change.at}: {self.change.said}"


class Ring:
    """The fast tests: which lines of which file each runs, and how long it takes."""

    def __init__(self, tree: Path) -> None:
        self._data = CoverageData(str(tree / ".coverage"))
        self._data.read()
        self._tree = tree
        self._took: dict[str, float] = json.loads((tree / "took.json").read_text(encoding="utf-8"))

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Own room first, then the quick ones; a table of a module is met by its room and by all who use its file."""
        lines = self._data.contexts_by_lineno(str(self._tree / mutant.file))
        first, last = mutant.change.span
        wanted = range(first, last + 1) if first else lines.keys()
        contexts = {context for line in wanted for context in lines.get(line, ()) if context}
        found = {context.partition("|")[0].partition("[")[0] for context in contexts}
        # What a fixture of the whole run does is put down to the test that happened to come first.
        if not first or any(context.endswith("setup") for context in contexts):
            found |= {test for test in self._took if _is_of_room(test, mutant.file)}
        return sorted(found, key=lambda test: (not _is_of_room(test, mutant.file), self._took.get(test, 0.0), test))

    def limit(self, tests: Iterable[str]) -> float:
        return START + PATIENCE * sum(self._took.get(test, 1.0) for test in tests)


def _is_of_room(test: str, file: str) -> bool:
    package, room, _name = file.split("/")
    return test.startswith(f"tests/{package}/test_{room}")


def copy_tree(into: Path) -> None:
    """Only what the tests read: no repository, so that no change can be committed from here."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, into / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, into / part)


def survey(tree: Path) -> Ring:
    """Run the whole ring once on the unchanged tree; it must be green."""
    measured = (
        "--cov",
        "--cov-context=test",
        "--cov-report=",
        "--cov-fail-under=0",
        "-p",
        "tests.mutants.took",
        f"-n{HANDS}",
    )
    rooms = [room for room in ROOMS if (tree / room).is_dir()]
    done = _run(tree, [*measured, "-p", "tests.mutants.took", *rooms], LONGEST)
    if done is None or done.returncode:
        raise SystemExit(f"The tests fail without any change: mend them first.\n{done.stdout if done else ''}")
    return Ring(tree)


class Bench:
    """One copy of the tree, one change at a time."""

    def __init__(self, tree: Path, ring: Ring) -> None:
        self._tree = tree
        self._ring = ring
        self._moments = count(1_000_000_000, 2)

    def attempt(self, mutant: Mutant) -> Fate:
        tests = self._ring.tests_of(mutant)
        if not tests:
            return Fate.SURVIVED
        file = self._tree / mutant.file
        source = file.read_bytes()
        self._write(file, mutant.change.applied(source))
        try:
            done = _run(self._tree, tests, self._ring.limit(tests))
        finally:
            self._write(file, source)
        if done is None:
            return Fate.HUNG
        return Fate.SURVIVED if done.returncode in (0, BROKEN) else Fate.KILLED

    def _write(self, file: Path, source: bytes) -> None:
        """Python knows compiled files by the second and the size: each version is given a moment of its own."""
        file.write_bytes(source)
        moment = next(self._moments)
        os.utime(file, (moment, moment))


def _run(tree: Path, arguments: list[str], limit: float) -> subprocess.CompletedProcess[str] | None:
    """What pytest said in this tree; None where it did not end in time."""
    env = os.environ | {"PYTHONPATH": str(tree), "HYPOTHESIS_STORAGE_DIRECTORY": str(tree / "examples")}
    command = ["timeout", "--signal=KILL", str(limit), *PYTEST, *arguments]
    done = subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True, check=False)
    return None if done.returncode in (-9, 137) else done
