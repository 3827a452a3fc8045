"""How entries of the journal are told: whom or what they are about, and what was recorded, in sentences."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from audits.journal.queries import Line, Names, refused_to
from carriers.commission import words as commission
from carriers.commission.rules import Purpose
from carriers.custody import words as custody
from carriers.custody.rules import Confirmation
from carriers.destruction import words as destruction
from carriers.destruction.rules import Exclusion, Method
from carriers.holds import words as holds
from carriers.holds.rules import HoldKind
from carriers.labels import words as labels
from carriers.loss import words as loss
from carriers.loss.rules import Circumstance, Informed, Outcome
from carriers.papers import words as papers
from carriers.papers.rules import What
from carriers.wordings import words as wordings
from kernel.codes.codes import Code
from kernel.grades import WORDS, Grade
from kernel.journal.entries import Log
from kernel.words.i18n import N_, format_date, format_moment, ngettext
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l
from people.admission import words as admission
from people.admission.rules import Element, EndGround, ShownState
from people.calendar import words as calendar
from people.calendar.rules import Kind
from people.posts import words as posts
from people.posts.rules import TenureKind
from people.roles import words as roles
from people.roles.rules import Role
from people.terms import words as terms

LOGS = {
    Log.CUSTODY: _l("Custody"),
    Log.SECURITY: _l("Security"),
}
PAGES = {"cards": _l("command cards"), "scanner": _l("scanner test page")}
LISTS = {
    "carriers": _l("the list of carriers"),
    "persons": _l("the list of persons"),
    "journal": _l("the journal"),
    "losses": _l("the list of losses"),
    "holds": _l("the list of holds"),
    "destruction": _l("the list of destruction acts"),
    "prints": _l("the register of printed papers"),
    "findings": _l("the list of findings"),
    "inspections": _l("the list of inspections"),
    "sample": _l("the list that a sample was drawn from"),
    "failures": _l("the register of failures to rectify"),
    "objects": _l("the list of objects"),
}
COLUMNS = {
    **{f"{one.value}_on": word for one, word in admission.ELEMENTS.items()},
    "decision_no": _l("Number of the decision"),
    "contract_no": _l("Number of the contract"),
    "valid_to": _l("Valid until"),
    "name": _l("Name"),
    "unit": _l("Unit"),
    "place": _l("Where it is"),
    "rank": _l("Grade"),
    "composition": _l("What it consists of"),
    "code": _l("Code"),
    "severity": _l("Severity"),
    "section_kk": _l("Section in Kazakh"),
    "section_ru": _l("Section in Russian"),
    "section_en": _l("Section in English"),
    "text_kk": _l("Requirement in Kazakh"),
    "text_ru": _l("Requirement in Russian"),
    "text_en": _l("Requirement in English"),
    "evidence_kk": _l("Evidence in Kazakh"),
    "evidence_ru": _l("Evidence in Russian"),
    "evidence_en": _l("Evidence in English"),
}
SILENT = frozenset(
    {
        *(
            "carrier",
            "inside",
            "movement",
            "list",
            "clearance",
            "basket",
            "sha256",
            "dpi",
            "permission",
            "hash",
            "facts",
            "states",
            "post",
            "is_verified",
            "frozen",
            "sitting",
            "is_right",
            "case",
            "paper",
            "happened",
            "detected",
            *("stands", "stage", "mark", "seq", "recurs", "follows", "target", "sample", "judged", "extent", "team"),
            *("list_sum", "act_sum", "seed", "reply", "population", "share", "confidence", "misses", "size"),
            *("steps", "failures"),
            "object_kind",
            "requirement",
            "is_same",
        ),
    }
)  # what the page shows elsewhere, or what only machines compare
MOST_LISTED = 5
Tell = Callable[[Any, Names], str]


def subject(line: Line, names: Names) -> str:
    """Whom or what an entry is about; empty where it is about nothing with a name."""
    if line.subject is None:
        return ""
    kind, number = line.subject
    known: dict[str, Mapping[int, str]] = {
        "person": names.persons,
        "account": names.accounts,
        "place": names.places,
        "register": names.registers,
        "unit": names.units,
    }
    return known.get(kind, {}).get(number, "")


def told(line: Line, names: Names, acts: Mapping[str, str], guards: Mapping[str, str]) -> str:
    """What was recorded, in one sentence; empty where the act says it all."""
    fields = line.fields or {}
    if line.entry.op == "refused":
        act = str(acts.get(fields.get("act", ""), fields.get("act", "")))
        why = ", ".join(str(guards.get(one, one)) for one in fields.get("guards", []))
        other = names.persons.get(refused_to(fields) or 0, "")
        whose = f"{act} ({other})" if other and line.subject and line.subject[0] != "person" else act
        return _("%(act)s was refused: %(why)s", act=whose, why=why)
    in_order = sorted(fields, key=lambda name: ORDER.get(name, len(ORDER)))
    parts = [_told(line.entry.op, name, fields[name], names) for name in in_order if fields[name] is not None]
    return ", ".join(part for part in parts if part)


def _told(op: str, name: str, value: Any, names: Names) -> str:
    if name in SILENT:
        return ""
    if (op, name) in TELLS_OF:
        return TELLS_OF[op, name](value, names)
    return TELLS[name](value, names) if name in TELLS else _("%(name)s: %(value)s", name=name, value=value)


def _person(phrase: str) -> Tell:
    return lambda value, names: _(phrase, name=names.persons.get(value, "?"))


def _how(value: list[str | None], _names: Names) -> str:
    ways = dict.fromkeys(str(custody.CONFIRMATIONS[Confirmation(one)]) for one in value if one)
    return _("acknowledged by %(how)s", how=", ".join(ways)) if ways else ""


def _due(value: str, _names: Names) -> str:
    moment = datetime.strptime(value, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    return _("return by %(moment)s", moment=format_moment(moment))


def _codes(value: list[str], names: Names) -> str:
    said = [names.carriers.get(one) or Code.parse(one).grouped for one in value[:MOST_LISTED]]
    more = len(value) - len(said)
    listed = ", ".join(said)
    return _("%(list)s and %(more)s more", list=listed, more=more) if more else listed


def _day(text: str | None) -> str:
    return format_date(date.fromisoformat(text)) if text else "–"


def _change(value: Mapping[str, Any], phrase: str) -> str:
    pairs = (f"{COLUMNS.get(name, name)} {_value(name, one)}" for name, one in value.items())
    return _(phrase, what="; ".join(pairs))


def _value(name: str, value: Any) -> str:
    if isinstance(value, int):
        return str(WORDS[Grade(value)]) if name == "rank" else str(value)
    return _plain(value)


def _plain(value: str | None) -> str:
    try:
        return _day(value)
    except ValueError:
        return str(value)


def _elements(value: Mapping[str, str | None], _names: Names) -> str:
    missing = [str(admission.ELEMENTS[Element(name)]) for name, day in value.items() if not day]
    return _("missing: %(elements)s", elements=", ".join(missing)) if missing else _("all five elements")


def _heirs(value: list[str | None]) -> str:
    said = [one for one in value if one is not None]
    if said:
        return _("lives on in %(list)s", list=", ".join(said))
    return _("asked no more") if value else ""


def _moment(text: str) -> str:
    return format_moment(datetime.fromisoformat(text))


TELLS: dict[str, Tell] = {
    "giver": _person(N_("from %(name)s")),
    "receiver": _person(N_("to %(name)s")),
    "confirmed": _how,
    "second": lambda value, names: _("second worker %(name)s", name=names.accounts.get(value, "?")),
    "witnesses": lambda value, names: _(
        "before %(names)s", names=", ".join(names.persons.get(one, "?") for one in value)
    ),
    "due": _due,
    "sheets": lambda value, _n: ngettext("%(number)s sheet", "%(number)s sheets", value),
    "expected": lambda value, _n: _("the register says %(number)s", number=value),
    "receipt": lambda value, _n: _("receipt %(code)s", code=Code.parse(value).grouped),
    "codes": _codes,
    "carriers": _codes,
    "code": lambda value, names: names.carriers.get(value) or _readable(value),
    "template": lambda value, _n: str(labels.TEMPLATES[value]),
    "reason": lambda value, _n: _("reason: %(reason)s", reason=value),
    "page": lambda value, _n: str(PAGES[value]),
    "year": lambda value, _n: str(value),
    "last": lambda value, _n: _("last number %(number)s", number=value),
    "first": lambda value, _n: _("from %(code)s on", code=Code.parse(value).grouped),
    "count": lambda value, _n: ngettext("%(number)s label", "%(number)s labels", value),
    "numbers": lambda value, _n: _("numbers %(first)s–%(last)s", first=value[0], last=value[1]),
    "rank": lambda value, _n: _("grade: %(grade)s", grade=str(WORDS[Grade(value)])),
    "roles": lambda value, _n: ", ".join(str(roles.ROLES[Role(one)]) for one in value),
    "form": lambda value, _n: str(admission.FORMS[value]),
    "valid": lambda value, _n: _("from %(first)s to %(last)s", first=_day(value[0]), last=_day(value[1])),
    "elements": _elements,
    "state": lambda value, _n: str(admission.STATES[ShownState(value)]),
    "was": lambda value, _n: _change(value, N_("was: %(what)s")),
    "now": lambda value, _n: _change(value, N_("now: %(what)s")),
    "ground": lambda value, _n: str(admission.GROUNDS[EndGround(value)]),
    "on": lambda value, _n: _("on %(day)s", day=_day(value)),
    "what": lambda value, _n: str(LISTS.get(value, value)),
    "export": lambda value, _n: _("number %(code)s", code=Code.parse(value).grouped),
    "rows": lambda value, _n: ngettext("%(number)s row", "%(number)s rows", value),
    "filters": lambda value, _n: _("filtered") if value else _("the whole list"),
    "tenure": lambda value, _n: str(posts.TENURES[TenureKind(value)]),
    "is_head": lambda value, _n: _("heads the unit") if value else "",
    "order": lambda value, _n: _("order %(number)s", number=value),
    "method": lambda value, _n: str(destruction.METHODS[Method(value)]),
    "kind": lambda value, _n: str(holds.KINDS[HoldKind(value)]),
    "term": lambda value, _n: str(terms.TERMS[value]),
    "grade": lambda value, _n: str(WORDS[Grade(value)]) if value >= 0 else "",
    "value": lambda value, _n: _("value: %(value)s", value=value),
    "source": lambda value, _n: _("source: %(source)s", source=value),
    "why": lambda value, _n: str(destruction.EXCLUSIONS[Exclusion(value)]),
    "seal": lambda value, _n: _("seal %(number)s", number=value),
    "circumstance": lambda value, _n: str(loss.CIRCUMSTANCES[Circumstance(value)]),
    "whom": lambda value, _n: str(loss.INFORMED[Informed(value)]),
    "letter": lambda value, _n: _("letter %(number)s", number=value),
    "outcome": lambda value, _n: str(loss.OUTCOMES[Outcome(value)]),
    "tenge": lambda value, _n: _("%(number)s tenge", number=value),
    "purpose": lambda value, _n: str(commission.PURPOSES[Purpose(value)]),
    "seats": lambda value, names: ", ".join(names.persons.get(one, "?") for one, _seat in value),
    "parent": lambda _value, _n: _("inside another unit"),
    "text": lambda value, _n: str(wordings.of(value)),
    "text_kk": lambda value, _n: f"«{value}»",
    "text_ru": lambda value, _n: f"«{value}»",
    "parts": lambda value, _n: ngettext("%(number)s carrier inside", "%(number)s carriers inside", value),
    "version": lambda value, _n: _("version %(number)s", number=value),
    "of_unit": lambda value, names: names.units.get(value, "?"),
    "special_days": lambda value, _n: ngettext("%(number)s special day", "%(number)s special days", len(value)),
    "special_day": lambda value, _n: f"{_day(value[0])}: {calendar.KINDS[Kind(value[1])]}",
    "other": lambda value, _n: Code.parse(value).grouped,
    "ranks": lambda value, _n: " → ".join(str(WORDS[Grade(one)]) for one in value),
    "printed": lambda value, _n: str(papers.WHATS[What(value)]),
    "object_no": lambda value, _n: _("object no. %(number)s", number=value),
    "document": lambda value, _n: _("document %(number)s", number=value),
    "number": lambda value, _n: f"№ {value}",
    "item": lambda value, _n: _("item %(code)s", code=value),
    "severity": lambda value, _n: _("severity %(number)s", number=value),
    "official": _person(N_("official %(name)s")),
    "executor": _person(N_("executor %(name)s")),
    "judge": _person(N_("judge %(name)s")),
    "due_on": lambda value, _n: _("due %(day)s", day=_day(value)),
    "until_on": lambda value, _n: _("until %(day)s", day=_day(value)),
    "act_no": lambda value, _n: _("act № %(number)s", number=value),
    "list_no": lambda value, _n: _("checklist, version %(number)s", number=value),
    "version_no": lambda value, _n: _("version %(number)s", number=value),
    "item_code": lambda value, _n: _("requirement %(code)s", code=value),
    "heirs": lambda value, _n: _heirs(value),
    "about": lambda value, _n: _("of %(code)s", code=Code.parse(value).grouped) if value.isdecimal() else "",
}
ORDER = {name: place for place, name in enumerate(TELLS)}  # of a sentence; a body keeps its names by the alphabet
TELLS_OF: dict[tuple[str, str], Tell] = {  # where one name means something else in one act
    ("execute_act", "count"): lambda value, _n: ngettext("%(number)s carrier", "%(number)s carriers", value),
    ("print_labels", "reason"): lambda value, _n: str(labels.REASONS[value]),
    ("scan_refused", "reason"): lambda _value, _n: "",
    ("confirm_clock", "was"): lambda value, _n: _("the last entry before was of %(moment)s", moment=_moment(value)),
}


def _readable(text: str) -> str:
    """A code in groups; the code of a register or a unit as it is."""
    try:
        return Code.parse(text).grouped
    except ValueError:
        return text


def worker(line: Line) -> str:
    """Who did it."""
    if line.worker is None:
        return _("The register itself")
    return line.worker.person.short_name if line.worker.person else line.worker.login
