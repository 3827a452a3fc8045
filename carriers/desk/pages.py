"""The desk as a page: what stands on it, what was said, whose turn it is."""

from flask import get_flashed_messages, render_template

from carriers.custody import queries as custody
from carriers.custody import words as custody_words
from carriers.custody.rules import Act
from carriers.desk import operations, queries, words
from carriers.desk.forms import CommitForm, CountForm, ScanForm
from carriers.desk.models import Basket
from carriers.desk.queries import Desk
from carriers.desk.rules import DESK_ACTS, Said, Step
from carriers.desk.scans import Answer
from carriers.register import queries as registers
from kernel import clock
from kernel.codes import words as scan_words
from kernel.web.visit import account, session
from kernel.words.i18n import format_moment
from people.admission import words as admission_words
from people.admission.queries import elements


def desk() -> str:
    """The desk of the account as it stands now. Each thing said has its sound; the last one is heard."""
    said = list(get_flashed_messages(with_categories=True))
    with session() as reading:
        basket = queries.open_basket(reading, account()) or Basket(account_id=account().id, act=Act.ISSUE)
        found = queries.desk(reading, basket, account())
        overdue = custody.overdue_number(reading, account(), clock.now())
        books = registers.designations(reading)
    asked = found.to_count
    return render_template(
        "carriers/desk/desk.html",
        desk=found,
        said=said,
        sound=said[-1][0] if said else "",
        step=found.step,
        step_words=words.step(found.step, turn(found), scan_acknowledges=found.scan_acknowledges),
        scan_form=ScanForm(formdata=None, edition=found.edition),
        commit_form=CommitForm(formdata=None, edition=found.edition),
        count_form=CountForm(formdata=None, edition=found.edition, row=asked.row.id if asked else ""),
        overdue=overdue,
        registers=books,
        words=words,
        custody_words=custody_words,
        element_words=admission_words.ELEMENTS,
        elements=elements,
        acts=DESK_ACTS,
        today=clock.today(),
        Step=Step,
    )


def turn(found: Desk) -> str:
    """Whose turn it is: a person, or the paper to be counted."""
    if found.step is Step.COUNT_SHEETS and found.to_count is not None:
        return found.to_count.carrier.number
    person = operations.whose_pin(found)
    return person.short_name if person else ""


def sentence(answer: Answer) -> str:
    """The answer in words, with the data that only words can make."""
    data = dict(answer.data)
    if "refused" in data:
        data["reason"] = scan_words.sentence(data["refused"])
    if "objection" in data:
        data["reason"] = words.reason(data["objection"])
    if "line" in data:
        data["reason"] = " ".join(words.reasons(data["line"]))
    if answer.said in (Said.ADDED, Said.NEEDS, Said.REFUSED):
        data["kind"] = custody_words.KINDS[data["kind"]]
    if "since" in data:
        data["since"] = format_moment(data["since"])
    if answer.said is Said.NOT_YET:
        found = data["desk"]
        data["step"] = words.step(data["step"], turn(found), scan_acknowledges=found.scan_acknowledges)
    return words.said(answer.said, data)
