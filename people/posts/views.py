"""Pages of posts: the staff list, and one post with everybody who held it."""

from typing import Any

from flask import Blueprint, abort, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from kernel import clock
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import choices, form_page
from kernel.web.refusals import acted
from kernel.web.trees import tree
from kernel.web.visit import account, session
from kernel.words.i18n import gettext as _
from kernel.words.i18n import language
from people.posts import operations, queries, words
from people.posts.forms import EndForm, PostForm, TenureForm
from people.posts.models import Post, Tenure
from people.posts.rules import TenureKind
from people.register import queries as persons
from people.register.models import Unit
from people.roles.rules import Permission

bp = Blueprint("posts", __name__)
LIST, ONE = "people/posts/posts.html", "people/posts/post.html"


@bp.route("/posts", methods=["GET", "POST"])
@access.needs(Permission.KEEP_POSTS)
def posts() -> str | Response | tuple[str, int]:
    """Every post by its unit with who answers for it today, and the form of a new one."""
    form = PostForm()
    with session() as reading:
        units = tree(persons.units(reading))
        holders = queries.holders(reading, clock.today())
        rows = [(one, holders.get(one.id)) for one in queries.posts(reading)]
    form.unit_id.choices = choices((unit.id, "– " * depth + unit.name(language())) for depth, unit in units)
    context = {"rows": rows, "words": words, "has_units": bool(units)}
    if not form.validate_on_submit():
        return form_page(LIST, form, **context)

    def work(writing: Session) -> Done:
        names = {code: str(form[f"name_{code}"].data) for code in ("kk", "ru", "en")}
        unit = writing.get_one(Unit, form.unit_id.data, with_for_update=True)
        post = operations.enter_post(writing, unit, names, is_head=bool(form.is_head.data), by=account())
        return Done(_page(post.id), _("The post is entered. Enter who holds it."))

    return acted(form, work, lambda: form_page(LIST, form, **context))


def _page(post_id: int) -> str:
    return url_for("posts.post", post_id=post_id)


@bp.route("/posts/<int:post_id>", methods=["GET", "POST"])
@access.needs(Permission.KEEP_POSTS)
def post(post_id: int) -> str | Response | tuple[str, int]:
    """Everybody who held the post, and the form that puts somebody on it."""
    form = TenureForm(data={"first_on": clock.today()})
    with session() as reading:
        context = {**_facts(reading, post_id), "words": words}
    if not form.validate_on_submit():
        return form_page(ONE, form, **context)

    def work(writing: Session) -> Done:
        person = persons.named(writing, form.who.data, "who")
        days = (form.first_on.data or clock.today(), form.last_on.data)
        kind, order = TenureKind(form.kind.data), str(form.order_no.data)
        row = writing.get_one(Post, post_id, with_for_update=True)
        operations.appoint(writing, row, person, kind, days, order_no=order, by=account())
        return Done(_page(post_id), _("The tenure is entered."))

    return acted(form, work, lambda: form_page(ONE, form, **context))


def _facts(reading: Session, post_id: int) -> dict[str, Any]:
    found = queries.post(reading, post_id) or abort(404)
    today = clock.today()
    return {"post": found, "tenures": queries.tenures(reading, post_id), "held": queries.held(reading, post_id, today)}


@bp.route("/posts/tenures/<int:tenure_id>/end", methods=["GET", "POST"])
@access.needs(Permission.KEEP_POSTS)
def end(tenure_id: int) -> str | Response | tuple[str, int]:
    """The last day of somebody on a post."""
    form = EndForm(data={"last_on": clock.today()})
    with session() as reading:
        tenure = reading.get(Tenure, tenure_id) or abort(404)
        person = persons.person(reading, tenure.person_id)
        post = queries.post(reading, tenure.post_id)
    context = {"post": post, "person": person}
    if not form.validate_on_submit():
        return form_page("people/posts/end.html", form, **context)

    def work(writing: Session) -> Done:
        row = writing.get_one(Tenure, tenure_id, with_for_update=True)
        last_on = form.last_on.data or clock.today()
        operations.end_tenure(writing, row, last_on=last_on, by=account())
        return Done(_page(row.post_id), _("The tenure is ended."))

    return acted(form, work, lambda: form_page("people/posts/end.html", form, **context))


def of_person(reading: Session, person_id: int) -> dict[str, Any] | None:
    """The posts that a person holds today, on their card."""
    rows = queries.held_by(reading, person_id, clock.today())
    return {"rows": rows, "words": words} if rows else None
