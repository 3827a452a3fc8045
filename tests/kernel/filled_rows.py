"""Rows of every table, as each revision keeps them."""

from datetime import UTC, date, datetime
from typing import Any

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
        },
        {
            **{"id": 2, "login": "куратор", "person_id": 2, "password_hash": "-", "must_change": False},
            **{"is_disabled": False, "max_rank": 3, "language": "kk", "created_at": AT},
        },
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
    "basket_row": [
        {
            "id": 1,
            "basket_id": 1,
            "position": 1,
            "carrier_id": 1,
            "sheets_counted": 12,
            "is_by_hand": False,
            "is_open": True,
        }
    ],
}
FIRST: Rows = {**PEOPLE, **KERNEL, **CARRIERS}
ROWS: dict[str, Rows] = {  # each holds until the next
    "0001": FIRST,
    "0003": {
        **FIRST,
        "basket_row": [
            {name: value for name, value in row.items() if name != "is_by_hand"} for row in FIRST["basket_row"]
        ],
        "daily_run": [{"step": "forget", "day": DAY}],
        "acted_request": [{"key": "k", "account_id": 1, "asked": b"a" * 32, "answer": None, "at": AT}],
    },
}
ROWS["0004"] = {
    **ROWS["0003"],
    "basket": [{**row, "version": 1, "signed_list": None} for row in FIRST["basket"]],
    "basket_row": [{**row, "sheets_recounted": None} for row in ROWS["0003"]["basket_row"]],
    "sheet_count": [
        {
            "id": 1,
            "carrier_id": 1,
            "movement_n": 2,
            "what": "counted",
            "sheets": 12,
            "expected": 12,
            "account_id": 1,
            "at": AT,
            "journal_n": 0,
        }
    ],
}
ROWS["0007"] = {
    **ROWS["0004"],
    "receipt_signed": [
        {
            "receipt_id": 1,
            "giver": None,
            "receiver": {"name": "Ёлкина Әлия", "position": "маман", "unit": {"kk": "Бөлім", "ru": "Отдел", "en": "-"}},
            "worker": None,
            "second": None,
            "origin": "tizilim/site-01/custody",
            "size": 1,
            "root": "0" * 64,
        }
    ],
}
ROWS["0008"] = {
    **ROWS["0007"],
    "register": [{**row, "carried_over_why": ""} for row in FIRST["register"]],
    "document": [{**row, "first_copy_why": ""} for row in FIRST["document"]],
}
ROWS["0009"] = {**ROWS["0008"], "typed_work": [{"account_id": 1, "body": b"x", "at": AT}]}
ROWS["0010"] = {
    **ROWS["0009"],
    "printed_pass": [{"code": "20400000000001", "person_id": 1, "seal": "50400000000001", "printed_at": AT}],
}
ROWS["0011"] = {
    **ROWS["0010"],
    "post": [{"id": 1, "unit_id": 1, "name_kk": "Басшы", "name_ru": "Начальник", "name_en": "Head", "is_head": True}],
    "tenure": [
        {"id": 1, "post_id": 1, "person_id": 1, "kind": "acting", "first_on": DAY, "last_on": None, "order_no": "7"}
    ],
}
ROWS["0012"] = {
    **ROWS["0011"],
    "commission": [
        {"id": 1, "order_no": "7", "order_on": DAY, "purpose": "loss", "valid_from": DAY, "account_id": 1, "at": AT}
    ],
    "commission_member": [{"commission_id": 1, "person_id": 1, "position": 1, "seat": "chairman"}],
    "loss_case": [
        {
            **{"id": 1, "code": "40400000000202", "carrier_id": 2, "circumstance": "theft", "account_id": 1},
            **{"detected_at": AT, "declared_at": AT, "place": "сейф", "measures": "", "from_state": "issued"},
            **dict.fromkeys(("head_due", "authority_due", "search_due", "investigation_due"), LATER),
            "version": 1,
        }
    ],
    "search_action": [
        {
            **{"id": 1, "case_id": 1, "at": AT, "place": "сейф", "result": "жоқ", "written_at": AT},
            **{"person_id": 1, "witness_id": 2},
        }
    ],
}
ROWS["0013"] = {
    **ROWS["0012"],
    "destruction_act": [
        {
            **{"id": 1, "code": "40400000000299", "stage": "draft", "basis": "хаттама", "method": "burning"},
            **{"place": "пеш", "tool": "", "commission_id": 1, "account_id": 1, "drawn_at": AT, "version": 1},
        }
    ],
    "act_unit": [
        {
            **{"act_id": 1, "carrier_id": 1, "position": 1, "number": "1с", "rank": 1, "sheets": 12},
            **{"what": "checked", "checked_at": AT},
        }
    ],
    "unit_count": [{"id": 1, "act_id": 1, "carrier_id": 1, "person_id": 1, "sheets": 12, "at": AT}],
    "act_signature": [
        {"id": 1, "act_id": 1, "person_id": 1, "signed": "list", "hash": "0" * 64, "account_id": 1, "at": AT}
    ],
    "sitting": [{"id": 1, "act_id": 1, "opened_at": AT}],
    "sitting_present": [{"sitting_id": 1, "person_id": 1, "account_id": 1, "at": AT}],
}
ROWS["0014"] = {
    **ROWS["0013"],
    "carrier": [{**row, "frozen": 0} for row in FIRST["carrier"]],
    "hold": [
        {
            **{"id": 1, "carrier_id": 2, "kind": "court", "document_no": "7", "document_on": DAY, "review_on": DAY},
            **{"bars_issue": True, "account_id": 1, "set_at": AT},
        }
    ],
}
ROWS["0015"] = {
    **ROWS["0014"],
    "sanitising": [
        {
            **{"id": 1, "code": "40400000000396", "carrier_id": 2, "rank": 1, "method": "overwrite", "effect": "clear"},
            **{"tool": "құрал", "serial_read": "SN-7", "verification": "full", "is_clean": True, "began_at": AT},
            **{"ended_at": AT, "destination": "қойма", "performer_id": 1, "verifier_id": 2, "account_id": 1, "at": AT},
        }
    ],
    "paper_text": [
        {
            **{"id": 1, "key": "act-title", "kk": "АКТ", "ru": "АКТ", "source": "заңгер"},
            **{"account_id": 1, "second_id": 2, "at": AT},
        }
    ],
    "paper_print": [
        {
            **{"id": 1, "number": "40400000000495", "what": "search_sheet", "subject": "40400000000198", "rank": None},
            **{"tongue": "both", "content_rank": 1, "list_item": "", "account_id": 1, "at": AT, "sheets": 1},
            **{"sha256": "0" * 64, "content": b"%PDF"},
        }
    ],
}
ROWS["0019"] = {
    **ROWS["0015"],
    "carrier": [{**row, "parent_id": None, "parts": 0} for row in ROWS["0015"]["carrier"]],
}
ROWS["0021"] = {
    **ROWS["0019"],
    "grade_fall": [
        {
            **{"id": 1, "code": "40400000000594", "carrier_id": 2, "movement_n": 1, "from_rank": 1, "to_rank": 0},
            **{"sanitising_id": 1, "commission_id": 1, "reason": "қайта пайдалану", "account_id": 1, "at": AT},
            **{"approver_id": 2, "approved_at": AT},
        }
    ],
    "grade_fall_signed": [{"fall_id": 1, "person_id": 1, "account_id": 1, "at": AT}],
}
ROWS["0023"] = {
    **ROWS["0021"],
    "inspected_object": [
        {
            **{"id": 1, "no": 1, "kind": "premises", "name": "Бөлме", "unit_id": 2, "place": "012", "rank": 1},
            **{"composition": "", "ended_on": DAY, "end_reason": "жабылды", "version": 2, "account_id": 1, "at": AT},
        }
    ],
    "object_attestation": [
        {
            **{"id": 1, "object_id": 1, "document_no": "7-А", "rank": 1, "valid_from": DAY, "valid_to": None},
            **{"account_id": 1, "at": AT},
        }
    ],
}
SAID = {f"{part}_{language}": part for part in ("section", "text", "evidence") for language in ("kk", "ru", "en")}
ROWS["0024"] = {
    **ROWS["0023"],
    "checklist_version": [  # the first one is brought by the migration
        {"id": 2, "number": 2, "drafter_id": 1, "drafted_at": AT, "discarded_at": AT, "discard_reason": "кеш"}
    ],
    "checklist_item": [{"version_id": 2, "position": 1, "code": "A01", "requirement": "KZ-A01", "severity": 1, **SAID}],
    "checklist_succession": [{"id": 1, "version_id": 2, "old": "KZ-A02", "new": None, "is_same": False}],
}
