"""The invented registers and carriers of the demo: titles in three languages, tables first."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.custody.rules import CarrierKind, Family, Origin, family_of
from carriers.register import operations, queries
from carriers.register.models import Register
from carriers.register.operations import Particulars
from carriers.register.rules import RegisterKind
from carriers.storage.models import Place
from kernel import clock
from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from kernel.grades import Grade

BATCH = 200
KEPT_IN = {Grade.SPECIAL_IMPORTANCE: "101-1", Grade.TOP_SECRET: "101-2"}
KEPT_ELSE = "101-3"

REGISTERS = (
    ("К", RegisterKind.INCOMING, "Кіріс құжаттар · Входящие документы"),
    ("Д", RegisterKind.PREPARED, "Дайындалған құжаттар · Подготовленные документы"),
    ("Т", RegisterKind.MEDIA, "Электрондық тасымалдағыштар · Электронные носители"),
    ("Б", RegisterKind.PUBLICATIONS, "Басылымдар · Издания"),
    ("КБ", RegisterKind.MAPS_ITEMS, "Карталар мен бұйымдар · Карты и изделия"),
    ("ЖД", RegisterKind.NOTEBOOKS, "Жұмыс дәптерлері · Рабочие тетради"),
)


@dataclass(frozen=True)
class Thing:
    """A kind of carrier of the demo: the register it goes to, its titles, what it is made of."""

    register: str
    kind: CarrierKind
    titles: tuple[str, ...]
    grades: tuple[Grade, ...]
    origin: Origin
    model: str = ""
    capacity: str = ""


THINGS = (
    Thing(
        "К",
        CarrierKind.DOCUMENT,
        (
            "Жиынтық есеп, бірінші тоқсан",
            "Справка о состоянии работ за квартал",
            "Өзара іс-қимыл жоспары",
            "Перечень мероприятий на год",
            "Letter on the exchange of documents",
        ),
        (Grade.SECRET, Grade.SECRET, Grade.OFFICIAL_USE, Grade.TOP_SECRET),
        Origin.COURIER,
    ),
    Thing(
        "Д",
        CarrierKind.DOCUMENT,
        ("Түсіндірме жазба", "Пояснительная записка", "Комиссия отырысының хаттамасы", "Акт проверки помещений"),
        (Grade.SECRET, Grade.OFFICIAL_USE, Grade.SECRET),
        Origin.PRODUCED,
    ),
    Thing(
        "Т",
        CarrierKind.FLASH,
        ("Деректерді тасымалдауға арналған", "Для переноса данных", "For data exchange"),
        (Grade.SECRET, Grade.TOP_SECRET),
        Origin.PURCHASED,
        "SanDisk Ultra",
        "32 GB",
    ),
    Thing(
        "Т",
        CarrierKind.LAPTOP,
        ("Жұмыс ноутбугі", "Рабочий ноутбук"),
        (Grade.SECRET, Grade.SPECIAL_IMPORTANCE),
        Origin.PURCHASED,
        "Lenovo ThinkPad E14",
        "512 GB",
    ),
    Thing(
        "КБ",
        CarrierKind.MAP,
        ("Топографиялық карта, парақ М-42", "Топографическая карта, лист М-43"),
        (Grade.SECRET, Grade.TOP_SECRET),
        Origin.COURIER,
    ),
    Thing("Б", CarrierKind.PUBLICATION, ("Анықтамалық", "Справочник"), (Grade.OFFICIAL_USE,), Origin.PURCHASED),
    Thing("ЖД", CarrierKind.NOTEBOOK, ("Жұмыс дәптері", "Рабочая тетрадь"), (Grade.SECRET,), Origin.PRODUCED),
)


def build(stage: Stage) -> None:
    """Open the registers and enter the carriers in batches."""
    with stage.act(days_ago=DAYS_AGO) as session:
        for code, kind, title in REGISTERS:
            operations.open_register(
                session,
                code,
                kind=kind,
                title=title,
                ranks=(0, 3),
                template="{seq}{suffix}",
                year=clock.today().year,
                by=CONSOLE,
            )
    for first in range(0, stage.carriers, BATCH):
        count = min(BATCH, stage.carriers - first)
        with stage.act(days_ago=DAYS_AGO) as session:
            _register(session, first, count)
        stage.tick(count)


def _register(session: Session, first: int, count: int) -> None:
    books = {one.code: one for one in queries.registers(session)}
    places = {one.number: one for one in session.scalars(select(Place))}
    for n in range(first, first + count):
        _enter(session, n, THINGS[n % len(THINGS)], books, places)


def _enter(session: Session, n: int, thing: Thing, books: Mapping[str, Register], places: Mapping[str, Place]) -> None:
    turn = n // len(THINGS)
    grade = thing.grades[turn % len(thing.grades)]
    is_paper = family_of(thing.kind) is Family.PAPER
    particulars = Particulars(
        kind=thing.kind,
        title=thing.titles[turn % len(thing.titles)],
        grade=grade,
        registered_on=clock.today(),
        sheets=1 + n * 7 % 40 if is_paper else None,
        serial_no="" if is_paper else f"4C530001{n + 100019}",
        columns={"origin": thing.origin, "model": thing.model, "capacity": thing.capacity},
    )
    place = places[KEPT_IN.get(grade, KEPT_ELSE)]
    operations.enter(session, books[thing.register], particulars, place, by=CONSOLE)
