"""Forms of the checklist that act."""

from sqlalchemy.orm import Session

from audits.checklists import operations, queries
from audits.checklists.models import ChecklistVersion
from audits.checklists.rules import Item, Words
from people.roles.rules import Role
from tests import factories as f
from tests.acts import Fields, Made, Stage, acts

SAID = Words("Жаңа талап", "Новое требование", "A new requirement")
TEXTS = {
    **{f"section_{code}": text for code, text in (("kk", "Ұйымдастыру"), ("ru", "Организация"), ("en", "Papers"))},
    **{f"text_{code}": getattr(SAID, code) for code in ("kk", "ru", "en")},
    **{f"evidence_{code}": text for code, text in (("kk", "бұйрық"), ("ru", "приказ"), ("en", "order"))},
}
FIELDS: Fields = {"code": "Z01", "severity": 2, **TEXTS}


def no_draft(session: Session) -> None:
    """Whatever draft an earlier turn of a recipe left is discarded."""
    left = queries.open_draft(session)
    if left is not None:
        operations.discard(session, left, reason="қажет емес", by=f.an_account(session, Role.INSPECTOR))


def a_draft(session: Session) -> ChecklistVersion:
    """A draft that begins as a copy of the version in force."""
    no_draft(session)
    return operations.draft(session, by=f.an_account(session, Role.INSPECTOR))


def seal(session: Session, draft: ChecklistVersion) -> str:
    return queries.draft(session, draft).seal


def a_new_item(session: Session, draft: ChecklistVersion, code: str = "Z01") -> Item:
    """A requirement added to the draft."""
    key = operations.key_of_next(draft, queries.content(session, draft))
    item = Item(code, key, SAID, SAID, SAID, 2)
    by = f.an_account(session, Role.INSPECTOR)
    operations.add(session, draft, item, seen=seal(session, draft), by=by)
    return item


def a_changed_draft(session: Session) -> ChecklistVersion:
    draft = a_draft(session)
    a_new_item(session, draft, f"Y{draft.number}")
    return draft


def a_shortened_draft(session: Session) -> ChecklistVersion:
    """A draft whose first requirement is taken out and asked no more."""
    draft, by = a_draft(session), f.an_account(session, Role.INSPECTOR)
    operations.take_out(session, draft, 1, [], is_same=False, seen=seal(session, draft), by=by)
    return draft


@acts("checklists.draft")
def draft(stage: Stage) -> Made:
    stage.make(no_draft)
    stage.sit(Role.INSPECTOR, "/checklist")
    return "/checklist/draft", {}


@acts("checklists.edit")
def edit(stage: Stage) -> Made:
    return _of(stage, stage.make(a_draft).id, "items/1", FIELDS)


@acts("checklists.add")
def add(stage: Stage) -> Made:
    return _of(stage, stage.make(a_draft).id, "add", FIELDS)


@acts("checklists.take_out")
def take_out(stage: Stage) -> Made:
    made = stage.make(a_changed_draft)
    return _of(stage, made.id, "items/1/take-out", {"heirs": [f"V{made.number}-1"], "is_same": "y"})


@acts("checklists.put_back")
def put_back(stage: Stage) -> Made:
    version_id = stage.make(a_shortened_draft).id
    stage.sit(Role.INSPECTOR, f"/checklist/versions/{version_id}")
    return f"/checklist/versions/{version_id}/put-back", {}


@acts("checklists.approve")
def approve(stage: Stage) -> Made:
    return _of(stage, stage.make(a_changed_draft).id, "approve", {}, Role.ORG_HEAD)


@acts("checklists.discard")
def discard(stage: Stage) -> Made:
    return _of(stage, stage.make(a_draft).id, "discard", {"reason": "басқа нұсқа дайындалады"})


def _of(stage: Stage, version_id: int, page: str, fields: Fields, role: Role = Role.INSPECTOR) -> Made:
    address = f"/checklist/versions/{version_id}/{page}"
    stage.sit(role, address)
    return address, fields
