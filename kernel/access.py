"""Closed by default: every view names the permission it asks, or says that it is open to strangers."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
MARK = "asks_for"
STRANGERS = "strangers"
LOCKED = "works_while_locked"


class Undeclared(Exception):
    """Addresses that name no permission; the application does not start with one."""


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


def works_while_locked(view: View) -> View:
    """Reachable behind a closed screen: unlocking, signing out, choosing the language."""
    setattr(view, LOCKED, True)
    return view


def declared(views: Mapping[str, Callable[..., Any]]) -> dict[str, object]:
    """What each endpoint asks. Raises Undeclared with every endpoint that asks nothing."""
    asked = {endpoint: getattr(view, MARK, None) for endpoint, view in views.items()}
    silent: Iterable[str] = sorted(endpoint for endpoint, mark in asked.items() if mark is None)
    if silent:
        raise Undeclared(", ".join(silent))
    return asked
