"""The papers of a destruction act: the act with its list, and the protocol of its execution."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from carriers.custody import words as custody_words
from carriers.destruction import queries, words
from carriers.destruction.models import ActUnit, DestructionAct, Sitting
from carriers.destruction.rules import Signed, Stage, Unit
from carriers.papers.parts import both, commission, counted, filled, grade, hands, lines, named, who
from carriers.papers.rules import What
from carriers.wordings import texts
from kernel import clock
from kernel.codes.codes import Code
from kernel.papers import days
from kernel.papers.paper import Approval, Block, Pair, Paper, Table, Text
from kernel.words.i18n import format_date, format_moment
from people.exports.operations import in_both
from people.posts import queries as posts


def papers_of(row: DestructionAct) -> tuple[What, ...]:
    """Which papers of the act can be printed now."""
    return (What.ACT, What.PROTOCOL) if row.stage in (Stage.APPROVED, Stage.EXECUTED) else (What.ACT,)


def paper(session: Session, row: DestructionAct, what: What) -> Paper:
    """The paper as the register has it now."""
    rows = queries.units(session, row.id)
    return _protocol(session, row, rows) if what is What.PROTOCOL else _act(session, row, rows)


def _act(session: Session, row: DestructionAct, rows: Sequence[ActUnit]) -> Paper:
    order = row.commission
    method = in_both(words.METHODS[row.method])
    kk, ru = days.of(order.order_on)
    done = [one for one in rows if one.what is Unit.DESTROYED]
    signed = _signed(session, row, Signed.LIST, queries.list_hash(row, rows))
    blocks: list[Block] = [
        *lines(texts.ACT["intro"], order_no=order.order_no, order_kk=kk, order_ru=ru),
        *lines(texts.ACT["facts"], basis=row.basis, place=row.place, tool=row.tool, **both("method", method)),
        commission(session, order),
        _list(session, rows),
        _grades(rows),
        *lines(
            texts.ACT["totals"],
            **counted("units", len(rows), texts.UNITS),
            **counted("sheets", _sheets(rows), texts.SHEETS),
        ),
        *lines(texts.ACT["proposal"]),
        *(lines(texts.ACT["hash"], hash=row.list_hash) if row.list_hash else []),
        hands(order.members, signed),
    ]
    if row.stage is Stage.EXECUTED:
        blocks += _execution(session, row, rows, done)
    return Paper(
        title=texts.ACT["title"],
        number=Code.parse(row.code).grouped,
        day=Pair(*days.full(clock.local(row.drawn_at).date())),
        code=row.code,
        rank=max((one.rank for one in rows), default=0),
        blocks=blocks,
        approval=_approval(session, row),
        across=_across(row),
        is_wide=True,
    )


def _across(row: DestructionAct) -> Pair | None:
    if row.stage is Stage.CANCELLED:
        return texts.CANCELLED
    return texts.DRAFT if row.stage in (Stage.DRAFT, Stage.SIGNED) else None


def _approval(session: Session, row: DestructionAct) -> Approval:
    """Whoever approved it; before that the head of the body of today."""
    is_approved = row.approver_id is not None
    person = who(session, row.approver_id) if is_approved else posts.body_head(session, clock.today())
    return Approval(texts.HEAD_OF_BODY, person.short_name if person else "", row.approved_at)


def _signed(session: Session, row: DestructionAct, what: Signed, digest: str | None) -> Mapping[int, datetime]:
    """When each member signed exactly this; of an executed act, what all of them signed last."""
    found = [one for one in queries.signatures(session, row.id) if one.signed is what]
    meant = digest or (found[-1].hash if found else None)
    return {one.person_id: one.at for one in found if one.hash == meant}


def _sheets(rows: Sequence[ActUnit]) -> int:
    return sum(one.sheets or 0 for one in rows)


def _list(session: Session, rows: Sequence[ActUnit]) -> Table:
    told = [
        (
            str(one.position),
            f"{one.number}, {format_date(one.carrier.registered_on)}",
            grade(one.rank),
            named(in_both(custody_words.KINDS[one.carrier.kind]), one.carrier.title),
            str(one.carrier.copy_no or ""),
            str(one.sheets or ""),
            one.carrier.serial_no,
            _end(one),
        )
        for one in rows
    ]
    return Table(texts.LIST, told, (1, 4, 3, 7, 1.2, 1.5, 3, 5), texts.END, per_sheet=_on_sheet)


SHEETS_OF = 5  # the column of the list that holds sheets


def _on_sheet(rows: Sequence[Sequence[str | Pair]]) -> Pair:
    """What the rows of one sheet of the list come to."""
    sheets = sum(int(str(row[SHEETS_OF]) or 0) for row in rows)
    units = counted("units", len(rows), texts.UNITS)
    return filled(texts.ON_SHEET, **units, **counted("sheets", sheets, texts.SHEETS))


def _end(one: ActUnit) -> Pair:
    if one.exclusion is not None:
        why = in_both(words.EXCLUSIONS[one.exclusion])
        return filled(texts.EXCLUDED, **both("why", why))
    if one.what is Unit.DESTROYED:
        moment = format_moment(one.checked_at)
        return filled(texts.DESTROYED, at=moment)
    return texts.CHECKED_ONLY if one.what is Unit.CHECKED else Pair("", "")


def _grades(rows: Sequence[ActUnit]) -> Table:
    """Totals by grade; their sum is the total of the text below."""
    told: list[tuple[str | Pair, ...]] = []
    for rank in sorted({one.rank for one in rows}, reverse=True):
        of_rank = [one for one in rows if one.rank == rank]
        told.append((grade(rank), str(len(of_rank)), str(_sheets(of_rank))))
    told.append((texts.ALL, str(len(rows)), str(_sheets(rows))))
    return Table(texts.GRADES, told, (6, 2, 2))


def _execution(session: Session, row: DestructionAct, rows: Sequence[ActUnit], done: Sequence[ActUnit]) -> list[Block]:
    sittings = queries.sittings(session, row.id)
    began, ended = format_moment(sittings[0].opened_at), format_moment(row.executed_at)
    return [
        Text(texts.ACT["part2"], is_head=True),
        *lines(texts.ACT["done"]),
        *lines(texts.ACT["done_totals"], **_totals(rows, done)),
        *lines(texts.ACT["done_when"], began=began, ended=ended),
        _ended(session, row, rows),
    ]


def _totals(rows: Sequence[ActUnit], done: Sequence[ActUnit]) -> dict[str, object]:
    excluded = [one for one in rows if one.what is Unit.EXCLUDED]
    return {
        **counted("done", len(done), texts.UNITS),
        **counted("done_sheets", _sheets(done), texts.SHEETS),
        **counted("out", len(excluded), texts.UNITS),
    }


def _ended(session: Session, row: DestructionAct, rows: Sequence[ActUnit]) -> Block:
    """The hands under the execution: its last one turned what was checked into what is destroyed, after all signed."""
    digest = None if row.stage is Stage.EXECUTED else queries.end_hash(row, rows)
    return hands(row.commission.members, _signed(session, row, Signed.EXECUTION, digest))


def _protocol(session: Session, row: DestructionAct, rows: Sequence[ActUnit]) -> Paper:
    done = [one for one in rows if one.what is Unit.DESTROYED]
    number = Code.parse(row.code).grouped
    blocks: list[Block] = [
        *lines(texts.PROTOCOL["act"], act_no=number, approved=format_moment(row.approved_at)),
        *lines(texts.PROTOCOL["hash"], hash=row.list_hash),
        Table(
            texts.SITTINGS,
            [_sitting(session, *one) for one in enumerate(queries.sittings(session, row.id), 1)],
            (1, 4, 6, 5),
            name=texts.PROTOCOL["sittings"],
        ),
        Table(
            texts.CHECKED,
            [_checked(session, one) for one in rows],
            (1.2, 4, 3, 2, 6),
            texts.END,
            texts.PROTOCOL["units"],
        ),
        *lines(texts.ACT["done_totals"], **_totals(rows, done)),
        *(lines(texts.PROTOCOL["statement"]) if row.stage is Stage.EXECUTED else []),
        _ended(session, row, rows),
    ]
    return Paper(
        title=texts.PROTOCOL["title"],
        number=number,
        day=Pair(*days.full(clock.local(row.executed_at).date() if row.executed_at else clock.today())),
        code=row.code,
        rank=max((one.rank for one in rows), default=0),
        blocks=blocks,
        across=None if row.stage is Stage.EXECUTED else texts.DRAFT,
    )


def _sitting(session: Session, number: int, one: Sitting) -> tuple[str, ...]:
    here = queries.present(session, one.id)
    period = f"{format_moment(one.opened_at)}–{format_moment(one.closed_at)}"
    kept = f"{one.left_in}, № {one.seal_no}" if one.left_in else ""
    return str(number), period, ", ".join(who.person.short_name for who in here), kept


def _checked(session: Session, one: ActUnit) -> tuple[str | Pair, ...]:
    """A unit as it was counted; before it was, nothing on the paper tells how many sheets are expected."""
    counted_sheets = [str(count.sheets) for count in queries.counts(session, one.act_id, one.carrier_id)]
    moment = format_moment(one.checked_at)
    return str(one.position), one.number, moment, ", ".join(counted_sheets), _end(one)
