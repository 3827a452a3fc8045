"""Acts on accounts: what may be given to whom, which sessions end, what the security log says of it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kernel.objections import Refused
from people.accounts import operations, queries
from people.accounts.models import Account
from people.accounts.rules import AccountGuard
from people.register.models import Person
from people.roles.rules import Role, RoleGuard
from tests import factories as f
from tests.entries import told

IDLE = timedelta(minutes=15)


def add(session: Session, login: str, *, person: Person | None, rank: int, role: Role = Role.CLERK) -> Account:
    return operations.add(session, login, person=person, roles={role}, max_rank=rank, language="kk", by=None)[0]


@pytest.mark.parametrize(
    ("form", "rank", "may"),
    [(3, 1, True), (3, 2, False), (2, 2, True), (2, 3, False), (1, 3, True), (None, 0, True), (None, 1, False)],
)
def test_an_account_is_shown_no_grade_above_the_clearance_of_its_person(
    session: Session, form: int | None, rank: int, *, may: bool
) -> None:
    person = f.a_person(session, form=form)
    if may:
        assert add(session, "жаңа", person=person, rank=rank).max_rank == rank
        return
    with pytest.raises(Refused) as refused:
        add(session, "жаңа", person=person, rank=rank)
    assert [one.guard for one in refused.value.objections] == [AccountGuard.RANK_ABOVE_CLEARANCE]


def test_a_login_of_nobody_is_shown_nothing_secret(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        add(session, "ешкім", person=None, rank=1, role=Role.ADMINISTRATOR)
    assert [one.guard for one in refused.value.objections] == [AccountGuard.RANK_ABOVE_CLEARANCE]
    assert add(session, "ешкім", person=None, rank=0, role=Role.ADMINISTRATOR).person_id is None


def test_a_login_is_one_accounts_whatever_its_case(session: Session) -> None:
    add(session, "Әсел", person=None, rank=0)
    with pytest.raises(Refused) as refused:
        add(session, " ӘСЕЛ ", person=None, rank=0)
    assert [one.guard for one in refused.value.objections] == [AccountGuard.LOGIN_TAKEN]


def test_an_account_of_two_chairs_that_exclude_each_other_is_not_added(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        operations.add(
            session, "екі", person=None, roles={Role.CLERK, Role.INSPECTOR}, max_rank=0, language="kk", by=None
        )
    assert [one.guard for one in refused.value.objections] == [RoleGuard.ROLES_EXCLUDE]


def do(session: Session, deed: str, account: Account, by: Account) -> None:
    if deed == "reset":
        operations.reset(session, account, reason="ұмытылды", by=by)
    else:
        operations.set_disabled(session, account, disabled=deed == "disable", reason="тексеріс", by=by)


@pytest.mark.parametrize("deed", ["reset", "disable", "enable"])
def test_nobody_resets_or_closes_their_own_account(session: Session, deed: str) -> None:
    admin = f.an_account(session, Role.ADMINISTRATOR, max_rank=0)
    with pytest.raises(Refused) as refused:
        do(session, deed, admin, by=admin)
    assert [one.guard for one in refused.value.objections] == [AccountGuard.OWN_ACCOUNT]
    assert not admin.is_disabled
    assert not admin.must_change


@pytest.mark.parametrize(("deed", "op"), [("reset", "reset_account"), ("disable", "disable_account")])
def test_a_reset_or_closed_account_loses_every_session_and_no_other_does(session: Session, deed: str, op: str) -> None:
    admin, clerk, other = (
        f.an_account(session, Role.ADMINISTRATOR, max_rank=0),
        f.an_account(session),
        f.an_account(session),
    )
    keys = [operations.sign_in(session, one, station=ws, hours=8) for one in (clerk, other) for ws in ("a", "b")]
    assert [queries.live_sign_in(session, key, IDLE) is None for key in keys] == [False] * 4
    do(session, deed, clerk, by=admin)
    assert [queries.live_sign_in(session, key, IDLE) is None for key in keys] == [True, True, False, False]
    assert told(session, op) == [{"actor": admin.id, "subject": f"account:{clerk.id}"}]


def test_a_second_sign_in_at_one_workstation_ends_the_first(session: Session) -> None:
    clerk = f.an_account(session)
    first, second, elsewhere = (operations.sign_in(session, clerk, station=ws, hours=8) for ws in "aab")
    live = [queries.live_sign_in(session, key, IDLE) is not None for key in (first, second, elsewhere)]
    assert live == [False, True, True]
