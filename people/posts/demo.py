"""The posts of the invented office, and who holds them."""

from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from people.posts import operations
from people.posts.rules import TenureKind
from people.register.demo import EMPLOYED
from people.register.models import Person, Unit

HEADS = (
    ("00", "Жүнісов", "Комитет төрағасы", "Председатель комитета", "Chairman of the committee"),
    ("01", "Қасымов", "Құпия бөлім бастығы", "Начальник секретной части", "Head of the registry room"),
    ("02", "Нұрланова", "Басқарма басшысы", "Руководитель управления", "Head of department"),
    ("03", "Соколов", "Бөлім басшысы", "Начальник отдела", "Head of division"),
    ("04", "Өмірбекова", "Бөлім басшысы", "Начальник отдела", "Head of division"),
)
ACTING = "04"


def build(stage: Stage) -> None:
    with stage.act(days_ago=DAYS_AGO) as session:
        for unit, surname, kk, ru, en in HEADS:
            names = {"kk": kk, "ru": ru, "en": en}
            row = session.get_one(Unit, stage.names[f"unit:{unit}"])
            post = operations.enter_post(session, row, names, is_head=True, by=CONSOLE)
            kind = TenureKind.ACTING if unit == ACTING else TenureKind.SUBSTANTIVE
            person = session.get_one(Person, stage.names[f"person:{surname}"])
            operations.appoint(session, post, person, kind, (EMPLOYED, None), order_no=f"{unit}-ж", by=CONSOLE)
