"""Closed by default: every view names the permission it asks, or says that it is open to strangers."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
MARK = "asks_for"
HELD = "open_while_held"


class _Open(StrEnum):
    STRANGERS = "strangers"


Asked = StrEnum
STRANGERS = _Open.STRANGERS


class Undeclared(Exception):
    """Addresses that name no permission, or one that their room does not; the application does not start with one."""


def needs(permission: StrEnum) -> Callable[[View], View]:
    """Only accounts with this permission reach the view."""

    def mark(view: View) -> View:
        setattr(view, MARK, permission)
        return view

    return mark


def open_to_strangers(view: View) -> View:
    """Sign-in, static files and health: nothing else."""
    setattr(view, MARK, STRANGERS)
    return view


def open_while_held(view: View) -> View:
    """Reachable while the account is held up, by a closed screen or a password it must change."""
    setattr(view, HELD, True)
    return view


def is_open_while_held(view: Callable[..., Any]) -> bool:
    return getattr(view, HELD, False)


def declared(
    views: Mapping[str, Callable[..., Any]], permissions: Mapping[str, frozenset[StrEnum]]
) -> dict[str, Asked]:
    """What each endpoint asks. `permissions` are those of each blueprint by its name.

    Raises Undeclared with every endpoint that asks nothing, or what its room does not name.
    """
    asked: dict[str, Asked | None] = {endpoint: getattr(view, MARK, None) for endpoint, view in views.items()}
    faults = sorted(
        endpoint
        for endpoint, mark in asked.items()
        if mark is None or (mark is not STRANGERS and mark not in permissions.get(endpoint.partition(".")[0], ()))
    )
    if faults:
        raise Undeclared(", ".join(faults))
    return {endpoint: mark for endpoint, mark in asked.items() if mark is not None}
