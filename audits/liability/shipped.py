"""The law as it is shipped, each row with its source; none was verified by a lawyer."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from audits.liability.law import Branch, BreachType, Law, LiabilityRule, Part, Status

DATA = Path(__file__).parent / "data"
LANGUAGES = ("kk", "ru", "en")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rule(row: dict[str, str]) -> LiabilityRule:
    return LiabilityRule(
        code=row["code"],
        branch=Branch(row["act"]),
        article=row["article"],
        part=row["part"],
        covers=frozenset(Status(one) for one in row["covers"].split() if one != "any"),
        fine=int(row["natural"]) if row["natural"] else None,
        fine_of_official=int(row["official"]) if row["official"] else None,
        effective_from=_day(row["effective_from"]),
        effective_to=_day(row["effective_to"]),
        source=row["source"],
        is_verified=row["is_verified"] == "1",
    )


def _part(text: str) -> Part | None:
    article, _colon, part = text.partition(":")
    return Part(article, part) if article and part else None


def _type(row: dict[str, str]) -> BreachType:
    return BreachType(
        code=row["code"],
        severity=int(row["severity"]),
        status=Status(row["status"]) if row["status"] else None,
        administrative=_part(f"{row['article']}:{row['part']}"),
        criminal=_part(row["criminal"]),
        criminal_large=_part(row["criminal_large"]),
        planned=row["planned"],
        is_official=row["is_official"] == "1",
        names={language: row[language] for language in LANGUAGES},
    )


@cache
def law() -> Law:
    """Read once a process."""
    index = ((date.fromisoformat(one["effective_from"]), Decimal(one["value"])) for one in _rows("mci.csv"))
    terms = ((one["key"], date.fromisoformat(one["effective_from"]), int(one["value"])) for one in _rows("terms.csv"))
    types = {one["code"]: _type(one) for one in _rows("types.csv")}
    return Law(tuple(map(_rule, _rows("rules.csv"))), tuple(index), tuple(terms), types)
