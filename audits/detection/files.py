"""A rule as JSON and breaches as CSV, read strictly: what is unclear is refused with its row, never guessed."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from audits.detection.rules import Breach, Bucket, Prior, Rule, Same, Subject, Unit, Window
from kernel.words.i18n import gettext as _

COLUMNS = (
    *("id", "person", "unit", "group", "requirement"),
    *("occurred_on", "found_on", "known_on", "inspection", "state"),
)
COUNTED = frozenset({"confirmed", "assessed", "closed"})
STATES = COUNTED | {"draft", "proposed", "reported", "under_check", "rejected", "annulled"}
MOST = 100_000
REPEATED, SYSTEMATIC = 1, 3
T = TypeVar("T", bound=StrEnum)


class Refused(ValueError):
    """What stands in a file that cannot be used, in the reader's language."""


@dataclass(frozen=True)
class Breaches:
    """The breaches that count, and the ids of all of which nobody knows the day, in any state."""

    counted: tuple[Breach, ...]
    without_day: tuple[str, ...]


def rule(file: Path) -> Rule:
    """The rule of a file. Raises Refused."""
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except Refused:
        raise
    except (ValueError, RecursionError) as error:  # also numbers and nestings longer than Python reads
        raise Refused(_("The rule is not written in %(format)s: %(why)s", format="JSON", why=str(error))) from error
    if not isinstance(found, dict):
        raise Refused(_("The rule must be one object of %(format)s.", format="JSON"))
    known = {"subject", "same", "prior", "window", "episode", "threshold"}
    if unknown := sorted(set(found) - known):
        raise Refused(_("The rule knows no «%(name)s». Take it out or correct it.", name=unknown[0]))
    return Rule(
        subject=_member(found, "subject", Subject),
        same=_member(found, "same", Same),
        window=_window(found),
        prior=_member({"prior": Prior.KNOWN, **found}, "prior", Prior),
        episode=_member({"episode": Bucket.INSPECTION_OR_DAY, **found}, "episode", Bucket),
        threshold=_number({"threshold": _usual(found), **found}, "threshold"),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _value in pairs]
    if twice := [name for name in names if names.count(name) > 1]:
        raise Refused(_("«%(name)s» stands twice in the rule. Leave one.", name=twice[0]))
    return dict(pairs)


def _usual(found: Mapping[str, Any]) -> int:
    """The threshold of a rule that names none: one known prior, or three facts with its own (audits.md 4.3)."""
    return SYSTEMATIC if found.get("prior") == Prior.FACT else REPEATED


def _member(found: Mapping[str, Any], name: str, of: type[T]) -> T:
    value = found.get(name)
    if value not in list(of):
        every = ", ".join(one.value for one in of)
        raise Refused(_("«%(name)s» of the rule must be one of: %(every)s.", name=name, every=every))
    return of(value)


def _number(found: Mapping[str, Any], name: str) -> int:
    value = found[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST:
        raise Refused(_("«%(name)s» of the rule must be a whole number from 1 to %(most)s.", name=name, most=MOST))
    return value


def _window(found: Mapping[str, Any]) -> Window:
    window = found.get("window")
    every = ", ".join(one.value for one in Unit)
    if not isinstance(window, dict) or len(window) != 1 or next(iter(window)) not in list(Unit):
        raise Refused(_("The rule has no window. Name one of: %(every)s, with its number.", every=every))
    unit = next(iter(window))
    return Window(Unit(unit), _number(window, unit))


def breaches(file: Path) -> Breaches:
    """The breaches of a file. Raises Refused, naming the row."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(_rows(opened))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(_("The file is not written in %(format)s: %(why)s", format="CSV", why=str(error))) from error
    return Breaches(
        tuple(one for _id, one in rows if isinstance(one, Breach)),
        tuple(name for name, one in rows if one is None),
    )


def _rows(opened: Any) -> Iterator[tuple[str, Breach | bool | None]]:
    """Of each row its id, and the breach; None where its day is unknown, False where it does not count."""
    reader = csv.DictReader(opened, strict=True)
    _check_columns(reader.fieldnames or [])
    seen: set[str] = set()
    for row in reader:
        line = reader.line_num
        if None in row or None in row.values():
            raise Refused(_("Row %(line)s has not as many fields as the first row has columns.", line=line))
        told = {name: str(value).strip() for name, value in row.items()}
        if not told["id"] or told["id"] in seen:
            raise Refused(_("Row %(line)s has no id of its own: «%(id)s».", line=line, id=told["id"]))
        seen.add(told["id"])
        yield told["id"], _row(told, line)


def _check_columns(names: Any) -> None:
    if unknown := [one for one in names if one not in COLUMNS]:
        raise Refused(_("The file has an unknown column: «%(name)s».", name=unknown[0]))
    if missing := [one for one in COLUMNS if one not in names]:
        raise Refused(_("The file lacks the column «%(name)s».", name=missing[0]))
    if len(set(names)) != len(names):
        raise Refused(_("The file has one column twice."))


def _row(told: Mapping[str, str], line: int) -> Breach | bool | None:
    state = told["state"].replace(" ", "_")
    if state not in STATES:
        raise Refused(_("Row %(line)s: «%(state)s» is no state of a breach.", line=line, state=state))
    days = {name: _day(told[name], name, line) for name in ("occurred_on", "found_on", "known_on")}
    given = [(name, day) for name, day in days.items() if day is not None]
    for (earlier, one), (later, other) in pairwise(given):
        if other < one:
            names = {"later": later, "earlier": earlier}
            raise Refused(_("Row %(line)s: %(later)s lies before %(earlier)s. Correct the dates.", line=line, **names))
    occurred_on = days["occurred_on"]
    if occurred_on is None:
        return None
    if state not in COUNTED:
        return False
    texts = {name: told[name] for name in ("id", "person", "unit", "group", "requirement", "inspection")}
    return Breach(occurred_on=occurred_on, known_on=days["known_on"], **texts)


def _day(text: str, name: str, line: int) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        told = {"line": line, "name": name, "text": text}
        raise Refused(_("Row %(line)s: %(name)s «%(text)s» is no day. Write it as 2026-11-27.", **told))
    return found
