"""The checklist of 40 items as it is shipped, version 1; no clerk or lawyer has read its Kazakh yet."""

import csv
from functools import cache
from pathlib import Path

from audits.checklists.rules import LANGUAGES, Checklist, Item, Words

DATA = Path(__file__).parent / "data" / "v1.csv"
FIRST = 1
KEY = "KZ-{code}"  # what a requirement of the first version is known by for ever


def _words(row: dict[str, str], prefix: str = "") -> Words:
    return Words(*(row[f"{prefix}{language}"] for language in LANGUAGES))


@cache
def checklist() -> Checklist:
    """Read once a process."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Checklist(
        FIRST,
        tuple(
            Item(
                row["code"],
                KEY.format(code=row["code"]),
                _words(row, "section_"),
                _words(row),
                _words(row, "evidence_"),
                int(row["severity"]),
            )
            for row in rows
        ),
    )
