"""The acts on the checklist: drafting a version, changing it item by item, approving it, discarding it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from audits.checklists import queries, rules
from audits.checklists.models import ChecklistItem, ChecklistSuccession, ChecklistVersion
from audits.checklists.rules import LANGUAGES, Checklist, ChecklistGuard, Item
from kernel import clock
from kernel.account import Account
from kernel.database.engine import PLAIN
from kernel.journal import entries as journal
from kernel.journal.entries import Head, Log
from kernel.objections import Objection, Refused, refuse_if
from people.accounts import queries as accounts

AUTHORING = ("draft_checklist", "edit_checklist", "add_to_checklist", "take_from_checklist", "put_back_in_checklist")
KEY = "V{number}-{n}"  # what a requirement that begins with this version is known by for ever


def draft(session: Session, *, by: Account) -> ChecklistVersion:
    """A new version that begins as a copy of the one in force. Raises Refused."""
    session.execute(select(Head.size).where(Head.log == Log.CUSTODY).with_for_update()).one()
    refuse_if("draft_checklist", rules.objections_to_drafting(has_draft=queries.open_draft(session) is not None))
    base_id, _content = queries.in_force(session)
    number = (session.scalar(select(func.max(ChecklistVersion.number))) or 0) + 1
    made = ChecklistVersion(number=number, drafter_id=by.id, drafted_at=clock.now())
    session.add(made)
    session.flush()
    for row in queries.rows(session, base_id):
        session.add(_row(made.id, row.position, row.item))
    session.flush()
    told = _told(session, made)
    journal.append(session, "draft_checklist", by=by, subject=subject(made.id), **told)
    return made


def edit(session: Session, of: ChecklistVersion, position: int, new: Item, *, seen: str, by: Account) -> list[str]:
    """Say an item of a locked draft otherwise; the names of what differs, none leaves no entry. Raises Refused."""
    stands = queries.draft(session, of)
    row = _item(session, "edit_checklist", of, position)
    items = tuple(new if one.requirement == row.requirement else one for one in stands.checklist.items)
    objections = _objections_to_step(of, stands, seen)
    refuse_if("edit_checklist", objections + rules.objections_to_content(Checklist(of.number, items)), checklist=of.id)
    before, after = _columns(row.item), _columns(new)
    changed = [name for name, value in after.items() if before[name] != value]
    if changed:
        for name in changed:
            setattr(row, name, after[name])
        session.flush()
        told = _told(session, of, row.item)
        was, now = ({name: one[name] for name in changed} for one in (before, after))
        journal.append(session, "edit_checklist", by=by, subject=subject(of.id), was=was, now=now, **told)
    return changed


def key_of_next(of: ChecklistVersion, stands: Checklist) -> str:
    """What the next requirement that begins with this draft is known by."""
    taken = stands.requirements
    return next(key for n in range(1, len(taken) + 2) if (key := KEY.format(number=of.number, n=n)) not in taken)


def add(session: Session, of: ChecklistVersion, new: Item, *, seen: str, by: Account) -> ChecklistItem:
    """A new requirement at the end of a locked draft. Raises Refused."""
    stands = queries.draft(session, of)
    wanted = Checklist(of.number, (*stands.checklist.items, new))
    objections = _objections_to_step(of, stands, seen)
    refuse_if("add_to_checklist", objections + rules.objections_to_content(wanted), checklist=of.id)
    position = max((one.position for one in queries.rows(session, of.id)), default=0) + 1
    row = _row(of.id, position, new)
    session.add(row)
    session.flush()
    told = _told(session, of, new)
    journal.append(session, "add_to_checklist", by=by, subject=subject(of.id), now=_columns(new), **told)
    return row


def take_out(
    session: Session,
    of: ChecklistVersion,
    position: int,
    heirs: Sequence[str],
    *,
    is_same: bool,
    seen: str,
    by: Account,
) -> None:
    """Take a requirement out of a locked draft. It lives on in its `heirs`, or is asked no more. Raises Refused."""
    stands, (_id, old) = queries.draft(session, of), queries.in_force(session)
    row = _item(session, "take_from_checklist", of, position)
    item = row.item
    objections = _objections_to_step(of, stands, seen)
    objections += rules.objections_to_taking_out(item.requirement, old, stands.checklist, stands.successions, heirs)
    refuse_if("take_from_checklist", objections, checklist=of.id)
    session.delete(row)
    said: list[str | None] = []
    if item.requirement in old.requirements:
        said += sorted(set(heirs)) or [None]
        for new in said:
            session.add(
                ChecklistSuccession(
                    version_id=of.id, old=item.requirement, new=new, is_same=is_same and new is not None
                )
            )
    session.flush()
    told = _told(session, of, item)
    lives_on: dict[str, Any] = {"heirs": said, "is_same": bool(is_same and heirs)}
    journal.append(session, "take_from_checklist", by=by, subject=subject(of.id), **lives_on, **told)


def put_back(session: Session, of: ChecklistVersion, requirement: str, *, seen: str, by: Account) -> None:
    """Put back into a locked draft, as the version in force says it, what was taken out of it. Raises Refused."""
    stands, (base_id, _old) = queries.draft(session, of), queries.in_force(session)
    gone = stands.ended | {one.old for one in stands.successions}
    row = next((one for one in queries.rows(session, base_id) if one.requirement == requirement), None)
    objections = _objections_to_step(of, stands, seen)
    if row is None or requirement not in gone:
        found = objections or [Objection(ChecklistGuard.CHANGED)]
        raise Refused("put_back_in_checklist", found, {"checklist": of.id})
    items = (*stands.checklist.items, row.item)
    objections += rules.objections_to_content(Checklist(of.number, items))
    refuse_if("put_back_in_checklist", objections, checklist=of.id)
    said = ChecklistSuccession.version_id == of.id, ChecklistSuccession.old == requirement
    session.execute(delete(ChecklistSuccession).where(*said), execution_options=PLAIN)
    session.expire_all()
    session.add(_row(of.id, row.position, row.item))
    session.flush()
    told = _told(session, of, row.item)
    journal.append(session, "put_back_in_checklist", by=by, subject=subject(of.id), **told)


def approve(session: Session, of: ChecklistVersion, *, seen: str, by: Account) -> None:
    """Put a locked draft in force, as it was seen, by a person who wrote none of it. Raises Refused."""
    stands, (_id, old) = queries.draft(session, of), queries.in_force(session)
    objections = _objections_to_step(of, stands, seen)
    objections += rules.objections_to_version(old, stands.checklist, stands.successions, stands.ended)
    wrote = journal.about(session, Log.CUSTODY, subject(of.id), AUTHORING)
    authors = accounts.persons_of(session, {one.account_id for one in wrote if one.account_id is not None})
    found = (rules.objections_to_approving(author, by.person_id) for author in authors)
    objections += next((one for one in found if one), [])
    refuse_if("approve_checklist", objections, checklist=of.id)
    of.sha256, of.approver_id, of.approved_at = stands.checklist.sha256, by.id, clock.now()
    session.flush()
    told = _told(session, of)
    journal.append(session, "approve_checklist", by=by, subject=subject(of.id), **told)


def discard(session: Session, of: ChecklistVersion, *, reason: str, by: Account) -> None:
    """Give up a locked draft; it stays readable. Raises Refused."""
    refuse_if("discard_checklist", rules.objections_to_step(is_open=of.is_open, is_as_seen=True), checklist=of.id)
    of.discarded_at, of.discard_reason = clock.now(), reason
    session.flush()
    told = _told(session, of)
    journal.append(session, "discard_checklist", by=by, subject=subject(of.id), reason=reason, **told)


def subject(version_id: int) -> str:
    return f"checklist:{version_id}"


def _told(session: Session, of: ChecklistVersion, item: Item | None = None) -> dict[str, Any]:
    """Which version, how its content is known after the act, and which requirement it was about."""
    about = {"item_code": item.code, "requirement": item.requirement} if item else {}
    return {"version_no": of.number, "sha256": queries.content(session, of).sha256, **about}


def _objections_to_step(of: ChecklistVersion, stands: queries.Draft, seen: str) -> list[Objection]:
    return rules.objections_to_step(is_open=of.is_open, is_as_seen=seen == stands.seal)


def _item(session: Session, act: str, of: ChecklistVersion, position: int) -> ChecklistItem:
    row = queries.row(session, of.id, position)
    if row is None:
        raise Refused(act, [Objection(ChecklistGuard.CHANGED)], {"checklist": of.id})
    return row


def _columns(item: Item) -> dict[str, Any]:
    """What of an item may be said otherwise, by the columns of its row."""
    texts = {
        f"{part}_{language}": getattr(getattr(item, part), language)
        for part in ("section", "text", "evidence")
        for language in LANGUAGES
    }
    return {"code": item.code, "severity": item.severity, **texts}


def _row(version_id: int, position: int, item: Item) -> ChecklistItem:
    return ChecklistItem(version_id=version_id, position=position, requirement=item.requirement, **_columns(item))
