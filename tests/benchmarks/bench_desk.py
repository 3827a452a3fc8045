"""`make bench`: a room of 100,000 carriers on SQLite, each figure beside its limit or its bare engine, same run.

Pages are asked through WSGI in this process, without a network. The carriers are copied from real ones by SQL.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

import wsgi
from carriers.custody import operations as custody
from carriers.custody.models import Carrier, Movement
from carriers.custody.operations import Signatures
from carriers.custody.queries import Hands
from carriers.custody.rules import Act, Confirmation
from kernel.codes.codes import Kind, make_code
from kernel.config import Settings
from kernel.database import schema
from kernel.database.engine import PRAGMAS, Database, is_wal_safe, sqlite_driver
from kernel.web.house import listeners_of
from people.accounts.models import Account
from people.register.models import Person
from tests import factories as f
from tests.client import Client

CARRIERS = 100_000
ROUNDS = 300
BATCH = 5_000
FIRST_ID = 1_000
WIDTH = 46


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Account, list[Person], Path]]:
    home = tmp_path_factory.mktemp("bench")
    database = Database(f"sqlite:///{home / 'register.sqlite3'}", listeners_of(wsgi.ROOMS))
    schema.upgrade(database, wsgi.TABLES)
    with database.writing() as session:
        f.begin(session)
        clerk = f.an_account(session)
        holders = [f.a_person(session) for _ in range(20)]
        models = [f.a_flash(session) for _ in range(5)] + [f.a_document(session) for _ in range(5)]
        out = f.issued(session, f.a_flash(session), holders[0], by=clerk)
    _multiply(database, models, out)
    yield database, clerk, holders, home
    database.close()


def _multiply(database: Database, models: list[Carrier], out: Carrier) -> None:
    """Nine of ten copies lie in the registry with one movement, the tenth is out with two."""
    with database.reading() as session:
        hands = {one.id: session.scalars(select(Movement).filter_by(carrier_id=one.id)).all() for one in (*models, out)}
    for first in range(0, CARRIERS, BATCH):
        numbers = range(first, first + BATCH)
        sources = {n: out if n % 10 == 9 else models[n % 10] for n in numbers}
        with database.writing() as session:
            session.execute(insert(Carrier), [_copy(sources[n], n) for n in numbers])
            moves = [row(hand) | {"carrier_id": FIRST_ID + n} for n in numbers for hand in hands[sources[n].id]]
            session.execute(insert(Movement), moves)


def row(found: Carrier | Movement) -> dict[str, Any]:
    return {column.key: getattr(found, column.key) for column in found.__table__.columns}


def _copy(model: Carrier, n: int) -> dict[str, Any]:
    code = make_code(Kind.CARRIER, f.SITE, 1_000_000 + n).text
    key = f"{n}с {model.title.casefold()} {n * 7}"
    return row(model) | {"id": FIRST_ID + n, "code": code, "seq": 1_000 + n, "number": f"{n}с", "search_key": key}


def p95(work: Callable[[int], Any], rounds: int) -> float:
    """Milliseconds that 95 of 100 calls stay under."""
    times = []
    for number in range(rounds):
        begun = time.perf_counter()
        work(number)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.quantiles(times, n=20)[-1]


def tell(what: str, got: str, limit: str, ratio: float) -> None:
    print(f"\n{what:<{WIDTH}} {got:>16}   {limit:>24}   ×{ratio:.2f}", end="")


def at_desk(large: Any) -> Client:
    database, clerk, _holders, home = large
    settings = Settings(data=home, database_url=str(database.engine.url), language="kk")
    client = Client(wsgi.create_app(settings, database))
    client.sit(clerk.login)
    return client


def test_scan_to_answer(large: Any) -> None:
    client, token = at_desk(large), ""
    client.get("/desk")
    token = client.hidden("csrf_token")

    def scan(number: int) -> None:
        code = make_code(Kind.CARRIER, f.SITE, 1_000_000 + number * 331).text
        answer = client.http.post("/desk/scan", data={"csrf_token": token, "text": code})
        assert answer.status_code == 200
        if number % 10 == 9:
            client.post("/desk/cancel", {})

    got = p95(scan, ROUNDS)
    tell("scan to answered page, p95, 100,000 carriers", f"{got:.1f} ms", "limit 50 ms", 50 / got)


@pytest.mark.parametrize(
    ("what", "address"),
    [("list, first page", "/carriers"), ("list, issued", "/carriers?state=issued"), ("overdue", "/carriers?overdue=1")],
)
def test_list_page(large: Any, what: str, address: str) -> None:
    client = at_desk(large)
    got = p95(lambda _number: client.http.get(address), 60)
    tell(f"{what}, p95, 100,000 carriers", f"{got:.1f} ms", "limit 150 ms", 150 / got)


def test_search(large: Any) -> None:
    client = at_desk(large)

    def seek(number: int) -> None:
        fields = {"csrf_token": client.hidden("csrf_token"), "text": f"деректерді {number * 7}"}
        assert client.http.post("/carriers/find", data=fields, follow_redirects=True).status_code == 200

    client.get("/carriers")
    got = p95(seek, 40)
    tell("search of two words, p95, 100,000 carriers", f"{got:.1f} ms", "limit 150 ms", 150 / got)


def raw_rate(home: Path, commits: int) -> float:
    """Durable commits a second of one row each, as the register's SQLite is set."""
    driver = sqlite_driver()
    connection = driver.connect(home / "raw.sqlite3", isolation_level=None)
    connection.execute(f"PRAGMA journal_mode={'wal' if is_wal_safe(driver.sqlite_version_info) else 'truncate'}")
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.execute("CREATE TABLE act (id INTEGER PRIMARY KEY, body BLOB)")
    begun = time.perf_counter()
    for _ in range(commits):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO act (body) VALUES (?)", (b"x" * 400,))
        connection.execute("COMMIT")
    rate = commits / (time.perf_counter() - begun)
    connection.close()
    return rate


def test_issue(large: Any) -> None:
    database, clerk, holders, home = large
    with database.reading() as session:
        free = session.scalars(select(Carrier.id).where(Carrier.state == "in_registry").limit(ROUNDS)).all()
    bare = raw_rate(home, ROUNDS)
    begun = time.perf_counter()
    for number, carrier_id in enumerate(free):
        with database.writing() as session:
            worker, carrier = session.get_one(Account, clerk.id), session.get_one(Carrier, carrier_id)
            holder = session.get_one(Person, holders[1 + number % 19].id)
            receipt = custody.open_receipt(session, Act.ISSUE, Hands(None, holder), by=worker)
            signed = Signatures(receiver=Confirmation.PIN)
            custody.issue(session, carrier, holder, signatures=signed, receipt=receipt, by=worker)
    rate = len(free) / (time.perf_counter() - begun)
    told = f"¼ of raw {bare:.0f}/s = {bare / 4:.0f}/s"
    tell("issue: guards, movement, journal, one commit", f"{rate:.0f} acts/s", told, rate / (bare / 4))


def test_issue_over_pages(large: Any) -> None:
    """The whole conversation of an issue: pass, carrier, pass again, confirmation."""
    client = at_desk(large)
    holders = large[2]
    client.get("/desk")
    token = client.hidden("csrf_token")
    begun = time.perf_counter()
    for number in range(60):
        holder = holders[1 + number % 19]
        code = make_code(Kind.CARRIER, f.SITE, 1_050_000 + number * 10).text
        for text in (holder.code, code, holder.code):
            page = client.http.post("/desk/scan", data={"csrf_token": token, "text": text}).get_data(as_text=True)
        client.page = page
        key = client.hidden("act_key")
        assert client.http.post("/desk/commit", data={"csrf_token": token, "act_key": key}).status_code == 303
    rate = 60 / (time.perf_counter() - begun)
    tell("the same over pages: 3 scans and a confirmation", f"{rate:.1f} acts/s", "no limit is set", 1)
