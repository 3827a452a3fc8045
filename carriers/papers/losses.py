"""The papers of a case of loss: statement, report to the head, search sheet, act on the carrier found."""

from sqlalchemy.orm import Session

from carriers.loss import queries, words
from carriers.loss.models import LossCase
from carriers.papers import investigations
from carriers.papers.parts import WIDTHS, both, counted, filled, hand, hands, lines, of_carrier, who
from carriers.papers.rules import What
from carriers.wordings import texts
from kernel import clock
from kernel.codes.codes import Code
from kernel.papers import days
from kernel.papers.paper import Block, Hands, Line, Pair, Paper, Table, Text
from kernel.words.i18n import format_moment
from people.exports.operations import in_both
from people.posts import queries as posts
from people.register import queries as persons
from people.register.models import Person

NOBODY = Pair("", "")


def papers_of(row: LossCase) -> tuple[What, ...]:
    """Which papers of the case can be printed now."""
    always = (What.STATEMENT, What.REPORT, What.LETTER, What.SEARCH)
    formed = (What.CONCLUSION,) if row.commission_id is not None else ()
    return (*always, *formed, What.FOUND) if row.found_at is not None else (*always, *formed)


def paper(session: Session, row: LossCase, what: What) -> Paper:
    """The paper as the register has it now."""
    match what:
        case What.REPORT:
            return _report(session, row)
        case What.LETTER:
            return investigations.letter(session, row)
        case What.CONCLUSION:
            return investigations.conclusion(session, row)
        case What.SEARCH:
            return _search(session, row)
        case What.FOUND:
            return _found(session, row)
        case _:
            return _statement(session, row)


def _paper(row: LossCase, title: Pair, blocks: list[Block], to: Pair | None = None) -> Paper:
    day = clock.local(row.declared_at).date()
    return Paper(title, Code.parse(row.code).grouped, Pair(*days.full(day)), row.code, row.carrier.rank, blocks, to)


def _carrier(row: LossCase) -> Table:
    holder = row.last_holder.short_name if row.last_holder else ""
    return Table(texts.CARRIER, [(*of_carrier(row.carrier), holder)], WIDTHS)


def _name(person: Person | None) -> str:
    return person.short_name if person else ""


def _statement(session: Session, row: LossCase) -> Paper:
    declarer = who(session, row.account_id)
    facts = lines(
        texts.STATEMENT["facts"],
        declarer=f"{declarer.short_name}, {declarer.position}" if declarer else "",
        detected=format_moment(row.detected_at),
        declared=format_moment(row.declared_at),
        place=row.place,
        holder=_name(row.last_holder),
        measures=row.measures,
        **both("how", in_both(words.CIRCUMSTANCES[row.circumstance])),
    )
    signs = Hands([hand(texts.STATEMENT["hand"], declarer), Line(texts.STATEMENT["received"], NOBODY, "")])
    blocks: list[Block] = [*facts, *lines(texts.STATEMENT["text"]), _carrier(row), signs]
    return _paper(row, texts.STATEMENT["title"], blocks, texts.STATEMENT["to"])


def _report(session: Session, row: LossCase) -> Paper:
    head = posts.body_head(session, clock.local(row.declared_at).date())
    to = texts.REPORT["to"]
    facts = lines(
        texts.REPORT["facts"],
        detected=format_moment(row.detected_at),
        declarer=_name(who(session, row.account_id)),
        holder=_name(row.last_holder),
        measures=row.measures,
        authority_due=format_moment(row.authority_due),
        search_due=format_moment(row.search_due),
        investigation_due=format_moment(row.investigation_due),
    )
    signs = Hands([Line(texts.HEAD_OF_REGISTRY, NOBODY, ""), Line(texts.REPORT["resolution"], NOBODY, _name(head))])
    blocks: list[Block] = [*facts, _carrier(row), *lines(texts.REPORT["ask"]), signs]
    return _paper(row, texts.REPORT["title"], blocks, filled(to, head=_name(head)))


def _search(session: Session, row: LossCase) -> Paper:
    found = queries.searches(session, row.id)
    told = [
        (
            str(number),
            format_moment(one.at),
            one.place,
            one.person.short_name,
            one.witness.short_name,
            one.result,
            "",
        )
        for number, one in enumerate(found, start=1)
    ]
    end = texts.SEARCH["found"] if row.found_at else texts.SEARCH["none"]
    values = {"found": format_moment(row.found_at), **counted("places", len(found))}
    number, due = row.carrier.number, format_moment(row.search_due)
    blocks: list[Block] = [
        Text(filled(texts.SEARCH["case"], number=number, search_due=due)),
        Table(texts.SEARCHED, told, (1, 3, 4, 3, 3, 4, 3)),
        *(lines(end, **values) if row.found_at or row.search_ended_at or row.lost_at else []),
        Hands([Line(texts.HEAD_OF_REGISTRY, NOBODY, "")]),
    ]
    return _paper(row, texts.SEARCH["title"], blocks)


def _found(session: Session, row: LossCase) -> Paper:
    finder = persons.person(session, row.found_by_id) if row.found_by_id else None
    facts = lines(
        texts.FOUND["facts"],
        declared=format_moment(row.declared_at),
        found=format_moment(row.found_at),
        place=row.found_place,
        finder=_name(finder),
        seal=row.seal_state,
        persons=row.exposed_to,
        due=row.carrier.total_sheets,
        **_sheets(row.found_sheets),
    )
    members = [hands(row.commission.members, {})] if row.commission else []
    signs = Hands([hand(texts.FOUND["finder"], finder), Line(texts.FOUND["worker"], NOBODY, "")])
    blocks: list[Block] = [*facts, _carrier(row), *members, signs]
    return _paper(row, texts.FOUND["title"], blocks)


def _sheets(number: int | None) -> dict[str, object]:
    """The sheets that were counted; a medium has none, and the paper a line to write on."""
    return {"sheets": "", "sheets_kk": "", "sheets_ru": ""} if number is None else counted("sheets", number)
