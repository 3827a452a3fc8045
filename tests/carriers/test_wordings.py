"""Texts of the papers: which there are, which wordings are taken, and that papers printed from then on say them."""

from typing import Any

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.loss.queries import case as case_of
from carriers.papers import losses, printing
from carriers.papers.rules import What
from carriers.wordings import operations, queries, replay, texts
from carriers.wordings.models import PaperText
from carriers.wordings.operations import Wording
from carriers.wordings.rules import SHIPPED, WordingGuard, objections_to_wording
from kernel.database.engine import Database
from kernel.grades import Grade
from kernel.objections import Refused
from kernel.papers.paper import Filled, Pair, Table, Tongue, reworded
from people.exports.operations import Wanted
from people.regime.rules import TermGuard
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_wordings import ADDRESS, NEW
from tests.carriers.test_papers import every_pair
from tests.client import Client

pytestmark = pytest.mark.sqlite_first
HASH = SHIPPED["act-hash"].pair
G = WordingGuard


def guards(found: Any) -> list[Any]:
    return [one.guard for one in found]


def test_every_text_has_one_key_and_no_two_share_one() -> None:
    assert {one.pair for one in SHIPPED.values()} == {one for one in every_pair() if any(map(str.isalpha, one.kk))}
    assert SHIPPED["act-title"].pair == texts.ACT["title"]
    assert SHIPPED["statement-title"].of == "statement"


@pytest.mark.parametrize(
    ("kk", "ru", "found"),
    [
        ("Сомасы: {hash}", "Сумма: {hash}", []),
        (HASH.kk, HASH.ru, [G.SAME]),
        ("Сомасы: {hash}", " ", [G.EMPTY]),
        ("Сомасы", "Сумма: {hash}", [G.VALUES]),
        ("Сомасы: {hash}", "Сумма: {hash} {title}", [G.VALUES]),
        ("Сомасы: {hash", "Сумма: {hash}", [G.BRACES]),
        ("Сомасы: {hash!r}", "Сумма: {hash}", [G.BRACES]),
        ("Сомасы: {hash:>9}", "Сумма: {hash}", [G.BRACES]),
        ("Сомасы: {hash.x}", "Сумма: {hash}", [G.BRACES]),
        ("{hash}дың сомасы", "Сумма: {hash}", [G.ENDING]),
        ("Сомасы:\n{hash}", "Сумма: {hash}", [G.LINES]),
    ],
)
def test_a_wording_keeps_every_value_in_both_languages(kk: str, ru: str, found: list[WordingGuard]) -> None:
    assert guards(objections_to_wording(HASH, HASH, Pair(kk, ru))) == found


def test_another_wording_takes_the_same_values_wherever_it_stands() -> None:
    template, other = Pair("Сомасы: {hash}", "Сумма: {hash}"), Pair("{hash} – сомасы", "{hash} – сумма")
    filled = Filled.of(template, {"hash": "ab12"})
    assert filled == Filled("Сомасы: ab12", "Сумма: ab12", template, {"hash": "ab12"})
    assert filled.reworded({template: other}).ru == "ab12 – сумма"
    assert filled.reworded({}).kk == "Сомасы: ab12"


def test_every_part_of_a_paper_is_reworded(session: Session) -> None:
    case = f.a_case(session)
    paper = losses.paper(session, read(session, case.id), What.STATEMENT)
    marked = {one.pair: Pair(f"§{one.pair.kk}", f"§{one.pair.ru}") for one in SHIPPED.values()}
    after = reworded(paper, marked)
    assert after.title.kk.startswith("§")
    assert after.to is not None
    assert after.to.ru.startswith("§")
    [table] = [one for one in after.blocks if isinstance(one, Table)]
    assert all(head.kk.startswith("§") for head in table.heads)
    assert after.blocks[0].pair.ru.startswith("§Кем подано: ")  # type: ignore[union-attr]  # the first is a text


def read(session: Session, case_id: int) -> Any:
    found = case_of(session, f.an_account(session, Role.HEAD), case_id)
    assert found is not None
    return found


def test_a_paper_printed_later_says_it_and_one_printed_before_stays(session: Session) -> None:
    case, by = read(session, f.a_case(session).id), f.an_account(session, Role.ORG_HEAD)
    wanted = Wanted("missing_statement", Tongue.BOTH, Grade.SECRET, "")
    before = printing.printed(session, losses.paper(session, case, What.STATEMENT), wanted, by=by)
    new = Wording("statement-title", Pair(NEW["kk"], NEW["ru"]), NEW["source"])
    operations.reword(session, new, second=f.an_account(session), by=by)
    after = printing.printed(session, losses.paper(session, case, What.STATEMENT), wanted, by=by)
    said = [pypdfium2.PdfDocument(one.content)[0].get_textpage().get_text_bounded() for one in (before, after)]
    assert ["пропаже" in one for one in said] == [False, True]
    assert queries.now(session, "statement-title") == new.pair
    assert list(replay.untrue(session)) == []


def test_one_person_alone_rewords_nothing(session: Session) -> None:
    by = f.an_account(session, Role.ORG_HEAD)
    with pytest.raises(Refused) as refused:
        operations.reword(session, Wording("end", Pair("Соңы", "Конец"), "заңгер"), second=by, by=by)
    assert guards(refused.value.objections) == [TermGuard.SECOND]
    assert session.scalars(select(PaperText)).all() == []


def test_a_wording_that_no_entry_tells_is_told_by_the_replay(session: Session) -> None:
    by, second = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
    row = operations.reword(session, Wording("end", Pair("Соңы", "Конец"), "заңгер"), second=second, by=by)
    columns = {one.key: getattr(row, one.key) for one in PaperText.__table__.columns if one.key != "id"}
    session.add(PaperText(**columns))
    session.flush()
    assert [one.part for one in replay.untrue(session)] == ["entry"]


def test_the_head_rewords_before_a_second_person_and_loses_nothing_typed(database: Database, client: Client) -> None:
    with database.writing() as session:
        head, second = f.an_account(session, Role.ORG_HEAD), f.an_account(session)
        code = second.person.code if second.person else ""
    client.sit(head.login)
    client.get("/settings/papers")
    assert "ЗАЯВЛЕНИЕ об отсутствии носителя" in client.page
    client.get(ADDRESS)
    bad = {**NEW, "ru": "ЗАЯВЛЕНИЕ {number}", "second_code": code, "second_pin": f.PIN}
    client.submit_last(bad)
    assert client.status == 422
    assert "this text holds no values" in client.page
    assert "ЗАЯВЛЕНИЕ {number}" in client.page
    client.submit_last({**NEW, "second_code": code, "second_pin": f.PIN})
    assert "Papers printed from now on say it" in client.page
    assert NEW["source"] in client.page
    client.get("/settings/papers")
    assert NEW["ru"] in client.page
    client.get("/settings/papers/nothing")
    assert client.status == 404
