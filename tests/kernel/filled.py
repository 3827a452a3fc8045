"""A register with a row in every table, as each revision keeps it, written without today's models."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

VERSIONS = "alembic_version"
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 4, 15, tzinfo=UTC)
LATER = datetime(2026, 12, 23, 13, 0, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]

PEOPLE: Rows = {
    "unit": [
        {"id": 1, "parent_id": None, "code": "A", "name_kk": "Басқарма", "name_ru": "Управление", "name_en": "Office"},
        {"id": 2, "parent_id": 1, "code": "A-1", "name_kk": "Бөлім", "name_ru": "Отдел", "name_en": "Division"},
    ],
    "person": [
        {
            "id": number,
            "code": f"2040000000{number}",
            "last_name": name,
            "first_name": "Әлия",
            "middle_name": "",
            "position": "маман",
            "unit_id": 2,
            "category": "civil",
            "citizenship": "KZ",
            "treaty_ref": "",
            "employed_from": DAY,
            "search_key": name.lower(),
            "version": 1,
        }
        for number, name in ((1, "Қасымова"), (2, "Ёлкина"))
    ],
    "account": [
        {
            "id": 1,
            "login": "кеңсе",
            "person_id": 1,
            "password_hash": "-",
            "must_change": False,
            "is_disabled": False,
            "max_rank": 3,
            "language": "kk",
            "created_at": AT,
        }
    ],
    "account_role": [{"account_id": 1, "role": "clerk"}],
    "clearance": [
        {
            "id": 1,
            "person_id": 2,
            "form": 2,
            "state": "active",
            "valid_from": DAY,
            "contract_no": "",
            "decision_no": "7",
            "end_reason": "",
            "version": 1,
        }
    ],
    "sign_in": [
        {
            "key_hash": b"k" * 32,
            "account_id": 1,
            "station": "10.0.0.1",
            "started_at": AT,
            "seen_at": AT,
            "ends_at": LATER,
            "is_locked": False,
        }
    ],
}
KERNEL: Rows = {
    "acted_request": [{"key": "k", "account_id": 1, "asked": b"a" * 32, "location": "/desk", "at": AT}],
    "daily_run": [{"step": "forget", "day": DAY}],
    "search": [{"id": 1, "account_id": 1, "text": "сейф", "at": AT}],
    "serial": [{"kind": "carrier", "site": 1, "next": 3}],
    "throttle": [{"subject": "login:x", "failures": 2, "last_at": AT}],
    "journal_entry": [
        {"log": "custody", "n": 0, "at": AT, "op": "issue", "account_id": 1, "body": b"{}", "leaf": b"l" * 32}
    ],
    "journal_head": [
        {"log": "custody", "origin": "tizilim/site-01/custody", "algorithm": "rfc9162-sha256", "size": 1, "peaks": b""}
    ],
    "journal_detail": [{"log": "custody", "n": 0, "field": "why", "salt": b"s" * 32, "text": "тексеру"}],
}
CARRIER = {
    "register_id": 1,
    "copy_no": 1,
    "number": "1с",
    "registered_on": DAY,
    "title": "Жоспар",
    "rank": 1,
    "series": "",
    "appendix_sheets": 0,
    "appendices": 0,
    "serial_no": "",
    "inventory_no": "",
    "model": "",
    "capacity": "",
    "origin": "produced",
    "received_from": "",
    "received_no": "",
    "remarks": "'; DROP TABLE carrier; --",
    "home_place_id": 2,
    "search_key": "жоспар",
    "since": AT,
    "version": 3,
}
REGISTERED = {"n": 1, "act": "register", "from_state": "draft", "to_state": "in_registry", "at": AT, "journal_n": 0}
BASKET_ROW = {"id": 1, "basket_id": 1, "position": 1, "carrier_id": 1, "sheets_counted": 12, "is_open": True}
CARRIERS: Rows = {
    "place": [
        {"id": 1, "code": "30400000000101", "kind": "premise", "number": "12", "name": "", "max_rank": 3},
        {
            "id": 2,
            "code": "30400000000202",
            "parent_id": 1,
            "kind": "safe",
            "number": "12/1",
            "name": "",
            "max_rank": 3,
        },
    ],
    "register": [
        {
            "id": 1,
            "code": "Р-1",
            "year": 2026,
            "kind": "prepared",
            "title": "Дайындалған құжаттар",
            "min_rank": 0,
            "max_rank": 3,
            "template": "{seq}{suffix}",
            "next_seq": 5,
            "opened_on": DAY,
        }
    ],
    "document": [{"id": 1, "title": "Жоспар", "rank": 1, "copies_total": 1}],
    "carrier": [
        {
            **CARRIER,
            "id": 1,
            "code": "10400000012382",
            "seq": 1,
            "document_id": 1,
            "kind": "document",
            "family": "paper",
            "sheets": 12,
            "state": "issued",
            "holder_id": 2,
            "due_at": LATER,
            "movement_n": 2,
        },
        {
            **CARRIER,
            "id": 2,
            "code": "10400000012479",
            "seq": 2,
            "kind": "flash",
            "family": "electronic",
            "serial_no": "SN-7",
            "state": "in_registry",
            "movement_n": 1,
        },
    ],
    "alias": [{"text": "ИНВ-7", "carrier_id": 1, "kind": "inventory_no"}],
    "preprinted": [{"code": "10400000012382", "printed_at": AT, "account_id": 1, "carrier_id": 1}],
    "number_gap": [{"register_id": 1, "first": 2, "last": 4, "explanation": "бүлінген", "account_id": 1, "at": AT}],
    "label_print": [
        {
            "id": 1,
            "code": "10400000012382",
            "template": "folder",
            "dpi": 203,
            "reason": "first",
            "account_id": 1,
            "at": AT,
        }
    ],
    "receipt": [{"id": 1, "code": "40400000000101", "act": "issue", "at": AT, "account_id": 1, "receiver_id": 2}],
    "movement": [
        {**REGISTERED, "carrier_id": 1, "account_id": 1},
        {**REGISTERED, "carrier_id": 2, "account_id": 1},
        {
            "carrier_id": 1,
            "n": 2,
            "previous_n": 1,
            "act": "issue",
            "from_state": "in_registry",
            "to_state": "issued",
            "at": AT,
            "account_id": 1,
            "receiver_id": 2,
            "receiver_confirmed": "pin",
            "due_at": LATER,
            "receipt_id": 1,
            "journal_n": 0,
        },
    ],
    "basket": [
        {"id": 1, "account_id": 1, "act": "take_back", "giver_id": 2, "is_second_confirmed": False, "opened_at": AT}
    ],
    "basket_row": [{**BASKET_ROW, "is_by_hand": False}],
}
ACTED: Rows = {"acted_request": [{"key": "k", "account_id": 1, "asked": b"a" * 32, "answer": None, "at": AT}]}
EMPTIED = {"acted_request"}  # by 0003: what was remembered of a request held the PIN
GONE = {("basket_row", "is_by_hand")}  # columns that a revision drops
ROWS: dict[str, Rows] = {
    "0001": {**PEOPLE, **KERNEL, **CARRIERS},
    "0003": {**PEOPLE, **KERNEL, **CARRIERS, **ACTED, "basket_row": [BASKET_ROW]},
}  # of the newest revision that is not newer
Contents = dict[str, list[tuple[Any, ...]]]


def fill(connection: Connection, revision: str) -> None:
    """Write the rows of this revision into an empty database that stands at it."""
    rows = ROWS[max(known for known in ROWS if known <= revision)]
    for table in reflected(connection).sorted_tables:
        for row in rows.get(table.name, []):
            connection.execute(table.insert().values(row))


def contents(connection: Connection, tables: MetaData) -> Contents:
    """All rows of these tables, as reflected, without what a revision empties or drops."""
    return {table.name: _rows(connection, table) for table in tables.sorted_tables if table.name not in EMPTIED}


def _rows(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    kept = [column for column in table.columns if (table.name, column.name) not in GONE]
    return sorted((tuple(row) for row in connection.execute(select(*kept))), key=repr)


def reflected(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    found.remove(found.tables[VERSIONS])
    return found
