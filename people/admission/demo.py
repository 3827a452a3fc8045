"""The invented clearances of the demo."""

from datetime import date

from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from people.admission import operations
from people.admission.rules import Element
from people.register.models import Person

SIGNED = date(2024, 3, 4)
ENDS = SIGNED.replace(year=SIGNED.year + 5)
FORMS = {
    "Жүнісов": 1,
    "Ахметова": 1,
    "Петрова": 1,
    "Қасымов": 1,
    "Ким": 1,
    "Нұрланова": 1,
    "Сәрсенова": 1,
    "Соколов": 2,
    "Әбілқасымов": 2,
    "Иванов": 1,
    "Өмірбекова": 2,
    "Смағұлов": 3,
    "Ли": 3,
    "Һашимов": 2,
}
LACKS = {"Һашимов": Element.OBLIGATION}


def build(stage: Stage) -> None:
    """Clearances with their five elements; one person has not signed the obligation yet."""
    with stage.act(days_ago=DAYS_AGO) as session:
        for name, form in FORMS.items():
            dates = {f"{one.value}_on": None if LACKS.get(name) is one else SIGNED for one in Element}
            fields = {"form": form, "valid_from": SIGNED, "valid_to": ENDS, **dates, "decision_no": "18-қ"}
            operations.grant(session, session.get_one(Person, stage.names[f"person:{name}"]), fields, by=CONSOLE)
