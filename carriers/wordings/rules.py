"""Which texts the papers consist of, and when another wording of one is taken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Any

from carriers.wordings import case_texts, receipt_texts, texts
from kernel.objections import Objection
from kernel.papers.paper import Pair

MODULES = (texts, case_texts, receipt_texts)
LANGUAGE = re.compile(r"_(kk|ru|noun)$")  # one value in two languages, and its noun
AFTER_VALUE = re.compile(r"\}[\w'’-]")  # a case ending: no value takes one (forms.md, 0.2)


class WordingGuard(StrEnum):
    EMPTY = "G-TEXT-EMPTY"
    BRACES = "G-TEXT-BRACES"
    VALUES = "G-TEXT-VALUES"
    ENDING = "G-TEXT-ENDING"
    LINES = "G-TEXT-LINES"
    SAME = "G-TEXT-SAME"


@dataclass(frozen=True)
class Shipped:
    """One text as it is shipped: the key it is kept under, and of which papers it is a part."""

    key: str
    of: str
    pair: Pair


def _walk(key: str, value: Any) -> Iterator[tuple[str, Pair]]:
    if isinstance(value, Pair):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _walk(f"{key}-{str(name).replace('_', '-')}", one)
    elif isinstance(value, tuple):
        for number, one in enumerate(value, start=1):
            yield from _walk(f"{key}-{number}", one)


def _shipped() -> dict[str, Shipped]:
    """Every text once: what two papers share is one text under the key of the first."""
    found: dict[Pair, Shipped] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            if name.isupper():
                of = name.lower().replace("_", "-")
                for key, pair in _walk(of, value):
                    found.setdefault(pair, Shipped(key, of, pair))
    return {one.key: one for one in found.values() if re.search(r"[^\W\d_]", f"{one.pair.kk}")}


SHIPPED = _shipped()


def holes(text: str) -> set[str] | None:
    """The values that a text asks for, whatever their language; None where its braces make no sense."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(name is not None and (not name.isidentifier() or spec or how) for _text, name, spec, how in parts):
        return None
    return {LANGUAGE.sub("", name) for _text, name, _spec, _how in parts if name}


def _names(text: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(text) if name}


def objections_to_wording(shipped: Pair, now: Pair, new: Pair) -> list[Objection]:
    """Every reason not to take it: a paper keeps each value that it tells, in both languages, with no ending after."""
    found = []
    if new == now:
        found.append(Objection(WordingGuard.SAME))
    if len(new.kk.split("\n")) != len(new.ru.split("\n")):
        found.append(Objection(WordingGuard.LINES))
    for language, text, was in (("kk", new.kk, shipped.kk), ("ru", new.ru, shipped.ru)):
        if not text.strip():
            found.append(Objection(WordingGuard.EMPTY, {"language": language}))
        elif holes(text) is None:
            found.append(Objection(WordingGuard.BRACES, {"language": language}))
        else:
            if _names(text) != _names(was):
                asked = ", ".join(f"{{{one}}}" for one in sorted(_names(was)))
                found.append(Objection(WordingGuard.VALUES, {"language": language, "values": asked}))
            if AFTER_VALUE.search(text):
                found.append(Objection(WordingGuard.ENDING, {"language": language}))
    return found
