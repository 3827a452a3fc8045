"""Inspections of the invented office: one closed with findings in every state, a control one, one open, one planned."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from audits.checklists.shipped import checklist
from audits.findings import closing, course, extensions
from audits.findings import operations as findings
from audits.findings.closing import Measure
from audits.findings.models import Finding
from audits.findings.operations import Draft
from audits.findings.rules import EvidenceKind, Extent, Plan, Reason, Verdict
from audits.inspections import acts, queries
from audits.inspections import operations as inspections
from audits.inspections.models import Inspection
from audits.inspections.operations import Order, Said
from audits.inspections.rules import Counted, How, Kind, Mark, Matter
from kernel import clock
from kernel.console.stage import Stage
from people.accounts.models import Account
from people.register.models import Person

OBJECT = "object:2"  # an information system of the unit
UNCOUNTED = Counted(None, None, None)
HELD, ANSWERED, DELIVERED, TAKEN, ENDED = 39, 38, 37, 36, 30  # days ago
CONTROL, UNDER_WAY = 9, 1


@dataclass(frozen=True)
class Story:
    """A finding of the demo: the item, its severity, what was seen, and how far it has come."""

    item: str
    severity: int
    text: str
    end: str


STORIES = (
    Story("A03", 4, "Бір маманның сертификаты жоқ", "verified"),
    Story("B03", 2, "Техникалық төлқұжатта екі монитор жоқ", "effective"),
    Story("C03", 1, "Белсенді қорғау құралы өшірулі", "overdue"),
    Story("E04", 3, "Антивирус базасы ескірген", "in_work"),
    Story("E02", 2, "Екі құралдың пломбасы бүлінген", "reported"),
    Story("F05", 3, "Оқиғалар журналы талданбайды", "rejected"),
    Story("F04", 3, "Парольдер мерзімінде ауыстырылмаған", "extended"),
    Story("G04", 4, "Келушілер журналы толтырылмаған", "issued"),
    Story("D05", 2, "Терезеде қорғау пердесі жоқ", "permit"),
    Story("A05", 4, "Қорғау жоспары жаңартылмаған", "annulled"),
)


def build(stage: Stage) -> None:
    stage.plan(HELD, partial(_hold, stage, "first", Kind.PLANNED))
    stage.plan(ANSWERED, partial(_find, stage, STORIES))
    stage.plan(DELIVERED, partial(_sign, stage, "first"))
    stage.plan(TAKEN, partial(_take, stage))
    stage.plan(ENDED, partial(_fix, stage))
    stage.plan(ENDED - 3, partial(_look, stage))
    stage.plan(CONTROL + 3, partial(_judge, stage))
    stage.plan(CONTROL, partial(_control, stage))
    stage.plan(UNDER_WAY, partial(_conduct, stage))
    stage.plan(UNDER_WAY, partial(_planned, stage))


def _account(stage: Stage, session: Session, name: str) -> Account:
    return session.get_one(Account, stage.names[f"account:{name}"])


def _plan(stage: Stage, session: Session, unit: str, kind: Kind, first: int, last: int) -> Inspection:
    today = clock.today()
    days = today + timedelta(days=first), today + timedelta(days=last)
    period = today.replace(month=1, day=1), today
    thing = stage.names[OBJECT] if unit == "04" else None
    unit_id = stage.names[f"unit:{unit}"]
    said = inspections.Plan(kind, Matter.REGIME, unit_id, thing, days, period, "Жылдық жоспар, 3-тармақ")
    return inspections.plan(session, said, by=_account(stage, session, "inspector"))


def _ordered(stage: Stage, session: Session, unit: str, kind: Kind) -> Inspection:
    leader = _account(stage, session, "inspector")
    row = _plan(stage, session, unit, kind, 0, 4)
    people = [session.get_one(Person, stage.names[f"person:{name}"]) for name in ("Ким", "Сәрсенова")]
    inspections.name_team(session, row, [(one, n == 0) for n, one in enumerate(people)], by=leader)
    order = Order(f"{row.no}-т", clock.today(), "4 2 6")
    inspections.prepare(session, row, order, by=_account(stage, session, "chief"))
    inspections.begin(session, row, by=leader)
    return row


def _hold(stage: Stage, name: str, kind: Kind, session: Session) -> None:
    stage.names[f"inspection:{name}"] = _ordered(stage, session, "04", kind).id


def _inspection(stage: Stage, session: Session, name: str) -> Inspection:
    return queries.locked(session, stage.names[f"inspection:{name}"])


def _find(stage: Stage, stories: tuple[Story, ...], session: Session) -> None:
    by, row = _account(stage, session, "inspector"), _inspection(stage, session, "first")
    _answer_all(session, row, {one.item: one.text for one in stories}, by)
    for one in stories:
        finding = findings.draft(session, _draft(row, one, stage.names[OBJECT]), by=by)
        stage.names[f"finding:{one.end}"] = finding.id
    acts.draft(session, row, "Режим негізінен сақталады, анықталған бұзушылықтар жойылсын.", by=by)


def _answer_all(session: Session, row: Inspection, bad: dict[str, str], by: Account) -> None:
    for item in checklist().items:
        mark = Mark.NOT_MET if item.code in bad else Mark.MET
        said = Said(item.code, mark, How.EXAMINATION, UNCOUNTED, bad.get(item.code, ""), 0)
        inspections.answer(session, row, said, by=by)


def _draft(row: Inspection, story: Story, object_id: int, recurrence_of: int | None = None) -> Draft:
    requirement = next(one.requirement for one in checklist().items if one.code == story.item)
    span = row.first_on, row.last_on
    return Draft(
        row.id,
        span,
        story.item,
        requirement,
        row.unit_id,
        object_id,
        story.severity,
        story.text,
        clock.today(),
        recurrence_of,
    )


def _sign(stage: Stage, name: str, session: Session) -> None:
    row = _inspection(stage, session, name)
    act = queries.act(session, row.id)
    shown = act.sha256 if act else ""
    for login in ("inspector", "inspector2"):
        acts.sign(session, row, shown, by=_account(stage, session, login))
    acts.deliver(session, row, shown, by=_account(stage, session, "unit"))


def _finding(stage: Stage, session: Session, end: str) -> Finding:
    return course.locked(session, stage.names[f"finding:{end}"])


def _take(stage: Stage, session: Session) -> None:
    """The head of the unit accepts all but one and names who makes the remedy."""
    by = _account(stage, session, "unit")
    fixer = session.get_one(Person, stage.names["person:Смағұлов"])
    for one in STORIES:
        row = _finding(stage, session, one.end)
        if one.end in ("issued", "annulled"):
            continue
        findings.acknowledge(session, row, interim="Жұмыс тоқтатылды" if one.severity == 1 else "", by=by)
        findings.assign(session, row, fixer, by=by)
    permitted = _finding(stage, session, "permit")
    until = clock.today() + timedelta(days=120)
    extensions.permit(
        session, permitted, until, "44-п", measures="Тәулік бойы күзет", by=_account(stage, session, "chief")
    )
    late = _finding(stage, session, "extended")
    asked = clock.today() + timedelta(days=58)
    texts = "Бағдарлама сатып алынуда", "Кіру шектелді"
    extensions.ask(session, late, asked, Reason.PROCUREMENT, texts, by=by)
    extensions.decide(session, late, is_granted=True, why="Шара қолданылды", by=_account(stage, session, "chief"))


def _fix(stage: Stage, session: Session) -> None:
    """Fixes that are reported, plans for those that need one, an annulment that is asked for."""
    by, judge = _account(stage, session, "unit"), _account(stage, session, "inspector2")
    inspector = _account(stage, session, "inspector")
    for end in ("verified", "effective", "rejected"):
        row = _finding(stage, session, end)
        findings.show_evidence(session, row, EvidenceKind.ACT, f"№ {row.no + 50} тексеру актісі", by=by)
        findings.report(session, row, text="Түзетілді, акт жасалды", by=by)
    row = _finding(stage, session, "effective")
    plan = Plan(judge.person_id or 0, clock.today() + timedelta(days=ENDED - CONTROL - 5), 6, 0)
    closing.plan_effect(session, row, Measure("Төлқұжаты сәйкес жұмыс орындары", plan), by=inspector)
    wrong = _finding(stage, session, "annulled")
    closing.ask_annulment(session, wrong, reason="Жоспар басқа істе тұр", document_no="9-а", by=inspector)


def _look(stage: Stage, session: Session) -> None:
    """Another person looks: two fixes hold, one does not; the head of the body agrees to the annulment."""
    by = _account(stage, session, "inspector2")
    for end, is_verified in (("verified", True), ("effective", True), ("rejected", False)):
        text = "Қаралды, жойылды" if is_verified else "Журналда жазба жоқ"
        closing.look(session, _finding(stage, session, end), is_verified=is_verified, text=text, by=by)
    wrong = _finding(stage, session, "annulled")
    closing.decide_annulment(session, wrong, is_agreed=True, by=_account(stage, session, "chief"))
    grave, inspector = _finding(stage, session, "overdue"), _account(stage, session, "inspector")
    answers = {other.id: Extent.NOT for other in findings.others(session, grave)}
    findings.answer_extent(session, grave, answers, by=inspector)
    first = _inspection(stage, session, "first")
    acts.close(session, first, by=inspector)


def _judge(stage: Stage, session: Session) -> None:
    by = _account(stage, session, "inspector2")
    closing.judge(
        session, _finding(stage, session, "effective"), Verdict.EFFECTIVE, (6, 0), note="Алтауы да сәйкес", by=by
    )


def _control(stage: Stage, session: Session) -> None:
    """A control inspection on one day: what was closed has come back, and a fix waits to be looked at."""
    _hold(stage, "control", Kind.CONTROL, session)
    by, row = _account(stage, session, "inspector"), _inspection(stage, session, "control")
    again = Story("A03", 4, "Тағы екі маманның сертификаты жоқ", "recurrent")
    _answer_all(session, row, {again.item: again.text}, by)
    before = stage.names["finding:verified"]
    finding = findings.draft(session, _draft(row, again, stage.names[OBJECT], before), by=by)
    stage.names["finding:recurrent"] = finding.id
    acts.draft(session, row, "Бір бұзушылық қайталанған.", by=by)
    _sign(stage, "control", session)
    waiting, unit = _finding(stage, session, "reported"), _account(stage, session, "unit")
    findings.show_evidence(session, waiting, EvidenceKind.PAGE, "Пломбалау журналы, 12-жазба", by=unit)
    findings.report(session, waiting, text="Пломбалар жаңартылды", by=unit)


def _conduct(stage: Stage, session: Session) -> None:
    """An inspection of the registry under way: half of the sheet answered, one item in two ways."""
    row = _ordered(stage, session, "01", Kind.UNSCHEDULED)
    stage.names["inspection:open"] = row.id
    leader, second = (_account(stage, session, one) for one in ("inspector", "inspector2"))
    items = [one.code for one in checklist().items]
    for code in items[: len(items) // 2]:
        inspections.answer(session, row, Said(code, Mark.MET, How.EXAMINATION, UNCOUNTED, "", 0), by=leader)
    note = "Сейф № 1: кілт журналында жазба жоқ"
    counted = Counted(9, 9, 1)
    inspections.answer(session, row, Said(items[0], Mark.NOT_MET, How.EXAMINATION, counted, note, 0), by=second)


def _planned(stage: Stage, session: Session) -> None:
    row = _plan(stage, session, "02", Kind.PLANNED, 20, 24)
    leader = session.get_one(Person, stage.names["person:Ким"])
    inspections.name_team(session, row, [(leader, True)], by=_account(stage, session, "inspector"))
