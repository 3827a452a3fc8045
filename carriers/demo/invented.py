"""What the invented room consists of: names, units, registers, titles in three languages. Tables only."""

from dataclasses import dataclass

from carriers.custody.models import CarrierKind, Origin
from carriers.register.models import RegisterKind
from kernel.grades import Grade
from people.accounts.rules import Role

PASSWORD = "жеті қазына бес байлық"  # noqa: S105 - printed for everybody who tries the demo
PIN = "314159"

UNITS = (
    ("01", "Құпия іс жүргізу бөлімі", "Секретная часть", "Registry room"),
    ("02", "Жоспарлау басқармасы", "Управление планирования", "Planning department"),
    ("03", "Ақпаратты қорғау бөлімі", "Отдел защиты информации", "Information protection division"),
    ("04", "Геодезия және картография бөлімі", "Отдел геодезии и картографии", "Geodesy and mapping division"),
    ("05", "Қаржы басқармасы", "Финансовое управление", "Finance department"),
)


@dataclass(frozen=True)
class Sitter:
    """A person of the demo: unit by code, form of clearance (None for none), roles of the account (empty for none)."""

    last_name: str
    first_name: str
    middle_name: str
    position: str
    unit: str
    form: int | None
    login: str = ""
    role: Role | None = None
    language: str = "kk"
    lacks: str = ""


SITTERS = (
    Sitter("Ахметова", "Айгүл", "Серікқызы", "тіркеу маманы", "01", 1, "clerk", Role.CLERK, "kk"),
    Sitter("Петрова", "Светлана", "Ивановна", "делопроизводитель", "01", 1, "clerk2", Role.CLERK, "ru"),
    Sitter("Қасымов", "Ерлан", "Болатұлы", "құпия бөлім бастығы", "01", 1, "head", Role.HEAD, "kk"),
    Sitter("Ким", "Виктор", "Алексеевич", "инспектор ТЗИ", "03", 1, "inspector", Role.INSPECTOR, "ru"),
    Sitter("Нұрланова", "Дана", "Маратқызы", "басқарма басшысы", "02", 1, "manager", Role.MANAGER, "kk"),
    Sitter("Соколов", "Андрей", "Петрович", "офицер безопасности", "03", 2, "security", Role.SECURITY_OFFICER, "ru"),
    Sitter("Brown", "Alex", "", "system administrator", "03", None, "admin", Role.ADMINISTRATOR, "en"),
    Sitter("Әбілқасымов", "Нұрсұлтан", "Ғалымұлы", "бас маман", "02", 2, "executor", Role.EXECUTOR, "kk"),
    Sitter("Иванов", "Сергей", "Николаевич", "главный специалист", "04", 1),
    Sitter("Өмірбекова", "Жұлдыз", "Қайратқызы", "аға инженер", "04", 2),
    Sitter("Смағұлов", "Тимур", "Асқарұлы", "картограф", "04", 3),
    Sitter("Ли", "Ольга", "Сергеевна", "экономист", "05", 3),
    Sitter("Һашимов", "Рүстем", "Ілиясұлы", "жетекші маман", "02", 2, lacks="obligation_on"),
    Sitter("Волкова", "Мария", "Андреевна", "консультант", "05", None),
)

REGISTERS = (
    ("К", RegisterKind.INCOMING, "Кіріс құжаттар · Входящие документы"),
    ("Д", RegisterKind.PREPARED, "Дайындалған құжаттар · Подготовленные документы"),
    ("Т", RegisterKind.MEDIA, "Электрондық тасымалдағыштар · Электронные носители"),
    ("Б", RegisterKind.PUBLICATIONS, "Басылымдар · Издания"),
    ("КБ", RegisterKind.MAPS_ITEMS, "Карталар мен бұйымдар · Карты и изделия"),
    ("ЖД", RegisterKind.NOTEBOOKS, "Жұмыс дәптерлері · Рабочие тетради"),
)

PLACES = (
    ("101", "", "Құпия бөлім · Секретная часть", Grade.SPECIAL_IMPORTANCE),
    ("101-1", "101", "Сейф 1", Grade.SPECIAL_IMPORTANCE),
    ("101-2", "101", "Сейф 2", Grade.TOP_SECRET),
    ("101-3", "101", "Шкаф 3", Grade.SECRET),
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
