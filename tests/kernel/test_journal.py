"""The journal: whatever is done to its rows behind the register's back is found, with the place."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.database.engine import Database
from kernel.journal import canon, merkle
from kernel.journal import entries as journal
from kernel.journal.entries import Log

TEN = 10


def fill(database: Database) -> None:
    with database.writing() as session:
        for number in range(TEN):
            journal.append(session, "lock", by=CONSOLE, number=number, commit={"title": f"Іс қағазы {number}"})


def without_triggers(session: Session, database: Database) -> None:
    """What somebody with the file in hand can do: the triggers are gone, the journal must tell all the same."""
    if not database.is_sqlite:
        session.execute(text("ALTER TABLE journal_entry DISABLE TRIGGER USER"))
        return
    for verb in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER journal_entry_no_{verb}"))


def faults(database: Database) -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(fault.n, fault.kind) for fault in journal.verify(session, Log.CUSTODY)]


def flip(session: Session, n: int) -> None:
    entry = session.get_one(journal.Entry, (Log.CUSTODY, n))
    body = bytearray(entry.body)
    body[len(body) // 2] ^= 1
    session.execute(text("UPDATE journal_entry SET body = :b WHERE n = :n AND log = 'custody'"), {"b": body, "n": n})


def drop(session: Session, n: int) -> None:
    session.execute(text("DELETE FROM journal_detail WHERE n = :n"), {"n": n})
    session.execute(text("DELETE FROM journal_entry WHERE n = :n AND log = 'custody'"), {"n": n})


def renumber(session: Session, n: int, to: int) -> None:
    session.execute(text("DELETE FROM journal_detail"))
    session.execute(text("UPDATE journal_entry SET n = :to WHERE n = :n AND log = 'custody'"), {"n": n, "to": to})


def swap(session: Session) -> None:
    renumber(session, 3, 999)
    renumber(session, 4, 3)
    renumber(session, 999, 4)


def blame(session: Session) -> None:
    session.execute(text("UPDATE journal_entry SET account_id = 2 WHERE n = 5 AND log = 'custody'"))


def rewrite(session: Session) -> None:
    """A body and its leaf made anew, as somebody who has read our code would: only the head disagrees."""
    entry = session.get_one(journal.Entry, (Log.CUSTODY, 6))
    body = canon.encode(canon.decode(entry.body) | {"number": 600})
    values = {"b": body, "l": merkle.leaf_hash(body)}
    session.execute(text("UPDATE journal_entry SET body = :b, leaf = :l WHERE n = 6 AND log = 'custody'"), values)


@pytest.mark.parametrize(
    ("harm", "place"),
    [
        (lambda session: flip(session, 2), (2, "body altered")),
        (lambda session: drop(session, 4), (4, "missing")),
        (lambda session: drop(session, TEN - 1), (TEN - 1, "cut short")),
        (swap, (3, "columns differ from the body")),
        (blame, (5, "columns differ from the body")),
        (rewrite, (TEN - 1, "root differs")),
    ],
)
def test_harm_is_found_with_its_place(
    database: Database, harm: Callable[[Session], Any], place: tuple[int, str]
) -> None:
    fill(database)
    assert faults(database) == []
    with database.writing() as session:
        without_triggers(session, database)
        harm(session)
    assert faults(database)[0] == place


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET op = 'x'", "DELETE FROM journal_entry"])
def test_the_database_itself_refuses_to_change_an_entry(database: Database, statement: str) -> None:
    fill(database)
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
        session.execute(text(statement))
    assert faults(database) == []


def test_an_entry_lives_and_dies_with_its_act(database: Database) -> None:
    fill(database)

    def act_that_fails() -> None:
        with database.writing() as session:
            journal.append(session, "lock", by=CONSOLE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()
    with database.reading() as session:
        assert journal.anchor(session)[1] == TEN
    assert faults(database) == []


def test_a_commitment_proves_its_text_and_hides_it(database: Database) -> None:
    fill(database)
    with database.reading() as session:
        entry = session.get_one(journal.Entry, (Log.CUSTODY, 7))
        detail = session.get_one(journal.Detail, (Log.CUSTODY, 7, "title"))
        assert "қағазы" not in entry.body.decode()
        assert canon.decode(entry.body)["commit"]["title"] == journal.commitment(detail.salt, detail.text)
    with database.writing() as session:
        session.execute(text("DELETE FROM journal_detail"))
    assert faults(database) == []


def test_an_export_ends_with_the_root_of_what_it_holds(database: Database) -> None:
    fill(database)
    with database.reading() as session:
        lines = b"".join(journal.export(session, Log.CUSTODY)).splitlines()
        frontier = merkle.Frontier(0, ())
        for line in lines[:-1]:
            frontier = frontier.push(merkle.leaf_hash(line))
        assert canon.decode(lines[-1]) == {
            "origin": "tizilim/site-04/custody",
            "size": TEN,
            "root": frontier.root().hex(),
        }
