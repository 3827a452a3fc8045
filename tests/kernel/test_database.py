"""The database: the version gate, one write path, and a plain word when the world says no."""

import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, text

from kernel.database import write_queue
from kernel.database.engine import Database, Deaf, Unavailable, is_wal_safe, make_engine, sqlite_driver
from tests.factories import a_unit


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_wal_is_used_only_past_the_reset_fault(version: tuple[int, ...], *, safe: bool) -> None:
    assert is_wal_safe(version) is safe


def test_the_journal_mode_follows_the_version(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        assert mode == ("wal" if is_wal_safe(sqlite_driver().sqlite_version_info) else "truncate")
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_writer_takes_the_lock_before_it_reads(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "r.sqlite3"
    shutil.copy(sqlite_template, file)
    database, said = Database(f"sqlite:///{file}", {}), []
    event.listen(database.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    with database.writing() as session:
        session.execute(text("SELECT 1"))
    assert said[0] == "BEGIN IMMEDIATE"
    database.close()


def test_what_fails_leaves_nothing(database: Database) -> None:
    def act_that_fails() -> None:
        with database.writing() as session:
            a_unit(session)
            raise KeyError("a fault of ours")

    with pytest.raises(KeyError):
        act_that_fails()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM unit")) == 0


def test_a_locked_file_is_said_in_one_word(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "r.sqlite3"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}", {})
    monkeypatch.setattr(write_queue, "PATIENCE", 0.05)
    queue = write_queue.WriteQueue(Path(f"{file}.lock"))
    with queue.turn(), pytest.raises(Unavailable) as refused, database.writing() as session:
        a_unit(session)
    assert refused.value.reason == "locked"
    with database.writing() as session:
        a_unit(session)
    database.close()


def test_a_file_held_by_another_program_is_said_too(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "r.sqlite3"
    shutil.copy(sqlite_template, file)
    other = sqlite_driver().connect(file)
    other.execute("BEGIN IMMEDIATE")
    database = Database(f"sqlite:///{file}", {})
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
        connection.rollback()
    with pytest.raises(Unavailable) as refused, database.writing() as session:
        a_unit(session)
    assert refused.value.reason == "locked"
    other.close()
    database.close()


def test_a_full_disk_is_said_and_keeps_nothing_half_done(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "r.sqlite3"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}", {})
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.rollback()
    with pytest.raises(Unavailable) as refused, database.writing() as session:
        session.add_all([a_unit(session) for _ in range(500)])
    assert refused.value.reason == "full"
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM unit")) == 0
    database.close()


def test_writers_of_one_file_stand_in_line(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "r.sqlite3"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}", {})

    def write() -> None:
        for _ in range(10):
            with database.writing() as session:
                a_unit(session)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM unit")) == 60
        assert session.scalar(text("SELECT size FROM journal_head WHERE log = 'custody'")) == 60
    database.close()


def test_a_write_without_the_listeners_of_the_house_is_not_begun(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with pytest.raises(Deaf), database.writing():
        pass
    database.close()
