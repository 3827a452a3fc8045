"""What somebody with the database file could do to it, and by which words `check` finds it."""

from dataclasses import dataclass

ISSUED = "(SELECT min(id) FROM carrier WHERE state = 'issued')"
RESTING = "(SELECT min(id) FROM carrier WHERE state = 'in_registry')"
OTHER = f"(SELECT max(id) FROM person WHERE id <> (SELECT holder_id FROM carrier WHERE id = {ISSUED}))"
LAST = f"carrier_id = {ISSUED} AND n = 2"
CLERK = "(SELECT id FROM account WHERE login = 'clerk')"
ADMINS = "(SELECT password_hash FROM account WHERE login = 'admin')"
OPEN = "(SELECT min(id) FROM clearance WHERE state = 'active')"


@dataclass(frozen=True)
class Harm:
    """What was done in SQL, and a part of the sentence that finds it."""

    name: str
    statements: tuple[str, ...]
    found: str


def harm(name: str, found: str, *statements: str) -> Harm:
    return Harm(name, statements, found)


CARRIERS = (
    harm("holder", "holder", f"UPDATE carrier SET holder_id = {OTHER} WHERE id = {ISSUED}"),
    harm("term", "due", f"UPDATE carrier SET due_at = '2031-01-01 00:00:00' WHERE id = {ISSUED}"),
    harm(
        "quiet return",
        "state",
        f"UPDATE carrier SET state = 'in_registry', holder_id = NULL, due_at = NULL WHERE id = {ISSUED}",
    ),
    harm("place", "place", f"UPDATE carrier SET home_place_id = (SELECT min(id) FROM place) WHERE id = {RESTING}"),
    harm("grade", "rank", f"UPDATE carrier SET rank = (rank + 1) % 4 WHERE id = {RESTING}"),
    harm("number", "number", f"UPDATE carrier SET number = '999с' WHERE id = {RESTING}"),
    harm("sequence", "seq", f"UPDATE carrier SET seq = 999 WHERE id = {RESTING}"),
    harm("title", "title", f"UPDATE carrier SET title = 'Басқа' WHERE id = {RESTING}"),
    harm(
        "sheets",
        "sheets",
        "UPDATE carrier SET sheets = sheets + 1 WHERE id = (SELECT min(id) FROM carrier WHERE sheets > 0)",
    ),
    harm("kind", "kind", f"UPDATE carrier SET kind = 'notebook' WHERE id = {RESTING}"),
    harm("day", "registered_on", f"UPDATE carrier SET registered_on = '2020-01-01' WHERE id = {RESTING}"),
    harm(
        "book",
        "register",
        f"UPDATE carrier SET register_id = (SELECT max(id) FROM register), seq = 998 WHERE id = {RESTING}",
    ),
    harm("count of movements", "movement", f"UPDATE carrier SET movement_n = 7 WHERE id = {RESTING}"),
    harm(
        "carrier gone",
        "row",
        f"DELETE FROM movement WHERE carrier_id = {RESTING}",
        f"DELETE FROM carrier WHERE id = {RESTING}",
    ),
    harm(
        "carrier from nowhere",
        "entry",
        "CREATE TEMP TABLE twin AS SELECT * FROM carrier WHERE id = (SELECT max(id) FROM carrier)",
        "UPDATE twin SET id = id + 1, code = '10499999999901', seq = seq + 500",
        "INSERT INTO carrier SELECT * FROM twin",
    ),
)
MOVEMENTS = (
    harm("movement gone", "movement 2", f"DELETE FROM movement WHERE {LAST}"),
    harm("receiver", "receiver", f"UPDATE movement SET receiver_id = {OTHER} WHERE {LAST}"),
    harm("giver", "giver", f"UPDATE movement SET giver_id = {OTHER} WHERE {LAST}"),
    harm("term of a movement", "due", f"UPDATE movement SET due_at = '2031-01-01 00:00:00' WHERE {LAST}"),
    harm("acknowledgement", "confirmed", f"UPDATE movement SET receiver_confirmed = 'second_scan' WHERE {LAST}"),
    harm(
        "second worker", "second", f"UPDATE movement SET second_account_id = (SELECT max(id) FROM account) WHERE {LAST}"
    ),
    harm("worker", "actor", f"UPDATE movement SET account_id = (SELECT max(id) FROM account) WHERE {LAST}"),
    harm("count", "sheets", f"UPDATE movement SET sheets_counted = 3 WHERE {LAST}"),
    harm("receipt of a movement", "receipt", f"UPDATE movement SET receipt_id = NULL WHERE {LAST}"),
    harm("number of its entry", "movement 2", f"UPDATE movement SET journal_n = journal_n + 1 WHERE {LAST}"),
    harm(
        "code of a receipt",
        "receipt",
        "UPDATE receipt SET code = '40499999999902' WHERE id = (SELECT min(id) FROM receipt)",
    ),
    harm(
        "receipt for nothing",
        "receipt",
        "CREATE TEMP TABLE twin AS SELECT * FROM receipt WHERE id = 1",
        "UPDATE twin SET id = 9999, code = '40499999999903'",
        "INSERT INTO receipt SELECT * FROM twin",
    ),
)
PEOPLE = (
    harm("role given", "roles", f"UPDATE account_role SET role = 'head' WHERE account_id = {CLERK}"),
    harm("role taken", "roles", f"DELETE FROM account_role WHERE account_id = {CLERK}"),
    harm("grade of an account", "rank", "UPDATE account SET max_rank = 3 WHERE login = 'executor'"),
    harm("account closed", "closed", f"UPDATE account SET is_disabled = 1 WHERE id = {CLERK}"),
    harm(
        "password",
        "hash",
        f"UPDATE account SET password_hash = {ADMINS} WHERE login = 'clerk'",
    ),
    harm(
        "account passed on", "person", f"UPDATE account SET person_id = (SELECT max(id) FROM person) WHERE id = {CLERK}"
    ),
    harm("PIN", "PIN", "UPDATE person SET pin_hash = (SELECT pin_hash FROM person WHERE id = 1) WHERE id = 2"),
    harm("PIN gone", "PIN", "UPDATE person SET pin_hash = NULL WHERE id = 2"),
    harm("form of a clearance", "form", f"UPDATE clearance SET form = 1 + form % 3 WHERE id = {OPEN}"),
    harm("last day of a clearance", "valid_to", f"UPDATE clearance SET valid_to = '2050-01-01' WHERE id = {OPEN}"),
    harm(
        "element of article 29",
        "obligation_on",
        "UPDATE clearance SET obligation_on = '2024-03-04' WHERE obligation_on IS NULL",
    ),
    harm("clearance suspended", "state", f"UPDATE clearance SET state = 'suspended' WHERE id = {OPEN}"),
)
JOURNAL = (
    harm(
        "body", "body was altered", "UPDATE journal_entry SET body = replace(body, 'issue', 'issuf') WHERE op = 'issue'"
    ),
    harm("body as text", "body was altered", "UPDATE journal_entry SET body = CAST(body AS TEXT) WHERE n = 3"),
    harm("leaf as text", "body was altered", "UPDATE journal_entry SET leaf = 'x' WHERE log = 'custody' AND n = 3"),
    harm("entry gone", "missing", "DELETE FROM journal_entry WHERE log = 'custody' AND n = 5"),
    harm("time", "column", "UPDATE journal_entry SET at = '2026-01-01 00:00:00' WHERE log = 'custody' AND n = 5"),
    harm("act", "column", "UPDATE journal_entry SET op = 'export' WHERE log = 'custody' AND n = 5"),
    harm("who", "column", "UPDATE journal_entry SET account_id = 1 WHERE log = 'custody' AND n = 5"),
    harm("detail", "detail", "UPDATE journal_detail SET text = 'Басқа' WHERE field = 'title'"),
    harm("detail gone", "detail is gone", "DELETE FROM journal_detail WHERE field = 'title'"),
    harm("end cut off", "missing", "DELETE FROM journal_entry WHERE log = 'custody' AND n > 40"),
    harm("head", "head", "UPDATE journal_head SET peaks = zeroblob(length(peaks)) WHERE log = 'custody'"),
    harm("head gone", "no head", "DELETE FROM journal_head WHERE log = 'custody'"),
    harm(
        "security log emptied",
        "the other log remembers",
        "DELETE FROM journal_detail WHERE log = 'security'",
        "DELETE FROM journal_entry WHERE log = 'security'",
        "UPDATE journal_head SET size = 0, peaks = x'', last_at = NULL WHERE log = 'security'",
    ),
)
TABLES = (
    harm("index dropped", "is missing", "DROP INDEX ix_carrier_due"),
    harm("unknown table", "unknown", "CREATE TABLE notes (text TEXT)"),
    harm("unknown trigger", "unknown", "CREATE TRIGGER sly AFTER UPDATE ON carrier BEGIN SELECT 1; END"),
)
EVERY = (*CARRIERS, *MOVEMENTS, *PEOPLE, *JOURNAL, *TABLES)
