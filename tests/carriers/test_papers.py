"""Papers of acts and cases: what stands on them, under which number, and who may print and open them."""

import re
from string import Formatter

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody import queries as custody
from carriers.destruction import execution, queries
from carriers.destruction import operations as destruction
from carriers.destruction.models import DestructionAct
from carriers.loss.queries import case as found
from carriers.papers import acts, losses, printing, receipts
from carriers.papers.rules import What
from carriers.register.rules import RegisterKind
from carriers.wordings import case_texts, receipt_texts, texts
from kernel.codes.codes import Code
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.journal.entries import Entry
from kernel.papers.paper import Hands, Pair, Paper, Table, Text, Tongue
from people.exports.models import PaperPrint
from people.exports.operations import Wanted
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_destruction import checked
from tests.carriers.test_ends_exported import rows
from tests.client import Client

pytestmark = pytest.mark.sqlite_first


def said(paper: Paper) -> str:
    """Every word on the paper, in both languages, but its frame."""
    found: list[str] = [paper.title.kk, paper.title.ru]
    for block in paper.blocks:
        match block:
            case Text():
                found += [block.pair.kk, block.pair.ru]
            case Table():
                cells = [cell for row in block.rows for cell in row]
                found += [cell.once() if isinstance(cell, Pair) else cell for cell in cells]
            case Hands():
                found += [f"{one.role.once()} {one.name}" for one in block.lines]
    return "\n".join(found)


def every_pair() -> list[Pair]:
    values: list[object] = [
        value for module in (texts, case_texts, receipt_texts) for name, value in vars(module).items() if name.isupper()
    ]
    while any(not isinstance(value, Pair) for value in values):
        flat: list[object] = []
        for value in values:
            many = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            flat += [one for one in many if not isinstance(one, str)]
        values = flat
    return [value for value in values if isinstance(value, Pair)]


def holes(text: str) -> set[str]:
    return {re.sub(r"_(kk|ru|noun)$", "", name) for _text, name, _spec, _how in Formatter().parse(text) if name}


def test_both_languages_ask_for_the_same_values_and_no_ending_follows_one() -> None:
    pairs = every_pair()
    assert len(pairs) > 60
    for pair in pairs:
        assert holes(pair.kk) == holes(pair.ru), pair
        assert not re.search(r"\}[\w'’-]", pair.kk + "\n" + pair.ru), pair
        assert pair.kk.count("\n") == pair.ru.count("\n"), pair
        assert "" not in (pair.kk, pair.ru)


def executed(session: Session) -> DestructionAct:
    act, members = checked(session)
    for by in members:
        seen = queries.end_hash(act, queries.units(session, act.id))
        execution.finish(session, act, seen=seen, by=by)
    return act


def test_the_act_says_its_list_its_totals_in_words_and_after_execution_what_became_of_it(database: Database) -> None:
    with database.writing() as session:
        draft, _members = f.an_act(session)
        before = acts.paper(session, draft, What.ACT)
        done = executed(session)
        after = acts.paper(session, done, What.ACT)
        unit = queries.units(session, done.id)[0]
        sheets = unit.sheets or 0
    assert before.across == texts.DRAFT
    assert "II." not in said(before)
    assert after.across is None
    text = said(after)
    assert unit.number in text
    assert f"Жойылғаны: 1 (бір) жеткізгіш, {sheets} (алты) парақ." in text
    assert f"Уничтожено: 1 (один) носитель, {sheets} (шесть) листов." in text
    assert "Исключено из перечня: 0 (ноль) носителей." in text
    assert str(done.list_hash) in text
    [totals] = [block for block in after.blocks if isinstance(block, Table) and block.heads == texts.GRADES]
    assert [row[1:] for row in totals.rows] == [("1", "6"), ("1", "6")]
    hands = after.blocks[-1]
    assert isinstance(hands, Hands)
    assert [line.confirmed_at is not None for line in hands.lines] == [True] * 3


def test_a_list_of_many_sums_what_its_grades_sum(database: Database) -> None:
    with database.writing() as session:
        documents = [f.a_document(session, grade=Grade(rank)) for rank in (1, 2, 1)]
        act, _members = f.an_act(session, documents)
        paper = acts.paper(session, act, What.ACT)
    [totals] = [block for block in paper.blocks if isinstance(block, Table) and block.heads == texts.GRADES]
    parts, whole = totals.rows[:-1], totals.rows[-1]
    assert len(parts) == 2
    for column in (1, 2):
        assert sum(int(str(row[column])) for row in parts) == int(str(whole[column]))
    assert "3 (үш) жеткізгіш, 18 (он сегіз) парақ" in said(paper)


def test_a_list_of_several_sheets_says_under_each_what_it_comes_to(database: Database) -> None:
    with database.writing() as session:
        register = f.a_register(session, RegisterKind.INCOMING)
        documents = [f.a_document(session, register=register, sheets=n) for n in range(1, 31)]
        act, members = f.an_act(session, documents)
        paper = acts.paper(session, act, What.ACT)
        wanted = Wanted("destruction_act", Tongue.BOTH, Grade.SECRET, "")
        kept = printing.printed(session, paper, wanted, by=members[0])
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(kept.content)]
    told = [re.search(r"Парақ бойынша: (\d+) жеткізгіш, (\d+) парақ", page) for page in pages]
    sums = [(int(one[1]), int(one[2])) for one in told if one]
    assert len(sums) == 3
    assert sums[1][0] > 10  # a whole sheet of them
    assert (sum(units for units, _sheets in sums), sum(sheets for _units, sheets in sums)) == (30, sum(range(1, 31)))
    of_sheet = iter(range(1, 31))
    for units, sheets in sums:
        assert sheets == sum(next(of_sheet) for _n in range(units))


def test_a_list_of_one_sheet_says_it_once(database: Database) -> None:
    with database.writing() as session:
        act, members = f.an_act(session)
        wanted = Wanted("destruction_act", Tongue.BOTH, Grade.SECRET, "")
        kept = printing.printed(session, acts.paper(session, act, What.ACT), wanted, by=members[0])
        text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(kept.content))
    assert "Тізбенің соңы" in text
    assert "Итого на листе" not in text


def test_the_protocol_never_tells_how_many_sheets_are_expected(database: Database) -> None:
    with database.writing() as session:
        act, members = f.an_act(session, [f.a_document(session, sheets=997)])
        f.approved(session, act, members)
        text = said(acts.paper(session, act, What.PROTOCOL))
    assert not re.search(r"(?<!\w)997(?!\w)", text)
    assert acts.papers_of(act) == (What.ACT, What.PROTOCOL)


def test_papers_of_a_loss_name_carrier_terms_and_searches(database: Database) -> None:
    with database.writing() as session:
        made, reader = f.a_case(session, f.a_flash(session), did="кабинет жабылды"), f.an_account(session, Role.HEAD)
        case = found(session, reader, made.id)
        assert case is not None
        for what in losses.papers_of(case):
            text = said(losses.paper(session, case, what))
            assert case.carrier.number in text
        report = said(losses.paper(session, case, What.REPORT))
        assert losses.papers_of(case) == (What.STATEMENT, What.REPORT, What.LETTER, What.SEARCH)
    assert "кабинет жабылды" in report
    assert "Өте" not in report


def test_a_receipt_has_a_line_for_each_hand_totals_in_words_and_no_title(database: Database) -> None:
    with database.writing() as session:
        clerk, holder = f.an_account(session), f.a_person(session)
        f.issued(session, f.a_document(session, title="Атауы айтылмайды"), holder, by=clerk)
        last = custody.last_receipt(session, clerk.id)
        assert last is not None
        page = receipts.visible(session, clerk, last.id)
        assert page is not None
        paper = receipts.paper(session, page, What.RECEIPT)
        above = f.an_account(session, max_rank=0)
        assert receipts.visible(session, above, last.id) is None
    text = said(paper)
    assert "1 (бір) жеткізгіш, 6 (алты) парақ" in text
    assert "Атауы айтылмайды" not in text
    assert f"Алдым: / Получено: {holder.full_name}" in text
    assert f"Бердім: / Выдано: {clerk.person.full_name if clerk.person else ''}" in text


def test_a_paper_is_printed_under_a_number_kept_as_it_was_and_told_to_the_journal(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        act, members = f.an_act(session)
    client.sit(members[0].login)
    page = f"/papers/acts/{act.id}"
    client.get(page)
    client.submit_last({"what": "destruction_act", "tongue": "both", "marking": "1", "list_item": "4.7"})
    assert "Printed under the number" in client.page
    with database.reading() as session:
        [row] = session.scalars(select(PaperPrint))
        content = row.content
        [entry] = session.scalars(select(Entry).where(Entry.op == "print_paper"))
    assert row.sha256.encode() in entry.body
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()
    assert "Құпия / Секретно" in text
    assert "Пункт перечня: 4.7" in text
    assert Code.parse(row.number).grouped in text
    client.get(f"{page}/1")
    assert client.status == 200
    client.get(f"{page}/2")
    assert client.status == 404
    client.get(f"/papers/acts/{act.id + 1}/1")
    assert client.status == 404


def test_a_paper_stays_closed_to_whom_its_carriers_were_above_though_they_left_the_act(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        low, high = f.a_document(session), f.a_document(session, grade=Grade.TOP_SECRET)
        act, members = f.an_act(session, [low, high])
        below = f.an_account(session, Role.HEAD, max_rank=1)
    page = f"/papers/acts/{act.id}"
    client.sit(members[0].login)
    client.get(page)
    client.submit_last({"what": "destruction_act", "tongue": "both", "marking": "2", "list_item": ""})
    with database.writing() as session:
        row, carrier = queries.locked(session, act.id), custody.locked(session, [high.id])[0]
        destruction.remove(session, row, carrier, reason="жұмысқа қажет", by=members[2])
    client.get(f"{page}/1")
    assert client.status == 200
    client.sit(below.login)
    client.get(page)
    assert client.status == 200
    assert "Nothing has been printed yet" in client.page
    client.get(f"{page}/1")
    assert client.status == 404


def test_the_register_of_prints_shows_what_its_reader_may_see_and_can_be_taken_along(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        high = f.a_document(session, grade=Grade.TOP_SECRET)
        acts_of = [f.an_act(session, [one]) for one in (f.a_document(session), high)]
        heads = [f.an_account(session, Role.HEAD, max_rank=rank) for rank in (3, 1)]
    for act, members in acts_of:
        client.sit(members[0].login)
        client.get(f"/papers/acts/{act.id}")
        client.submit_last({"what": "destruction_act", "tongue": "both", "marking": "", "list_item": "4.7"})
    with database.reading() as session:
        hashes = [row.sha256 for row in session.scalars(select(PaperPrint).order_by(PaperPrint.id))]
    for head, seen in zip(heads, ([True, True], [True, False]), strict=True):
        client.sit(head.login)
        client.get("/prints?what=destruction_act")
        assert [one[:16] in client.page for one in hashes] == seen
        found = rows(client, "/prints", "/prints/export")
        assert [one in {row[-1] for row in found} for one in hashes] == seen
    client.get("/prints?what=search_sheet")
    assert "Nothing has been printed yet" in client.page


def test_a_paper_that_does_not_exist_yet_is_refused(database: Database, client: Client) -> None:
    with database.writing() as session:
        case, head = f.a_case(session), f.an_account(session, Role.HEAD)
    client.sit(head.login)
    page = f"/papers/cases/{case.id}"
    client.get(page)
    client.submit_last({"what": "found_act", "tongue": "both", "marking": "", "list_item": "әліпби"})
    assert client.status == 422
    assert 'value="әліпби"' in client.page
    with database.reading() as session:
        assert session.scalars(select(PaperPrint)).all() == []
