"""The letter and conclusion of a case, papers of one carrier, the order on a commission, and the scan of a printing."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.commission.rules import Purpose
from carriers.corrections import operations as corrections
from carriers.custody.models import Carrier
from carriers.custody.rules import Act
from carriers.holds import operations as holds
from carriers.loss import operations as loss
from carriers.loss.models import LossCase
from carriers.loss.queries import case as found
from carriers.papers import cards, losses, orders, printing
from carriers.papers.rules import What
from carriers.sanitising import operations as sanitising
from carriers.wordings import case_texts
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.papers.paper import Approval, Pair, Tongue
from people.exports.models import PaperPrint
from people.exports.operations import Wanted
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_holds import held
from tests.carriers.acts_losses import investigated
from tests.carriers.test_papers import said
from tests.carriers.test_sanitising import done
from tests.client import Client

pytestmark = pytest.mark.sqlite_first


def read(session: Session, case: LossCase) -> LossCase:
    seen = found(session, f.an_account(session, Role.HEAD), case.id)
    assert seen is not None
    return seen


def printed(session: Session, carrier: Carrier, what: What) -> str:
    card = cards.card(session, f.an_account(session, Role.HEAD), carrier.id)
    assert card is not None
    assert cards.papers_of(card) == (what,)
    return said(cards.paper(session, card, what))


@pytest.mark.parametrize(("grade", "title"), [(Grade.SECRET, "title"), (Grade.OFFICIAL_USE, "title_official_use")])
def test_the_letter_tells_no_title_and_only_what_was_done(database: Database, grade: Grade, title: str) -> None:
    with database.writing() as session:
        case = read(session, f.a_case(session, f.a_document(session, grade=grade, title="Атауы айтылмайды")))
        paper = losses.paper(session, case, What.LETTER)
        assert What.CONCLUSION not in losses.papers_of(case)
    text = said(paper)
    assert paper.title == case_texts.LETTER[title]
    assert paper.to == case_texts.LETTER["to"]
    assert case.carrier.number in text
    assert "Атауы айтылмайды" not in text
    assert "организован розыск" in text
    assert "создана комиссия" not in text
    assert "О результатах будет сообщено" in text
    assert "Просим дать согласие" not in text


def test_after_the_investigation_the_letter_asks_for_consent_until_the_case_has_its_outcome(
    database: Database,
) -> None:
    with database.writing() as session:
        made = investigated(session)
        case = read(session, made)
        text = said(losses.paper(session, case, What.LETTER))
        assert case.commission is not None
        assert f"приказ № {case.commission.order_no}" in text
        assert "Просим дать согласие" in text
        carrier, chief = loss.lock(session, made), f.an_account(session, Role.ORG_HEAD)
        from_now = ("118-к", made.declared_at.date())
        loss.confirm_loss(session, made, carrier, consent=from_now, by=chief)
        after = said(losses.paper(session, read(session, made), What.LETTER))
    assert "Просим дать согласие" not in after
    assert "Результат: утрата подтверждена" in after


def test_the_conclusion_has_its_five_parts_and_waits_for_the_head(database: Database) -> None:
    with database.writing() as session:
        case = read(session, investigated(session))
        paper = losses.paper(session, case, What.CONCLUSION)
        assert What.CONCLUSION in losses.papers_of(case)
    text = said(paper)
    for head in ("facts_head", "search_head", "causes_head", "persons_head", "ends_head"):
        assert case_texts.CONCLUSION[head].kk in text
    assert str(case.conclusion) in text
    assert "Носитель не обнаружен." in text
    assert isinstance(paper.approval, Approval)
    assert paper.approval.approved_at is None


def test_the_act_of_sanitising_names_both_serials_and_lowers_no_grade(database: Database) -> None:
    with database.writing() as session:
        medium = f.a_flash(session)
        row = sanitising.record(session, medium, done(session, medium.serial_no), by=f.an_account(session))
        text = printed(session, medium, What.SANITISED)
        verifier = row.verifier.short_name
    assert text.count(medium.serial_no) == 2
    assert "Құрал 2.1" in text
    assert case_texts.UNCHANGED.once() in text
    assert f"{case_texts.SANITISED['verifier'].once()} {verifier}" in text


def test_a_hold_says_what_it_forbids_and_after_it_was_lifted_by_whom_and_why(database: Database) -> None:
    with database.writing() as session:
        hold, chief = held(session), f.an_account(session, Role.ORG_HEAD)
        carrier = session.get_one(Carrier, hold.carrier_id)
        before = printed(session, carrier, What.HOLD)
        holds.lift(session, hold, carrier, reason="іс тоқтатылды", by=chief)
        after = printed(session, carrier, What.HOLD)
    assert "№ 118" in before
    assert "Беру: тыйым салынады" in before
    assert "іс тоқтатылды" not in before
    assert "себебі: іс тоқтатылды" in after


@pytest.mark.parametrize("act", [Act.VOID, Act.VOID_ISSUE])
def test_a_voided_entry_names_both_entries_and_what_it_corrects(database: Database, act: Act) -> None:
    with database.writing() as session:
        carrier, head = f.a_document(session), f.an_account(session, Role.HEAD)
        if act is Act.VOID_ISSUE:
            f.issued(session, carrier, f.a_person(session), by=f.an_account(session))
        move = corrections.void(session, carrier, act, f.an_account(session), reason="қате енгізілген", by=head)
        text = printed(session, carrier, What.VOIDED)
    assert "қате енгізілген" in text
    assert f"Исправляющая запись: № {move.journal_n}" in text
    assert ("Номер остаётся использованным" in text) is (act is Act.VOID)


def test_the_order_names_every_member_with_a_line_to_read_it(database: Database) -> None:
    with database.writing() as session:
        row = f.a_commission(session, Purpose.LOSS)
        paper = orders.paper(session, row, What.ORDER)
        names = [one.person.full_name for one in row.members]
    text = said(paper)
    assert case_texts.ABOUT[Purpose.LOSS].kk in text
    assert all(name in text for name in names)
    assert text.count(case_texts.ORDER["read"].once()) == len(names)
    assert isinstance(paper.title, Pair)


def test_a_carrier_without_papers_offers_none(database: Database, client: Client) -> None:
    with database.writing() as session:
        carrier, held_one = f.a_document(session), session.get_one(Carrier, held(session).carrier_id)
        head = f.an_account(session, Role.HEAD)
    client.sit(head.login)
    client.get(f"/carriers/{carrier.id}")
    assert f"/papers/carriers/{carrier.id}" not in client.page
    client.get(f"/papers/carriers/{carrier.id}")
    assert client.status == 404
    client.get(f"/carriers/{held_one.id}")
    assert f"/papers/carriers/{held_one.id}" in client.page


def test_a_scan_of_a_printing_above_the_reader_or_without_the_right_leads_nowhere(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        head, below = f.an_account(session, Role.HEAD), f.an_account(session, Role.HEAD, max_rank=1)
        hold = held(session, f.a_document(session, grade=Grade.TOP_SECRET))
        card = cards.card(session, head, hold.carrier_id)
        assert card is not None
        wanted = Wanted("hold_order", Tongue.BOTH, None, "")
        kept = printing.printed(session, cards.paper(session, card, What.HOLD), wanted, by=head)
    client.sit(head.login)
    client.post("/seek", {"text": kept.number})
    assert client.address == f"/carriers/{hold.carrier_id}"
    client.get("/prints")
    client.submit("/seek", {"text": kept.number})
    assert client.address == f"/carriers/{hold.carrier_id}"
    client.sit(below.login)
    client.post("/seek", {"text": kept.number})
    assert client.address.startswith("/carriers?")


def test_a_scan_of_a_printing_leads_back_to_the_order(database: Database, client: Client) -> None:
    with database.writing() as session:
        row, head = f.a_commission(session, Purpose.DESTRUCTION), f.an_account(session, Role.HEAD)
    client.sit(head.login)
    page = f"/papers/orders/{row.id}"
    client.get(page)
    client.submit_last({"what": "commission_order", "tongue": "both", "marking": "", "list_item": ""})
    assert "Printed under the number" in client.page
    client.get(f"{page}/1")
    assert client.status == 200
    with database.reading() as session:
        [kept] = session.scalars(select(PaperPrint))
    client.get(f"/papers/orders/{row.id}")
    client.post("/seek", {"text": kept.number})
    assert client.address == f"/commissions/{row.id}"
