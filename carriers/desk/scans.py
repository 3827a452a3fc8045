"""What one scan at the desk does: codes, other numbers, counts of sheets, command cards."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from carriers.custody.models import Carrier
from carriers.custody.rules import Act
from carriers.desk import operations, queries
from carriers.desk.models import Basket, BasketRow
from carriers.desk.rules import Said, Step, Verdict
from carriers.register import queries as registers
from kernel.account import Account
from kernel.codes.codes import Code, Command, Kind, command_of
from kernel.codes.scanning import Reason, ScanRefused, fold, read
from kernel.journal import entries as journal
from people.accounts import queries as accounts
from people.register import queries as persons
from people.register.models import Person

LONGEST_COUNT = 4
MODE_COMMANDS = {Command.ISSUE: Act.ISSUE, Command.TAKE_BACK: Act.TAKE_BACK, Command.TRANSFER: Act.TRANSFER}

MAY_BE_ALIAS = (Reason.FOREIGN, Reason.SHORT, Reason.LENGTH, Reason.CHECK, Reason.KIND)


@dataclass(frozen=True)
class Answer:
    """What the desk says to a scan. `command` is left to the page: confirm, lock, print."""

    said: Said
    data: dict[str, Any] = field(default_factory=dict)
    command: Command | None = None


def take(session: Session, account: Account, text: str, *, by_hand: bool) -> list[Answer]:
    """Everything one scanned line means, in order; a glued line gives several answers."""
    basket = operations.basket_of(session, account)
    counted = _count(session, basket, account, text)
    if counted is not None:
        return [counted]
    try:
        codes = read(text).codes
    except ScanRefused as refused:
        return [_foreign(session, basket, account, text, refused, by_hand=by_hand)]
    return [_code(session, basket, account, code, by_hand=by_hand) for code in codes]


def _count(session: Session, basket: Basket, account: Account, text: str) -> Answer | None:
    """A short number after paper is its count of sheets; None when it is not that."""
    digits = fold(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_COUNT) or basket.act is Act.ISSUE:
        return None
    paper = queries.desk(session, basket, account).to_count
    if paper is None:
        return None
    operations.count_sheets(session, basket, paper.row, int(digits))
    again = next(line for line in queries.desk(session, basket, account).lines if line.row.id == paper.row.id)
    if int(digits) != again.carrier.total_sheets:
        operations.record_refused(session, basket, again, by=account)
        return Answer(Said.MISCOUNTED, {"objections": again.objections})
    return Answer(Said.COUNTED, {"number": again.carrier.number, "sheets": int(digits)})


def _foreign(
    session: Session, basket: Basket, account: Account, text: str, refused: ScanRefused, *, by_hand: bool
) -> Answer:
    carrier = registers.by_alias(session, text) if refused.reason in MAY_BE_ALIAS else None
    if carrier is not None and carrier.rank <= account.max_rank:
        return _carrier(session, basket, account, carrier, by_hand=by_hand)
    digest = hashlib.sha256(text.encode()).hexdigest()
    journal.append(session, "scan_refused", by=account, reason=refused.reason.value, length=len(text), sha256=digest)
    return Answer(Said.UNREADABLE, {"refused": refused})


def _code(session: Session, basket: Basket, account: Account, code: Code, *, by_hand: bool) -> Answer:
    if code.kind is Kind.COMMAND:
        return _command(session, basket, account, code)
    if code.kind is Kind.PERSON:
        person = persons.by_code(session, code.text)
        return _person(session, basket, account, person) if person else _unknown(session, account, code)
    if code.kind is not Kind.CARRIER:
        return Answer(Said.WRONG_KIND, {"kind": code.kind})
    carrier = registers.by_code(session, code.text)
    if carrier is None or carrier.rank > account.max_rank:
        return _unknown(session, account, code)
    return _carrier(session, basket, account, carrier, by_hand=by_hand)


def _unknown(session: Session, account: Account, code: Code) -> Answer:
    journal.append(session, "scan_unknown", by=account, code=code.text)
    return Answer(Said.UNKNOWN)


def _carrier(session: Session, basket: Basket, account: Account, carrier: Carrier, *, by_hand: bool) -> Answer:
    standing = queries.open_row_of(session, carrier.id)
    if standing is not None and standing.basket_id == basket.id:
        return Answer(Said.ALREADY, {"row": standing.position})
    if standing is not None:
        other = accounts.account(session, standing.basket.account_id)
        name = other.person.short_name if other and other.person else ""
        return Answer(Said.ELSEWHERE, {"name": name, "since": standing.basket.opened_at})
    row = operations.add(session, basket, carrier, by_hand=by_hand)
    return _verdict(session, basket, account, row)


def _verdict(session: Session, basket: Basket, account: Account, row: BasketRow) -> Answer:
    desk = queries.desk(session, basket, account)
    line = next(line for line in desk.lines if line.row.id == row.id)
    data = {"kind": line.carrier.kind, "number": line.carrier.number, "objections": line.objections}
    if line.verdict is Verdict.STOP:
        operations.record_refused(session, basket, line, by=account)
        return Answer(Said.REFUSED, data)
    return Answer(Said.NEEDS if line.verdict is Verdict.LOOK else Said.ADDED, data)


def _person(session: Session, basket: Basket, account: Account, person: Person) -> Answer:
    name = {"name": person.full_name}
    if operations.acknowledge_by_scan(session, basket, person):
        return Answer(Said.PERSON_CONFIRMED, name)
    if person.id in (basket.giver_id, basket.receiver_id):
        return Answer(Said.PERSON, name)
    desk = queries.desk(session, basket, account)
    if desk.step in (Step.SCAN_SECOND, Step.SECOND_PIN):
        second = operations.second_worker(session, person, account, max(line.carrier.rank for line in desk.lines))
        if second is not None:
            operations.call_second(session, basket, second)
            return Answer(Said.SECOND, name)
    if desk.step in (Step.SCAN_PASS, Step.SCAN_OTHER_PASS):
        operations.seat_person(session, basket, person)
        return Answer(Said.PERSON, name)
    if desk.lines:
        return Answer(Said.PERSON_STRANGE)
    before = desk.receiver or desk.giver
    operations.seat_person(session, basket, person)
    if before is None:
        return Answer(Said.PERSON, name)
    return Answer(Said.PERSON_REPLACED, {**name, "before": before.person.full_name})


def _command(session: Session, basket: Basket, account: Account, code: Code) -> Answer:
    command = command_of(code)
    if command in MODE_COMMANDS:
        act = MODE_COMMANDS[command]
        done = operations.set_act(session, basket, act)
        return Answer(Said.MODE, {"act": act}) if done else Answer(Said.MODE_KEPT)
    if command is Command.CANCEL:
        operations.cancel(session, basket, by=account)
        return Answer(Said.CANCELLED)
    if command is Command.REMOVE_LAST:
        return remove_row(session, basket)
    if command is None:
        return Answer(Said.WRONG_KIND, {"kind": Kind.COMMAND})
    desk = queries.desk(session, basket, account)
    return Answer(Said.NOT_YET, {"step": desk.step, "desk": desk}, command)


def remove_row(session: Session, basket: Basket, row_id: int | None = None) -> Answer:
    """Take this row off the desk, or the last one where none is named."""
    rows = queries.rows(session, basket)
    row = next((one for one in rows if row_id in (None, one.id)), None)
    if row is None:
        return Answer(Said.NOTHING_TO_REMOVE)
    operations.remove(session, basket, row)
    return Answer(Said.REMOVED, {"number": row.carrier.number})
