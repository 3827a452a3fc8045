"""`make mutants`: a random sample of changes to rules, acts, gate and desk, most of which a test must notice."""

import os
import random
import shutil
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutants.changes import changes
from tests.mutants.trial import HANDS, ROOT, Bench, Fate, Mutant, copy_tree, survey

PACKAGES = ("kernel", "people", "carriers", "audits")
NAMES = ("rules.py", "operations.py", "gate.py")
DESK = ("queries.py", "scans.py", "views.py")
LISTED = Path(__file__).parent / "equivalent.toml"
FLOOR = 85
Known = dict[tuple[str, str, str], str]


def files() -> Iterator[Path]:
    """The files whose guards are proved."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if file.name in NAMES or (file.parent == ROOT / "carriers" / "desk" and file.name in DESK):
                yield file


def mutants() -> list[Mutant]:
    return [Mutant(str(file.relative_to(ROOT)), one) for file in files() for one in changes(file.read_bytes())]


def equivalents() -> Known:
    """Why each listed change is no change, by its file, its place and how it is said."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8")).get("change", [])
    return {(one["file"], one["at"], one["change"]): one["why"] for one in listed}


def stale(known: Known, everything: list[Mutant]) -> list[str]:
    """Entries that fit nothing in the source any more, or give no reason."""
    present = {key(one) for one in everything}
    return [": ".join(entry) for entry, why in known.items() if entry not in present or not why.strip()]


def key(mutant: Mutant) -> tuple[str, str, str]:
    return mutant.file, mutant.change.at, mutant.change.said


def tried(sample: list[Mutant]) -> Iterator[tuple[Mutant, Fate]]:
    """Each change of the sample and its fate, on as many copies of the tree as there are cores."""
    with TemporaryDirectory(prefix="mutants-") as folder:
        first = Path(folder) / "0"
        first.mkdir()
        copy_tree(first)
        ring = survey(first)
        benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(HANDS):
            tree = Path(folder) / str(number + 1)
            shutil.copytree(first, tree)
            benches.put(Bench(tree, ring))

        def attempt(mutant: Mutant) -> tuple[Mutant, Fate]:
            bench = benches.get()
            try:
                return mutant, bench.attempt(mutant)
            finally:
                benches.put(bench)

        with ThreadPoolExecutor(HANDS) as hands:
            yield from hands.map(attempt, sample)


def main() -> int:
    began = time.monotonic()
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    everything, known = mutants(), equivalents()
    wanted = min(int(os.environ.get("SAMPLE") or 200), len(everything))
    print(f"SEED={seed} SAMPLE={wanted}: of {len(everything)} changes", flush=True)
    if faults := stale(known, everything):
        print("tests/mutants/equivalent.toml fits the source no more:", *faults, sep="\n  ")
        return 1
    count = dict.fromkeys(Fate, 0)
    excused = wrong = 0
    for mutant, fate in tried(random.Random(seed).sample(everything, wanted)):
        is_listed = key(mutant) in known
        excused += is_listed
        wrong += is_listed and fate is not Fate.SURVIVED
        count[fate] += not is_listed
        if is_listed and fate is not Fate.SURVIVED:
            print(f"listed as no change, but {fate.value}  {mutant.said}", flush=True)
        elif not is_listed and fate is not Fate.KILLED:
            print(f"{fate.value}  {mutant.said}", flush=True)
    counted = sum(count.values())
    score = 100 * (counted - count[Fate.SURVIVED]) / counted if counted else 100.0
    print(
        f"{score:.1f} % noticed of {counted} (floor {FLOOR} %); hung {count[Fate.HUNG]}; no change {excused}", end="; "
    )
    print(f"{(time.monotonic() - began) / 60:.1f} minutes; again with SEED={seed}")
    return 1 if wrong or score < FLOOR else 0


if __name__ == "__main__":
    sys.exit(main())
