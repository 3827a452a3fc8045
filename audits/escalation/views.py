"""Pages of what follows: what leaders have not remedied, the register of failures, hearing and deciding one."""

from collections import Counter
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from audits.escalation import exports, operations, queries, words
from audits.escalation.rules import DECIDED, FailureState
from audits.findings import pages
from audits.findings import queries as findings
from audits.findings import words as finding_words
from audits.inspections import queries as inspections
from audits.inspections import words as inspection_words
from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.downloads import Facts, send
from kernel.web.forms import ActForm, choices, form_page
from kernel.web.refusals import acted
from kernel.web.visit import account, number_in_address, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from kernel.words.i18n import lazy as _l
from kernel.workbook import Written
from people.roles.rules import Permission

bp = Blueprint("escalation", __name__)
STEP = "step.html"
DECISIONS = (("", "–"), ("confirmed", _l("The failure is confirmed")), ("justified", _l("It is found justified")))


class ExplainForm(ActForm):
    text = TextAreaField(_l("Explanation, without secrets"), validators=[DataRequired(), Length(max=1000)])


class DecideForm(ActForm):
    decision = SelectField(_l("Decision"), choices=choices(DECISIONS), validators=[InputRequired()])
    why = StringField(_l("Why it is decided so"), validators=[DataRequired(), Length(max=400)])


@bp.get("/day")
@access.needs(Permission.SEE_FINDINGS)
def day() -> str:
    """What waits for this reader: their digest, their inspections, what they answer for, what they are to look at."""
    with session() as reading:
        notices = queries.digest(reading, account().person_id)
        own, _more = inspections.page(reading, account(), inspections.Sought("mine"), None)
        parts = [("mine", *findings.page(reading, account(), findings.Sought(findings.MINE), None))]
        if account().may(Permission.VERIFY_FINDINGS):
            parts.append(("waiting", *findings.page(reading, account(), findings.Sought(findings.WAITING), None)))
        lists = [(name, [(one, pages.standing(reading, one)) for one in rows], after) for name, rows, after in parts]
    return render_template(
        "audits/escalation/day.html",
        notices=notices,
        own=own if account().may(Permission.SEE_INSPECTIONS) else [],
        lists=lists,
        words=words,
        finding_words=finding_words,
        inspection_words=inspection_words,
        today=clock.today(),
        language=language(),
    )


@bp.get("/unresolved")
@access.needs(Permission.SEE_INSPECTIONS)
def unresolved() -> str:
    """What is not remedied, by the leader who answers today, with ages."""
    severity = number_in_address("severity")
    with session() as reading:
        rows = queries.unresolved(reading, account(), severity)
    totals = sum((one.counts for one in rows), Counter[str]())
    return render_template(
        "audits/escalation/unresolved.html",
        rows=rows,
        totals=totals,
        severity=severity,
        longest=max((one.counts["longest"] for one in rows), default=0),
        ages=queries.AGES,
        today=clock.today(),
        language=language(),
    )


@bp.get("/failures")
@access.needs(Permission.SEE_INSPECTIONS)
def failures() -> str:
    """The register of failures to rectify, the newest first."""
    which = str(request.args.get("which", "open"))
    with session() as reading:
        rows, after = queries.failures(reading, account(), is_open=_is_open(which), after=number_in_address("after"))
        today = clock.today()
        over = {one.id: queries.days_over(reading, one, one.finding.closed_on or today) for one in rows}
    return render_template(
        "audits/escalation/failures.html",
        rows=rows,
        after=after,
        over=over,
        which=which,
        words=words,
        decided=DECIDED,
        language=language(),
    )


def _is_open(which: str) -> bool | None:
    return {"open": True, "decided": False}.get(which)


@bp.post("/failures/export")
@access.needs(Permission.EXPORT_AUDITS)
def export() -> Response:
    """The list as it is shown, as a workbook."""
    which = str(request.args.get("which", "open"))

    def make(reading: Session, facts: Facts, marking: str) -> Written:
        return exports.workbook(queries.every_failure(reading, account(), is_open=_is_open(which)), facts, marking)

    return send("failures", "", {"which": which}, make, back=url_for("escalation.failures", which=which))


@bp.route("/failures/<int:failure_id>/explain", methods=["GET", "POST"])
@access.needs(Permission.ANSWER_FINDINGS)
def explain(failure_id: int) -> str | Response | tuple[str, int]:
    """The official is heard."""
    text = _("Why it was not remedied by its date. Your words stand beside the decision.")
    return _failure(failure_id, ExplainForm(), _("Explain the failure"), text)


@bp.route("/failures/<int:failure_id>/decide", methods=["GET", "POST"])
@access.needs(Permission.DECIDE_FAILURES)
def decide(failure_id: int) -> str | Response | tuple[str, int]:
    """A person decides: the register only proposes."""
    text = _("The register proposes, a person decides: after hearing the official, or after the time for it.")
    return _failure(failure_id, DecideForm(), _("Decide on the failure"), text)


def _failure(failure_id: int, form: ActForm, title: str, text: str) -> str | Response | tuple[str, int]:
    with session() as reading:
        found = queries.failure(reading, account(), failure_id) or abort(404)
    back = url_for("escalation.failures", which="all")
    about = f"№ {found.finding.number} · {found.official.short_name}"
    heard = f"{text} «{found.explanation}»" if found.explanation and isinstance(form, DecideForm) else text
    context: dict[str, Any] = {"title": title, "about": about, "text": heard, "back": back}
    if not form.validate_on_submit():
        return form_page(STEP, form, **context)

    def work(writing: Session) -> Done:
        row = operations.locked(writing, failure_id)
        if isinstance(form, DecideForm):
            is_confirmed = form.decision.data == FailureState.CONFIRMED
            operations.decide(writing, row, str(form.why.data), is_confirmed=is_confirmed, by=account())
        elif isinstance(form, ExplainForm):
            operations.explain(writing, row, str(form.text.data), by=account())
        return Done(back, _("It stands in the register of failures and in the journal."))

    return acted(form, work, lambda: form_page(STEP, form, **context))


def on_finding(reading: Session, finding_id: int) -> dict[str, Any] | None:
    """What the card of a finding shows of its failures."""
    rows = queries.of_finding(reading, finding_id)
    context = {"rows": rows, "words": words, "finding_words": finding_words, "decided": DECIDED}
    return context if rows else None
