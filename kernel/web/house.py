"""The house: the settings, the database and the rooms that an application is put together from."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from kernel.config import Settings
from kernel.database.engine import Database
from kernel.events import Listener, Listeners
from kernel.web.rooms import Deed, Heading, Link, Panel, Room, Says, Subject


class Doorkeeper(Protocol):
    """What the gate asks of the room that knows accounts."""

    def who(self, database: Database, settings: Settings) -> object | None:
        """The signed-in account of this request, or None."""

    def holder(self) -> int | None:
        """Whose session this browser had last, although it may be over; None where it had none."""

    def detour(self) -> str | None:
        """The endpoint that must be visited before any other: sign-in, the closed screen, a password to change."""

    def denied(self, permission: StrEnum) -> None:
        """Journal that somebody asked for what they may not."""


@dataclass(frozen=True)
class House:
    """What wsgi.py puts together. `shared` stands in every template."""

    settings: Settings
    database: Database
    rooms: tuple[Room, ...]
    doorkeeper: Doorkeeper
    shared: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def listeners(self) -> Listeners:
        return listeners_of(self.rooms)

    @cached_property
    def pages(self) -> dict[str, str]:
        """Endpoints by the word that any room may ask for."""
        return {word: endpoint for room in self.rooms for word, endpoint in room.pages.items()}

    @cached_property
    def first_pages(self) -> dict[str, str]:
        """Endpoints by role."""
        return {role: endpoint for room in self.rooms for role, endpoint in room.first_pages.items()}

    @cached_property
    def links(self) -> dict[Heading, list[Link]]:
        """The navigation in its order."""
        found = [link for room in self.rooms for link in room.links]
        under = {heading: [link for link in found if link.heading is heading] for heading in Heading}
        return {heading: sorted(links, key=lambda link: link.position) for heading, links in under.items()}

    def panels(self, subject: Subject) -> list[Panel]:
        return [panel for room in self.rooms for panel in room.panels if panel.subject is subject]

    def deeds(self, subject: Subject) -> list[Deed]:
        return [deed for room in self.rooms for deed in room.deeds if deed.subject is subject]

    @cached_property
    def acts(self) -> dict[str, str]:
        """What the journal's entries are called, by op."""
        return {op: phrase for room in self.rooms for op, phrase in room.acts.items()}

    @cached_property
    def guards(self) -> dict[str, str]:
        """Why acts are refused, by the value of the guard."""
        return {guard.value: phrase for room in self.rooms for guard, phrase in room.guards.items()}

    @cached_property
    def says(self) -> dict[type, Says]:
        """Who says a refusal, by the kind of its guard."""
        return {type(guard): room.says for room in self.rooms if room.says is not None for guard in room.guards}


def listeners_of(rooms: tuple[Room, ...]) -> Listeners:
    """Every listener by the fact it hears of, in the order of the rooms."""
    found: defaultdict[type, tuple[Listener, ...]] = defaultdict(tuple)
    for room in rooms:
        for fact, listeners in room.listeners.items():
            found[fact] += listeners
    return dict(found)
