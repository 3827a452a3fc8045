"""The invented accounts of the demo, one for each role, a second clerk and a second inspector."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from kernel.grades import Grade, highest_for_form
from kernel.words.i18n import gettext as _
from people.accounts import operations
from people.admission import queries as admission
from people.register.models import Person
from people.roles.rules import Permission, Role, permissions
from people.roles.words import ROLES

PIN = "314159"
PASSWORD = "жеті қазына бес байлық"  # noqa: S105 - printed for everybody who tries the demo


@dataclass(frozen=True)
class Login:
    """An account of the person with this surname."""

    person: str
    name: str
    role: Role
    language: str


LOGINS = (
    Login("Ахметова", "clerk", Role.CLERK, "kk"),
    Login("Петрова", "clerk2", Role.CLERK, "ru"),
    Login("Қасымов", "head", Role.HEAD, "kk"),
    Login("Сәрсенова", "inspector2", Role.INSPECTOR, "kk"),
    Login("Ким", "inspector", Role.INSPECTOR, "ru"),
    Login("Нұрланова", "manager", Role.MANAGER, "kk"),
    Login("Соколов", "security", Role.SECURITY_OFFICER, "ru"),
    Login("Brown", "admin", Role.ADMINISTRATOR, "en"),
    Login("Әбілқасымов", "executor", Role.EXECUTOR, "kk"),
    Login("Жүнісов", "chief", Role.ORG_HEAD, "kk"),
    Login("Өмірбекова", "unit", Role.UNIT_HEAD, "ru"),
)


def build(stage: Stage) -> None:
    """Each account sees as much as its person's clearance opens, where its role sees carriers at all."""
    with stage.act(days_ago=DAYS_AGO) as session:
        for login in LOGINS:
            person = session.get_one(Person, stage.names[f"person:{login.person}"])
            stage.names[f"account:{login.name}"] = _add(session, login, person)


def _add(session: Session, login: Login, person: Person) -> int:
    sees = Permission.SEE_CARRIERS in permissions([login.role])
    clearance = admission.open_clearance(session, person.id)
    rank = highest_for_form(clearance.form) if sees and clearance else Grade.OFFICIAL_USE
    account, _one_time = operations.add(
        session,
        login.name,
        person=person,
        roles=[login.role],
        max_rank=int(rank),
        language=login.language,
        by=CONSOLE,
    )
    operations.change_password(session, account, new=PASSWORD)
    return account.id


def tells() -> Iterator[str]:
    yield _(
        "Everybody here is invented. Password: %(password)s   PIN of every pass: %(pin)s", password=PASSWORD, pin=PIN
    )
    for login in LOGINS:
        yield f"  {login.name:<10} {ROLES[login.role]!s:<26} {login.person}"
