"""An assessment in words: which rule, why this wording, why this amount, until when; in each of three languages."""

from collections.abc import Iterator

from audits.liability.law import Law, Status
from audits.liability.rules import Assessment, Proposal, Why
from kernel.words.i18n import format_date, use_language
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

LANGUAGES = ("kk", "ru", "en")
STATUSES = {
    Status.CURRENT: _l("admitted on that day"),
    Status.FORMER: _l("admitted before that day"),
    Status.NEVER: _l("never admitted"),
}
PROPOSALS = {
    Proposal.ADMINISTRATIVE: _l("administrative case"),
    Proposal.DISCIPLINARY: _l("materials to the disciplinary authority"),
    Proposal.CRIMINAL_REFERRAL: _l("materials to the criminal investigation"),
    Proposal.NONE: _l("no case"),
}


def explanation(found: Assessment, law: Law) -> dict[str, str]:
    """The whole explanation by language."""
    told = {}
    for language in LANGUAGES:
        with use_language(language):
            told[language] = " ".join(_sentences(found, law, language))
    return told


def _sentences(found: Assessment, law: Law, language: str) -> Iterator[str]:
    facts = found.facts
    yield _("%(code)s: %(name)s.", code=facts.type.code, name=facts.type.names[language])
    yield _("Proposed: %(what)s; a person decides.", what=PROPOSALS[found.proposal])
    yield _why(found)
    if found.amount is not None:
        yield _(
            "Fine: %(mci)s times %(value)s tenge, the index on %(day)s, is %(amount)s tenge; "
            "%(reduced)s tenge if paid within %(days)s days.",
            mci=found.mci,
            value=found.mci_value,
            day=format_date(facts.case_on),
            amount=found.amount,
            reduced=found.reduced_amount,
            days=law.term("reduced_days", facts.offence_on),
        )
    if found.mci_value is not None and facts.is_provisional:
        yield _("Provisional: the index is that of the day on which the case opens, and none is open yet.")
    if found.limitation_on is not None:
        yield _("Nobody can be held liable after %(day)s.", day=format_date(found.limitation_on))
    if found.softer is not None:
        yield _("A later wording is softer and is offered: %(rule)s.", rule=found.softer.code)
    if found.otherwise is not None:
        yield _("Where no crime is found: %(rule)s.", rule=found.otherwise.code)
    if facts.type.planned:
        yield _("A draft would cover it and is not law: %(rule)s.", rule=facts.type.planned)
    if found.rule is not None and not found.rule.is_verified:
        yield _("No lawyer has verified this row yet.")


def _why(found: Assessment) -> str:
    day = format_date(found.facts.offence_on)
    rule = found.rule.code if found.rule else found.named.code if found.named else ""
    match found.why:
        case Why.RULE_OF_THE_DAY:
            return _("The wording in force on %(day)s applies: %(rule)s.", day=day, rule=rule)
        case Why.NOT_COVERED:
            who = STATUSES[found.status]
            told = {"day": day, "rule": rule, "who": who}
            return _("The wording in force on %(day)s, %(rule)s, does not cover who was %(who)s.", **told)
        case Why.ONLY_PLANNED:
            return _("No part of an article in force covers it.")
        case Why.NO_PART:
            return _("No part of an article covers a person of this standing.")
        case Why.WITHOUT_FINE:
            return _("%(rule)s is broken, but conscripts and cadets pay no fine (art. 32).", rule=rule)
        case Why.TIME_BARRED:
            return _("%(rule)s applied, but the term of liability is over.", rule=rule)
        case Why.LARGE_DAMAGE:
            return _("The damage is above the threshold of large damage: %(rule)s.", rule=rule)
        case Why.LOSS:
            return _("A crime is looked at first, whatever the damage: %(rule)s.", rule=rule)
