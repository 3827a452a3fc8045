"""One person has one account of the registry, and nobody acts on an account of their own: persons are compared."""

import pytest
from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.objections import Refused
from people.accounts import operations
from people.accounts.rules import AccountGuard, objections_to_chair, objections_to_own
from people.roles.rules import Role
from tests import factories as f
from tests.entries import told


def guards(refused: pytest.ExceptionInfo[Refused]) -> list[object]:
    return [one.guard for one in refused.value.objections]


@pytest.mark.parametrize(
    ("roles", "others", "refused"),
    [
        ([Role.CLERK], [], False),
        ([Role.CLERK], [[Role.CLERK]], True),
        ([Role.CLERK], [[Role.HEAD]], True),
        ([Role.HEAD], [[Role.MANAGER], [Role.CLERK]], True),
        ([Role.CLERK], [[Role.MANAGER]], False),
        ([Role.MANAGER], [[Role.CLERK]], False),
    ],
)
def test_beside_an_open_account_of_the_registry_no_second_one(
    roles: list[Role], others: list[list[Role]], *, refused: bool
) -> None:
    assert [one.guard for one in objections_to_chair(roles, others)] == [AccountGuard.SECOND_CHAIR] * refused


@pytest.mark.parametrize(
    ("person", "account", "actor", "is_own"),
    [
        (1, 7, (1, 8), True),
        (1, 7, (2, 7), True),
        (1, 7, (2, 8), False),
        (None, 7, (None, 8), False),
        (1, None, (None, None), False),
    ],
)
def test_an_account_is_ones_own_by_person_and_by_account(
    person: int | None, account: int | None, actor: tuple[int | None, int | None], *, is_own: bool
) -> None:
    assert [one.guard for one in objections_to_own(person, account, actor)] == [AccountGuard.OWN_ACCOUNT] * is_own


def test_a_second_account_of_the_registry_is_neither_added_nor_opened_again(session: Session) -> None:
    clerk = f.an_account(session)
    with pytest.raises(Refused) as refused:
        f.an_account(session, Role.HEAD, person=clerk.person)
    assert guards(refused) == [AccountGuard.SECOND_CHAIR]
    operations.set_disabled(session, clerk, disabled=True, reason="тексеріс", by=CONSOLE)
    f.an_account(session, person=clerk.person)
    with pytest.raises(Refused) as refused:
        operations.set_disabled(session, clerk, disabled=False, reason="тексеріс", by=CONSOLE)
    assert guards(refused) == [AccountGuard.SECOND_CHAIR]
    assert clerk.is_disabled
    assert told(session, "enable_account") == []


def test_nobody_resets_or_closes_an_account_of_their_own_person(session: Session) -> None:
    person = f.a_person(session)
    administrator = f.an_account(session, Role.ADMINISTRATOR, person=person, max_rank=0)
    clerk = f.an_account(session, person=person)
    for act in (
        lambda: operations.reset(session, clerk, reason="ұмытылды", by=administrator),
        lambda: operations.set_disabled(session, clerk, disabled=True, reason="тексеріс", by=administrator),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert guards(refused) == [AccountGuard.OWN_ACCOUNT]
    assert not clerk.is_disabled
