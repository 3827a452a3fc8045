"""What a room gives to the house: values that wsgi.py lists in order, so that no lower room knows a higher one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import click
from flask import Blueprint
from sqlalchemy.orm import Session

from kernel.account import Account
from kernel.console.stage import Stage
from kernel.events import Listeners
from kernel.journal.replay import Untrue
from kernel.objections import Objection

Phrase = str  # a lazy phrase: said in the reader's language each time it is shown


class Heading(StrEnum):
    """The parts of the navigation, in their order."""

    WORK = "work"
    BOOKS = "books"
    CONTROL = "control"


class Subject(StrEnum):
    """What a page can be about: on it higher rooms show their panels and links."""

    START = "start"
    PERSON = "person"
    UNIT = "unit"
    CARRIER = "carrier"
    PLACE = "place"
    REGISTER = "register"
    OBJECT = "object"


@dataclass(frozen=True)
class Link:
    """One entry of the navigation. `position` orders it under its heading; `waiting` counts what waits there."""

    heading: Heading
    position: int
    permission: StrEnum
    endpoint: str
    word: Phrase
    waiting: Callable[[Session, Account], int] | None = None


@dataclass(frozen=True)
class Panel:
    """What a room shows on a lower page: a template, and its facts for the subject with this id (None: nothing)."""

    subject: Subject
    permission: StrEnum
    template: str
    facts: Callable[[Session, int], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Deed:
    """A link that a room puts on a lower page; the id of its subject goes into the `parameter` of the endpoint."""

    subject: Subject
    permission: StrEnum
    endpoint: str
    parameter: str
    word: Phrase


@dataclass(frozen=True)
class Step:
    """What `tick` does once a day. It may be told the same day twice and then changes nothing more."""

    name: str
    run: Callable[[Session, date], None]


@dataclass(frozen=True)
class Sheet:
    """A sheet of the summary workbook: the rows of a period under their columns, for an account."""

    title: Phrase
    columns: Sequence[Phrase]
    rows: Callable[[Session, Account, date, date], Iterator[Sequence[Any]]]


Replay = Callable[[Session], Iterator[Untrue]]
Check = Callable[[Session], Iterator[str]]


@dataclass(frozen=True)
class Says:
    """How a room says a refusal of its guards, in a sentence with its remedy, and by which field of a form."""

    sentence: Callable[[Objection], str]
    fields: Mapping[Any, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Demo:
    """A room's part of the invented year, and what the console then tells of it."""

    build: Callable[[Stage], None]
    tells: Callable[[], Iterator[str]] | None = None


@dataclass(frozen=True)
class Room:
    """A room as the house knows it. `name` is its module, `pages` addresses that any room may ask for by a word.

    `permissions` are those its pages ask; `first_pages` lead a role to its endpoint; `checks` yield faults in words;
    `replays` tell its rows from the journal, `baselines` commit to those of before the entries that tell them;
    `acts` name its journal entries, `guards` say in some words why an act was refused, `says` in a
    sentence at the form.
    """

    name: str
    blueprint: Blueprint | None = None
    permissions: frozenset[StrEnum] = frozenset()
    links: tuple[Link, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    deeds: tuple[Deed, ...] = ()
    first_pages: Mapping[str, str] = field(default_factory=dict)
    listeners: Listeners = field(default_factory=dict)
    daily: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    replays: tuple[Replay, ...] = ()
    baselines: tuple[Callable[[Session], None], ...] = ()
    commands: tuple[click.Command, ...] = ()
    acts: Mapping[str, Phrase] = field(default_factory=dict)
    guards: Mapping[Any, Phrase] = field(default_factory=dict)
    says: Says | None = None
    sheets: tuple[Sheet, ...] = ()
    demo: Demo | None = None
