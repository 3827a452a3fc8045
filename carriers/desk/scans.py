"""What one scan at the desk does: codes, other numbers, command cards; and what is counted there."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from carriers.custody import queries as custody
from carriers.custody.models import Carrier
from carriers.custody.rules import MOST_SHEETS, Act
from carriers.desk import operations, queries
from carriers.desk.models import BasketRow
from carriers.desk.queries import Desk, Line
from carriers.desk.rules import Said, Step, Verdict
from carriers.register import queries as registers
from kernel.account import Account
from kernel.codes.codes import Code, Command, Kind, command_of
from kernel.codes.scanning import Reason, ScanRefused, fold, read
from kernel.journal import entries as journal
from people.accounts import queries as accounts
from people.register import queries as persons
from people.register.models import Person

LONGEST_COUNT = len(str(MOST_SHEETS)) + 1  # with the zero that tells a count from the number of a carrier
MODE_COMMANDS = {Command.ISSUE: Act.ISSUE, Command.TAKE_BACK: Act.TAKE_BACK, Command.TRANSFER: Act.TRANSFER}

MAY_BE_ALIAS = (Reason.FOREIGN, Reason.SHORT, Reason.LENGTH, Reason.CHECK, Reason.KIND)


@dataclass(frozen=True)
class Answer:
    """What the desk says to a scan. `command` is left to the page: confirm, lock, print."""

    said: Said
    data: dict[str, Any] = field(default_factory=dict)
    command: Command | None = None


class Table:
    """The desk during one request: its basket, locked, and what the guards say, judged anew only after a change.

    `shown` is the edition of the desk on the page that asks; nobody acknowledges another one.
    """

    def __init__(self, session: Session, account: Account, *, address: str = "", shown: str = "") -> None:
        self.session, self.account, self.address, self.shown = session, account, address, shown
        self.basket = operations.basket_of(session, account)
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            self._desk = queries.desk(self.session, self.basket, self.account)
        return self._desk

    @property
    def is_shown(self) -> bool:
        """Whether the page that asks shows the desk as it is."""
        return self.shown == self.desk.edition

    def changed(self) -> None:
        self._desk = None


def take(table: Table, text: str) -> list[Answer]:
    """Everything one scanned line means, in order; a glued line gives several answers."""
    try:
        codes = read(text).codes
    except ScanRefused as refused:
        return [_foreign(table, text, refused)]
    carriers = [code.text for code in codes if code.kind is Kind.CARRIER]
    if carriers:  # of two desks that scan one carrier the later one waits here, and then finds it in the other's basket
        custody.locked(table.session, [one.id for one in registers.by_codes(table.session, carriers)])
    seals = {one.text: after.text for one, after in pairwise(codes) if after.is_seal}
    named = [code for code in codes if not code.is_seal]
    return [_code(table, code, seals.get(code.text)) for code in named or codes]


def is_number(text: str) -> bool:
    """Whether this may be a number of sheets; what is longer was scanned."""
    typed = fold(text)
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_COUNT


def count(table: Table, row_id: int | None, text: str) -> list[Answer]:
    """What is typed where the desk asks for a count: a number of sheets, or what was scanned there."""
    typed = fold(text)
    if not is_number(text):
        return take(table, text) if text.strip() else [Answer(Said.NOT_A_COUNT)]
    if registers.by_alias(table.session, typed) is not None:
        return [Answer(Said.NOT_A_COUNT, {"alias": typed})]
    line = table.desk.to_count
    if line is None or line.row.id != row_id:
        return [Answer(Said.NOT_YET, {"step": table.desk.step, "desk": table.desk})]
    if int(typed) > MOST_SHEETS:
        return [Answer(Said.NOT_A_COUNT)]
    operations.count_sheets(table.session, table.desk, line, int(typed), by=table.account)
    table.changed()
    return [_counted(table, _line_of(table, line.row))]


def _counted(table: Table, line: Line) -> Answer:
    """A first count that differs says only that it does: the second is to be made blind."""
    if not line.is_count_open:
        return Answer(Said.COUNTED, {"number": line.carrier.number, "sheets": line.row.sheets})
    operations.record_refused(table.session, table.basket, line, by=table.account)
    if line.is_blind:
        return Answer(Said.COUNT_DIFFERS, {"number": line.carrier.number})
    return Answer(Said.MISCOUNTED, {"line": line})


def declare_missing(table: Table, row_id: int | None) -> Answer:
    """Say that the sheets of this paper are not all there, after two counts that found so."""
    line = next((one for one in table.desk.lines if one.row.id == row_id and one.is_short), None)
    if line is None:
        return Answer(Said.NOT_YET, {"step": table.desk.step, "desk": table.desk})
    operations.declare_sheets_missing(table.session, table.desk, line, by=table.account)
    table.changed()
    return Answer(Said.DECLARED_MISSING, {"number": line.carrier.number})


def _line_of(table: Table, row: BasketRow) -> Line:
    return next(line for line in table.desk.lines if line.row.id == row.id)


def _foreign(table: Table, text: str, refused: ScanRefused) -> Answer:
    carrier = registers.by_alias(table.session, text) if refused.reason in MAY_BE_ALIAS else None
    if carrier is not None and carrier.rank <= table.account.max_rank:
        custody.locked(table.session, [carrier.id])
        return _carrier(table, carrier)
    # Nothing of the text: people type a PIN there, and the journal is for ever.
    journal.append(table.session, "scan_refused", by=table.account, reason=refused.reason.value)
    return Answer(Said.UNREADABLE, {"refused": refused})


def _code(table: Table, code: Code, seal: str | None) -> Answer:
    if code.kind is Kind.COMMAND:
        return _command(table, code)
    if code.kind is Kind.PERSON:
        person = persons.by_code(table.session, code.text)
        return _person(table, person, seal) if person else _no_pass(table, code)
    if code.kind is not Kind.CARRIER:
        return Answer(Said.WRONG_KIND, {"kind": code.kind})
    carrier = registers.by_code(table.session, code.text)
    if carrier is None or carrier.rank > table.account.max_rank:
        return _unknown(table, code)
    return _carrier(table, carrier)


def _no_pass(table: Table, code: Code) -> Answer:
    """A card that another one took the place of says so, and somebody tried it; any other is unknown."""
    card = persons.printed_pass(table.session, code.text)
    if card is None:
        return _unknown(table, code)
    subject = f"person:{card.person_id}"
    journal.append(table.session, "void_pass", by=table.account, subject=subject, code=code.text)
    return Answer(Said.VOID_PASS)


def _unknown(table: Table, code: Code) -> Answer:
    journal.append(table.session, "scan_unknown", by=table.account, code=code.text)
    return Answer(Said.UNKNOWN)


def _carrier(table: Table, carrier: Carrier) -> Answer:
    standing = queries.open_row_of(table.session, carrier.id)
    if standing is not None and standing.basket_id == table.basket.id:
        return Answer(Said.ALREADY, {"row": standing.position})
    if standing is not None:
        other = accounts.account(table.session, standing.basket.account_id)
        name = other.person.short_name if other and other.person else ""
        return Answer(Said.ELSEWHERE, {"name": name, "since": standing.basket.opened_at})
    row = operations.add_whole(table.session, table.basket, carrier, max_rank=table.account.max_rank)
    table.changed()
    return _verdict(table, _line_of(table, row))


def _verdict(table: Table, line: Line) -> Answer:
    data = {"kind": line.carrier.kind, "number": line.carrier.number, "line": line}
    if line.verdict is Verdict.STOP:
        operations.record_refused(table.session, table.basket, line, by=table.account)
        return Answer(Said.REFUSED, data)
    return Answer(Said.NEEDS if line.verdict is Verdict.LOOK else Said.ADDED, data)


def _person(table: Table, person: Person, seal: str | None) -> Answer:
    name = {"name": person.full_name}
    before = table.desk
    is_card = persons.is_sealed(table.session, person, seal)  # digits that somebody typed bear no seal
    if is_card and operations.may_acknowledge_by_scan(before, person):
        return _acknowledged(table, person, name)
    if person.id in (table.basket.giver_id, table.basket.receiver_id):
        return Answer(Said.PERSON, name)
    if before.step in (Step.SCAN_SECOND, Step.SECOND_PIN, Step.RECOUNT_SHEETS):
        second = operations.second_worker(table.session, before, person, table.account)
        if second is not None:
            operations.call_second(table.basket, second)
            table.changed()
            return Answer(Said.SECOND, name)
    is_asked = before.step in (Step.SCAN_PASS, Step.SCAN_OTHER_PASS)
    if before.lines and not is_asked:
        return Answer(Said.PERSON_STRANGE)
    operations.seat_person(table.basket, person)
    table.changed()
    sat = before.receiver or before.giver
    if is_asked or sat is None:
        return Answer(Said.PERSON, name)
    return Answer(Said.PERSON_REPLACED, {**name, "before": sat.person.full_name})


def _acknowledged(table: Table, person: Person, name: dict[str, str]) -> Answer:
    """A pass scanned when it is its holder's turn; of a desk that they do not see it acknowledges nothing."""
    if not table.is_shown:
        operations.record_unshown(table.session, table.desk, by=table.account)
        return Answer(Said.CHANGED)
    objection = operations.acknowledge_by_scan(table.session, table.desk, person, address=table.address)
    if objection is not None:
        return Answer(Said.HELD_BACK, {"objection": objection})
    table.changed()
    return Answer(Said.PERSON_CONFIRMED, name)


def _command(table: Table, code: Code) -> Answer:
    command = command_of(code)
    if command in MODE_COMMANDS:
        return set_act(table, MODE_COMMANDS[command])
    if command is Command.CANCEL:
        return cancel(table)
    if command is Command.REMOVE_LAST:
        return remove_row(table)
    if command is None:
        return Answer(Said.WRONG_KIND, {"kind": Kind.COMMAND})
    return Answer(Said.NOT_YET, {"step": table.desk.step, "desk": table.desk}, command)


def set_act(table: Table, act: Act) -> Answer:
    """Choose what the desk does; kept while carriers lie on it."""
    done = operations.set_act(table.session, table.basket, act)
    table.changed()
    return Answer(Said.MODE, {"act": act}) if done else Answer(Said.MODE_KEPT)


def cancel(table: Table) -> Answer:
    """Clear the desk; the next one is empty."""
    operations.cancel(table.session, table.basket, by=table.account)
    table.basket = operations.basket_of(table.session, table.account)
    table.changed()
    return Answer(Said.CANCELLED)


def remove_row(table: Table, row_id: int | None = None) -> Answer:
    """Take this row off the desk, or the last one where none is named."""
    rows = queries.rows(table.session, table.basket)
    row = next((one for one in rows if row_id in (None, one.id)), None)
    if row is None:
        return Answer(Said.NOTHING_TO_REMOVE)
    operations.remove(table.session, table.basket, row)
    table.changed()
    return Answer(Said.REMOVED, {"number": row.carrier.number})
