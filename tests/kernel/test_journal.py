"""The journal: whatever is done to its rows behind the register's back is found, with the place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.database import schema, triggers
from kernel.database.engine import Base, Database, sqlite_driver
from kernel.journal import canon, merkle, verification
from kernel.journal import entries as journal
from kernel.journal.entries import Log
from kernel.journal.verification import Harm
from tests.conftest import ENGINES
from tests.factories import begin

TEN = 10


def fill(database: Database) -> None:
    with database.writing() as session:
        for number in range(TEN):
            journal.append(session, "lock", by=CONSOLE, number=number, commit={"title": f"Іс қағазы {number}"})


def without_triggers(session: Session, database: Database) -> None:
    """What somebody with the file in hand can do: the triggers are gone, the journal must tell all the same."""
    for table, name in triggers.found(session.connection()):
        if table.startswith("journal_"):
            session.execute(text(f"DROP TRIGGER {name}" + ("" if database.is_sqlite else f" ON {table}")))


def faults(database: Database) -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(fault.n, fault.harm) for fault in verification.verify(session, Log.CUSTODY)]


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


def say(statement: str) -> Callable[[Session], Any]:
    return lambda session: session.execute(text(statement))


HARMS: list[tuple[Callable[[Session], Any], tuple[int, Harm]]] = [
    (lambda session: flip(session, 2), (2, Harm.BODY)),
    (lambda session: drop(session, 4), (4, Harm.MISSING)),
    (lambda session: drop(session, TEN - 1), (TEN - 1, Harm.CUT_SHORT)),
    (swap, (3, Harm.COLUMN)),
    (blame, (5, Harm.COLUMN)),
    (rewrite, (0, Harm.ROOT)),
    (say("UPDATE journal_entry SET at = '2020-01-01 00:00:00' WHERE n = 6"), (6, Harm.COLUMN)),
    (say("UPDATE journal_entry SET op = 'unlock' WHERE n = 1"), (1, Harm.COLUMN)),
    (say("UPDATE journal_entry SET subject = 'carrier:1' WHERE n = 8"), (8, Harm.COLUMN)),
    (say("UPDATE journal_head SET size = 8 WHERE log = 'custody'"), (8, Harm.BEYOND_HEAD)),
    (say("UPDATE journal_head SET size = 12 WHERE log = 'custody'"), (TEN, Harm.CUT_SHORT)),
    (say("UPDATE journal_head SET size = 11 WHERE log = 'custody'"), (TEN, Harm.CUT_SHORT)),
    (say("DELETE FROM journal_head WHERE log = 'custody'"), (0, Harm.NO_HEAD)),
    (say("UPDATE journal_detail SET text = 'басқа' WHERE n = 7"), (7, Harm.DETAIL)),
    (say("UPDATE journal_detail SET field = 'name' WHERE n = 7"), (7, Harm.DETAIL)),
]


@pytest.mark.parametrize(("harm", "place"), HARMS)
def test_harm_is_found_with_its_place(
    database: Database, harm: Callable[[Session], Any], place: tuple[int, Harm]
) -> None:
    fill(database)
    assert faults(database) == []
    with database.writing() as session:
        without_triggers(session, database)
        harm(session)
    assert place in faults(database)


def test_a_head_of_another_tree_is_found_by_the_entries_that_differ(database: Database) -> None:
    fill(database)
    with database.writing() as session:
        without_triggers(session, database)
        head = session.get_one(journal.Head, Log.CUSTODY)
        head.peaks = head.peaks[:32] + b"x" * 32
    assert faults(database) == [(8, Harm.ROOT)]
    with database.writing() as session:
        session.get_one(journal.Head, Log.CUSTODY).peaks = b"x"
    assert faults(database) == [(TEN, Harm.HEAD)]


def a_register(file: Path) -> Database:
    """An empty register in a file of its own."""
    database = Database(f"sqlite:///{file}", {})
    schema.upgrade(database, Base.metadata)
    with database.writing() as session:
        begin(session)
    return database


def test_a_doubled_row_is_found_where_the_table_has_lost_its_key(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    database = a_register(file)
    fill(database)
    database.close()
    raw = sqlite_driver().connect(file)
    raw.executescript(
        "DROP TRIGGER journal_detail_no_erasure; "
        "CREATE TABLE copy AS SELECT * FROM journal_entry; DROP TABLE journal_entry; ALTER TABLE copy RENAME TO "
        "journal_entry; INSERT INTO journal_entry SELECT * FROM journal_entry WHERE n = 3"
    )
    raw.close()
    database = Database(f"sqlite:///{file}", {})
    assert faults(database) == [(3, Harm.DOUBLED)]
    database.close()


def test_a_detail_without_its_entry_is_found(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    database = a_register(file)
    fill(database)
    database.close()
    raw = sqlite_driver().connect(file)
    raw.execute("DROP TRIGGER journal_detail_no_update")
    raw.execute("UPDATE journal_detail SET n = 77 WHERE n = 2")
    raw.commit()
    raw.close()
    database = Database(f"sqlite:///{file}", {})
    assert faults(database) == [(2, Harm.GONE), (77, Harm.DETAIL)]
    database.close()


def test_damaged_pages_are_named_and_the_rest_is_still_read(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    database = a_register(file)
    with database.writing() as session:
        for number in range(300):
            journal.append(session, "lock", by=CONSOLE, number=number, padding="қ" * 300)
    database.close()
    raw = bytearray(file.read_bytes())
    at = raw.index(b'"number":150,')
    start = at // 4096 * 4096
    raw[start : start + 64] = b"\xff" * 64
    file.write_bytes(bytes(raw))
    database = Database(f"sqlite:///{file}", {})
    found = faults(database)
    database.close()
    assert (150, Harm.UNREADABLE) in found
    assert {harm for _n, harm in found} <= {Harm.UNREADABLE, Harm.MISSING, Harm.CUT_SHORT}
    assert len({n for n, _harm in found}) < 60


ANOTHER = (
    "INSERT INTO journal_entry (log, n, at, op, body, leaf) VALUES ('custody', {n}, '2026-11-23', 'x', '{{}}', 'l')"
)
REFUSED_ON_BOTH = [
    ("UPDATE journal_entry SET op = 'x'", "append-only"),
    ("DELETE FROM journal_entry", "append-only"),
    (ANOTHER.format(n=TEN + 1), "next number"),
    (ANOTHER.format(n=3), "next number"),
    (ANOTHER.format(n=-1), "next number"),
    ("UPDATE journal_head SET size = size - 1 WHERE log = 'custody'", "only grows"),
    ("UPDATE journal_head SET size = size + 2 WHERE log = 'custody'", "only grows"),
    ("UPDATE journal_head SET peaks = 'x' WHERE log = 'custody'", "only grows"),
    ("UPDATE journal_head SET origin = 'x', size = size + 1 WHERE log = 'custody'", "only grows"),
    ("DELETE FROM journal_head WHERE log = 'custody'", "append-only"),
    ("UPDATE journal_detail SET text = 'x' WHERE n = 1", "append-only"),
    ("DELETE FROM journal_detail WHERE n = 1", "erased by its entry"),
]
REFUSED = [(engine, *one) for engine in ENGINES for one in REFUSED_ON_BOTH]
REFUSED += [
    ("sqlite", ANOTHER.format(n=3).replace("INSERT", "INSERT OR REPLACE"), "append-only|next number"),
    (
        "sqlite",
        "INSERT OR REPLACE INTO journal_head SELECT log, 'x', algorithm, 1, peaks, last_at FROM journal_head",
        "append-on",
    ),
    (
        "sqlite",
        "INSERT OR REPLACE INTO journal_detail SELECT log, n, field, salt, 'x' FROM journal_detail",
        "append-on",
    ),
    ("sqlite", "INSERT OR REPLACE INTO term SELECT id, key, rank, 99, effective_on, 0, '' FROM term", "append-only"),
    (
        "sqlite",
        "INSERT OR REPLACE INTO term (key, rank, value, effective_on, is_verified, source) "
        "SELECT key, rank, 99, effective_on, 0, '' FROM term",
        "append-only",
    ),
    ("postgresql", "TRUNCATE journal_head", "append-only"),
    ("postgresql", "TRUNCATE journal_detail", "append-only"),
    *((engine, statement, "append-only") for engine in ENGINES for statement in ("UPDATE term SET value = 99",)),
    *((engine, statement, "append-only") for engine in ENGINES for statement in ("DELETE FROM term",)),
]


@pytest.mark.parametrize(("database", "statement", "said"), REFUSED, indirect=["database"])
def test_the_database_itself_refuses(database: Database, statement: str, said: str) -> None:
    """Also where whoever holds the file has SQLite forget to ask the triggers of deleting for a replaced row."""
    fill(database)
    with database.reading() as session:
        terms = session.execute(text("SELECT * FROM term ORDER BY id")).all()
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA recursive_triggers = 0")
            raw: Any = connection.connection.driver_connection
            with pytest.raises(sqlite_driver().IntegrityError, match=said):
                raw.execute(statement)
            raw.rollback()
    else:
        with pytest.raises(DatabaseError, match=said), database.writing() as session:
            session.execute(text(statement))
    assert faults(database) == []
    with database.reading() as session:
        assert session.execute(text("SELECT * FROM term ORDER BY id")).all() == terms


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
        journal.erase(session, session.get_one(journal.Detail, (Log.CUSTODY, 7, "title")), reason="iс", by=CONSOLE)
    assert faults(database) == []
    with database.reading() as session:
        assert session.get(journal.Detail, (Log.CUSTODY, 7, "title")) is None


def test_a_detail_that_went_without_an_entry_is_found(database: Database) -> None:
    fill(database)
    with database.writing() as session:
        without_triggers(session, database)
        session.execute(text("DELETE FROM journal_detail WHERE n = 4"))
    assert faults(database) == [(4, Harm.GONE)]


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
