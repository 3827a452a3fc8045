"""The steps of a case of loss as values: what each is called, asks, does, and when it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from carriers.commission import queries as commissions
from carriers.commission.models import Commission
from carriers.commission.rules import Purpose
from carriers.custody.models import Carrier
from carriers.loss import forms, operations
from carriers.loss.models import LossCase
from carriers.loss.operations import Finding
from carriers.loss.rules import CaseFacts, Clock, Informed, Outcome
from kernel import clock
from kernel.grades import Grade
from kernel.web.forms import ActForm, choices
from kernel.web.visit import account
from kernel.words.i18n import format_date
from kernel.words.i18n import lazy as _l
from people.register import queries as persons
from people.roles.rules import Permission

ENDPOINTS = {
    Permission.KEEP_LOSSES: "loss.step",
    Permission.LEAD_LOSSES: "loss.lead",
    Permission.CONFIRM_LOSS: "loss.confirm",
}


def _nothing(_reading: Session, _form: ActForm, _case: LossCase) -> None:
    """A form that needs no rows."""


@dataclass(frozen=True)
class Step:
    """One step of a case: `run` acts on the locked case and carrier with what the form holds."""

    name: str
    word: str
    text: str
    form: type[ActForm]
    run: Callable[[Session, LossCase, Carrier, Any], None]
    is_open: Callable[[CaseFacts, LossCase], bool]
    permission: Permission = Permission.KEEP_LOSSES
    prepare: Callable[[Session, Any, LossCase], None] = _nothing
    is_grave: bool = False

    @property
    def endpoint(self) -> str:
        return ENDPOINTS[self.permission]


def untold(case: LossCase) -> Informed:
    """Who is to be told next: the head, the authorised body, then the owner of the information."""
    told = {Informed.HEAD: case.head_told_at, Informed.AUTHORITY: case.authority_told_at}
    return next((one for one, at in told.items() if at is None), Informed.OWNER)


def _next_untold(_reading: Session, form: forms.InformForm, case: LossCase) -> None:
    if not form.is_submitted():
        form.whom.data = untold(case).value


def _inform(writing: Session, case: LossCase, _carrier: Carrier, form: forms.InformForm) -> None:
    at, letter = form.at.data or clock.now(), str(form.letter.data or "")
    operations.inform(writing, case, Informed(form.whom.data), at, letter=letter, by=account())


def _search(writing: Session, case: LossCase, _carrier: Carrier, form: forms.SearchForm) -> None:
    two = (persons.named(writing, form.who.data, "who"), persons.named(writing, form.witness.data, "witness"))
    looked, is_last = (str(form.place.data), str(form.result.data)), bool(form.is_last.data)
    operations.search(writing, case, form.at.data or clock.now(), looked, two, is_last=is_last, by=account())


def _commissions(reading: Session, form: forms.CommissionForm, _case: LossCase) -> None:
    rows = commissions.sitting(reading, Purpose.LOSS, clock.today())
    form.commission_id.choices = choices((one.id, f"{one.order_no}, {format_date(one.order_on)}") for one in rows)


def _appoint(writing: Session, case: LossCase, _carrier: Carrier, form: forms.CommissionForm) -> None:
    operations.appoint(writing, case, writing.get_one(Commission, form.commission_id.data), by=account())


def _degree(writing: Session, case: LossCase, _carrier: Carrier, form: forms.DegreeForm) -> None:
    operations.confirm_degree(writing, case, Grade(form.rank.data), by=account())


def _damage(writing: Session, case: LossCase, _carrier: Carrier, form: forms.DamageForm) -> None:
    damage = form.damage.data or Decimal(0)
    operations.assess_damage(writing, case, damage, decision=str(form.decision.data), by=account())


def _conclude(writing: Session, case: LossCase, _carrier: Carrier, form: forms.ConclusionForm) -> None:
    operations.conclude(writing, case, str(form.conclusion.data), by=account())


def _found(writing: Session, case: LossCase, carrier: Carrier, form: forms.FoundForm) -> None:
    finder = persons.named(writing, form.who.data, "who")
    found = Finding(
        form.at.data or clock.now(),
        str(form.place.data),
        finder,
        form.sheets.data,
        str(form.seal.data),
        str(form.exposed_to.data or ""),
    )
    operations.find(writing, case, carrier, found, by=account())


def _confirm(writing: Session, case: LossCase, carrier: Carrier, form: forms.ConfirmForm) -> None:
    consent = str(form.consent_no.data), form.consent_on.data or clock.today()
    operations.confirm_loss(writing, case, carrier, consent=consent, by=account())


def _runs(facts: CaseFacts) -> bool:
    return facts.outcome is None


STEPS = (
    Step(
        "inform",
        _l("Enter a report"),
        _l("When the head, the authorised body or the owner of the information was told. The head is told at once."),
        forms.InformForm,
        _inform,
        lambda facts, case: _runs(facts) and None in (case.head_told_at, case.authority_told_at, case.owner_told_at),
        prepare=_next_untold,
    ),
    Step(
        "search",
        _l("Log a search"),
        _l("One place a line: what was looked through, by which two, and what was found there."),
        forms.SearchForm,
        _search,
        lambda facts, case: _runs(facts) and case.search_ended_at is None,
    ),
    Step(
        "commission",
        _l("Appoint the commission"),
        _l("By the order that forms it. Its members are cleared for this grade today."),
        forms.CommissionForm,
        _appoint,
        lambda facts, _case: _runs(facts) and not facts.has_commission,
        prepare=_commissions,
        permission=Permission.LEAD_LOSSES,
    ),
    Step(
        "degree",
        _l("Confirm the degree"),
        _l("The degree of secrecy of what the carrier held, before any damage is assessed."),
        forms.DegreeForm,
        _degree,
        lambda facts, _case: _runs(facts) and facts.has_commission and not facts.has_degree,
        permission=Permission.LEAD_LOSSES,
    ),
    Step(
        "damage",
        _l("Assess the damage"),
        _l("By the decision of the commission that assesses it."),
        forms.DamageForm,
        _damage,
        lambda facts, _case: _runs(facts) and facts.has_degree and not facts.has_damage,
        permission=Permission.LEAD_LOSSES,
    ),
    Step(
        "conclude",
        _l("Conclude the investigation"),
        _l("Cause, who answers for it, and what is done against another. Write no secret here."),
        forms.ConclusionForm,
        _conclude,
        lambda facts, _case: _runs(facts) and facts.has_commission and facts.has_search and not facts.has_conclusion,
        permission=Permission.LEAD_LOSSES,
    ),
    Step(
        "found",
        _l("It is found"),
        _l("It is back in the registry from this second. The case stays on its card for ever."),
        forms.FoundForm,
        _found,
        lambda facts, _case: facts.outcome in (None, Outcome.LOST),
    ),
    Step(
        "confirm",
        _l("Confirm the loss"),
        _l("The carrier is taken off the account, by the consent of the authorised body."),
        forms.ConfirmForm,
        _confirm,
        lambda facts, _case: _runs(facts) and facts.has_conclusion,
        permission=Permission.CONFIRM_LOSS,
        is_grave=True,
    ),
)


def next_step(facts: CaseFacts, case: LossCase) -> Step | None:
    """The one step that comes next: the reports, the search, the commission, its work, the end."""
    if not _runs(facts):
        return None
    if case.head_told_at is None or case.authority_told_at is None:
        return STEPS[0]
    order = ("search",) if not facts.has_search else ("commission", "conclude", "degree", "damage", "search", "confirm")
    open_ones = {one.name: one for one in STEPS if one.is_open(facts, case)}
    return next((open_ones[name] for name in order if name in open_ones), None)


WIDTH = 236  # of a clock's bar


def share(one: Clock, now: datetime) -> int:
    """How much of the bar of a clock is filled."""
    whole = (one.due_at - one.since).total_seconds()
    spent = ((one.done_at or now) - one.since).total_seconds()
    return WIDTH if whole <= 0 else round(WIDTH * min(1.0, max(0.0, spent / whole)))
