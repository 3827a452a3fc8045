"""Acts on posts: entering one, putting somebody on it, ending a tenure."""

from datetime import date

from sqlalchemy.orm import Session

from kernel.account import Account
from kernel.journal import entries as journal
from kernel.objections import Objection, refuse_if
from people.posts import queries, rules
from people.posts.models import Post, Tenure
from people.posts.rules import PostGuard, Span, TenureKind
from people.register.models import Person, Unit
from people.register.rules import presence


def enter_post(session: Session, unit: Unit, names: dict[str, str], *, is_head: bool, by: Account | None) -> Post:
    """A new post with its names by language. Raises Refused where the unit has a head already."""
    is_taken = is_head and queries.head_post(session, unit.id) is not None
    refuse_if("enter_post", [Objection(PostGuard.HEAD_TAKEN)] if is_taken else [])
    post = Post(unit_id=unit.id, is_head=is_head, **{f"name_{code}": name for code, name in names.items()})
    session.add(post)
    session.flush()
    subject, named = f"unit:{unit.id}", {"name": post.name_ru}
    journal.append(session, "enter_post", by=by, subject=subject, post=post.id, is_head=is_head, commit=named)
    return post


def appoint(
    session: Session,
    post: Post,
    person: Person,
    kind: TenureKind,
    days: tuple[date, date | None],
    *,
    order_no: str,
    by: Account | None,
) -> Tenure:
    """Put somebody on a post from the first day to the last. Raises Refused."""
    asked = Span(person.id, kind, *days)
    there = presence((person.employed_from, person.employed_to), (person.absent_from, person.absent_to), days[0])
    others = [one.span for one in queries.tenures(session, post.id)]
    refuse_if(
        "appoint", rules.objections_to_tenure(asked, others, there, by.person_id if by else None), person=person.id
    )
    first_on, last_on = days
    tenure = Tenure(
        post_id=post.id, person_id=person.id, kind=kind, first_on=first_on, last_on=last_on, order_no=order_no
    )
    session.add(tenure)
    session.flush()
    subject, valid = f"person:{person.id}", [day.isoformat() if day else None for day in days]
    told = tenure.kind.value
    journal.append(session, "appoint", by=by, subject=subject, post=post.id, tenure=told, valid=valid, order=order_no)
    return tenure


def end_tenure(session: Session, tenure: Tenure, *, last_on: date, by: Account | None) -> None:
    """The last day on the post. Raises Refused."""
    refuse_if("end_tenure", rules.objections_to_end(tenure.span, last_on), person=tenure.person_id)
    tenure.last_on = last_on
    session.flush()
    subject = f"person:{tenure.person_id}"
    journal.append(session, "end_tenure", by=by, subject=subject, post=tenure.post_id, on=last_on.isoformat())
