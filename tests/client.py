"""The watchful client: a browser without scripts that looks at every page it is given."""

from collections import Counter
from secrets import token_hex
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import html5lib
from flask import Flask

from kernel.web.house import House
from kernel.web.visit import STATION_COOKIE
from people.accounts import operations as accounts
from people.accounts import queries
from people.accounts.gate import cookie_name
from tests.factories import PASSWORD
from tests.latin import latin_words

INPUTS = ("input", "select", "textarea")


class Client:
    """Keeps the page it was last given in `page` and its status in `status`; every page is examined."""

    def __init__(self, app: Flask) -> None:
        self.http = app.test_client()
        self._house: House = app.extensions["house"]
        self.page = ""
        self.address = ""
        self.status = 0
        self._read: tuple[str, ET.Element | None] = "", None

    def get(self, address: str) -> str:
        return self._look(self.http.get(address, follow_redirects=True))

    def post(self, address: str, fields: dict[str, Any]) -> str:
        """Post with the token of the present page and a key of its own."""
        token = self.hidden("csrf_token")
        hidden = {"csrf_token": token, "act_key": str(uuid4())}
        if edition := self.hidden("edition"):
            hidden["edition"] = edition  # of the desk that the page shows
        return self._look(self.http.post(address, data={**hidden, **fields}, follow_redirects=True))

    def submit(self, action: str, fields: dict[str, Any]) -> str:
        """Fill and send the form of the present page that goes to this action, with its hidden fields."""
        form = next(one for one in self.tree().iter("form") if (one.get("action") or "") == action)
        inputs = [one for one in form.iter("input") if one.get("type") == "hidden"]
        hidden = {one.get("name", ""): one.get("value", "") for one in inputs}
        return self._look(self.http.post(action, data={**hidden, **fields}, follow_redirects=True))

    def submit_last(self, fields: dict[str, Any]) -> str:
        """Fill and send the last form of the page that asks for something, with its hidden fields."""
        form = [one for one in self.tree().iter("form") if "form" in (one.get("class") or "").split()][-1]
        inputs = [one for one in form.iter("input") if one.get("type") == "hidden"]
        hidden = {one.get("name", ""): one.get("value", "") for one in inputs}
        return self.post(form.get("action") or self.address, {**hidden, **fields})

    def sit(self, login: str) -> str:
        """Be signed in as this account, by the act behind the form; the first page of its role."""
        settings, station = self._house.settings, token_hex(4)
        with self._house.database.writing() as writing:
            account = queries.by_login(writing, login)
            assert account is not None
            assert queries.is_open(account)
            key = accounts.sign_in(writing, account, station=station, hours=settings.absolute_hours)
        self.http.set_cookie(cookie_name(settings), key)
        self.http.set_cookie(STATION_COOKIE, station)
        return self.get("/")

    def sign_in(self, login: str, password: str = PASSWORD) -> str:
        """Sign in at the form, as a person does."""
        self.get("/sign-in")
        return self.post("/sign-in", {"login": login, "password": password})

    def hidden(self, name: str) -> str:
        found = (one.get("value", "") for one in self.tree().iter("input") if one.get("name") == name)
        return next(found, "")

    def tree(self) -> ET.Element:
        """The present page; read once, unless a test has put an earlier one back."""
        page, tree = self._read
        if page is not self.page:
            tree = examine(self.page)
            self._read = self.page, tree
        assert tree is not None
        return tree

    def _look(self, answer: Any) -> str:
        self.status = answer.status_code
        self.address = answer.request.full_path.rstrip("?")
        self.page = answer.get_data().decode(errors="replace")
        self._read = self.page, examine(self.page) if answer.mimetype == "text/html" else None
        answer.close()
        return self.page


def examine(page: str) -> ET.Element:
    """Well-formed, one h1, in its language, no doubled id, every field labelled, nothing inline; the page as a tree."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    assert isinstance(tree, ET.Element)
    assert not parser.errors, parser.errors[:3]
    assert tree.get("lang") in ("kk", "ru", "en")
    assert latin_words(tree) == [], latin_words(tree)
    assert len(list(tree.iter("h1"))) == 1
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))
    assert not [name for name, number in ids.items() if number > 1]
    labelled = {one.get("for") for one in tree.iter("label")}
    for one in (field for tag in INPUTS for field in tree.iter(tag)):
        if one.get("type") not in ("hidden", "submit", "checkbox", "radio"):
            assert one.get("id") in labelled or one.get("aria-label"), one.attrib
    for one in tree.iter():
        assert not [name for name in one.attrib if name == "style" or name.startswith("on")], one.attrib
    assert all(script.get("src") for script in tree.iter("script"))
    return tree
