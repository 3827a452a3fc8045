"""Questions to the versions of the checklist."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.checklists import rules
from audits.checklists.models import ChecklistItem, ChecklistSuccession, ChecklistVersion
from audits.checklists.rules import Checklist, Item, Succession


@dataclass(frozen=True)
class Draft:
    """A version as it stands: its items, and what it says of the requirements that it took out."""

    checklist: Checklist
    successions: tuple[Succession, ...]
    ended: frozenset[str]

    @property
    def seal(self) -> str:
        return rules.seal(self.checklist, self.successions, self.ended)


def in_force(session: Session) -> tuple[int, Checklist]:
    """The id and the content of the approved version with the highest number; there always is one."""
    query = select(ChecklistVersion).where(ChecklistVersion.approved_at.is_not(None))
    row = session.scalars(query.order_by(ChecklistVersion.number.desc()).limit(1)).one()
    return row.id, content(session, row)


def version(session: Session, version_id: int) -> ChecklistVersion | None:
    return session.get(ChecklistVersion, version_id)


def versions(session: Session) -> Sequence[ChecklistVersion]:
    """Every version, the newest first."""
    return session.scalars(select(ChecklistVersion).order_by(ChecklistVersion.number.desc())).all()


def open_draft(session: Session) -> ChecklistVersion | None:
    """The draft at work; there is at most one."""
    query = select(ChecklistVersion).where(
        ChecklistVersion.approved_at.is_(None), ChecklistVersion.discarded_at.is_(None)
    )
    return session.scalars(query.limit(1)).one_or_none()


def locked(session: Session, version_id: int) -> ChecklistVersion:
    """The version read anew, to be changed by nobody else until the transaction ends."""
    query = select(ChecklistVersion).where(ChecklistVersion.id == version_id)
    return session.scalars(query.with_for_update(of=ChecklistVersion).execution_options(populate_existing=True)).one()


def rows(session: Session, version_id: int) -> Sequence[ChecklistItem]:
    """The items of a version in their order."""
    query = select(ChecklistItem).where(ChecklistItem.version_id == version_id)
    return session.scalars(query.order_by(ChecklistItem.position)).all()


def row(session: Session, version_id: int, position: int) -> ChecklistItem | None:
    return session.get(ChecklistItem, (version_id, position))


def content(session: Session, of: ChecklistVersion) -> Checklist:
    """A version as the rules know it."""
    return Checklist(of.number, tuple(one.item for one in rows(session, of.id)))


def draft(session: Session, of: ChecklistVersion) -> Draft:
    """A version with all that it says."""
    query = select(ChecklistSuccession).where(ChecklistSuccession.version_id == of.id)
    told = session.scalars(query.order_by(ChecklistSuccession.id)).all()
    followed = tuple(Succession(one.old, one.new, one.is_same) for one in told if one.new is not None)
    return Draft(content(session, of), followed, frozenset(one.old for one in told if one.new is None))


def successions(session: Session) -> Sequence[Succession]:
    """What every approved version says of whence its requirements come: what `rules.history` asks for."""
    query = select(ChecklistSuccession).join(ChecklistVersion, ChecklistVersion.id == ChecklistSuccession.version_id)
    query = query.where(ChecklistVersion.approved_at.is_not(None), ChecklistSuccession.new.is_not(None))
    return [Succession(one.old, str(one.new), one.is_same) for one in session.scalars(query)]


def item_of(session: Session, requirement: str) -> Item | None:
    """A requirement as the newest version that lists it says it, also where none asks it any more."""
    query = select(ChecklistItem).where(ChecklistItem.requirement == requirement)
    found = session.scalars(query.order_by(ChecklistItem.version_id.desc()).limit(1)).one_or_none()
    return found.item if found is not None else None


def line_of(session: Session, requirement: str) -> list[str]:
    """The requirement and those before it that were the same in substance: their findings are one history."""
    return sorted(rules.history(requirement, successions(session)))


def numbered(session: Session, number: int) -> Checklist | None:
    """The version of this number as it is and was; None where there is none."""
    row = session.scalars(select(ChecklistVersion).where(ChecklistVersion.number == number)).one_or_none()
    return content(session, row) if row is not None else None
