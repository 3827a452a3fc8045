"""The inspected objects of the invented office: some attested, two that end soon, one that has ended."""

from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from audits.objects import operations
from audits.objects.rules import Facts, ObjectKind
from kernel import clock
from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from people.register.models import Unit

THINGS = (
    ("safe", ObjectKind.CONTAINER, "Сейф № 2", "04", "301-бөлме", 2, ""),
    ("room", ObjectKind.PREMISES, "301-бөлме, карта қоймасы", "04", "3-қабат", 2, ""),
    ("net", ObjectKind.INFORMATION_SYSTEM, "«Карта» ақпараттық жүйесі", "04", "302-бөлме", 1, "Сервер 1, жұмыс орны 6"),
    ("noise", ObjectKind.PROTECTION_MEANS, "Шу генераторы", "04", "302-бөлме", 1, ""),
    ("registry", ObjectKind.PREMISES, "Құпия іс жүргізу бөлмесі", "01", "214-бөлме", 3, ""),
    ("desk", ObjectKind.WORKPLACE, "Тіркеу жұмыс орны", "01", "214-бөлме", 3, ""),
    ("safe1", ObjectKind.CONTAINER, "Сейф № 1", "01", "214-бөлме", 3, ""),
    ("plan", ObjectKind.PREMISES, "118-бөлме", "02", "1-қабат", 1, ""),
)
ATTESTED = {"room": 400, "net": 80, "noise": -5, "registry": 25}  # days from now to the end


def build(stage: Stage) -> None:
    stage.plan(DAYS_AGO - 1, partial(_enter, stage))


def _enter(stage: Stage, session: Session) -> None:
    today = clock.today()
    for word, kind, name, unit, place, rank, composition in THINGS:
        owner = session.get_one(Unit, stage.names[f"unit:{unit}"])
        row = operations.enter(session, Facts(kind, name, owner.id, place, rank, composition), by=CONSOLE)
        stage.names[f"object:{word}"] = row.id
        if word in ATTESTED:
            last = today + timedelta(days=DAYS_AGO - 1 + ATTESTED[word])
            valid = last - timedelta(days=3 * 365), last
            operations.attest(session, row, f"{row.id}-а", rank, valid, by=CONSOLE)
