"""Recipes of every form that acts: each room keeps its own in tests/<package>/acts_*.py, a function an endpoint."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy.orm import Session

from kernel.database.engine import Database
from people.accounts.models import Account
from people.roles.rules import Role
from tests import factories as f
from tests.client import Client

Thing = TypeVar("Thing")
Fields = dict[str, Any]
Made = tuple[str, Fields]  # the action of a form on the client's present page, and what is entered in it


@dataclass
class Stage:
    """A register, and a browser at it."""

    database: Database
    client: Client

    @property
    def app(self) -> Flask:
        return self.client.http.application

    def sit(self, role: Role, page: str = "/") -> Account:
        """Sign in as a new account of this role and open the page."""
        with self.database.writing() as session:
            account = f.an_account(session, role, max_rank=0 if role is Role.ADMINISTRATOR else 3)
        self.client.sit(account.login)
        self.client.get(page)
        return account

    def make(self, make: Callable[[Session], Thing]) -> Thing:
        with self.database.writing() as session:
            return make(session)


Recipe = Callable[[Stage], Made]
RECIPES: dict[str, Recipe] = {}  # by endpoint; where one address has several deeds, by endpoint and deed


def acts(name: str) -> Callable[[Recipe], Recipe]:
    """Say that this makes a valid form of the endpoint, `endpoint` or `endpoint:deed`."""

    def keep(recipe: Recipe) -> Recipe:
        RECIPES[name] = recipe
        return recipe

    return keep


def gather() -> dict[str, Recipe]:
    """The recipes of every room."""
    root = Path(__file__).parent
    for file in sorted(root.glob("*/acts_*.py")):
        importlib.import_module(f"tests.{file.parent.name}.{file.stem}")
    return RECIPES
