"""Losses, holds and destruction acts as workbooks: what the page shows, for whom it shows it."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import load_workbook

from carriers.holds.operations import lift
from kernel.database.engine import Database
from kernel.grades import Grade
from people.roles.rules import Role
from tests import factories as f
from tests.carriers.acts_holds import held
from tests.client import Client

pytestmark = pytest.mark.sqlite_first


def rows(client: Client, page: str, action: str) -> Sequence[tuple[object, ...]]:
    """The rows under the heads of the workbook that a list gives."""
    client.get(page)
    fields = {"csrf_token": client.hidden("csrf_token"), "act_key": client.hidden("act_key")}
    answer = client.http.post(action, data=fields)
    assert answer.status_code == 200
    return list(load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows(values_only=True))[1:]


def test_a_list_is_taken_along_as_it_is_shown_and_never_above_the_reader_s_grade(
    database: Database, client: Client
) -> None:
    with database.writing() as session:
        low, high = f.a_flash(session), f.a_flash(session, grade=Grade.TOP_SECRET)
        cases = [f.a_case(session, one) for one in (low, high)]
        document, above = f.a_document(session), f.a_document(session, grade=Grade.TOP_SECRET)
        f.an_act(session, [document])
        f.an_act(session, [above])
        kept, freed = f.a_document(session), f.a_document(session)
        held(session, kept)
        lift(session, held(session, freed), freed, reason="сот шешімі", by=f.an_account(session, Role.ORG_HEAD))
        all_of_it, below = f.an_account(session, Role.HEAD), f.an_account(session, Role.HEAD, max_rank=1)
    client.sit(all_of_it.login)
    assert [row[0] for row in rows(client, "/losses", "/losses/export")] == [one.code for one in cases]
    assert [row[5] for row in rows(client, "/destruction", "/destruction/export")] == [document.number, above.number]
    assert [row[0] for row in rows(client, "/holds", "/holds/export")] == [kept.number]
    lifted = rows(client, "/holds?which=lifted", "/holds/export?which=lifted")
    assert [(row[0], row[-1]) for row in lifted] == [(freed.number, "сот шешімі")]
    client.sit(below.login)
    assert [row[0] for row in rows(client, "/losses", "/losses/export")] == [cases[0].code]
    assert [row[5] for row in rows(client, "/destruction", "/destruction/export")] == [document.number]
