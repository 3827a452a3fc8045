"""Printing labels: refused without a reason the second time, and always journalled."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carriers.labels import drawing, rules
from carriers.labels.models import LabelPrint
from carriers.labels.rules import Label, Reason, Template
from kernel import clock
from kernel.account import Account, id_of
from kernel.journal import entries as journal
from kernel.objections import refuse_if


def print_labels(
    session: Session,
    labels: Sequence[Label],
    template: Template,
    *,
    dpi: int,
    start: int = 1,
    reason: Reason = Reason.FIRST,
    by: Account | None,
) -> bytes:
    """The labels as PDF. Raises Refused for a second print without a reason, a wrong start or a wrong dpi."""
    codes = [label.code for label in labels]
    was_printed = session.scalars(select(LabelPrint.id).where(LabelPrint.code.in_(codes)).limit(1)).first() is not None
    objections = rules.objections_to_print(was_printed=was_printed, reason=reason, start=start, dpi=dpi)
    refuse_if("print_labels", objections)
    now = clock.now()
    session.add_all(
        LabelPrint(code=code, template=template, dpi=dpi, reason=reason, account_id=id_of(by), at=now) for code in codes
    )
    session.flush()
    journal.append(session, "print_labels", by=by, codes=codes, template=template, dpi=dpi, reason=reason)
    return drawing.draw(labels, template, dpi, start=start)
