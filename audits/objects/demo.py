"""Eight objects of the invented office: two whose attestation soon ends, one whose attestation is over."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from audits.objects import operations
from audits.objects.operations import Facts, Paper
from audits.objects.rules import ObjectKind
from kernel import clock
from kernel.console.stage import Stage
from kernel.grades import Grade
from people.accounts.models import Account

DAYS_AGO, YEARS = 40, 3 * 365


@dataclass(frozen=True)
class Thing:
    """One object; `left` are the days until its attestation ends, counted from the day of the demo."""

    kind: ObjectKind
    name: str
    unit: str
    place: str
    grade: Grade
    composition: str = ""
    left: int | None = None


K = ObjectKind
THINGS = (
    Thing(K.PREMISES, "Құпия құжаттар бөлмесі", "01", "012-бөлме", Grade.TOP_SECRET, left=700),
    Thing(
        K.INFORMATION_SYSTEM,
        "Автоматтандырылған жүйе «Картограф»",
        "04",
        "214-бөлме",
        Grade.SECRET,
        "ЭЕМ — 2, принтер — 1, алынбалы диск — 3",
        left=20,
    ),
    Thing(K.INFORMATION_SYSTEM, "АРМ секретной части", "01", "012-бөлме", Grade.TOP_SECRET, "ЭВМ — 1", left=75),
    Thing(K.PROTECTION_MEANS, "Шу генераторы", "03", "012-бөлме", Grade.TOP_SECRET, left=-12),
    Thing(K.CONTAINER, "Сейф № 4", "01", "012-бөлме", Grade.SPECIAL_IMPORTANCE),
    Thing(K.WORKPLACE, "Картографтың жұмыс орны", "04", "214-бөлме", Grade.SECRET, left=400),
    Thing(K.PREMISES, "Жиналыс залы", "02", "301-бөлме", Grade.SECRET, left=1000),
    Thing(K.UNIT, "Геодезия және картография бөлімі", "04", "2-қабат", Grade.SECRET),
)


def build(stage: Stage) -> None:
    stage.plan(DAYS_AGO, partial(_enter, stage))


def _enter(stage: Stage, session: Session) -> None:
    by = session.get_one(Account, stage.names["account:inspector"])
    for number, thing in enumerate(THINGS, start=1):
        unit_id = stage.names[f"unit:{thing.unit}"]
        facts = Facts(thing.name, unit_id, thing.place, thing.grade, thing.composition)
        row = operations.enter(session, thing.kind, facts, by=by)
        stage.names[f"object:{number}"] = row.id
        if thing.left is not None:
            last = clock.today() + timedelta(days=DAYS_AGO + thing.left)
            paper = Paper(f"{number}-А", thing.grade, last - timedelta(days=YEARS), last)
            operations.attest(session, row, paper, by=by)
