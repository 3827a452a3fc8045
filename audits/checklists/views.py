"""Pages of the checklist: the version in force, every version, and the drafting of the next one."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from sqlalchemy.orm import Session

from audits.checklists import operations, queries, words
from audits.checklists.forms import ItemForm, PutBackForm, SeenForm, TakeOutForm
from audits.checklists.models import ChecklistItem, ChecklistVersion
from audits.checklists.queries import Draft
from audits.checklists.rules import LANGUAGES, Item
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import ActForm, choices, form_page
from kernel.web.grave import Grave, ReasonForm, grave_page
from kernel.web.refusals import Page, acted
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from people.roles.rules import Permission

bp = Blueprint("checklists", __name__)
VERSION, ITEM, TAKE_OUT, APPROVE = (f"audits/checklists/{name}.html" for name in ("version", "item", "out", "approve"))
Sections = dict[str, list[tuple[int, Item]]]


@bp.get("/checklist")
@access.needs(Permission.SEE_CHECKLIST)
def page() -> str:
    """What an inspection asks, section by section, in the reader's language, and the versions."""
    return _page(ActForm(formdata=None))


def _page(form: ActForm) -> str:
    with session() as reading:
        version_id, found = queries.in_force(reading)
        sections = _sections(queries.rows(reading, version_id))
        every, draft = queries.versions(reading), queries.open_draft(reading)
    context = {"checklist": found, "sections": sections, "versions": every, "draft": draft, "words": words}
    page = "audits/checklists/checklist.html"
    return render_template(page, in_force=version_id, code=language(), form=form, **context)


@bp.post("/checklist/draft")
@access.needs(Permission.KEEP_CHECKLIST)
def draft() -> Page:
    """Begin the next version as a copy of the one in force."""
    form = ActForm()

    def work(writing: Session) -> Done:
        made = operations.draft(writing, by=account())
        return Done(_address(made.id), _("The draft is begun."))

    return acted(form, work, lambda: (_page(form), 422))


@bp.get("/checklist/versions/<int:version_id>")
@access.needs(Permission.SEE_CHECKLIST)
def version(version_id: int) -> str:
    """One version: its items, what it took out, and what may be done with it."""
    with session() as reading:
        return _version_page(reading, version_id, PutBackForm(formdata=None))


def _version_page(reading: Session, version_id: int, form: PutBackForm) -> str:
    found, stands = _found(reading, version_id)
    base_id, old = queries.in_force(reading)
    known = {one.requirement: one for one in (*old.items, *stands.checklist.items)}
    heirs: dict[str, list[str]] = {one: [] for one in sorted(stands.ended)}
    for one in stands.successions:
        heirs.setdefault(one.old, []).append(known[one.new].code if one.new in known else one.new)
    return render_template(
        VERSION,
        version=found,
        checklist=stands.checklist,
        seal=stands.seal,
        sections=_sections(queries.rows(reading, version_id)),
        heirs=heirs,
        known=known,
        is_in_force=base_id == version_id,
        form=form,
        code=language(),
        words=words,
    )


@bp.route("/checklist/versions/<int:version_id>/items/<int:position>", methods=["GET", "POST"])
@access.needs(Permission.KEEP_CHECKLIST)
def edit(version_id: int, position: int) -> Page:
    """Say a requirement of a draft otherwise; it stays the same requirement."""
    with session() as reading:
        found, stands = _found(reading, version_id)
        row = queries.row(reading, version_id, position) or abort(404)
    form = ItemForm(obj=row, data={"seen": stands.seal})
    context = {"version": found, "row": row, "back": _address(version_id)}
    if not form.validate_on_submit():
        return form_page(ITEM, form, **context)

    def work(writing: Session) -> Done:
        new, locked = form.item(row.requirement), queries.locked(writing, version_id)
        is_changed = operations.edit(writing, locked, position, new, seen=_seen(form), by=account())
        return Done(_address(version_id), _("The requirement is changed.") if is_changed else "")

    return acted(form, work, lambda: form_page(ITEM, form, **context))


@bp.route("/checklist/versions/<int:version_id>/add", methods=["GET", "POST"])
@access.needs(Permission.KEEP_CHECKLIST)
def add(version_id: int) -> Page:
    """Add a new requirement to a draft."""
    with session() as reading:
        found, stands = _found(reading, version_id)
    form = ItemForm(data={"seen": stands.seal, "severity": 3})
    context = {"version": found, "row": None, "back": _address(version_id)}
    if not form.validate_on_submit():
        return form_page(ITEM, form, **context)

    def work(writing: Session) -> Done:
        locked = queries.locked(writing, version_id)
        key = operations.key_of_next(locked, queries.content(writing, locked))
        operations.add(writing, locked, form.item(key), seen=_seen(form), by=account())
        return Done(_address(version_id), _("The requirement is added."))

    return acted(form, work, lambda: form_page(ITEM, form, **context))


@bp.route("/checklist/versions/<int:version_id>/items/<int:position>/take-out", methods=["GET", "POST"])
@access.needs(Permission.KEEP_CHECKLIST)
def take_out(version_id: int, position: int) -> Page:
    """Take a requirement out of a draft, and say in which new ones it lives on."""
    with session() as reading:
        found, stands = _found(reading, version_id)
        row = queries.row(reading, version_id, position)
        _base, old = queries.in_force(reading)
    new = [one for one in stands.checklist.items if one.requirement not in old.requirements]
    form = TakeOutForm(data={"seen": stands.seal})
    form.heirs.choices = choices((one.requirement, getattr(one.text, language())) for one in new)
    is_old = row is not None and row.requirement in old.requirements
    context = {"version": found, "row": row, "back": _address(version_id), "new": new, "is_old": is_old}

    def shown() -> Page:
        """The form; what is taken out already is asked of the act alone, which knows whether it was this request."""
        return form_page(TAKE_OUT, form, code=language(), **context) if row is not None else abort(404)

    if not form.validate_on_submit():
        return shown()

    def work(writing: Session) -> Done:
        locked, heirs, is_same = queries.locked(writing, version_id), form.heirs.data or [], bool(form.is_same.data)
        operations.take_out(writing, locked, position, heirs, is_same=is_same, seen=_seen(form), by=account())
        return Done(_address(version_id), _("The requirement is taken out."), "look")

    return acted(form, work, shown)


@bp.post("/checklist/versions/<int:version_id>/put-back")
@access.needs(Permission.KEEP_CHECKLIST)
def put_back(version_id: int) -> Page:
    """Put back what the draft took out."""
    form = PutBackForm()

    def work(writing: Session) -> Done:
        locked, requirement = queries.locked(writing, version_id), str(form.requirement.data or "")
        operations.put_back(writing, locked, requirement, seen=_seen(form), by=account())
        return Done(_address(version_id), _("The requirement is put back."))

    def again() -> Page:
        with session() as reading:
            return _version_page(reading, version_id, form), 422

    with session() as reading:
        _found(reading, version_id)
    return acted(form, work, again) if form.validate_on_submit() else again()


@bp.route("/checklist/versions/<int:version_id>/approve", methods=["GET", "POST"])
@access.needs(Permission.APPROVE_CHECKLIST)
def approve(version_id: int) -> Page:
    """Put a draft in force, as this page shows that it differs from the version before."""
    with session() as reading:
        found, stands = _found(reading, version_id)
        _base, old = queries.in_force(reading)
    form = SeenForm(data={"seen": stands.seal})
    context = {"version": found, "back": _address(version_id), "code": language(), "words": words}
    context |= _differences(stands, {one.requirement: one for one in old.items})
    if not form.validate_on_submit():
        return form_page(APPROVE, form, **context)

    def work(writing: Session) -> Done:
        operations.approve(writing, queries.locked(writing, version_id), seen=_seen(form), by=account())
        return Done(url_for("checklists.page"), _("The version is in force."))

    return acted(form, work, lambda: form_page(APPROVE, form, **context))


@bp.route("/checklist/versions/<int:version_id>/discard", methods=["GET", "POST"])
@access.needs(Permission.KEEP_CHECKLIST)
def discard(version_id: int) -> Page:
    """Give up a draft with a reason."""
    with session() as reading:
        found, _stands = _found(reading, version_id)
    text = _("The draft is never put in force. It stays readable among the versions.")
    about = _("Version %(number)s", number=found.number)
    grave = Grave(_("Discard the draft"), about, text, _address(version_id))
    form = ReasonForm()
    if not form.validate_on_submit():
        return grave_page(grave, form)

    def work(writing: Session) -> Done:
        operations.discard(writing, queries.locked(writing, version_id), reason=str(form.reason.data), by=account())
        return Done(url_for("checklists.page"), _("The draft is discarded."), "look")

    return acted(form, work, lambda: grave_page(grave, form))


def _found(reading: Session, version_id: int) -> tuple[ChecklistVersion, Draft]:
    row = queries.version(reading, version_id) or abort(404)
    return row, queries.draft(reading, row)


def _address(version_id: int) -> str:
    return url_for("checklists.version", version_id=version_id)


def _seen(form: SeenForm) -> str:
    return str(form.seen.data or "")


def _sections(rows: Any) -> Sections:
    """Positions and items by their section in the reader's language, in the order of the list."""
    found: Sections = {}
    row: ChecklistItem
    for row in rows:
        found.setdefault(getattr(row.item.section, language()), []).append((row.position, row.item))
    return found


def _differences(stands: Draft, old: dict[str, Item]) -> dict[str, Any]:
    """What a draft adds, says otherwise and takes out, against the version before."""
    items = stands.checklist.items
    listed = {one.requirement: one for one in items}
    heirs: dict[str, list[tuple[str, bool]]] = {}
    for one in stands.successions:
        heirs.setdefault(one.old, []).append((listed[one.new].code, one.is_same))
    return {
        "added": [one for one in items if one.requirement not in old],
        "changed": [(old[one.requirement], one) for one in items if old.get(one.requirement, one) != one],
        "gone": [(one, heirs.get(key, [])) for key, one in old.items() if key not in listed],
        "languages": LANGUAGES,
    }
