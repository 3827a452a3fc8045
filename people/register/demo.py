"""The invented units and people of the demo. Nothing here is real."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from people.register import operations

EMPLOYED = date(2019, 9, 2)

BODY = ("00", "Жер ресурстары комитеті", "Комитет земельных ресурсов", "Land Resources Committee")
UNITS = (
    ("01", "Құпия іс жүргізу бөлімі", "Секретная часть", "Registry room"),
    ("02", "Жоспарлау басқармасы", "Управление планирования", "Planning department"),
    ("03", "Ақпаратты қорғау бөлімі", "Отдел защиты информации", "Information protection division"),
    ("04", "Геодезия және картография бөлімі", "Отдел геодезии и картографии", "Geodesy and mapping division"),
    ("05", "Қаржы басқармасы", "Финансовое управление", "Finance department"),
)


@dataclass(frozen=True)
class Sitter:
    """A person of the demo; the unit by its code. Later rooms know a person by the surname."""

    last_name: str
    first_name: str
    middle_name: str
    position: str
    unit: str


SITTERS = (
    Sitter("Ахметова", "Айгүл", "Серікқызы", "тіркеу маманы", "01"),
    Sitter("Петрова", "Светлана", "Ивановна", "делопроизводитель", "01"),
    Sitter("Қасымов", "Ерлан", "Болатұлы", "құпия бөлім бастығы", "01"),
    Sitter("Ким", "Виктор", "Алексеевич", "инспектор ТЗИ", "03"),
    Sitter("Нұрланова", "Дана", "Маратқызы", "басқарма басшысы", "02"),
    Sitter("Соколов", "Андрей", "Петрович", "офицер безопасности", "03"),
    Sitter("Brown", "Alex", "", "system administrator", "03"),
    Sitter("Әбілқасымов", "Нұрсұлтан", "Ғалымұлы", "бас маман", "02"),
    Sitter("Иванов", "Сергей", "Николаевич", "главный специалист", "04"),
    Sitter("Өмірбекова", "Жұлдыз", "Қайратқызы", "аға инженер", "04"),
    Sitter("Смағұлов", "Тимур", "Асқарұлы", "картограф", "04"),
    Sitter("Ли", "Ольга", "Сергеевна", "экономист", "05"),
    Sitter("Һашимов", "Рүстем", "Ілиясұлы", "жетекші маман", "02"),
    Sitter("Жүнісов", "Бауыржан", "Оразұлы", "комитет төрағасы", "00"),
    Sitter("Сәрсенова", "Гүлнар", "Ермекқызы", "инспектор", "03"),
    Sitter("Волкова", "Мария", "Андреевна", "консультант", "05"),
)


def build(stage: Stage) -> None:
    """Units, persons and their passes."""
    with stage.act(days_ago=DAYS_AGO) as session:
        body = None
        for code, kk, ru, en in (BODY, *UNITS):
            names = {"kk": kk, "ru": ru, "en": en}
            unit = operations.enter_unit(session, code=code, names=names, parent=body, by=CONSOLE)
            body = body or unit
            stage.names[f"unit:{code}"] = unit.id
        for sitter in SITTERS:
            stage.names[f"person:{sitter.last_name}"] = _enter(session, sitter, stage.names[f"unit:{sitter.unit}"])


def _enter(session: Session, sitter: Sitter, unit_id: int) -> int:
    names = {name: getattr(sitter, name) for name in ("last_name", "first_name", "middle_name", "position")}
    fields = {**names, "unit_id": unit_id, "employed_from": EMPLOYED}
    person = operations.enter_person(session, fields, by=CONSOLE)
    return person.id
