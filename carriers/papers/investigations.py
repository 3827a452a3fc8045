"""The papers of an investigation: the letter to the authorised body and the conclusion that the head approves."""

from sqlalchemy.orm import Session

from carriers.custody import queries as custody
from carriers.custody import words as custody_words
from carriers.loss import queries, words
from carriers.loss.models import LossCase
from carriers.papers.parts import RULE, WIDTHS, both, counted, grade, hands, lines, of_carrier, short
from carriers.wordings import case_texts, texts
from kernel import clock
from kernel.codes.codes import Code
from kernel.grades import Grade
from kernel.papers import days
from kernel.papers.paper import Approval, Block, Hands, Line, Pair, Paper, Table, Text
from kernel.words.i18n import format_date, format_moment
from people.exports.operations import in_both
from people.posts import queries as posts

MOVES = 5  # the last hands that a conclusion tells (forms.md, I)
LINES = 3  # to write persons on


def letter(session: Session, row: LossCase) -> Paper:
    """To the authorised body: what is missing, what was done; after the investigation its result and the request."""
    told = case_texts.LETTER
    is_state = row.carrier.rank >= Grade.SECRET
    columns = list(of_carrier(row.carrier))
    columns[2] = in_both(custody_words.KINDS[row.carrier.kind])  # a letter that leaves the house tells no title
    known = Table(texts.CARRIER[:-1], [tuple(columns)], WIDTHS[:-1])
    facts = lines(
        told["facts"],
        detected=format_moment(row.detected_at),
        head_told=format_moment(row.head_told_at),
        owner_told=format_moment(row.owner_told_at),
        **both("how", in_both(words.CIRCUMSTANCES[row.circumstance])),
    )
    blocks: list[Block] = [*lines(told["text"]), known, *facts, *_done(row)]
    if row.concluded_at is None:
        blocks += lines(told["next"])
    else:
        blocks += _result(row)
    head = posts.body_head(session, clock.today())
    blocks.append(Hands([Line(texts.HEAD_OF_BODY, Pair("", ""), head.short_name if head else "")]))
    title = told["title"] if is_state else told["title_official_use"]
    day = days.full(clock.today())
    number = Code.parse(row.code).grouped
    return Paper(title, number, Pair(*day), row.code, row.carrier.rank, blocks, told["to"])


def _result(row: LossCase) -> list[Text]:
    """What came of it; as long as nothing did, the request for consent to take the carrier off the books."""
    told, concluded = case_texts.LETTER, format_moment(row.concluded_at)
    if row.outcome is None:
        return [*lines(told["final_open"], concluded=concluded), *lines(told["consent"])]
    return lines(told["final"], concluded=concluded, **both("outcome", in_both(words.OUTCOMES[row.outcome])))


def _done(row: LossCase) -> list[Text]:
    """Only the measures that were taken."""
    found = lines(case_texts.LETTER["search"], search_due=format_moment(row.search_due))
    if row.commission is not None:
        found += lines(
            case_texts.LETTER["commission"],
            order_no=row.commission.order_no,
            order_on=format_date(row.commission.order_on),
            investigation_due=format_moment(row.investigation_due),
        )
    return found


def conclusion(session: Session, row: LossCase) -> Paper:
    """Facts, search, causes, persons, conclusions of the commission that was appointed."""
    told = case_texts.CONCLUSION
    order, cause = row.commission, row.conclusion or RULE
    head = posts.body_head(session, clock.today())
    ended = clock.local(row.concluded_at).date() if row.concluded_at else clock.today()
    intro: list[Block] = []
    if order is not None:
        kk, ru = days.of(order.order_on)
        period = {"began": format_moment(row.declared_at), "ended": format_moment(row.concluded_at)}
        intro = [*lines(told["intro"], order_kk=kk, order_ru=ru, order_no=order.order_no, **period)]
    blocks: list[Block] = [
        *lines(told["subject"], case_no=Code.parse(row.code).grouped),
        *intro,
        *_facts(session, row),
        Text(told["search_head"], is_head=True),
        *_searched(session, row),
        Text(told["causes_head"], is_head=True),
        Text(Pair(cause, cause)),
        Text(told["persons_head"], is_head=True),
        Table(case_texts.PERSONS, [("",) * len(case_texts.PERSONS)] * LINES, (4, 4, 4, 3, 3)),
        *_assessed(row),
        Text(told["ends_head"], is_head=True),
        *_ends(row),
        *([hands(order.members, {})] if order else []),
    ]
    approval = Approval(texts.HEAD_OF_BODY, head.short_name if head else "", None)
    number, day = Code.parse(row.code).grouped, Pair(*days.full(ended))
    across = None if row.concluded_at else texts.DRAFT
    return Paper(told["title"], number, day, row.code, row.carrier.rank, blocks, None, approval, across)


def _facts(session: Session, row: LossCase) -> list[Block]:
    told = case_texts.CONCLUSION
    rows = [
        (
            format_moment(one.at),
            in_both(custody_words.ACTS[one.act]),
            short(session, one.giver_id),
            short(session, one.receiver_id),
        )
        for one in reversed(custody.history(session, row.carrier_id)[:MOVES])
    ]
    holder = short(session, row.last_holder_id)
    return [
        Text(told["facts_head"], is_head=True),
        *lines(
            told["facts"],
            detected=format_moment(row.detected_at),
            place=row.place,
            holder=holder,
            **both("how", in_both(words.CIRCUMSTANCES[row.circumstance])),
        ),
        Table(texts.CARRIER, [(*of_carrier(row.carrier), holder)], WIDTHS),
        Table(case_texts.MOVES, rows, (3, 4, 4, 4), name=told["moves"]),
    ]


def _searched(session: Session, row: LossCase) -> list[Text]:
    found = queries.searches(session, row.id)
    ended = format_moment(row.search_ended_at or row.found_at)
    return lines(case_texts.CONCLUSION["searched"], search_ended=ended, **counted("places", len(found)))


def _assessed(row: LossCase) -> list[Text]:
    told = case_texts.CONCLUSION
    found: list[Text] = []
    if row.degree is not None:
        found += lines(told["degree"], **both("degree", grade(row.degree)))
    if row.damage is not None:
        found += lines(told["damage"], damage=f"{row.damage:.2f}", decision=row.damage_decision)
    return found


def _ends(row: LossCase) -> list[Text]:
    told = case_texts.CONCLUSION
    if row.found_at is not None:
        return lines(told["found"], found=format_moment(row.found_at), persons=row.exposed_to)
    return lines(told["lost"] if row.lost_at is not None else told["open"])
